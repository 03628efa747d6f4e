"""Arguments and options of the command line that several commands take, or that need many words.

Owns their names, places and help. Refuses to act on them: commands do.
"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from etl.model import Genre


class DatasetName(StrEnum):
    """The data sets a warehouse keeps apart."""

    OWN = "own"
    SAMPLE = "sample"
    PUBLIC = "public"


class ExportFormat(StrEnum):
    """What an export is written as."""

    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"


class TableName(StrEnum):
    """The documented views that can be exported."""

    FIGURES = "figures"
    OBSERVATIONS = "observations"
    DOCUMENTS_NAMED = "documents_named"
    REQUEST_OUTCOMES = "request_outcomes"
    FINDINGS = "findings"
    REPORTS = "reports"


Paths = Annotated[
    list[Path], typer.Argument(metavar="PATH", help="Files or folders.", show_default=False)
]
# As text: a path made of an address would be another one.
LoadPaths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATH]...",
        help="Files or folders; addresses such as s3://bucket/reports too.",
        show_default=False,
    ),
]
ClusterOption = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar="ADDRESS",
        help="Have the workers of this Dask scheduler read; see docs/cluster.md.",
        show_default=False,
    ),
]
PartsOption = Annotated[
    str | None,
    typer.Option(
        "--parts",
        metavar="ADDRESS",
        help="Folder where the workers of a cluster leave what they read, if they cannot reach "
        "the warehouse.",
        show_default=False,
    ),
]
WarehouseOption = Annotated[
    Path,
    typer.Option(
        "--warehouse",
        envvar="FAZHI_WAREHOUSE",
        metavar="DIR",
        help="Folder of the warehouse.",
        show_default="data/warehouse",
    ),
]
IndicatorsOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--indicators",
        metavar="DIR",
        help="Folder of your own indicators in YAML, besides the bundled ones and those of "
        "FAZHI_INDICATORS; may be repeated.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
GoldPaths = Annotated[
    list[Path],
    typer.Argument(
        metavar="GOLD",
        help="Labels (JSON lines; files are beside them), or folders with gold.jsonl in them.",
        show_default=False,
    ),
]
GenreOption = Annotated[
    Genre | None,
    typer.Option("--genre", help="Score documents of one genre only.", show_default=False),
]
FloorsOption = Annotated[
    Path | None,
    typer.Option(
        "--floors", metavar="FILE", help="Lowest F1 of every set; fail below.", show_default=False
    ),
]
RaiseOption = Annotated[
    bool, typer.Option("--raise-floors", help="Write better scores as floors; lowers none.")
]
LowerOption = Annotated[
    bool, typer.Option("--lower-floors", help="Write worse scores as floors, and say which.")
]
BaselineOption = Annotated[
    Path | None,
    typer.Option(
        "--baseline",
        metavar="FILE",
        help="Saved --json result to compare with, instead of the last run.",
        show_default=False,
    ),
]
QualityOption = Annotated[
    Path | None,
    typer.Option(
        "--quality",
        metavar="FILE",
        help="Keep the result by indicator for the page of indicators (data/quality.json).",
        show_default=False,
    ),
]
BlindOption = Annotated[
    bool, typer.Option("--blind", help="With --quality: no wording was written with these in view.")
]
RunsOption = Annotated[
    Path,
    typer.Option(
        "--runs",
        envvar="FAZHI_RUNS",
        metavar="DIR",
        help="Folder that remembers the last run of every set.",
        show_default=".fazhi/runs",
    ),
]
ExportTarget = Annotated[
    Path,
    typer.Argument(metavar="OUT", help="Folder to write, or a file NAME.xlsx.", show_default=False),
]
FormatOption = Annotated[
    ExportFormat | None,
    typer.Option("--format", help="xlsx for a name with .xlsx, else csv.", show_default=False),
]
TablesOption = Annotated[
    list[TableName] | None,
    typer.Option("--table", help="Table to export (all); may be repeated.", show_default=False),
]
DatasetsOption = Annotated[
    list[DatasetName] | None,
    typer.Option("--dataset", help="Data set (all); may be repeated.", show_default=False),
]
YearsOption = Annotated[
    str | None,
    typer.Option("--year", metavar="YEAR[-YEAR]", help="2023 or 2021-2023.", show_default=False),
]
RegionsOption = Annotated[
    list[str] | None,
    typer.Option("--region", metavar="NAME", help="May be repeated.", show_default=False),
]
AgenciesOption = Annotated[
    list[str] | None,
    typer.Option("--agency", metavar="NAME", help="May be repeated.", show_default=False),
]
GenresOption = Annotated[
    list[Genre] | None,
    typer.Option("--genre", help="Genre of the report; may be repeated.", show_default=False),
]
KeysOption = Annotated[
    list[str] | None,
    typer.Option(
        "--indicator",
        metavar="ID",
        help="Figures, observations and findings of this indicator alone; may be repeated.",
        show_default=False,
    ),
]
TextOption = Annotated[bool, typer.Option("--text", help="Whole texts with the table reports.")]
VersionOption = Annotated[
    int | None,
    typer.Option("--version", metavar="N", help="An older version.", show_default=False),
]
ForceOption = Annotated[
    bool, typer.Option("--force", help="Replace an earlier export, once the new one is complete.")
]
QueryArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[QUERY]", help="One query; - reads it from standard input.", show_default=False
    ),
]
RowsOption = Annotated[
    int | None,
    typer.Option(
        "--rows",
        min=1,
        max=1_000_000,
        help="Rows to print, at most.",
        show_default="200 on a screen, 100,000 with --csv or --json",
    ),
]
KeepOption = Annotated[
    int | None,
    typer.Option(
        "--keep",
        min=2,
        metavar="N",
        help="Newest versions that stay when this load publishes one.",
        show_default="5",
    ),
]
PruneOption = Annotated[
    int | None,
    typer.Option(
        "--prune",
        min=1,
        metavar="N",
        help="Remove all but the version in use and the N newest.",
        show_default=False,
    ),
]
VersionArgument = Annotated[
    int | None,
    typer.Argument(
        metavar="VERSION",
        min=1,
        help="By default the one that the version in use was built on.",
        show_default=False,
    ),
]
VersionsArgument = Annotated[
    list[int] | None,
    typer.Argument(
        metavar="A B",
        min=1,
        help="A against B; A alone against the version in use; by default the one before that.",
        show_default=False,
    ),
]
LimitOption = Annotated[
    int | None,
    typer.Option(
        "--limit",
        min=0,
        metavar="N",
        help="Differences to list; the counts are always of all.",
        show_default="50, with --json all",
    ),
]
FiguresOption = Annotated[
    list[str] | None,
    typer.Option(
        "--indicator", metavar="NAME", help="Of this one, id or Chinese name; may be repeated."
    ),
]
