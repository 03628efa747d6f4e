"""What is made of a view is made once, until version, choice or question change."""

from pathlib import Path

import pytest

from pages.shared.link import Choice, Offer
from pages.shared.prepared import find_facts, find_frames, find_rows, per_view
from pages.shared.view import View, make_view
from tests.factories import Stated, build_warehouse, make_report

BODY = ("望川市", "望川市城市管理局")


def publish(directory: Path, count: int) -> None:
    stated = [Stated("inspections", f"检查{count}次", str(count), "次")]
    build_warehouse(directory, [make_report(stated=stated)])


def make(lang: str = "zh", **choice: tuple[str, ...]) -> View:
    return make_view(Choice(lang, "own", **choice), Offer((2023,), (BODY,)), "own")


@pytest.fixture
def warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    publish(tmp_path, 5)
    monkeypatch.setenv("FAZHI_WAREHOUSE", str(tmp_path))
    return tmp_path


def test_the_same_question_is_answered_once(warehouse: Path) -> None:
    asked = []

    @per_view(4)
    def answer(view: View, word: str) -> str:
        asked.append((view.lang, word))
        return word

    assert [answer(make(), "a"), answer(make(), "a"), answer(make(), "b")] == ["a", "a", "b"]
    answer(make("en"), "a")
    assert asked == [("zh", "a"), ("zh", "b"), ("en", "a")]


def test_two_functions_keep_apart(warehouse: Path) -> None:
    @per_view(4)
    def first(view: View) -> int:
        return 1

    @per_view(4)
    def second(view: View) -> int:
        return 2

    assert [first(make()), second(make()), first(make())] == [1, 2, 1]


def test_a_new_version_is_asked_anew(warehouse: Path) -> None:
    assert list(find_frames(make())["inspections"]["value"]) == [5]
    publish(warehouse, 6)
    assert list(find_frames(make())["inspections"]["value"]) == [6]
    (fact,) = find_facts(make(), ("inspections",))
    (row,) = find_rows(make(), "inspections")
    assert (fact.totals[0].amount.value, row.text) == (6, "6 次")


def test_the_words_of_a_fact_are_in_the_language_of_the_view(warehouse: Path) -> None:
    names = [find_facts(make(lang), ("inspections",))[0].name for lang in ("zh", "en", "zh")]
    assert names[0] == names[2] != names[1]
