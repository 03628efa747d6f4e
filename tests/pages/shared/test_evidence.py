"""The way from a number to its words: the sentence cut around it, and its address."""

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pages.shared.evidence import Evidence, cut_sentence, find_evidence, flag_text, read_evidence
from pages.shared.link import Choice, Offer
from pages.shared.view import View, make_view
from pages.shared.words import say
from tests.pages.frames import make_figures, read_row

FAR = "远" * 200


def make_test_view(lang: str = "zh") -> View:
    """Return the view of one body."""
    return make_view(Choice(lang, "own"), Offer((2022,), (("望川市", "甲"),)), "own")


def read(*lines: str, lang: str = "zh", **changes: Any) -> list[Evidence]:
    """Return the evidence of figures, some columns changed."""
    figures = make_figures(*lines).assign(**changes)
    return read_evidence(figures, {"inspections": "行政检查"}, make_test_view(lang))


def test_a_figure_leads_to_its_words_and_its_report() -> None:
    (row,) = read("甲 2022 ≥480次")
    assert row.pieces == ("全年检查", "480", "次。")
    assert row.text == "≥480 次"
    assert row.address == "report?data=own&id=r-%E7%94%B2-2022&figure=%E7%94%B2-2022"
    assert row.source is None
    assert row.flag == say("note.over", "zh")


def test_a_figure_that_people_decided_upon_says_so() -> None:
    told = {"reviewer": "李复核", "reviewed_at": "2025-06-01T09:00:00+08:00"}
    (row,) = read("甲 2022 480次", review="accepted", review_reason="", **told)
    assert row.flag == "人工认可（李复核，2025-06-01）"
    read_as = {"value_read": 48.0, "qualifier_read": "over", "unit_read": "次"}
    (row,) = read("甲 2022 480次", review="corrected", review_reason="漏了一位", **read_as, **told)
    assert row.flag == "人工更正（李复核，2025-06-01），原文抽取为 ≥48 次：漏了一位"
    assert row.text == "480 次"
    assert row.pieces == ("全年检查", "480", "次。")


def test_a_ledger_figure_leads_to_its_source() -> None:
    url = "https://wangchuan.example/open/2022"
    (row,) = read("甲 2022 9次", report_id=None, quote=None, sentence=None, source_url=url)
    assert (row.pieces, row.address, row.source) == (None, None, url)
    assert row.data()["host"] == "wangchuan.example"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", None])
def test_a_source_that_is_no_web_address_is_no_link(url: str | None) -> None:
    (row,) = read("甲 2022 9次", report_id=None, quote=None, source_url=url)
    assert row.data()["source"] is None
    assert row.data()["host"] is None


def test_the_newest_comes_first_then_the_largest() -> None:
    rows = read("甲 2021 900次", "甲 2022 5次", "乙 2022 50次")
    assert [row.id for row in rows] == ["乙-2022", "甲-2022", "甲-2021"]


def test_a_choice_picks_its_figures_and_nothing_picks_the_newest() -> None:
    rows = read("甲 2021 900次", "甲 2022 5次", "乙 2022 50次")
    assert [row.id for row in find_evidence(rows, "甲-2022+甲-2021")] == ["甲-2022", "甲-2021"]
    assert [row.id for row in find_evidence(rows, None)] == ["乙-2022"]
    assert [row.id for row in find_evidence(rows, "gone")] == ["乙-2022"]
    assert find_evidence([], None) == []


def test_a_long_sentence_is_cut_at_both_ends() -> None:
    sentence = f"{FAR}检查480次{FAR}。"
    row = read_row(
        make_figures("甲 2022 480次"), {"sentence": sentence, "quote_in_sentence": len(FAR)}
    )
    before, figure, after = cut_sentence(row)
    assert figure == "480"
    assert before == f"…{'远' * 60}检查"
    assert after == f"次{'远' * 60}…"


@given(
    st.text(alphabet="甲乙，。 \u3000\n", max_size=90),
    st.text(alphabet="检查", min_size=1, max_size=4),
    st.from_regex(r"[0-9]{1,4}", fullmatch=True),
    st.text(alphabet="甲乙，。 \u3000\n", max_size=90),
)
def test_the_pieces_are_the_sentence_as_published(
    before: str, words: str, number: str, after: str
) -> None:
    quote, at = f"{words}{number}次", 1000
    assume("…" not in before + after)
    row = read_row(
        make_figures("甲 2022 1次"),
        {
            "sentence": before + quote + after,
            "quote": quote,
            "quote_in_sentence": len(before),
            "start": at,
            "number_start": at + len(words),
            "number_end": at + len(words) + len(number),
        },
    )
    pieces = cut_sentence(row)
    assert pieces[1] == number
    assert "".join(pieces).strip("…") in before + quote + after


def test_without_a_number_the_whole_quote_is_marked() -> None:
    row = read_row(make_figures("甲 2022 480次"), {"number_start": 100, "number_end": 100})
    assert cut_sentence(row) == ("全年", "检查480次", "。")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "note",
    [
        "conflict_confirmed",
        "conflict_decided",
        "conflict_later",
        "genres_differ",
        "units_differ",
        "parts_summed",
    ],
)
def test_every_note_of_the_warehouse_is_said(note: str, lang: str) -> None:
    assert flag_text(note, "exact", lang)
    assert flag_text(note, "exact", lang) != flag_text(None, "over", lang)


def test_an_exact_figure_without_a_note_has_no_flag() -> None:
    assert flag_text(None, "exact", "zh") == ""
    assert flag_text(float("nan"), "about", "zh") == say("note.about", "zh")
