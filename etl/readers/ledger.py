"""Tables of figures that people keep (CSV, XLSX) to LedgerFigures.

Owns how such a table is recognised (by its header row) and taken apart into rows. Bad rows
are reported with line, column, value and reason, and the good ones kept. Refuses to judge a
row itself; `ledger_row` does.
"""

import csv
import hashlib
import zipfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

from etl.errors import Rejected, RejectionKind
from etl.model import LedgerFigure
from etl.readers.choose import File, read_file
from etl.readers.encoding import decode
from etl.readers.ledger_row import COLUMNS, BadCell, Key, key_of, read_row

MAX_UNPACKED = 200 * 1024 * 1024
MAX_PACKING_RATIO = 200
MAX_ROWS = 1_048_576  # of a sheet in Excel

_TELLING = frozenset({"agency", "year", "indicator", "value"})
_TELLTALE = 6  # known columns that show a ledger, even one that lacks a telling column
_DELIMITERS = ",\t;"
_HEADER_BYTES = 65_536
_NAMES = {name: column for column, names in COLUMNS.items() for name in (column, *names)}

Values = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowError:
    """Why one row of a ledger was not taken: where, what stands there, what is wrong."""

    line: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a table of figures holds: the good rows, what is wrong with the others, its digest."""

    figures: tuple[LedgerFigure, ...]
    errors: tuple[RowError, ...]
    sha256: str


def is_ledger(path: File) -> bool:
    """Tell whether the file at `path` is a table of figures, by its header row."""
    try:
        with path.open("rb") as file:
            start = file.read(_HEADER_BYTES)
        if start.startswith(b"PK\x03\x04"):
            rows = _read_workbook(read_file(path, str(path)), str(path))
        else:
            rows = _read_csv(_until_line_end(start), str(path))
        _, header = next(rows, (0, ()))
    except (Rejected, OSError):
        return False
    known = _name_columns(header).keys()
    return _TELLING.issubset(known) or len(known) >= _TELLTALE


def read_ledger(
    path: File,
    indicators: Mapping[str, Collection[str]],
    *,
    source: str | None = None,
) -> Ledger:
    """Read the table at `path`; `indicators` gives the units each indicator may have."""
    name = source if source is not None else str(path)
    data = read_file(path, name)
    sha256 = hashlib.sha256(data).hexdigest()
    is_workbook = data.startswith(b"PK\x03\x04")
    rows = _read_workbook(data, name) if is_workbook else _read_csv(data, name)
    line, header = next(rows, (1, ()))
    columns = _name_columns(header)
    errors = [
        RowError(line, column, "", f"缺少“{column}”（{names[0]}）列")
        for column, names in COLUMNS.items()
        if column not in columns
    ]
    if errors:
        return Ledger((), tuple(errors), sha256)
    return Ledger(*_collect(name, columns, rows, indicators), sha256)


def _collect(
    source: str,
    columns: Mapping[str, int],
    rows: Iterator[tuple[int, Values]],
    indicators: Mapping[str, Collection[str]],
) -> tuple[tuple[LedgerFigure, ...], tuple[RowError, ...]]:
    figures: dict[Key, LedgerFigure] = {}
    errors: list[RowError] = []
    for line, values in rows:
        cells = {name: _cell(values, place) for name, place in columns.items()}
        try:
            figure = read_row(cells, source, line, indicators)
            _check_twin(figures.get(key_of(figure)), figure, cells["value"])
            figures.setdefault(key_of(figure), figure)
        except BadCell as bad:
            errors.append(RowError(line, bad.column, bad.value, bad.reason))
    return tuple(figures.values()), tuple(errors)


def _check_twin(earlier: LedgerFigure | None, figure: LedgerFigure, value: str) -> None:
    if earlier is not None and (earlier.value, earlier.qualifier) != (
        figure.value,
        figure.qualifier,
    ):
        raise BadCell("value", value, f"与第 {earlier.line} 行是同一指标，数值却不同")


def _cell(values: Values, place: int) -> str:
    return values[place].strip() if place < len(values) else ""


def _name_columns(header: Sequence[str]) -> dict[str, int]:
    """Return where each known column stands; names in English or Chinese, in any order."""
    places: dict[str, int] = {}
    for place, text in enumerate(header):
        column = _NAMES.get(text.strip().lower())
        if column is not None:
            places.setdefault(column, place)
    return places


def _until_line_end(data: bytes) -> bytes:
    return data if len(data) < _HEADER_BYTES else data[: data.rfind(b"\n") + 1]


def _read_csv(data: bytes, source: str) -> Iterator[tuple[int, Values]]:
    """Yield line number and values of each row that is not empty."""
    text = decode(data, source)
    header = text.lstrip().split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=header.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    try:
        for values in reader:
            if any(value.strip() for value in values):
                yield line, tuple(values)
            line = reader.line_num + 1
    except csv.Error:
        message = f"{source}：第 {line} 行起不是有效的 CSV；请检查引号是否成对，再另存后载入。"
        raise Rejected(RejectionKind.UNREADABLE, message) from None


def _read_workbook(data: bytes, source: str) -> Iterator[tuple[int, Values]]:
    """Yield the rows of the first sheet that are not empty, every value as text."""
    import openpyxl  # only here: it takes longer to import than all other readers together

    try:
        _check_unpacked(data, source)
        with closing(openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)) as book:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # a sheet may claim to be as wide as sheets can be
            for line, cells in enumerate(sheet.iter_rows(), start=1):
                if line > MAX_ROWS:
                    message = f"{source}：超过 {MAX_ROWS} 行；请拆分后再载入。"
                    raise Rejected(RejectionKind.TOO_LARGE, message)
                texts = tuple(_show_cell(cell) for cell in cells)
                if any(texts):
                    yield line, texts
    except Rejected:
        raise
    except Exception:  # a damaged workbook surfaces as any error of zipfile, expat or openpyxl
        message = f"{source}：不是完好的 Excel 工作簿；请用 Excel 打开后另存为 XLSX 或 CSV 再载入。"
        raise Rejected(RejectionKind.UNREADABLE, message) from None


def _check_unpacked(data: bytes, source: str) -> None:
    """Refuse archives that grow beyond reason before anything is unpacked."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > min(MAX_UNPACKED, max(MAX_PACKING_RATIO * len(data), 1024 * 1024)):
        message = f"{source}：解压后约 {unpacked // (1024 * 1024)} MB，超过上限；请拆分后再载入。"
        raise Rejected(RejectionKind.TOO_LARGE, message)


def _show_cell(cell: Any) -> str:
    """Return what a cell shows: a workbook keeps 98.6% as 0.986 and a format."""
    value = cell.value
    percent = "%" in str(getattr(cell, "number_format", ""))
    if percent and isinstance(value, int | float) and not isinstance(value, bool):
        value = float(Decimal(str(value)) * 100)
    return _to_text(value)


def _to_text(value: object) -> str:
    """Return a workbook's value as it would stand in a CSV: 2023 not 2023.0, dates in ISO."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value).strip()
    return text.removesuffix(" 00:00:00")
