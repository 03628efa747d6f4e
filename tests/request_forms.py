"""Made-up reports with the standard table of requests, every cell as a test wants it.

Owns laying out the table in a text; what a cell means is read as in any report.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from etl.disclosure_form import FormRow, load_forms
from etl.extract.forms import read_cell
from etl.model import FormCell, Genre, Header, Report, Span
from tests.makers import make_document

FORM = next(form for form in load_forms() if form.id == "requests")
BLANK = "_"
NOTHING = "0 0 0 0 0 0 0"
EMPTY = "_ _ _ _ _ _ _"
WHOLE, TOTAL = "（六）其他处理", "（七）总计"
UNDIVIDED = {"not_completed": None, "fee_unpaid": None, "other": None}


def make_form_report(
    agency: str,
    year: int,
    rows: Mapping[str, str | None],
    *,
    region: str = "望川市",
    genre: Genre = Genre.DIS,
    otherwise: str = NOTHING,
    **header: Any,
) -> Report:
    """Return a report whose table says `rows` by outcome or key, `otherwise` in other outcomes.

    A row is its seven cells, `_` for a blank one; None leaves it out.
    """
    title = f"{agency}{year}年政府信息公开工作年度报告"
    text, cells = f"{title}\n三、收到和处理政府信息公开申请情况\n", []
    for known in FORM.rows:
        words = rows.get(known.outcome or known.key, otherwise if known.outcome else None)
        if words is not None:
            line, found = _lay_row(known, words, len(text))
            text, cells = text + line, [*cells, *found]
    document = make_document(text, f"{agency}-{year}-{genre.value}.txt")
    told = Header(
        genre=genre,
        title=title,
        agency=agency,
        region=region,
        year=year,
        published_on=date(year + 1, 3, 20),
        **header,
    )
    return Report(document, told, (), cells=tuple(cells))


def _lay_row(known: FormRow, words: str, start: int) -> tuple[str, list[FormCell]]:
    """Return one line of the table and its cells; the line begins at `start` of the text."""
    line, cells = known.key.rpartition("|")[2], []
    for column, word in zip(known.layouts[0], words.split(" "), strict=True):
        raw = "" if word == BLANK else word
        line += "\t"
        span = Span(start + len(line), start + len(line) + len(raw))
        line += raw
        meaning, value = read_cell(raw)
        place = (FORM.id, known.key, column, raw, meaning, value)
        cells.append(FormCell(*place, span, Span(start, span.end), known.outcome))
    return f"{line}\n", cells
