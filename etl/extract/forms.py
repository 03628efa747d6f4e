"""The standard tables of a disclosure report: every cell with its row, column and meaning.

Owns recognising the form's rows and columns. A row whose values do not fit a known layout is
left out: a cell under the wrong head would be a wrong number.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal

from etl.disclosure_form import Columns, Form, FormRow, load_forms
from etl.extract.form_rows import LabelledRow, Token, find_rows
from etl.model import LARGEST, CellMeaning, Document, FormCell, Span

_NUMBERING = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]+)+")
_NOISE = re.compile(r"[\s\u3000，,。.、；;：:（）()“”\"'‘’《》〈〉—\-/]")
_NUMBER = re.compile(r"([+\-－−]?)(\d[\d,，]*(?:\.\d+)?)")


def read_forms(document: Document) -> tuple[FormCell, ...]:
    """Return the cells of the standard tables in `document`, in reading order."""
    forms = load_forms()
    if not any(form.heads.search(document.text) for form in forms):
        return ()
    cells = [cell for row in find_rows(document) for cell in _read_row(row, forms)]
    unique: dict[tuple[str, str, str], FormCell] = {}
    for cell in cells:
        unique.setdefault((cell.form, cell.row, cell.column), cell)
    return tuple(sorted(unique.values(), key=lambda cell: cell.span))


def _read_row(row: LabelledRow, forms: Sequence[Form]) -> Iterator[FormCell]:
    head = core("".join([*row.head, *(token.text for token in row.label)]))
    for form in forms:
        found = _choose_columns(_find_rows(row, form, head), row, head)
        if found:
            known, columns = found
            for column, token in zip(columns, row.values, strict=False):
                yield _cell(form, known, column, token, row)
            return


def core(label: str) -> str:
    """Return a label without numbering, punctuation and white space."""
    return _NOISE.sub("", _NUMBERING.sub("", label.strip()))


def _find_rows(row: LabelledRow, form: Form, head: str) -> list[FormRow]:
    """Return the rows of a form that a label may name; one name may stand in two layouts."""
    if not form.heads.search(head):
        return []
    words = [token.text for token in row.label]
    # A label may be torn into pieces: its last word alone, then more and more of it.
    tails = [core("".join(words[-count:])) for count in range(1, min(len(words), 6) + 1)]
    for tail in tails or [head[-12:]]:
        found = [known for known in form.rows if known.sign.search(tail)]
        if found:
            return [known for known in found if known.sign.pattern == found[0].sign.pattern]
    return []


def _choose_columns(
    rows: Sequence[FormRow], row: LabelledRow, head: str
) -> tuple[FormRow, Columns] | None:
    """Return the layout that has as many columns as the row values, told apart by its head."""
    count = len(row.values)
    layouts = [(known, each) for known in rows for each in known.layouts]
    fitting = [(known, each) for known, each in layouts if len(each) == count]
    if layouts and not fitting:
        # 0 0 0 0 0 0 0 2. 重复申请: the number of the next row runs on behind the values.
        stray = row.values[-1].text.isdigit() and len(row.values[-1].text) == 1
        fitting = [(known, each) for known, each in layouts if stray and len(each) == count - 1 > 3]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    return max(fitting, key=lambda pair: max(head.rfind(core(column)) for column in pair[1]))


def _cell(form: Form, known: FormRow, column: str, token: Token, row: LabelledRow) -> FormCell:
    meaning, value = read_cell(token.text)
    start = row.label[-1].span.start if row.label else token.span.start
    return FormCell(
        form=form.id,
        row=known.key,
        column=column,
        raw=token.text,
        meaning=meaning,
        value=value,
        span=token.span,
        words=Span(min(start, token.span.start), token.span.end),
        outcome=known.outcome,
    )


def read_cell(raw: str) -> tuple[CellMeaning, Decimal | None]:
    """Return what a cell's text means; blank, a dash and 0 are different things."""
    text = unicodedata.normalize("NFKC", raw.strip())
    if not text:
        return CellMeaning.BLANK, None
    found = _NUMBER.match(text)
    if found is None:
        return CellMeaning.NOT_APPLICABLE, None
    value = Decimal(re.sub("[,，]", "", found[2]))
    if value >= LARGEST:
        return CellMeaning.NOT_APPLICABLE, None
    if found[1] and found[1] != "+":
        value = -value
    return (CellMeaning.NUMBER if value else CellMeaning.ZERO), value
