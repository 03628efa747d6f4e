"""`fazhi check` on the command line: what the checks find, for people and for pipelines.

Owns the options of this command; `etl.cli` runs it.
"""

from pathlib import Path
from typing import Annotated

import typer

from etl.access import SHARED_URL
from etl.commands import WAREHOUSE
from etl.commands.options import (
    AgenciesOption,
    DatasetName,
    IndicatorsOption,
    RegionsOption,
    WarehouseOption,
    YearsOption,
)

check_app = typer.Typer()

CheckPaths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATH]...",
        help="Files or folders to check by themselves; without any, the warehouse.",
        show_default=False,
    ),
]
DatasetOption = Annotated[
    list[DatasetName] | None,
    typer.Option(
        "--dataset", help="Data set of the warehouse; may be repeated.", show_default=False
    ),
]
# Not from the environment: a roster for the warehouse says nothing of files given by themselves.
GivenRosterOption = Annotated[
    Path | None,
    typer.Option(
        "--roster",
        metavar="FILE",
        help="CSV of the bodies that owe reports (region,agency,genres,from,to); without it, of "
        "a warehouse that of FAZHI_ROSTER or its own roster.csv, of files none.",
        show_default=False,
    ),
]
OnlyOption = Annotated[
    str | None,
    typer.Option(
        "--only",
        metavar="CHECK[,CHECK]",
        help="duties, agreement, likeness, promises (all).",
        show_default=False,
    ),
]
NoticeOption = Annotated[
    Path | None,
    typer.Option(
        "--notice",
        metavar="FILE",
        help="Write the notice (通报) of one region and year, FILE.docx or FILE.xlsx.",
        show_default=False,
    ),
]
DashboardOption = Annotated[
    str | None,
    typer.Option(
        "--dashboard",
        envvar=SHARED_URL,
        metavar="URL",
        help="Where the dashboard is served: the notice then leads to its report pages.",
        show_default=False,
    ),
]


@check_app.command(
    short_help="Tell what the checks find in reports.",
    epilog="""\b
Examples:
  fazhi check
  fazhi check reports/
  fazhi check --year 2023 --region 望川市 --only duties,agreement
  fazhi check reports/ --json > findings.jsonl
  fazhi check --region 望川市 --year 2023 --notice notice.docx

\b
Exit status: 0 nothing certain found, 1 something certain found (by duties or agreement, and not
explained), 2 wrong use, or nothing could be checked. Likeness and plans are facts: they are
listed and never count. Files that are rejected are told on standard error.""",
)
def check(
    paths: CheckPaths = None,
    warehouse: WarehouseOption = WAREHOUSE,
    dataset: DatasetOption = None,
    year: YearsOption = None,
    region: RegionsOption = None,
    agency: AgenciesOption = None,
    only: OnlyOption = None,
    everything: Annotated[
        bool,
        typer.Option("--all", help="What is kept, cannot be told or was explained, too."),
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object a line for every result.")
    ] = False,
    roster: GivenRosterOption = None,
    indicators: IndicatorsOption = None,
    notice: NoticeOption = None,
    dashboard: DashboardOption = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace an earlier notice of that name.")
    ] = False,
) -> None:
    """Tell what the checks find: duties, agreement, likeness, plans; each with its words.

    Years are those of the report a result is about: of a plan, the report that should answer it.
    Without --dataset, the first of own, sample and public that holds reports.
    """
    from etl.commands.checking import Request
    from etl.commands.checking import check as check_reports

    request = Request(
        paths=tuple(paths or ()),
        warehouse=warehouse,
        datasets=tuple(map(str, dataset or ())),
        years=year,
        regions=tuple(region or ()),
        agencies=tuple(agency or ()),
        only=only,
        everything=everything,
        as_json=as_json,
        roster=roster,
        directories=tuple(indicators or ()),
        notice=notice,
        dashboard=dashboard or "",
        force=force,
    )
    raise typer.Exit(check_reports(request))
