"""Text as a spreadsheet may hold it: no formula, no character or length that it cannot hold.

Owns the rules, and the count of what had to be changed. Refuses to touch numbers.
"""

import re
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

SIGNS = (*"=+-@＝＋－＠", "\t", "\r", "\n")
CELL = 32_767  # characters a cell holds, counted in UTF-16
_UNHOLDABLE = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff]")
_BREAKS = re.compile("\r\n|[\r\x0b\x0c]")
_ODD = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_CUT = "……〔后文截去，全文共 {length} 字〕"


def disarm(column: pa.Array) -> pa.Array:
    """Return a column of text in which nothing is taken for a formula."""
    first = pc.utf8_slice_codeunits(column, 0, 1)
    armed = pc.is_in(first, value_set=pa.array(SIGNS, first.type))
    if not pc.any(armed).as_py():
        return column
    return pc.if_else(armed, pc.binary_join_element_wise("'", column, ""), column)


def write_numbers(column: pa.Array) -> pa.Array:
    """Return decimal numbers as people write them: 12.5 and 420, never 420.000000."""
    text = column.cast(pa.string())
    if column.type.scale <= 0:
        return text
    return pc.utf8_rtrim(pc.utf8_rtrim(text, "0"), ".")


def disarm_text(text: str) -> str:
    """Return one text in a form that is not taken for a formula."""
    return f"'{text}" if text.startswith(SIGNS) else text


@dataclass(slots=True)
class Cells:
    """Makes texts fit into cells of a workbook, and counts those it had to change."""

    cut: int = 0
    cleaned: int = 0

    def fit(self, text: str) -> str:
        """Return the text without unholdable characters, cut with a mark where too long."""
        held = self._clean(text) if _ODD.search(text) else text
        if len(held) * 2 > CELL and _measure(held) > CELL:
            self.cut += 1
            held = _cut(held)
        # XlsxWriter takes such a text for its own markup of rich text and writes it as it is.
        return held + " " if held.startswith("<r>") and held.endswith("</r>") else held

    def _clean(self, text: str) -> str:
        broken = _BREAKS.sub("\n", text)
        held = _UNHOLDABLE.sub("", broken)
        self.cleaned += len(held) != len(broken)
        return held


def _measure(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _cut(text: str) -> str:
    mark = _CUT.format(length=len(text))
    room = (CELL - len(mark)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + mark
