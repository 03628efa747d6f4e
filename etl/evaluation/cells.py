"""Scores of the standard tables: which labelled cells were read as they stand.

Owns when a cell is right: row, column, and the number, or the words where the label holds words.
Only tables that a gold line labels are scored; a cell found in them without a label is wrong.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from etl.disclosure_form import cell_key
from etl.evaluation.gold_cells import CellLabel
from etl.evaluation.matching import squeeze
from etl.evaluation.tally import Tally, add_up
from etl.extract.forms import read_cell
from etl.model import CellMeaning, FormCell


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell missed (`found` is None), read otherwise, or not labelled (`label` is None)."""

    file: str
    form: str
    key: str
    label: CellLabel | None
    found: FormCell | None


@dataclass(frozen=True, slots=True)
class CellScore:
    """The tally of every labelled form and each cell that is wrong."""

    forms: Mapping[str, Tally]
    errors: tuple[CellError, ...]


def score_cells(file: str, labels: Sequence[CellLabel], cells: Sequence[FormCell]) -> CellScore:
    """Score the cells read of one document against its labelled ones."""
    wanted = {(label.form, label.key): label for label in labels}
    asked = {label.form for label in labels}
    found = {
        (cell.form, cell_key(cell.row, cell.column)): cell for cell in cells if cell.form in asked
    }
    right = {place for place, label in wanted.items() if is_read(label, found.get(place))}
    forms = add_up(
        [(form, Tally(labelled=1)) for form, _ in wanted]
        + [(form, Tally(found=1)) for form, _ in found]
        + [(form, Tally(matched=1)) for form, _ in right]
    )
    errors = [
        CellError(file, *place, wanted.get(place), found.get(place))
        for place in (wanted | found)
        if place not in right
    ]
    return CellScore(forms, tuple(errors))


def is_read(label: CellLabel, cell: FormCell | None) -> bool:
    """Tell whether a cell says what its label says; blank, / and 0 are different things."""
    if cell is None:
        return False
    if isinstance(label.content, str):
        meaning, _ = read_cell(label.content)
        return cell.meaning is meaning and squeeze(cell.raw) == squeeze(label.content)
    meaning = CellMeaning.NUMBER if label.content else CellMeaning.ZERO
    return cell.meaning is meaning and cell.value == label.content
