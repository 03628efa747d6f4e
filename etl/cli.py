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

from etl.cli_check import check_app
from etl.cli_data import data
from etl.cli_review import review_app
from etl.commands import RUNS, WAREHOUSE
from etl.commands.options import (
    BaselineOption,
    BlindOption,
    ClusterOption,
    DatasetName,
    FloorsOption,
    GenreOption,
    GoldPaths,
    IndicatorsOption,
    JsonOption,
    KeepOption,
    LoadPaths,
    LowerOption,
    PartsOption,
    Paths,
    QualityOption,
    RaiseOption,
    RunsOption,
    WarehouseOption,
)
from etl.console.terminal import prepare_streams, show_sentence
from etl.errors import FazhiError, UsageError
from etl.worker import WORKER

DEBUG = "--debug"
CHECK = "check"
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
  fazhi check reports/
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
    quality: QualityOption = None,
    blind: BlindOption = False,
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
        quality=quality,
        blind=blind,
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


app.add_typer(check_app)
app.add_typer(review_app)
app.add_typer(data)


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit status."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    logging.getLogger("etl").setLevel(logging.DEBUG if DEBUG in arguments else logging.WARNING)
    plain = [each for each in arguments if each != DEBUG]
    fault = 2 if plain[:1] == [CHECK] else 1  # of check 1 says that something was found
    try:
        typer.main.get_command(app).main(plain, prog_name="fazhi")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else fault
    except FazhiError as error:
        LOGGER.debug("fazhi", exc_info=True)
        show_sentence(str(error))
        return 2 if isinstance(error, UsageError) else fault
    except Exception as error:  # the last line before the user: a sentence, not a traceback
        LOGGER.debug("fazhi", exc_info=True)
        show_sentence(f"程序出错（{type(error).__name__}：{error}），加 {DEBUG} 可查看详情。")
        return fault
    return 0


def main() -> None:
    """Run the command line of this process."""
    prepare_streams()
    sys.exit(run(sys.argv[1:]))
