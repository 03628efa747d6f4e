"""Characters on a page put together into lines, and lines of a cell into its text.

Owns what stands on one line, in which order, and where a gap is a blank. Owns whether a line
only ends because the next word did not fit. Refuses to tell paragraphs; `pdf_paragraphs` does.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from etl.readers.glyphs import restore
from etl.readers.pdf_page import Glyph

_SAME_BASE = 0.3  # of a line's height
_GAP = 0.22  # of an em, between letters and digits
_WIDE_GAP = 0.6  # beside a Chinese character
_SLACK = 0.45  # of an em that a full line may stay short of the margin
_UNBREAKABLE = re.compile(r"[“‘（《〈「『【〔(\[]*(?:[A-Za-z0-9.,%:/_+\-]+|.)", re.DOTALL)
_NO_LINE_START = "，。、；：？！）》〉」』】〕”’%％…—·,.;:?!)]"
_WIDE = re.compile("[\u2e80-\uffef]")


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line: its text and box; `em` is the size of its characters.

    `first` is the width of what could not be parted at its start, were it put on a line above.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    base: float
    em: float
    first: float


def build_lines(glyphs: Iterable[Glyph]) -> list[TextLine]:
    """Return the lines the characters make, from top to bottom."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda each: each.base):
        reach = _SAME_BASE * (glyph.bottom - glyph.top)
        if rows and abs(rows[-1][0].base - glyph.base) <= reach:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [_build_line(sorted(row, key=lambda each: each.left)) for row in rows]


def _build_line(row: Sequence[Glyph]) -> TextLine:
    em = _measure_em(row)
    pieces: list[str] = []
    before: Glyph | None = None
    for glyph in row:
        if before is not None:
            if glyph.text == before.text and glyph.left - before.left < 0.3 * em:
                continue  # bold by printing twice
            pieces.append(_blank_between(before, glyph, em))
        pieces.append(glyph.text)
        before = glyph
    return TextLine(
        text=restore("".join(pieces)),
        left=row[0].left,
        right=max(glyph.right for glyph in row),
        top=min(glyph.top for glyph in row),
        bottom=max(glyph.bottom for glyph in row),
        base=row[0].base,
        em=em,
        first=_measure_first(row),
    )


def _measure_em(row: Sequence[Glyph]) -> float:
    wide = sorted(glyph.right - glyph.left for glyph in row if _WIDE.match(glyph.text))
    if wide:  # beside digits some are reported narrower than they are
        return max(wide[len(wide) * 4 // 5], 1.0)
    return max(0.75 * float(median(glyph.bottom - glyph.top for glyph in row)), 1.0)


def _blank_between(before: Glyph, glyph: Glyph, em: float) -> str:
    wide = _WIDE.match(before.text) or _WIDE.match(glyph.text)
    return " " if glyph.left - before.right > (_WIDE_GAP if wide else _GAP) * em else ""


def _measure_first(row: Sequence[Glyph]) -> float:
    text = "".join(glyph.text for glyph in row)
    found = _UNBREAKABLE.match(text)
    end = found.end() if found else 1
    while end < len(row) and row[end].text in _NO_LINE_START:
        end += 1
    return row[min(end, len(row)) - 1].right - row[0].left


def is_full(line: TextLine, following: TextLine, margin: float, slack: float = _SLACK) -> bool:
    """Tell whether `line` ends because the start of the following one did not fit in.

    A line may stay short of the margin by `slack`, in sizes of its characters.
    """
    return line.right + following.first > margin - slack * line.em


def join(first: str, second: str) -> str:
    """Return two pieces of a wrapped text as one; foreign words keep their gap."""
    foreign = first[-1:].isascii() and first[-1:].isalpha() and second[:1].isascii()
    return f"{first} {second}" if foreign and second[:1].isalpha() else first + second


def join_cell(glyphs: Iterable[Glyph], right: float) -> str:
    """Return the text of a cell that ends at `right`; lines that only wrap are joined."""
    text = ""
    before: TextLine | None = None
    for line in build_lines(glyphs):
        if before is None:
            text = line.text
        elif _is_chinese_seam(before.text, line.text) or is_full(before, line, right - before.em):
            text = join(text, line.text)
        else:
            text = f"{text}\n{line.text}"
        before = line
    return text


def _is_chinese_seam(first: str, second: str) -> bool:
    return bool(_WIDE.match(first[-1:]) or _WIDE.match(second[:1]))
