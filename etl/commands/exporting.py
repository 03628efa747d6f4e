"""`fazhi export`: documented views of one version as CSV, a workbook or Parquet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from etl.commands.options import ExportFormat
from etl.console.terminal import open_console, show_sentence
from etl.errors import UsageError
from etl.export.aside import build_aside, check_target, list_leftovers
from etl.export.edition import Edition, open_edition
from etl.export.folder import write_csv_folder, write_parquet_folder
from etl.export.manifest import Written
from etl.export.rows import Extract, open_rows
from etl.export.selection import Selection, check_selection, choose_tables, parse_years
from etl.export.workbook import write_workbook

WRITERS: dict[ExportFormat, Callable[[Path, Extract], list[Written]]] = {
    ExportFormat.CSV: write_csv_folder,
    ExportFormat.XLSX: write_workbook,
    ExportFormat.PARQUET: write_parquet_folder,
}
_WORKBOOK = ".xlsx"


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asked for."""

    out: Path
    warehouse: Path
    format: ExportFormat | None = None
    tables: tuple[str, ...] = ()
    years: str | None = None
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    text: bool = False
    version: int | None = None
    force: bool = False


def export(request: Request) -> int:
    """Export what is asked for; nothing stands under the name before all is written."""
    format = choose_format(request)
    single = format is ExportFormat.XLSX
    selection = select(request)
    check_target(request.out, force=request.force, single=single)
    for path in list_leftovers(request.out):
        show_sentence(f"{path} 是没有做完的导出：如果没有别的导出正在进行，可以删除。")
    with open_edition(request.warehouse, request.version) as edition:
        if edition.notice:
            show_sentence(edition.notice)
        check_selection(edition, selection)
        extract = prepare(edition, selection)
        with build_aside(request.out, force=request.force, single=single) as path:
            written = WRITERS[format](path, extract)
        show_written(request.out, edition, written)
    return 0


def choose_format(request: Request) -> ExportFormat:
    """Return the format that is asked for, or the one the name tells."""
    named = request.out.suffix.lower() == _WORKBOOK
    format = request.format or (ExportFormat.XLSX if named else ExportFormat.CSV)
    if format is ExportFormat.XLSX and not named:
        raise UsageError(f"xlsx 导出成一个文件，名字要以 .xlsx 结尾：例如 {request.out}.xlsx。")
    if format is not ExportFormat.XLSX and named:
        raise UsageError(f"{format} 导出成一个文件夹，名字不要以 .xlsx 结尾：{request.out}。")
    return format


def select(request: Request) -> Selection:
    """Return what is asked for, checked as far as it can be without the warehouse."""
    return Selection(
        tables=choose_tables(request.tables, "indicator" in request.values),
        years=parse_years(request.years) if request.years else None,
        values=request.values,
        text=request.text,
    )


def prepare(edition: Edition, selection: Selection) -> Extract:
    """Return the rows to write, unread."""
    tables = tuple(open_rows(edition, selection, name) for name in selection.tables)
    return Extract(edition, selection, tables, datetime.now(UTC))


def show_written(out: Path, edition: Edition, written: Sequence[Written]) -> None:
    """Print the rows of every table, and where they are."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("表 table")
    table.add_column("行 rows", justify="right")
    for each in written:
        table.add_row(each.name, f"{each.rows:,}")
    console = open_console()
    console.print(table)
    console.print(Text(f"已导出第 {edition.version} 版：{out}"), soft_wrap=True)
