"""What is worth a look: each reason, what is none, and the order."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from etl.checks.queue import (
    Candidate,
    Cause,
    Known,
    Reason,
    find_queue,
    read_thresholds,
    tell_cause,
)
from etl.checks.reasons import read_reasons
from etl.corrections import Decision
from etl.measured import Counts
from tests.deciding import amount, decision

NOTHING = Known(wordings={}, findings={}, precision={})


def figure(year: int = 2023, value: str | int = 100, **changes: Any) -> Candidate:
    """Return a figure that nothing is wrong with."""
    made = Candidate(
        region="望川市",
        agency="望川市水利局",
        year=year,
        genre="rol",
        indicator="inspections",
        value=Decimal(value),
        unit="次",
        conflict=False,
        note=None,
        rule="prose-1",
        report_id=f"text{year}",
        observation_id=f"text{year}-1",
        number_start=10,
    )
    return replace(made, **changes)


def reasons(*figures: Candidate, known: Known = NOTHING) -> list[tuple[int, list[Reason]]]:
    """Return the years queued, each with its reasons."""
    queue = find_queue(figures, known)
    return [(each.figure.year, [cause.reason for cause in each.causes]) for each in queue]


def test_what_nothing_is_wrong_with_is_not_queued() -> None:
    assert reasons(figure(2021), figure(2022), figure(2023)) == []
    assert reasons() == []


def test_totals_that_differ_and_reports_that_differ_are() -> None:
    assert reasons(figure(conflict=True)) == [(2023, [Reason.CONTRADICTION])]
    assert reasons(figure(note="genres_differ")) == [(2023, [Reason.GENRES_DIFFER])]
    assert reasons(figure(note="parts_summed")) == []


@pytest.mark.parametrize(
    ("values", "queued"),
    [
        ((100, 100, 800), [2023]),  # eight times as much
        ((100, 100, 799), []),
        ((800, 800, 100), [2023]),  # or as little
        ((801, 801, 101), []),
        ((2, 2, 21), []),  # ten times as much, and near all the same
        ((2, 2, 22), [2023]),
        ((100, 100, 0), [2023]),
        ((0, 0, 19), []),
        ((0, 0, 20), [2023]),
        ((100, 90, 9000), [2023]),  # and neither of the others, though one of theirs is far
        ((100, 9000), []),  # of two years nobody can tell which is the odd one
    ],
)
def test_what_is_far_from_the_other_years_is(values: tuple[int, ...], queued: list[int]) -> None:
    line = [figure(2021 + place, value) for place, value in enumerate(values)]
    assert [year for year, _ in reasons(*line)] == queued


def test_only_the_same_body_indicator_and_unit_are_other_years() -> None:
    for changes in (
        {"agency": "望川市教育局"},
        {"region": "临江县"},
        {"indicator": "permits"},
        {"unit": "家次"},
    ):
        others = [figure(2021, 2, **changes), figure(2022, 2, **changes)]
        assert reasons(*others, figure(2023, 900)) == []


def test_the_middle_is_told_with_its_unit() -> None:
    line = [figure(2020, 100), figure(2021, 1200), figure(2022, 1100), figure(2023, 99000)]
    [odd] = [each for each in find_queue(line, NOTHING) if each.figure.year == 2023]
    assert tell_cause(odd.causes[0], "zh").endswith("居中为 1,100次。")


def test_what_the_report_itself_contradicts_is_told_in_its_words() -> None:
    known = replace(NOTHING, findings={("text2023", "inspections"): ("分项之和与总数不同",)})
    [queued] = find_queue([figure(2022), figure(2023)], known)
    assert tell_cause(queued.causes[0], "zh") == "报告自身对不上：分项之和与总数不同"
    other = replace(NOTHING, findings={("text2023", "permits"): ("分项之和与总数不同",)})
    assert reasons(figure(2023), known=other) == []


@pytest.mark.parametrize(
    ("wordings", "queued"),
    [
        ({"prose-1": 2, "prose-2": 2998}, True),
        ({"prose-1": 3, "prose-2": 2997}, False),
        ({"prose-1": 2, "prose-2": 2997}, False),  # in a small set every wording is rare
        ({"prose-2": 5000}, False),  # a wording that is not counted is not known to be rare
    ],
)
def test_a_rare_wording_is(wordings: dict[str, int], queued: bool) -> None:
    found = reasons(figure(), known=replace(NOTHING, wordings=wordings))
    assert found == ([(2023, [Reason.RARE_WORDING])] if queued else [])


@pytest.mark.parametrize(
    ("counts", "queued"),
    [
        (Counts(100, 100, 94), True),
        (Counts(100, 100, 95), False),
        (Counts(20, 20, 18), True),
        (Counts(19, 19, 10), False),  # too few to tell
        (Counts(5, 0, 0), False),
    ],
)
def test_an_indicator_that_is_read_badly_is(counts: Counts, queued: bool) -> None:
    found = reasons(figure(), known=replace(NOTHING, precision={"inspections": counts}))
    assert found == ([(2023, [Reason.WEAK_INDICATOR])] if queued else [])


@pytest.mark.parametrize("made", [Decision.ACCEPTED, Decision.CORRECTED, Decision.REJECTED])
def test_what_was_decided_is_not_asked_again(made: Decision) -> None:
    new = "8" if made is Decision.CORRECTED else None
    here = decision(1, made, new, report_id="text2023", number_start=10, old=amount(100))
    doubtful = figure(conflict=True)
    assert reasons(doubtful, known=replace(NOTHING, reviews=[here])) == []
    elsewhere = replace(here, number_start=99)
    assert len(reasons(doubtful, known=replace(NOTHING, reviews=[elsewhere]))) == 1


@pytest.mark.parametrize(
    ("now", "queued"),
    [
        ({}, False),
        ({"value": Decimal("100.0")}, False),
        ({"value": Decimal(200)}, True),
        ({"unit": "家次"}, True),
        ({"qualifier": "over"}, True),
        ({"value": Decimal(200), "summed": True}, False),  # a part was approved, not the sum
    ],
)
def test_what_was_accepted_and_reads_differently_now_comes_back(
    now: dict[str, Any], queued: bool
) -> None:
    accepted = decision(1, report_id="text2023", number_start=10, old=amount(100))
    found = find_queue([figure(**now)], replace(NOTHING, reviews=[accepted]))
    assert [each.causes[0].reason for each in found] == [Reason.READ_ANEW] * queued
    for each in found:
        assert "当时读作 100次" in tell_cause(each.causes[0], "zh")
        assert "(李复核, 1 June 2025) as 100 次" in tell_cause(each.causes[0], "en")


def test_what_was_corrected_or_rejected_stays_so_however_it_is_read() -> None:
    for made, new in ((Decision.CORRECTED, "8"), (Decision.REJECTED, None)):
        given = decision(1, made, new, report_id="text2023", number_start=10, old=amount(100))
        known = replace(NOTHING, reviews=[given])
        assert find_queue([figure(value=Decimal(200), conflict=True)], known) == []


def test_what_was_decided_in_a_text_that_is_gone_comes_first_and_says_so() -> None:
    old = decision(1, Decision.REJECTED, report_id="older", at="2024-03-09T23:30:00+08:00")
    known = replace(NOTHING, reviews=[old])
    assert reasons(figure(), known=known) == [(2023, [Reason.TEXT_CHANGED])]
    assert reasons(figure(genre="dis"), figure(2022), known=known) == []
    [queued] = find_queue([figure()], known)
    assert "：不采用（李复核，2024年3月9日）" in tell_cause(queued.causes[0], "zh")
    assert "(rejected; 李复核, 9 March 2024)" in tell_cause(queued.causes[0], "en")


def test_a_text_that_still_stands_is_not_gone() -> None:
    """The figure decided upon was another one of the same report: its text did not change."""
    other = decision(1, report_id="text2023", number_start=500)
    assert reasons(figure(), known=replace(NOTHING, reviews=[other])) == []


def test_the_most_pressing_come_first_then_more_reasons_then_the_newest() -> None:
    figures = [
        figure(2019, note="genres_differ", agency="甲局"),
        figure(2020, conflict=True, agency="乙局"),
        figure(2021, conflict=True, agency="丙局"),
        figure(2018, conflict=True, note="genres_differ", agency="丁局"),
    ]
    assert [year for year, _ in reasons(*figures)] == [2018, 2021, 2020, 2019]
    assert reasons(*reversed(figures)) == reasons(*figures)


def test_every_reason_has_its_sentence_in_both_languages_and_the_page_its_name() -> None:
    sentences, names = read_reasons("review")
    assert list(sentences) == [reason.value for reason in Reason]
    assert set(names) == {"accepted", "corrected", "rejected"}
    assert {"outlier", "rare_wording", "weak_indicator"} <= set(read_thresholds())


def test_words_of_strangers_with_braces_stay_as_they_are() -> None:
    cause = Cause(Reason.FINDING, {"message": "{middle} {0} {n|a|b}"})
    assert tell_cause(cause, "zh") == "报告自身对不上：{middle} {0} {n|a|b}"


def test_one_place_is_singular_in_english() -> None:
    assert "(1 place in all data)" in tell_cause(Cause(Reason.RARE_WORDING, {"count": "1"}), "en")
    assert "(2 places in all data)" in tell_cause(Cause(Reason.RARE_WORDING, {"count": "2"}), "en")
