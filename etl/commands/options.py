"""Arguments and options of the command line that several commands take, or that need many words.

Owns their names, places and help. Refuses to act on them: commands do.
"""

from pathlib import Path
from typing import Annotated

import typer

from etl.model import Genre

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
