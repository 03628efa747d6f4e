"""Scoring: what agrees with a label, what is counted, and what is said of each error."""

import json
from datetime import date
from decimal import Decimal

import pytest

from etl.evaluation.form import show_run
from etl.evaluation.gold import read_gold
from etl.evaluation.matching import Reason, SqueezedText
from etl.evaluation.score import name_format, score_document, score_unread
from etl.evaluation.sums import Evaluation, ScoredSet, by_format, by_genre, by_indicator
from etl.evaluation.tally import Tally
from etl.model import Document, Genre, Header, Media, Observation, Qualifier, Report, Span

TEXT = "全年开展巡查 30 次。\n办理处罚\n8件；收到申请2件。再次开展巡查30次。"


def observe(indicator, value, quote, **others):
    start = TEXT.index(quote)
    span = Span(start, start + len(quote))
    fields = {
        "indicator": indicator,
        "value": Decimal(value),
        "qualifier": Qualifier.EXACT,
        "unit": "件",
        "span": span,
        "number": span,
        "quote": quote,
        "rule": "prose-1",
    }
    return Observation(**(fields | others))


def label(indicator, value, quote, **others):
    fields = {"indicator": indicator, "value": value, "qualifier": "exact", "quote": quote}
    return fields | others


def score(tmp_path, labels, observations, header=None, **facts):
    row = {"file": "a.txt", "genre": "rol", "labels": labels} | facts
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    (gold,) = read_gold(path)
    document = Document("a.txt", "00", Media.TEXT, TEXT, Span(0, len(TEXT)))
    report = Report(document, header or Header(Genre.ROL), tuple(observations))
    return score_document(gold, report)


def total(scored):
    return Evaluation((scored,)).total


def test_white_space_in_the_text_does_not_hide_a_quote():
    spans = SqueezedText(TEXT).find("办理处罚8件")
    assert [span.cut(TEXT) for span in spans] == ["办理处罚\n8件"]
    assert len(SqueezedText(TEXT).find("开展巡查30次")) == 2
    assert SqueezedText(TEXT).find(" ") == ()


def test_the_same_figure_in_the_same_words_is_matched(tmp_path):
    scored = score(
        tmp_path,
        [label("penalties", 8, "办理处罚8件")],
        [observe("penalties", "8.0", "处罚\n8件")],
    )
    assert total(scored) == Tally(1, 1, 1)
    assert (scored.misses, scored.false_alarms) == ((), ())


@pytest.mark.parametrize(
    ("observation", "reason"),
    [
        (observe("penalties", "9", "处罚\n8件"), Reason.VALUE),
        (observe("penalties", "8", "处罚\n8件", qualifier=Qualifier.OVER), Reason.QUALIFIER),
        (observe("penalties", "8", "收到申请2件"), Reason.EVIDENCE),
        (observe("permits", "8", "处罚\n8件"), Reason.INDICATOR),
    ],
)
def test_a_near_miss_is_an_error_on_both_sides_and_told_apart(tmp_path, observation, reason):
    scored = score(tmp_path, [label("penalties", 8, "办理处罚8件")], [observation])
    assert total(scored) == Tally(1, 1, 0)
    (miss,), (alarm,) = scored.misses, scored.false_alarms
    assert (miss.reason, miss.near) == (reason, observation)
    assert (alarm.reason, alarm.near) == (reason, miss.label)
    assert miss.sentence == "办理处罚 8件；"


def test_unrelated_errors_are_not_tied_together(tmp_path):
    scored = score(
        tmp_path,
        [label("penalties", 8, "办理处罚8件"), label("permits", 4, "许可4件")],
        [observe("disclosure_requests_received", "2", "收到申请2件")],
    )
    reasons = [miss.reason for miss in scored.misses]
    assert reasons == [Reason.NOT_FOUND, Reason.QUOTE_NOT_IN_TEXT]
    assert scored.misses[1].sentence is None
    assert [alarm.reason for alarm in scored.false_alarms] == [Reason.NOT_LABELLED]
    assert scored.false_alarms[0].sentence == "收到申请2件。"


@pytest.mark.parametrize(("number", "matched"), [("8件", 1), ("处罚", 0)])
def test_the_number_itself_must_stand_in_the_labelled_words(tmp_path, number, matched):
    start = TEXT.index(number)
    found = observe("penalties", "8", "处罚\n8件", number=Span(start, start + len(number)))
    assert total(score(tmp_path, [label("penalties", 8, "8件")], [found])).matched == matched


@pytest.mark.parametrize(
    ("file", "named"),
    [("a.TXT", "text"), ("a.htm", "html"), ("b/c.docx", "docx"), ("a", "unknown")],
)
def test_a_file_that_was_not_read_has_the_format_of_its_name(file, named):
    assert name_format(file) == named


def test_one_label_takes_one_observation(tmp_path):
    twice = [observe("inspections", "30", "巡查 30 次"), observe("inspections", "30", "巡查30次")]
    scored = score(tmp_path, [label("inspections", 30, "开展巡查30次")], twice)
    assert total(scored) == Tally(labelled=1, found=2, matched=1)
    assert len(scored.false_alarms) == 1


def test_the_pairing_is_the_largest_possible(tmp_path):
    # The first label could take either observation, the second only the first one.
    labels = [
        label("inspections", 30, "开展巡查30次"),
        label("inspections", 30, "全年开展巡查30次"),
    ]
    found = [observe("inspections", "30", "全年"), observe("inspections", "30", "再次开展巡查30次")]
    found[0] = observe("inspections", "30", "全年开展巡查")
    assert total(score(tmp_path, labels, found)).matched == 2


def test_a_labelled_part_must_be_read_as_a_part(tmp_path):
    labels = [label("penalties", 8, "办理处罚8件", part="市 局")]
    part = observe("penalties", "8", "处罚\n8件", part="全市分局")
    whole = observe("penalties", "8", "处罚\n8件")
    assert total(score(tmp_path, labels, [part])).matched == 1
    scored = score(tmp_path, labels, [whole])
    assert scored.misses[0].reason is Reason.PART
    assert total(scored).matched == 0


def test_sub_counts_are_not_observations(tmp_path):
    part = observe("penalties", "2", "收到申请2件")
    whole = observe("penalties", "8", "处罚\n8件", parts=(part,))
    assert total(score(tmp_path, [label("penalties", 8, "办理处罚8件")], [whole])).found == 1


@pytest.mark.parametrize(
    ("rule", "matched"),
    [("table:行政 处罚|本年处理", 1), ("table:行政处罚|现行有效", 0), ("prose-1", 1)],
)
def test_a_cell_is_answered_by_its_cell_or_by_prose(tmp_path, rule, matched):
    labels = [label("penalties", 8, "table:行政处罚|本年处理")]
    scored = score(tmp_path, labels, [observe("penalties", "8", "处罚\n8件", rule=rule)])
    assert total(scored).matched == matched


def test_header_facts_are_checked_one_by_one(tmp_path):
    header = Header(Genre.ROL, title="某局 报告", year=2021, published_on=date(2022, 3, 1))
    scored = score(
        tmp_path,
        [],
        [],
        header,
        title="某局报告",
        year=2022,
        published_on="2022-03-01",
        signed_on=None,
        sections={"measures": True, "shortcomings": False},
    )
    wrong = {check.name: (check.expected, check.found) for check in scored.facts if not check.right}
    assert wrong == {"year": (2022, 2021), "sections.measures": (True, False)}
    assert Evaluation((scored,)).facts["title"] == (1, 1)
    assert "agency" not in Evaluation((scored,)).facts


def test_an_unread_document_misses_everything(tmp_path):
    path = tmp_path / "gold.jsonl"
    row = {"file": "b.pdf", "genre": "dis", "year": 2020, "labels": [label("permits", 1, "x")]}
    path.write_text(json.dumps(row), encoding="utf-8")
    scored = score_unread(read_gold(path)[0], "不支持 PDF。")
    assert total(scored) == Tally(1, 0, 0)
    assert scored.misses[0].reason is Reason.UNREAD
    form = show_run([ScoredSet("mine.jsonl", Evaluation((scored,)))])
    assert form["unread"] == [{"set": "mine.jsonl", "file": "b.pdf", "message": "不支持 PDF。"}]
    assert form["formats"]["pdf"]["labelled"] == 1
    assert form["header"]["year"] == {"right": 0, "of": 1}
    assert form["total"]["precision"] is None
    assert form["total"]["recall"] == 0


def test_sums_by_indicator_genre_and_format(tmp_path):
    labels = [label("penalties", 8, "办理处罚8件"), label("inspections", 30, "巡查30次")]
    found = [observe("penalties", "8", "处罚\n8件"), observe("permits", "2", "收到申请2件")]
    evaluation = Evaluation((score(tmp_path, labels, found),) * 2)
    assert evaluation.total == Tally(4, 4, 2)
    assert evaluation.total.f1 == pytest.approx(0.5)
    indicators = evaluation.sum_by(by_indicator)
    assert indicators["penalties"] == Tally(2, 2, 2)
    assert indicators["inspections"] == Tally(2, 0, 0)
    assert evaluation.sum_by(by_genre) == {"rol": Tally(4, 4, 2)}
    assert evaluation.sum_by(by_format) == {"text": Tally(4, 4, 2)}
    form = show_run([ScoredSet("mine.jsonl", evaluation)])
    assert form["indicators"]["inspections"]["f1"] == 0
    assert len(form["misses"]) == len(form["false_alarms"]) == 2
    assert json.loads(json.dumps(form)) == form


def test_where_only_some_indicators_are_labelled_others_are_not_scored(tmp_path):
    labels = [label("inspections", 30, "全年开展巡查30次")]
    found = [
        observe("inspections", 30, "巡查 30 次"),
        observe("penalties", 8, "处罚\n8件"),
        observe("disclosure_requests_received", 2, "收到申请2件"),
    ]
    scored = score(tmp_path, labels, found, only=["inspections", "penalties"])
    assert scored.indicators == {"inspections": Tally(1, 1, 1), "penalties": Tally(0, 1, 0)}
    assert [each.observation.indicator for each in scored.false_alarms] == ["penalties"]
    everything = score(tmp_path, labels, found)
    assert total(everything) == Tally(1, 3, 1)
