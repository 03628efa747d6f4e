"""Required contents: found, missing, and why it cannot be said that one is missing."""

from dataclasses import replace

import pytest

from etl.checks.outcome import Verdict
from etl.checks.reasons import tell
from etl.model import SectionKind, Span
from etl.record import ContentRecord
from tests.checks.duty_records import FILLER, judge, make_disclosure, make_record, only

LACK = SectionKind.SHORTCOMINGS
PLAN = SectionKind.NEXT_YEAR_PLAN
FIRST = SectionKind.FIRST_RESPONSIBLE_PERSON
CONTENTS = ("measures", "shortcomings", "first_responsible_person", "next_year_plan")


def test_what_is_there_is_shown_in_its_words() -> None:
    record = make_record()
    assert record.text
    for content in CONTENTS:
        found = only(judge(record), f"rol.{content}")
        passage = found.passages[0]
        assert found.verdict is Verdict.KEPT
        assert passage.span
        assert passage.span.cut(record.text) == passage.quote


@pytest.mark.parametrize(
    ("below", "verdict", "reason"),
    [
        ("详见附件。", Verdict.UNCLEAR, "content_pointed"),
        ("抓好落实。", Verdict.UNCLEAR, "content_thin"),
        (FILLER, Verdict.KEPT, "content_found"),
        (FILLER * 3 + "数据详见附件。", Verdict.KEPT, "content_found"),
    ],
)
def test_a_heading_with_next_to_nothing_below_it_states_nothing(
    below: str, verdict: Verdict, reason: str
) -> None:
    record = make_record(lacking=(PLAN,))
    assert record.text
    passage = "四、往后怎么做\n" + below
    start = len(record.text) + 1
    record = replace(
        record,
        text=f"{record.text}\n{passage}",
        body=Span(0, start + len(passage)),
        contents=(
            *record.contents,
            ContentRecord(PLAN, Span(start, start + len(passage)), passage),
        ),
    )
    found = only(judge(record), f"rol.{PLAN}")
    assert (found.verdict, found.reason) == (verdict, reason)
    assert found.passages[0].quote == "四、往后怎么做"


@pytest.mark.parametrize("kind", [LACK, PLAN, FIRST])
def test_what_a_whole_report_does_not_hold_is_missing(kind: SectionKind) -> None:
    found = only(judge(make_record(lacking=(kind,))), f"rol.{kind}")
    assert (found.verdict, found.reason) == (Verdict.MISSING, "content_missing")
    assert len(found.passages) == 3
    assert tell(found, "zh").startswith("没有写")


@pytest.mark.parametrize(
    ("kind", "extra"),
    [
        (LACK, "但执法力量仍存在缺口。"),
        (LACK, "案卷质量有 待\n提升。"),
        (LACK, "老旧小区用水上欠账不少。"),
        (PLAN, "带着这些，2022年拟从三处着手。"),
        (PLAN, "下一步，把水尺换成电子的。"),
        (PLAN, "2022年将换装水表。"),
        (PLAN, "踏上2022年新征程，我局以节水立法宣传为契机，逐户做一次用水体检。"),
        (FIRST, "调整法治建设小组，局长任组长。"),
        (FIRST, "局主要负责人听取法治工作汇报两回。"),
        (FIRST, "局长亲自过问案卷。"),
        (FIRST, "各站主要负责人现场述法，排名靠后的被约谈。"),
    ],
)
def test_words_that_may_be_it_accuse_nobody(kind: SectionKind, extra: str) -> None:
    record = make_record(lacking=(kind,), extra=extra)
    found = only(judge(record), f"rol.{kind}")
    assert (found.verdict, found.reason) == (Verdict.UNCLEAR, "content_hinted")
    passage = found.passages[0]
    assert record.text and passage.span
    assert passage.span.cut(record.text) == passage.quote


@pytest.mark.parametrize(
    "extra", ["督促企业落实安全生产第一责任人责任。", "主要负责人出庭应诉两次。"]
)
def test_another_duty_is_no_hint(extra: str) -> None:
    found = only(judge(make_record(lacking=(FIRST,), extra=extra)), f"rol.{FIRST}")
    assert found.verdict is Verdict.MISSING


def test_of_a_text_without_headings_nothing_is_missing() -> None:
    record = make_record(lacking=(LACK,), paragraphs=12)
    assert record.text
    text, contents = record.text, []
    for content in record.contents:  # each passage now begins with its second line
        start = text.index("\n", content.span.start) + 1
        span = Span(start, content.span.end)
        contents.append(replace(content, span=span, opening=span.cut(text)[:120]))
    found = only(judge(replace(record, contents=tuple(contents))), f"rol.{LACK}")
    assert (found.verdict, found.reason) == (Verdict.UNCLEAR, "content_unread")


def test_a_date_of_the_next_year_is_no_plan() -> None:
    found = only(judge(make_record(2021, signed="2022-02-01", lacking=(PLAN,))), f"rol.{PLAN}")
    assert found.verdict is Verdict.MISSING


UNREAD = {
    "content_short": make_record(lacking=(LACK,), paragraphs=1),
    "content_elsewhere": make_record(lacking=(LACK,), extra="全文见附件。"),
    "content_unread": make_record(lacking=(LACK, PLAN, FIRST), paragraphs=30),
    "content_no_text": replace(make_record(lacking=(LACK,)), text=None),
    "content_not_bound": make_record(lacking=(LACK,), agency="望川市水利工程中心"),
}


@pytest.mark.parametrize("reason", UNREAD)
def test_of_a_text_not_read_whole_nothing_is_missing(reason: str) -> None:
    found = only(judge(UNREAD[reason]), f"rol.{LACK}")
    assert (found.verdict, found.reason) == (Verdict.UNCLEAR, reason)
    assert found.passages


def test_a_content_of_any_publication_counts() -> None:
    new = make_record(lacking=(LACK,))
    old = make_record(in_force=False)
    assert only(judge(new, old), f"rol.{LACK}").verdict is Verdict.KEPT


CHAPTERS = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
]


def write_chapters(*left_out: int, words: str = FILLER) -> str:
    kept = [chapter for number, chapter in enumerate(CHAPTERS, 1) if number not in left_out]
    return "\n".join(line for chapter in kept for line in (chapter, *[words] * 5))


def test_the_six_chapters_are_found() -> None:
    found = [each for each in judge(make_disclosure(write_chapters())) if "content" in each.values]
    assert len(found) == 6
    assert {each.verdict for each in found} == {Verdict.KEPT}


def test_a_chapter_broken_by_the_layout_is_found() -> None:
    text = write_chapters().replace("其他需要报告", "其 他 需\n要报告")
    assert only(judge(make_disclosure(text)), "dis.other").verdict is Verdict.KEPT


@pytest.mark.parametrize(("left_out", "rule"), [(1, "overview"), (4, "disputes"), (6, "other")])
def test_a_chapter_that_is_left_out_is_missing(left_out: int, rule: str) -> None:
    outcomes = judge(make_disclosure(write_chapters(left_out).replace("主动公开", "二")))
    if left_out == 1:  # its hint, disclosure of one's own accord, is in chapter two
        outcomes = judge(make_disclosure(write_chapters(1, 2)))
    assert only(outcomes, f"dis.{rule}").verdict is Verdict.MISSING


def test_a_table_row_shows_its_chapter() -> None:
    text = write_chapters(4) + "\n未经复议直接起诉\t0"
    assert only(judge(make_disclosure(text)), "dis.disputes").verdict is Verdict.KEPT


def test_a_chapter_that_may_be_there_accuses_nobody() -> None:
    text = write_chapters(4) + "\n全年无人提起诉讼。"
    found = only(judge(make_disclosure(text)), "dis.disputes")
    assert (found.verdict, found.reason) == (Verdict.UNCLEAR, "content_hinted")


def test_a_page_of_an_attachment_lacks_nothing() -> None:
    outcomes = judge(make_disclosure("本机关年度报告请下载附件。"))
    assert {each.verdict for each in outcomes if "content" in each.values} == {Verdict.UNCLEAR}
