"""The body's own share of a number of others, and numbers that the words behind leave to others."""

import pytest
from short_reports import CITY_TITLE, stated


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("县“两会”交办全县各单位建议提案213件，我局承办45件。", ["proposals_handled 45"]),
        ("省水利厅全年收到行政复议申请19件，其中以我局为被申请人的2件。", ["reconsiderations 2"]),
        ("市水利局检查企业80家次，其中由我局检查12家次。", ["inspections 12"]),
        ("全县水利系统持证执法人员87名，局本级34名。", ["enforcement_officers 34"]),
        ("局机关公职律师4名，全县水利系统公职律师11名。", ["government_lawyers 4"]),
        ("县信访平台转办信访投诉211件，由我局核查的85件。", ["petitions_handled 85"]),
    ],
)
def test_the_share_is_the_bodys_and_the_whole_is_not(words: str, figures: list[str]) -> None:
    assert stated(words) == figures


def test_a_government_is_its_place() -> None:
    words = "全省公职律师达6420名，我市占385名。"
    assert stated(words, CITY_TITLE) == ["government_lawyers 385"]


@pytest.mark.parametrize(
    "words",
    [
        "全年检查企业30家次，由各乡镇自行统计。",
        "开展检查31次由牵头部门统计。",
        "检查企业92家次，不计入本局统计。",
        "查办案件11件，相关数据由各地公布。",
        "查办案件56件，已含在立案总数中。",
        "作出行政处罚15件是2021年的情况。",
    ],
)
def test_words_behind_a_number_leave_it_to_others(words: str) -> None:
    assert stated(words) == []


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("2022年办结行政许可31件，2023年办结27件。", ["permits 27"]),
        ("2022年作出行政处罚50件；2023年，这一数字降至39件。", ["penalties 39"]),
        (
            "“十四五”以来累计制定行政规范性文件17件，2023年制定5件。",
            ["normative_documents_issued 5"],
        ),
    ],
)
def test_the_own_year_goes_on_with_the_words_of_another(words: str, figures: list[str]) -> None:
    assert stated(words) == figures


def test_what_happened_to_the_body_is_not_among_what_it_gives_as_examples() -> None:
    assert stated("全国农业执法机构查办违法案件11万件，我局1起案件入选典型案例。") == []
