"""Workbooks made to harm: entities, rows and cells without end, one cell at the far corner."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from etl.errors import Rejected, RejectionKind
from etl.readers import is_ledger, read_ledger
from tests.cpu_limit import cpu_limit

HEADER = [
    *("region", "agency", "year", "genre", "indicator", "value", "qualifier", "unit", "part"),
    *("published_on", "source_url"),
]
ROW = [
    "芦汀县",
    "芦汀县水利局",
    2019,
    "rol",
    "inspections",
    312,
    "exact",
    "次",
    "",
    "",
    "http://a.example",
]
SHEET = "xl/worksheets/sheet1.xml"


def make(path: Path, part: str, change: Callable[[str], str]) -> Path:
    """Save a good table of figures with one part of its archive changed."""
    book = openpyxl.Workbook()
    for row in (HEADER, ROW):
        book.active.append(row)
    buffer = BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as sound, zipfile.ZipFile(path, "w") as made:
        for entry in sound.infolist():
            data = sound.read(entry)
            made.writestr(entry, change(data.decode()) if entry.filename == part else data)
    return path


def declare(entities: str, used: str) -> Callable[[str], str]:
    """Return a change that puts a document type before the root and an entity into each cell."""

    def change(xml: str) -> str:
        head, _, rest = xml.rpartition("?>")
        head = f"{head}?>" if head else ""
        for tag in ("<v>", "<t>"):
            rest = rest.replace(tag, f"{tag}&{used};")
        return f"{head}<!DOCTYPE x [{entities}]>{rest}"

    return change


LAUGHS = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "哈" * 10}">' for n in range(12))
FOREIGN = '<!ENTITY f SYSTEM "file:///etc/passwd">'


def rejected(path: Path) -> Rejected:
    with pytest.raises(Rejected) as caught:
        read_ledger(path, {"inspections": ("次",)}, source="甲.xlsx")
    assert caught.value.message.startswith("甲.xlsx：")
    assert caught.value.message.endswith("。")
    return caught.value


@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml", "xl/workbook.xml"])
@pytest.mark.parametrize(
    ("entities", "used"), [(LAUGHS, "e11"), (FOREIGN, "f")], ids=["laughs", "file"]
)
def test_entities_are_never_what_they_stand_for(
    tmp_path: Path, part: str, entities: str, used: str
) -> None:
    path = make(tmp_path / "a.xlsx", part, declare(entities, used))
    with cpu_limit(5):
        is_ledger(path)
        try:
            ledger = read_ledger(path, {"inspections": ("次",)})
        except Rejected as verdict:
            assert verdict.message.endswith("。")
        else:
            said = f"{ledger.figures}{ledger.errors}"
            assert "root:" not in said
            assert "哈哈" not in said


def test_a_cell_at_the_far_corner_costs_no_plane_of_cells(tmp_path: Path) -> None:
    def change(xml: str) -> str:
        far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        wide = xml.replace('<dimension ref="A1:K2"/>', '<dimension ref="A1:XFD1048576"/>')
        assert wide != xml
        return wide.replace("</sheetData>", far)

    path = make(tmp_path / "a.xlsx", SHEET, change)
    with cpu_limit(20):
        ledger = read_ledger(path, {"inspections": ("次",)})
    assert [figure.value for figure in ledger.figures] == [312]
    assert [error.line for error in ledger.errors] == [1048576]


def test_a_row_beyond_any_sheet_is_too_much(tmp_path: Path) -> None:
    def change(xml: str) -> str:
        return xml.replace("</sheetData>", '<row r="99999999999"/></sheetData>')

    path = make(tmp_path / "a.xlsx", SHEET, change)
    with cpu_limit(20):
        assert rejected(path).kind is RejectionKind.TOO_LARGE
