"""Files made by the pages: read back, they hold what the warehouse holds and no formula."""

import csv
import io
import tempfile
import threading
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pandas import DataFrame

from etl import cli
from etl.errors import FazhiError
from etl.warehouse.listing import Listing, Order, read_page
from etl.warehouse.queries import Filter, Warehouse
from pages.shared import files
from pages.shared.files import Format, Source, make_dictionary_file, make_listing_file
from pages.shared.files import make_table_file as make
from tests.factories import build_warehouse
from tests.makers import Stated, make_report
from tests.small_city import small_ledger, small_reports

FORMULA = '=HYPERLINK("x")检查520次'
HOSTILE = (
    Stated("inspections", FORMULA, "520", "次"),
    Stated("penalty_amount", "罚款0.000001元", "0.000001", "元"),
    Stated("publicity_events", "普法0场", "0", "场"),
)
NAMES = ("observation_id", "agency", "year", "indicator", "unit", "quote")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    reports = [*small_reports(), make_report("望川市审计局", 2023, HOSTILE)]
    return build_warehouse(tmp_path_factory.mktemp("files"), reports, ledger=small_ledger())


@pytest.fixture(params=[False, True], ids=["figures", "statements"])
def listing(request: pytest.FixtureRequest) -> Listing:
    return Listing(Filter("own"), statements=request.param)


def expect(folder: Path, listing: Listing) -> list[tuple]:
    rows = read_page(Warehouse.open(folder), listing, Order.YEAR, True, 0, 1_000)
    return sorted((*(getattr(row, name) or "" for name in NAMES), row.value) for row in rows)


def read_csv(data: bytes) -> list[dict]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def read_sheets(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def disarmed(text: str) -> str:
    return text.removeprefix("'") if text.startswith("'=") else text


def test_csv_holds_every_row(folder: Path, listing: Listing) -> None:
    lines = read_csv(make_listing_file(Source(folder, 1), listing, Format.CSV, {}))
    found = sorted(
        (*(int(x[n]) if n == "year" else disarmed(x[n]) for n in NAMES), Decimal(x["value"]))
        for x in lines
    )
    assert found == expect(folder, listing)
    assert any(line["quote"] == f"'{FORMULA}" for line in lines)


def test_parquet_holds_every_row(folder: Path, listing: Listing) -> None:
    data = make_listing_file(Source(folder, 1), listing, Format.PARQUET, {})
    rows = pq.read_table(io.BytesIO(data)).to_pylist()
    found = sorted((*(row[name] or "" for name in NAMES), row["value"]) for row in rows)
    assert found == expect(folder, listing)


def test_a_workbook_holds_every_row_its_notes_and_the_dictionary(
    folder: Path, listing: Listing
) -> None:
    said = {"所示 shown": "3 / 9"}
    book = read_sheets(make_listing_file(Source(folder, 1), listing, Format.XLSX, said))
    assert book.sheetnames == ["说明", "数据字典", listing.table]
    head, *lines = book[listing.table].iter_rows(values_only=True)
    rows = [dict(zip(head, line, strict=True)) for line in lines]
    found = sorted((*(row[n] or "" for n in NAMES), Decimal(str(row["value"]))) for row in rows)
    assert found == [(*each[:-1], each[-1].normalize()) for each in expect(folder, listing)]
    quotes = [cell for row in book[listing.table].iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in quotes)
    notes = "\n".join(str(cell.value) for row in book["说明"].iter_rows() for cell in row)
    assert "3 / 9" in notes
    assert f"{len(rows)} 行" in notes


def test_nothing_is_left_on_the_disk(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for kind in Format:
        assert make_listing_file(Source(folder, 1), Listing(Filter("own")), kind, {})
    assert list(tmp_path.iterdir()) == []


def test_a_version_that_is_gone_is_an_error_for_people(folder: Path) -> None:
    with pytest.raises(FazhiError, match="第 9 版"):
        make_listing_file(Source(folder, 9), Listing(Filter("own")), Format.CSV, {})


def test_few_files_are_made_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_TURNS", threading.BoundedSemaphore(1))
    monkeypatch.setattr(files, "_PATIENCE", 0.01)
    with files._TURNS, pytest.raises(FazhiError):
        make("a", DataFrame({"a": [1]}), Format.CSV)
    assert make("a", DataFrame({"a": [1]}), Format.CSV)


@pytest.mark.parametrize("kind", Format)
def test_the_dictionary_can_be_taken_away(folder: Path, kind: Format) -> None:
    data = make_dictionary_file(Source(folder, 1), kind)
    if kind is Format.CSV:
        names = {line["name"] for line in read_csv(data)}
        assert {"qualifier", "value", "quote"} < names
    assert len(data) > 1_000


ROWS = DataFrame(
    [["=1+1", 1, Decimal("2.5"), None, 2**70], ["@b", None, Decimal(3), None, 1]],
    columns=["a", "a", "=c", "空", "big"],
    dtype=object,
)


def test_a_table_of_a_page_is_a_workbook_without_formulas() -> None:
    book = read_sheets(make("answer", ROWS, Format.XLSX))
    head, first, second = book["answer"].iter_rows()
    assert [cell.value for cell in head] == ["a", "a", "=c", "空", "big"]
    assert [cell.value for cell in first][:4] == ["=1+1", 1, 2.5, None]
    assert second[1].value is None
    assert all(cell.data_type != "f" for row in (head, first, second) for cell in row)


def test_a_table_of_a_page_is_a_parquet_file_with_numbers() -> None:
    table = pq.read_table(io.BytesIO(make("answer", ROWS, Format.PARQUET)))
    assert table.schema.names == ["a", "a_2", "=c", "空", "big"]
    assert table["a"].to_pylist() == ["=1+1", "@b"]
    assert table["a_2"].to_pylist() == [1, None]
    assert table["=c"].to_pylist() == [Decimal("2.5"), Decimal("3.0")]
    assert table["big"].to_pylist() == [2**70, 1]
    assert pa.types.is_integer(table.schema.field("a_2").type)


@pytest.mark.parametrize("kind", Format)
def test_a_table_without_rows_is_a_file(kind: Format) -> None:
    assert make("answer", DataFrame({"a": [], "b": []}), kind)


def test_an_exported_data_set_hands_over_the_same_rows(folder: Path, tmp_path: Path) -> None:
    arguments = [str(tmp_path / "out"), "--format", "parquet", "--warehouse", str(folder)]
    assert cli.run(["export", *arguments]) == 0
    made = [
        make_listing_file(source, Listing(Filter("own")), Format.CSV, {})
        for source in (Source(folder, 1), Source(tmp_path / "out", None))
    ]
    assert made[0] == made[1]


def test_a_long_workbook_is_left_to_the_command_line() -> None:
    assert Format.XLSX.most < Format.CSV.most == Format.PARQUET.most
