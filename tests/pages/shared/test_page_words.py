"""Every word of the interface: in both languages, used, and found where it is used."""

import ast
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import pytest

from etl.catalog import load_catalog
from etl.checks.followed import Confidence
from etl.checks.followed import State as Became
from etl.checks.outcome import Verdict
from etl.checks.queue import Reason
from etl.corrections import Decision
from etl.errors import QueryFault, RejectionKind, WarehouseFault
from etl.extract import prose
from etl.indicator import KINDS, SUBJECTS
from etl.measured import BLIND, KNOWN
from etl.model import CellMeaning, Deed, Genre, NamedKind, Qualifier, SectionKind
from etl.review_faults import ReviewFault
from etl.warehouse.difference_places import Cause
from etl.warehouse.differing import Kind
from etl.warehouse.report_difference import ReportKind
from etl.warehouse.resolution import Note
from pages.shared import (
    names_table,
    outcome_rows,
    query_views,
    quotes,
    report_list,
    report_page,
)
from pages.shared.outcome_sums import read_layout
from pages.shared.states import State
from pages.shared.words import LANGUAGES, join, known, read_words, say, unit_name

PAGES = Path(__file__).resolve().parents[3] / "pages"
WORDS = read_words()
LAYOUT = read_layout()
BLANK = re.compile(r"\{(\w+)")
# Words that name data, not places of the interface: `data` may use all of them.
NAMED_BY_DATA = (
    *("unit.", "data.", "finding.", "scope."),
    *("outcome.", "outcomes.group.", "applicant."),
)


def read_trees() -> Iterator[ast.AST]:
    """Yield the syntax of every file of the pages."""
    for path in sorted(PAGES.rglob("*.py")):
        yield ast.parse(path.read_text(encoding="utf-8"))


def find_calls() -> Iterator[ast.expr]:
    """Yield the key of every look-up: say(key, …), known(key)."""
    for node in chain.from_iterable(map(ast.walk, read_trees())):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("say", "known"):
            yield node.args[0]


def find_strings() -> set[str]:
    """Return every string of the pages, whole or as a piece of an f-string."""
    nodes = chain.from_iterable(map(ast.walk, read_trees()))
    return {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def find_fillings() -> set[str]:
    """Return what may fill a blank: strings of the pages and the closed sets of etl."""
    models = (Genre, Qualifier, SectionKind, NamedKind, Deed, CellMeaning)
    models = (*models, Confidence, Became, Reason, Decision, Kind, ReportKind, Cause)
    sets = (*models, State, RejectionKind, Note, WarehouseFault, QueryFault, ReviewFault)
    words = find_strings() | {each.value for closed in sets for each in closed}
    words |= {*KINDS, *SUBJECTS, BLIND, KNOWN}
    words |= {*(f"report.{kind}" for kind in ReportKind), *(f"figure.{kind}" for kind in Kind)}
    return {word for word in words if re.fullmatch(r"[a-z_.]*", word)}


def find_shapes() -> list[list[str | None]]:
    """Return every string of the pages that can make a key, in pieces; None stands for a blank."""
    shapes = []
    for node in chain.from_iterable(map(ast.walk, read_trees())):
        parts = node.values if isinstance(node, ast.JoinedStr) else [node]
        fixed = "".join(str(part.value) for part in parts if isinstance(part, ast.Constant))
        # A switch fills the braces of `rows.part.{}` later.
        if any(map(str.isalpha, fixed)) and ("{}" in fixed or isinstance(node, ast.JoinedStr)):
            shapes.append(list(chain.from_iterable(map(_cut, parts))))
    return shapes


def _cut(part: ast.expr) -> Iterator[str | None]:
    if not isinstance(part, ast.Constant):
        yield None
        return
    first, *others = str(part.value).split("{}")
    yield first
    for other in others:
        yield from (None, other)


def find_unused(keys: Iterable[str]) -> set[str]:
    """Return the keys that no code of the pages can ask for."""
    strings, shapes, fillings = find_strings(), find_shapes(), find_fillings()
    words = {
        *(f"card.{name}" for name in quotes._CARD_WORDS),
        *(f"table.{name}" for name in quotes._TABLE_WORDS),
    }
    asked = {key for key in keys if key.startswith(NAMED_BY_DATA)} | words | strings
    return {
        key
        for key in keys
        if key not in asked and not any(_fits(key, shape, fillings) for shape in shapes)
    }


def _fits(key: str, shape: list[str | None], fillings: set[str]) -> bool:
    """Tell whether the pieces of a shape, its blanks filled as they may be, make up the key."""
    if not shape:
        return not key
    first, *rest = shape
    if first is not None:
        return key.startswith(first) and _fits(key[len(first) :], rest, fillings)
    ends = (end for end in range(len(key) + 1) if key[:end] in fillings)
    return any(_fits(key[end:], rest, fillings) for end in ends)


@pytest.mark.parametrize("key", WORDS)
def test_every_key_has_both_languages_with_the_same_blanks(key: str) -> None:
    words = WORDS[key]
    assert set(words) == set(LANGUAGES)
    assert all(isinstance(text, str) and text.strip() for text in words.values())
    blanks = {lang: set(BLANK.findall(text)) for lang, text in words.items()}
    assert blanks["zh"] == blanks["en"]


def test_english_words_are_english() -> None:
    chinese = [key for key, words in WORDS.items() if re.search("[\u4e00-\u9fff]", words["en"])]
    assert chinese == []


def test_every_key_named_in_the_code_exists() -> None:
    keys = [key.value for key in find_calls() if isinstance(key, ast.Constant)]
    assert len(keys) > 80
    assert {key for key in keys if key not in WORDS} == set()


def test_every_key_is_used() -> None:
    assert find_unused(WORDS) == set()


def test_a_key_nobody_asks_for_is_found() -> None:
    strange = {"title.range.sideways", "nobody", "change.nobody", "card.nobody"}
    assert find_unused({*strange, "title.range.up", "title.clause.first.up", "all"}) == strange


@pytest.mark.parametrize(
    "key",
    [
        *(f"genre.{genre.value}" for genre in Genre),
        *(f"rejected.{kind.value}" for kind in RejectionKind),
        *(f"query.fault.{kind.value}" for kind in QueryFault),
        *(f"query.fault.{kind}" for kind in ("busy", "empty", "usage")),
        *(f"views.{name}" for name in query_views._WORDS),
        *(f"note.{note.value}" for note in Note),
        *(f"verdict.{verdict.value}" for verdict in Verdict),
        *(f"state.{state.value}" for state in State),
        *(f"card.{name}" for name in quotes._CARD_WORDS),
        *(f"table.{name}" for name in quotes._TABLE_WORDS),
        *(f"list.{name}" for name in report_list._WORDS),
        *(f"reading.{name}" for name in report_page._WORDS),
        *(f"names.{name}" for name in names_table._WORDS),
        *(f"grid.{name}" for name in names_table._GRID_WORDS),
        *(f"named.{kind.value}" for kind in NamedKind),
        *(f"deed.{deed.value}" for deed in Deed),
        *(f"cell.{meaning.value}" for meaning in CellMeaning),
        *(f"outcomes.file.{name}" for name in outcome_rows._COLUMNS),
        *(f"outcomes.group.{group.id}" for group in (*LAYOUT.groups, LAYOUT.total)),
        *(f"outcome.{outcome}" for group in LAYOUT.groups for outcome in group.outcomes),
        *(f"applicant.{applicant}" for applicant in LAYOUT.applicants),
    ],
)
def test_every_member_of_a_closed_set_has_words(key: str) -> None:
    assert known(key)


def test_every_finding_has_words() -> None:
    source = Path(prose.__file__).read_text(encoding="utf-8")
    kinds = re.findall(r'kind="(\w+)"', source)
    assert kinds
    assert all(known(f"finding.{kind}") for kind in kinds)


def test_every_unit_of_the_catalogue_has_words() -> None:
    units = {unit for item in load_catalog().indicators.values() for unit in item.units}
    assert {unit for unit in units - {"%"} if not known(f"unit.{unit}")} == set()


def test_blanks_are_filled_and_numbers_choose_their_word() -> None:
    assert say("stated_by", "zh", n=4, of=6) == "6 个单位中 4 个写明"
    assert say("finding_basis", "en", n=1).endswith("1 comparable body")
    assert say("finding_basis", "en", n=2).endswith("2 comparable bodies")


def test_a_value_with_braces_is_not_read_as_a_blank() -> None:
    assert say("line.body", "zh", body="{unit}{evil}", unit="次") == "{unit}{evil}（次）"


def test_an_unknown_key_is_a_mistake_of_ours() -> None:
    assert not known("nobody")
    with pytest.raises(KeyError):
        say("nobody", "zh")


def test_lists_are_cut_with_their_size() -> None:
    assert join(list("甲乙"), "zh") == "甲、乙"
    assert join(list("甲乙丙丁"), "zh", most=2) == "甲、乙 等 4 个"
    assert join(list("abcd"), "en", most=2) == "a, b … (4 in all)"


def test_units_in_english() -> None:
    assert unit_name("次、家次", "en") == "times / firm visits"
    assert unit_name("名、人", "en") == "people"
    assert unit_name("次、家次", "zh") == "次、家次"
