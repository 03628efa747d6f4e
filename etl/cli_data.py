"""What is done with data that is loaded: shown, told, asked, exported, compared, taken back.

Owns the options of these commands; `etl.cli` owns the rest and runs them all.
"""

from typing import Annotated

import typer

from etl.commands import WAREHOUSE
from etl.commands.options import (
    AgenciesOption,
    DatasetsOption,
    ExportTarget,
    FiguresOption,
    ForceOption,
    FormatOption,
    GenresOption,
    IndicatorsOption,
    JsonOption,
    KeysOption,
    LimitOption,
    PruneOption,
    QueryArgument,
    RegionsOption,
    RowsOption,
    TablesOption,
    TextOption,
    VersionArgument,
    VersionOption,
    VersionsArgument,
    WarehouseOption,
    YearsOption,
)
from etl.commands.serving_options import (
    AddressOption,
    HostnamesOption,
    KeyOption,
    ReviewOption,
    RosterOption,
    ShareOption,
    UploadOption,
)
from etl.errors import UsageError

data = typer.Typer()


@data.command(
    short_help="Start the dashboard.",
    epilog="""\b
Examples:
  fazhi serve
  fazhi serve --port 8600 --no-open
  fazhi serve --demo
  fazhi serve --share
  fazhi serve --hostname fazhi.example.cn
  fazhi serve --allow-upload
  fazhi serve --roster roster.csv

\b
Without --share only this machine is served. With it the network is, and a link with an access key
is printed; see docs/sharing.md, also for accounts and for a reverse proxy.""",
)
def serve(
    warehouse: WarehouseOption = WAREHOUSE,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8501,
    share: ShareOption = False,
    key: KeyOption = None,
    address: AddressOption = None,
    hostnames: HostnamesOption = None,
    upload: UploadOption = False,
    review: ReviewOption = False,
    open_browser: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the dashboard in a browser.")
    ] = True,
    demo: Annotated[
        bool, typer.Option("--demo", help="Load the bundled sample and public figures first.")
    ] = False,
    indicators: IndicatorsOption = None,
    roster: RosterOption = None,
) -> None:
    """Start the dashboard; Ctrl-C ends it."""
    from etl.commands.serving import Request
    from etl.commands.serving import serve as serve_warehouse

    request = Request(
        warehouse=warehouse,
        port=port,
        share=share,
        key=key,
        address=address,
        hostnames=hostnames or (),
        upload=upload,
        review=review,
        open_browser=open_browser,
        demo=demo,
        directories=indicators or (),
        roster=roster,
    )
    raise typer.Exit(serve_warehouse(request))


@data.command(
    short_help="Tell what the warehouse holds.",
    epilog="""\b
Examples:
  fazhi status
  fazhi status --json""",
)
def status(warehouse: WarehouseOption = WAREHOUSE, as_json: JsonOption = False) -> None:
    """Tell what the warehouse holds: reports, bodies, years, figures, version, built when."""
    from etl.commands.status import status as show_status

    raise typer.Exit(show_status(warehouse, as_json))


@data.command(
    short_help="Write figures and their words as CSV, Excel or Parquet.",
    epilog="""\b
Examples:
  fazhi export figures.xlsx --year 2021-2023 --region 望川市
  fazhi export out/ --table figures --indicator inspections
  fazhi export published/ --format parquet --force""",
)
def export(
    out: ExportTarget,
    format: FormatOption = None,
    tables: TablesOption = None,
    dataset: DatasetsOption = None,
    year: YearsOption = None,
    region: RegionsOption = None,
    agency: AgenciesOption = None,
    genre: GenresOption = None,
    indicator: KeysOption = None,
    text: TextOption = False,
    warehouse: WarehouseOption = WAREHOUSE,
    version: VersionOption = None,
    force: ForceOption = False,
) -> None:
    """Write figures with unit, words and source, and a data dictionary: CSV, Excel, Parquet."""
    from etl.commands.exporting import Request
    from etl.commands.exporting import export as export_tables

    values = {
        "dataset": dataset,
        "region": region,
        "agency": agency,
        "genre": genre,
        "indicator": indicator,
    }
    request = Request(
        out=out,
        format=format,
        tables=tuple(each.value for each in tables or ()),
        years=year,
        values={column: tuple(map(str, asked)) for column, asked in values.items() if asked},
        text=text,
        warehouse=warehouse,
        version=version,
        force=force,
    )
    raise typer.Exit(export_tables(request))


@data.command(
    name="sql",
    short_help="Ask the warehouse in SQL, read-only.",
    epilog="""\b
Examples:
  fazhi sql
  fazhi sql "SELECT agency, year, value FROM figures WHERE indicator = 'inspections'"
  fazhi sql "SELECT * FROM figures" --csv > figures.csv
  fazhi sql - < query.sql

\b
Exit status: 0 all well, 1 the query failed, 2 wrong use.""",
)
def sql(
    query: QueryArgument = None,
    warehouse: WarehouseOption = WAREHOUSE,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object a line for every row.")
    ] = False,
    rows: RowsOption = None,
    seconds: Annotated[float, typer.Option(min=0.1, max=600, help="Time a query may take.")] = 30,
) -> None:
    """Ask the documented views in SQL, read-only; without a query, list them."""
    if as_csv and as_json:
        raise UsageError("--csv 和 --json 只能选一个。")
    from etl.commands.asking import Form, list_views
    from etl.commands.asking import ask as ask_warehouse

    form = Form.CSV if as_csv else Form.JSON if as_json else Form.PAGE
    if query is None:
        raise typer.Exit(list_views(form))
    raise typer.Exit(ask_warehouse(query, warehouse, form, rows, seconds))


@data.command(
    short_help="List the versions of the data.",
    epilog="""\b
Examples:
  fazhi versions
  fazhi versions --json
  fazhi versions --prune 2""",
)
def versions(
    warehouse: WarehouseOption = WAREHOUSE,
    as_json: JsonOption = False,
    prune: PruneOption = None,
) -> None:
    """List the versions of the data: built when, from what, by which engine, how much they hold.

    Every load that changes anything makes a version. The one in use stays, and so do the five
    newest (--keep of load says otherwise).
    """
    from etl.commands.versions import prune as prune_versions
    from etl.commands.versions import versions as list_versions

    if prune is None:
        raise typer.Exit(list_versions(warehouse, as_json))
    if as_json:
        raise UsageError("--json 和 --prune 只能选一个。")
    raise typer.Exit(prune_versions(warehouse, prune))


@data.command(
    short_help="Tell which figures differ between two versions.",
    epilog="""\b
Examples:
  fazhi diff
  fazhi diff 3 5 --indicator inspections --year 2023
  fazhi diff --json > differences.jsonl

\b
JSON: one line with the counts (kind summary), then one for every figure that differs, then the
reports (kind report_new, report_superseded, report_restored, report_gone).""",
)
def diff(
    versions: VersionsArgument = None,
    warehouse: WarehouseOption = WAREHOUSE,
    as_json: JsonOption = False,
    limit: LimitOption = None,
    datasets: DatasetsOption = None,
    indicators: FiguresOption = None,
    agencies: AgenciesOption = None,
    years: YearsOption = None,
) -> None:
    """Tell which figures are new, corrected or withdrawn between two versions, with both quotes.

    A figure is corrected where its value, qualifier or unit differs. Without --indicator it also
    tells which reports are new, superseded, in force again or gone.
    """
    from etl.commands.difference import Request
    from etl.commands.difference import diff as show_difference
    from etl.export.selection import list_years
    from etl.warehouse.difference import Narrowing

    narrowing = Narrowing(
        datasets=tuple(map(str, datasets or ())),
        indicators=indicators or (),
        agencies=agencies or (),
        years=list_years(years) if years else (),
    )
    request = Request(warehouse, versions or (), narrowing, limit, as_json)
    raise typer.Exit(show_difference(request))


@data.command(
    short_help="Return to an earlier version of the data.",
    epilog="""\b
Examples:
  fazhi rollback
  fazhi rollback 3""",
)
def rollback(version: VersionArgument = None, warehouse: WarehouseOption = WAREHOUSE) -> None:
    """Return to an earlier version of the data; open pages show it on their next click.

    Nothing is removed: later versions stay, and the same command brings one back.
    """
    from etl.commands.rollback import rollback as roll_back

    raise typer.Exit(roll_back(warehouse, version))
