"""The `fazhi` command: from loading reports to serving, asking and comparing what was loaded.

Owns the options and the exit status: 0 all well, 1 some documents rejected or another
problem, 2 wrong use, 130 interrupted. Refuses to lay out what it prints (`etl.console`) and to
do the work (`etl.commands`). No traceback reaches a user unless --debug asks for it. Each
command imports what it needs when it runs: `fazhi extract` need not wait for DuckDB and pandas.
"""

import logging
import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import Annotated

import typer

from etl.commands import RUNS, WAREHOUSE
from etl.commands.options import (
    AgenciesOption,
    BaselineOption,
    ClusterOption,
    DatasetName,
    DatasetsOption,
    ExportTarget,
    FiguresOption,
    FloorsOption,
    ForceOption,
    FormatOption,
    GenreOption,
    GenresOption,
    GoldPaths,
    IndicatorsOption,
    JsonOption,
    KeepOption,
    KeysOption,
    LimitOption,
    LoadPaths,
    LowerOption,
    PartsOption,
    Paths,
    PruneOption,
    QueryArgument,
    RaiseOption,
    RegionsOption,
    RowsOption,
    RunsOption,
    TablesOption,
    TextOption,
    VersionArgument,
    VersionOption,
    VersionsArgument,
    WarehouseOption,
    YearsOption,
)
from etl.console.terminal import prepare_streams, show_sentence
from etl.errors import FazhiError, UsageError
from etl.worker import WORKER

DEBUG = "--debug"
LOGGER = logging.getLogger(__name__)

app = typer.Typer(
    name="fazhi",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # plain help: the same on a terminal, in a pipe and in a file
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def show_version(wanted: bool) -> None:
    """Print the version and end."""
    if wanted:
        typer.echo(f"fazhi {version('fazhi')}")
        raise typer.Exit


@app.callback(
    epilog="""\b
Examples:
  fazhi load reports/
  fazhi extract reports/2023.html
  fazhi serve

\b
Exit status: 0 all well, 1 some documents rejected, 2 wrong use."""
)
def fazhi(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=show_version, is_eager=True, help="Show the version."),
    ] = False,
    _debug: Annotated[
        bool, typer.Option(DEBUG, help="Show the traceback of an error; works anywhere.")
    ] = False,
) -> None:
    """From a folder of Chinese rule-of-law reports to a dashboard of checkable figures."""


@app.command(
    short_help="Read reports and tables of figures into the warehouse.",
    epilog="""\b
Examples:
  fazhi load reports/
  fazhi load reports/2023.html figures.xlsx
  fazhi load reports/ --warehouse /srv/fazhi
  fazhi load reports/ --prune
  fazhi load s3://bucket/reports/
  fazhi load /share/reports/ --cluster tcp://scheduler:8786 --warehouse /share/fazhi

\b
Without a path, reports loaded before are read again from their stored text where rules or
indicators have changed since.""",
)
def load(
    paths: LoadPaths = None,
    warehouse: WarehouseOption = WAREHOUSE,
    dataset: Annotated[
        DatasetName, typer.Option(help="Data set the documents belong to.")
    ] = DatasetName.OWN,
    indicators: IndicatorsOption = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Take out documents whose file is gone from the paths.")
    ] = False,
    wait: Annotated[
        float, typer.Option(min=0, metavar="SECONDS", help="Wait so long for another load to end.")
    ] = 0,
    keep: KeepOption = None,
    cluster: ClusterOption = None,
    parts: PartsOption = None,
) -> None:
    """Read every report and every table of figures below the paths into the warehouse."""
    if parts is not None and cluster is None:
        raise UsageError("--parts 只与 --cluster 一起用：没有集群时无需指定。")
    if cluster is None:
        WORKER.start()  # at work on its imports while we are on ours
    from etl.commands.loading import Request
    from etl.commands.loading import load as load_paths
    from etl.readers import find_place

    request = Request(
        paths=tuple(map(find_place, paths or ())),
        warehouse=warehouse,
        dataset=dataset.value,
        directories=indicators or (),
        prune=prune,
        wait=wait,
        keep=keep,
        cluster=cluster,
        parts=parts,
    )
    raise typer.Exit(load_paths(request))


@app.command(
    short_help="Show what reports state, without a warehouse.",
    epilog="""\b
Examples:
  fazhi extract reports/2023.html
  fazhi extract reports/ --json > figures.jsonl
  fazhi extract reports/2023.html --text
  fazhi extract reports/2023.html --explain
  fazhi extract - < passage.txt""",
)
def extract(
    paths: Paths,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object a line for every document.")
    ] = False,
    as_text: Annotated[
        bool, typer.Option("--text", help="Print the text that start and end count in.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say of every number why it was taken or left.")
    ] = False,
    indicators: IndicatorsOption = None,
) -> None:
    """Show what reports state, without a warehouse; - reads one from standard input."""
    if as_json + as_text + explain > 1:
        raise UsageError("--json、--text 和 --explain 只能选一个。")
    WORKER.start()
    from etl.commands.extraction import Form
    from etl.commands.extraction import extract as extract_paths

    chosen = {Form.JSON: as_json, Form.TEXT: as_text, Form.EXPLAIN: explain}
    form = next((form for form, asked in chosen.items() if asked), Form.PAGE)
    raise typer.Exit(extract_paths(paths, form, indicators or ()))


@app.command(
    short_help="Score extraction against labels.",
    epilog="""\b
Examples:
  fazhi evaluate data/samples/gold.jsonl
  fazhi evaluate data/samples/gold.jsonl --genre rol --json
  fazhi evaluate data/samples tests/gold --floors tests/gold/floors.json
  fazhi evaluate my-labels/ --baseline before.json

\b
Exit status: 0 all well, 1 some document unread or some score below its floor, 2 wrong use.""",
)
def evaluate(
    gold: GoldPaths,
    as_json: JsonOption = False,
    genre: GenreOption = None,
    indicators: IndicatorsOption = None,
    floors: FloorsOption = None,
    raise_floors: RaiseOption = False,
    lower_floors: LowerOption = False,
    baseline: BaselineOption = None,
    runs: RunsOption = RUNS,
) -> None:
    """Score extraction against labels: precision, recall, F1 with 95% intervals, every error.

    Each run is compared with the last one of the same labels: what was gained and lost.
    """
    if floors is None and (raise_floors or lower_floors):
        raise UsageError("--raise-floors 和 --lower-floors 要与 --floors 一起用。")
    WORKER.start()
    from etl.commands.evaluation import Request
    from etl.commands.evaluation import evaluate as evaluate_gold

    request = Request(
        gold=gold,
        genre=genre,
        as_json=as_json,
        indicators=indicators or (),
        floors=floors,
        raise_floors=raise_floors,
        lower_floors=lower_floors,
        baseline=baseline,
        runs=runs,
    )
    raise typer.Exit(evaluate_gold(request))


@app.command(
    short_help="List the indicators.",
    epilog="""\b
Examples:
  fazhi indicators
  fazhi indicators --template > my-indicators/own.yml
  fazhi indicators --indicators my-indicators/""",
)
def indicators(
    indicators: IndicatorsOption = None,
    as_json: JsonOption = False,
    template: Annotated[
        bool, typer.Option("--template", help="Print a file to start one of your own from.")
    ] = False,
) -> None:
    """List the indicators: id, name, unit, what each covers; yours are checked on the way."""
    from etl.commands.catalogue import list_indicators, print_template

    raise typer.Exit(print_template() if template else list_indicators(indicators or (), as_json))


@app.command(
    short_help="Start the dashboard.",
    epilog="""\b
Examples:
  fazhi serve
  fazhi serve --port 8600 --no-open
  fazhi serve --demo""",
)
def serve(
    warehouse: WarehouseOption = WAREHOUSE,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8501,
    address: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    open_browser: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the dashboard in a browser.")
    ] = True,
    demo: Annotated[
        bool, typer.Option("--demo", help="Load the bundled sample and public figures first.")
    ] = False,
    indicators: IndicatorsOption = None,
) -> None:
    """Start the dashboard; Ctrl-C ends it."""
    from etl.commands.serving import serve as serve_warehouse

    raise typer.Exit(
        serve_warehouse(warehouse, address, port, open_browser, demo, indicators or ())
    )


@app.command(
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


@app.command(
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


@app.command(
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


@app.command(
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


@app.command(
    short_help="Tell which figures differ between two versions.",
    epilog="""\b
Examples:
  fazhi diff
  fazhi diff 3 5 --indicator inspections --year 2023
  fazhi diff --json > differences.jsonl

\b
JSON: one line with the counts (kind summary), then one for every figure that differs.""",
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

    A figure is corrected where its value, qualifier or unit differs.
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


@app.command(
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


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit status."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    logging.getLogger("etl").setLevel(logging.DEBUG if DEBUG in arguments else logging.WARNING)
    try:
        typer.main.get_command(app).main(
            [each for each in arguments if each != DEBUG], prog_name="fazhi"
        )
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    except FazhiError as error:
        LOGGER.debug("fazhi", exc_info=True)
        show_sentence(str(error))
        return 2 if isinstance(error, UsageError) else 1
    except Exception as error:  # the last line before the user: a sentence, not a traceback
        LOGGER.debug("fazhi", exc_info=True)
        show_sentence(f"程序出错（{type(error).__name__}：{error}），加 {DEBUG} 可查看详情。")
        return 1
    return 0


def main() -> None:
    """Run the command line of this process."""
    prepare_streams()
    sys.exit(run(sys.argv[1:]))
