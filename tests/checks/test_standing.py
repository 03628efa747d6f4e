"""Shortcomings that a body tells again in the year after."""

from dataclasses import replace

import pytest

from etl.checks.followed import Confidence
from etl.checks.standing import find_standing
from etl.model import Genre
from tests.checks.promise_pairs import make_record

BODY = "苇桥县林业局"
RANGERS = "（一）护林队伍老化严重。瞭望员平均年龄五十六岁，夜间巡护困难，原因是待遇偏低。"
RANGERS_AGAIN = "（二）护林队伍仍然老化。瞭望员平均年龄偏大，夜间巡护困难，原因是招录渠道不畅。"
TREES = "（一）古树认养社会参与不足，企业响应不积极。"
PAPERS = "（一）处罚文书送达不规范，个别案卷缺少回证。"


def write(year: int, *shortcomings: str):
    """Return a report with these shortcomings."""
    lines = "\n".join(shortcomings)
    return make_record(BODY, year, f"一、主要举措\n全年巡护林区30次。\n二、存在的不足\n{lines}\n")


def test_the_same_words_in_the_next_year():
    (found,) = find_standing([write(2021, RANGERS, TREES), write(2022, PAPERS, RANGERS)])
    assert found.years == (2021, 2022)
    assert found.confidence is Confidence.HIGH
    assert [told.quote.strip() for told in found.told] == [RANGERS, RANGERS]


def test_the_same_matter_in_other_words():
    (found,) = find_standing([write(2021, RANGERS), write(2022, TREES, RANGERS_AGAIN)])
    assert found.years == (2021, 2022)
    assert found.told[1].quote.strip() == RANGERS_AGAIN


def test_years_are_strung_together_and_words_are_the_report_s():
    reports = [write(2021, RANGERS), write(2022, RANGERS, TREES), write(2023, RANGERS_AGAIN)]
    (found,) = find_standing(reports)
    assert found.years == (2021, 2022, 2023)
    for told, report in zip(found.told, reports, strict=True):
        assert told.span.cut(report.text) == told.quote


@pytest.mark.parametrize(
    "reports",
    [
        [write(2021, RANGERS), write(2022, TREES, PAPERS)],
        [write(2021, RANGERS), write(2023, RANGERS)],
        [write(2021, RANGERS), replace(write(2022, RANGERS), agency="苇桥县水利局")],
        [write(2021, RANGERS), replace(write(2022, RANGERS), in_force=False)],
        [write(2021, RANGERS), replace(write(2022, RANGERS), genre=Genre.ENF)],
        [write(2021, RANGERS), replace(write(2022, RANGERS), text=None)],
        # What every body says of its shortcomings makes no two of them one.
        [
            write(2021, "（一）法治意识有待进一步提高，执法能力仍需加强。"),
            write(2022, "（一）执法监督力度有待加强，工作机制仍需完善。"),
        ],
    ],
)
def test_nothing_stands(reports):
    assert find_standing(reports) == ()
