"""`fazhi review` on the command line: what people decided of figures, exchanged and made labels of.

Owns the options of this command; `etl.cli` runs it.
"""

from pathlib import Path
from typing import Annotated

import typer

from etl.commands import WAREHOUSE
from etl.commands.options import DatasetsOption, JsonOption, WarehouseOption
from etl.errors import UsageError

review_app = typer.Typer()

ImportOption = Annotated[
    Path | None,
    typer.Option(
        "--import", metavar="FILE", help="Add the decisions of another file.", show_default=False
    ),
]
ExportOption = Annotated[
    Path | None,
    typer.Option(
        "--export", metavar="FILE", help="Write the decisions that count.", show_default=False
    ),
]
GoldOption = Annotated[
    Path | None,
    typer.Option(
        "--gold",
        metavar="FOLDER",
        help="Write decided figures as labels for fazhi evaluate.",
        show_default=False,
    ),
]
PrecisionOption = Annotated[
    bool, typer.Option("--precision", help="Tell how many figures were accepted, by indicator.")
]
OverwriteOption = Annotated[
    bool, typer.Option("--force", help="Write over what is there, with --export and --gold.")
]


@review_app.command(
    short_help="Tell what people decided of figures; exchange it, make labels of it.",
    epilog="""\b
Examples:
  fazhi review
  fazhi review --json > decisions.jsonl
  fazhi review --import colleague/reviews.jsonl
  fazhi review --export standing.jsonl
  fazhi review --precision
  fazhi review --gold reviewed/ && fazhi evaluate reviewed/

\b
Decisions are taken on the page 复核 of fazhi serve --review, and stand in reviews.jsonl beside the
warehouse; see docs/review.md.""",
)
def review(
    warehouse: WarehouseOption = WAREHOUSE,
    dataset: DatasetsOption = None,
    as_json: JsonOption = False,
    precision: PrecisionOption = False,
    import_: ImportOption = None,
    export_: ExportOption = None,
    gold: GoldOption = None,
    force: OverwriteOption = False,
) -> None:
    """List decisions of people on single figures, the newest first, and whether they count."""
    if sum(map(bool, (precision, import_, export_, gold))) > 1:
        raise UsageError("--precision、--import、--export 和 --gold 只能选一个。")
    if as_json and (import_ or export_ or gold):
        raise UsageError("--json 只用于列出记录和 --precision。")
    from etl.commands import reviewing

    request = reviewing.Request(warehouse, tuple(map(str, dataset or ())), as_json, force)
    if import_:
        raise typer.Exit(reviewing.import_reviews(import_, request))
    if export_:
        raise typer.Exit(reviewing.export_reviews(export_, request))
    if gold:
        raise typer.Exit(reviewing.write_gold(gold, request))
    raise typer.Exit(
        reviewing.show_judged(request) if precision else reviewing.list_reviews(request)
    )
