"""What must agree: kept, broken and unclear, in made-up reports and in the sample city."""

from pathlib import Path

import pytest

from etl.checks.agreement import check_agreement
from etl.checks.identities import is_soft, read_identities, tell
from etl.checks.outcome import ACCUSING, Outcome, Verdict
from etl.model import Genre
from etl.pipeline import load
from etl.warehouse.compared import read_stated
from etl.warehouse.queries import Filter, Warehouse
from tests.checks.agreeing import (
    CARRIED,
    NEXT,
    NOTHING,
    RECEIVED,
    TOTAL,
    check,
    disclosure,
    find,
    levels,
    rule_of_law,
)
from tests.factories import SAMPLES

needs_samples = pytest.mark.skipif(not SAMPLES.exists(), reason="../shared/samples is not here")
SILENT = "_ _ _ _ _ _ _"


# --- the tables -------------------------------------------------------------------------------


def test_a_sound_table_keeps_every_identity(tmp_path: Path) -> None:
    found = check(tmp_path, disclosure())
    assert {each.verdict for each in found} == {Verdict.KEPT}
    assert {each.rule for each in found} >= {"I1", "I2", "I3"}


def test_i1_is_broken_in_a_column(tmp_path: Path) -> None:
    broken = disclosure(rows={NEXT: "2 0 0 0 0 0 2"})
    found = [each for each in check(tmp_path, broken) if each.verdict in ACCUSING]
    assert [(each.rule, each.side) for each in found] == [("I1", "自然人"), ("I1", "总计")]
    assert found[0].values["sum"] == "5 + 1 ≠ 5 + 2"
    assert len(found[0].passages) == 4


def test_i2_and_i3_are_broken(tmp_path: Path) -> None:
    assert find(tmp_path, disclosure(rows={"granted": "3 1 0 0 0 0 4"})) == [
        "I2 differs 自然人",
        "I2 differs 总计",
    ]
    assert find(tmp_path, disclosure(rows={"not_held": "1 0 0 0 0 0 0"})) == [
        "I2 differs 总计",
        "I3 differs （四）无法提供|1.本机关不掌握相关政府信息",
    ]


def test_a_blank_among_zeros_accuses_nobody_where_it_may_hold_the_rest(tmp_path: Path) -> None:
    short = disclosure(rows={NEXT: "1 _ 0 0 0 0 1", RECEIVED: "5 2 0 0 0 0 7", TOTAL: None})
    assert find(tmp_path, short) == []
    blank = disclosure(rows={NEXT: "_ 0 0 0 0 0 _"})
    assert levels(tmp_path, "I1", blank) == {"kept", "unclear"}


def test_a_sum_too_large_without_the_blank_is_broken(tmp_path: Path) -> None:
    blank = disclosure(rows={NEXT: "3 0 0 0 0 0 3", "repeated": "_ _ _ _ _ _ _"})
    assert find(tmp_path, blank) == ["I1 differs 自然人", "I1 differs 总计"]


def test_a_dash_is_no_zero_either(tmp_path: Path) -> None:
    assert find(tmp_path, disclosure(rows={NEXT: "— 0 0 0 0 0 —"})) == []
    assert find(tmp_path, disclosure(rows={NEXT: "/ 0 0 0 0 0 /"})) == []


def test_a_form_that_leaves_out_all_zeros_is_added_up_all_the_same(tmp_path: Path) -> None:
    rows = {
        RECEIVED: "5 1 _ _ _ _ 6",
        CARRIED: SILENT,
        "granted": "5 1 _ _ _ _ 6",
        "not_held": SILENT,
        TOTAL: "5 1 _ _ _ _ 6",
        NEXT: SILENT,
    }
    assert find(tmp_path, disclosure(rows=rows, otherwise=SILENT)) == []
    rows[RECEIVED] = "5 2 _ _ _ _ 7"
    assert find(tmp_path, disclosure(rows=rows, otherwise=SILENT)) == [
        "I1 differs 商业企业",
        "I1 differs 总计",
    ]


def test_a_total_left_blank_is_no_zero(tmp_path: Path) -> None:
    rows = {
        RECEIVED: "5 1 _ _ _ _ _",
        CARRIED: SILENT,
        "granted": "5 1 _ _ _ _ _",
        "not_held": SILENT,
        TOTAL: SILENT,
        NEXT: SILENT,
    }
    assert find(tmp_path, disclosure(rows=rows, otherwise=SILENT)) == []


def test_a_table_that_fails_throughout_was_read_wrongly(tmp_path: Path) -> None:
    shifted = {RECEIVED: "9 9 9 9 9 9 1", TOTAL: "1 2 3 4 5 6 7", NEXT: "4 4 4 4 4 4 4"}
    found = check(tmp_path, disclosure(rows=shifted))
    assert not [each for each in found if each.verdict in ACCUSING]


def test_a_table_of_noughts_is_sound(tmp_path: Path) -> None:
    rows = dict.fromkeys((RECEIVED, CARRIED, "granted", "not_held", TOTAL, NEXT), NOTHING)
    assert find(tmp_path, disclosure(rows=rows)) == []


def test_counts_are_whole_and_not_below_nothing(tmp_path: Path) -> None:
    odd = disclosure(rows={"repeated": "1.5 0 0 0 0 0 1.5"})
    assert any(each.startswith("I6 differs") for each in find(tmp_path, odd))


def test_the_results_of_disputes_add_up(tmp_path: Path) -> None:
    sound = "5 1 1 0 7 0 0 0 0 0 2 0 0 0 2"
    assert find(tmp_path, disclosure(disputes=sound)) == []
    assert levels(tmp_path, "I4", disclosure(disputes=sound)) == {"kept"}
    told = check(tmp_path, disclosure(disputes="5 1 1 0 8 0 0 0 0 0 2 0 0 0 2"))
    (broken,) = [each for each in told if each.verdict in ACCUSING]
    assert (broken.rule, broken.side, broken.values["sum"]) == ("I4", "行政复议", "5 + 1 + 1 ≠ 8")
    assert [each.quote.split() for each in broken.passages] == [["5", "1", "1", "0", "8"]]
    assert find(tmp_path, disclosure(disputes="5 1 1 _ 8 0 0 0 0 0 2 0 0 0 2")) == []


# --- years ------------------------------------------------------------------------------------


def test_what_is_carried_over_is_taken_in(tmp_path: Path) -> None:
    before, after = disclosure(year=2022), disclosure(year=2023)
    assert levels(tmp_path, "I5", before, after) == {"kept"}
    more = disclosure(year=2022, rows={NEXT: "2 0 0 0 0 0 2", RECEIVED: "6 1 0 0 0 0 7"})
    found = [each for each in check(tmp_path, more, after) if each.verdict in ACCUSING]
    assert [(each.rule, each.year) for each in found] == [("I5", 2023)]
    assert found[0].values["sum"] == "2 ≠ 1"
    assert len({each.report_id for each in found[0].passages}) == 2


def test_a_year_between_or_a_blank_leaves_it_open(tmp_path: Path) -> None:
    far = disclosure(year=2021, rows={NEXT: "2 0 0 0 0 0 2", RECEIVED: "6 1 0 0 0 0 7"})
    assert levels(tmp_path, "I5", far, disclosure(year=2023)) == set()
    blank = disclosure(year=2022, rows={NEXT: "_ 0 0 0 0 0 _"})
    assert levels(tmp_path, "I5", blank, disclosure(year=2023)) == {"unclear"}


def test_documents_in_force_are_only_worth_a_look(tmp_path: Path) -> None:
    before = disclosure(year=2022, proactive=["行政规范性文件 1 0 4"])
    kept = disclosure(year=2023, proactive=["行政规范性文件 2 1 5"])
    assert levels(tmp_path, "I8", before, kept) == {"kept"}
    found = check(tmp_path, before, disclosure(year=2023, proactive=["行政规范性文件 2 1 9"]))
    assert [each.verdict for each in found if is_soft(each)] == [Verdict.UNCLEAR]


def test_a_jump_is_only_worth_a_look(tmp_path: Path) -> None:
    before = rule_of_law("全年作出行政处罚31件。", year=2022)
    assert find(tmp_path, before, rule_of_law("全年作出行政处罚530件。")) == ["jump soft penalties"]
    assert find(tmp_path, before, rule_of_law("全年作出行政处罚53件。")) == []
    assert find(tmp_path, before, rule_of_law("全年作出行政处罚500余件。")) == []


# --- within one report ------------------------------------------------------------------------


def test_prose_and_table(tmp_path: Path) -> None:
    assert find(tmp_path, disclosure("全年收到政府信息公开申请6件。")) == []
    assert find(tmp_path, disclosure("全年收到政府信息公开申请5件。")) == [
        "I7 differs disclosure_requests_received"
    ]


@pytest.mark.parametrize(
    "prose",
    [
        "全年收到政府信息公开申请7件。",  # with what was carried in
        "全年收到政府信息公开申请5件以上。",
        "全年收到政府信息公开申请近7件。",
        "通过网络平台收到政府信息公开申请4件。",
        "全市共收到政府信息公开申请90件。",
        "制度进一步健全。",
        "公开政府信息公开申请答复5条。",
    ],
)
def test_prose_that_may_mean_another_thing_accuses_nobody(tmp_path: Path, prose: str) -> None:
    found = check(tmp_path, disclosure(prose))
    assert not [each for each in found if each.verdict in ACCUSING]


def test_two_totals_of_one_fact(tmp_path: Path) -> None:
    told = rule_of_law("全年作出行政处罚81件，办理建议5件。\n持续强化监管，作出行政处罚86件。")
    assert find(tmp_path, told) == ["contradiction differs penalties"]


@pytest.mark.parametrize(
    "body",
    [
        "全年作出行政处罚86件。\n依法公示行政处罚31件。",
        "全年作出行政处罚86件。\n2022年作出行政处罚31件。",
        "全年作出行政处罚86件。\n一季度作出行政处罚31件。",
        "全年作出行政处罚86件。\n全市共作出行政处罚310件。",
        "全年作出行政处罚80余件。\n持续强化监管，作出行政处罚31件。",
    ],
)
def test_numbers_of_another_scope_are_no_contradiction(tmp_path: Path, body: str) -> None:
    assert "contradiction differs penalties" not in find(tmp_path, rule_of_law(body))


def test_digits_in_another_order_are_a_slip(tmp_path: Path) -> None:
    told = rule_of_law("全年检查经营单位724家次。\n严格扫码入企。全年检查生产场所742家次。")
    assert find(tmp_path, told) == ["contradiction differs inspections"]
    told = rule_of_law("全年检查经营单位724家次。\n严格扫码入企。全年检查生产场所751家次。")
    assert find(tmp_path, told) == []


def test_a_smaller_number_of_a_field_is_no_contradiction(tmp_path: Path) -> None:
    told = rule_of_law("全年作出行政处罚86件。\n围绕河道采砂开展整治，作出行政处罚31件。")
    assert "contradiction differs penalties" not in find(tmp_path, told)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("全年作出行政处罚86件，其中普通程序50件、简易程序36件。", []),
        ("全年作出行政处罚86件，其中普通程序50件、简易程序30件。", ["parts differs penalties"]),
        ("全年作出行政处罚86件，其中水资源类50件、河道类30件。", []),
        ("全年作出行政处罚86件，其中水资源类50件、河道类20件、其他16件。", []),
        (
            "全年作出行政处罚86件，其中水资源类50件、河道类20件、其他6件。",
            ["parts differs penalties"],
        ),
        ("全年作出行政处罚80余件，其中普通程序50件、简易程序20件。", []),
        ("收到行政复议申请40件，其中维持20件、和解9件、其他处理3件。", []),
        ("全年作出行政处罚86件，其中水资源类60件、河道类40件。", ["parts soft penalties"]),
    ],
)
def test_shares_and_their_total(tmp_path: Path, body: str, expected: list[str]) -> None:
    assert find(tmp_path, rule_of_law(body)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("到2078年建成智慧水网。", ["impossible_year differs 2078"]),
        ("到二〇九八年建成智慧水网。", ["impossible_year differs 2098"]),
        ("印发《办法》（望水〔2093〕5号）。", ["impossible_year differs 2093"]),
        ("到2035年基本建成，到2050年全面建成。", []),
        ("古堰距今2100年，保护良好。", []),
        ("古堰已有约2100年历史。", []),
        ("发放宣传册2078份。", []),
        ("地块使用权期限至2094年。", []),
        ("力争2206年底前全部建成。", ["impossible_year differs 2206"]),
        ("建城2500年，文脉绵长。", []),
        ("编号12078年检记录齐全。", []),
    ],
)
def test_impossible_years(tmp_path: Path, body: str, expected: list[str]) -> None:
    assert find(tmp_path, rule_of_law(body)) == expected


# --- two reports ------------------------------------------------------------------------------


def test_two_reports_of_one_year(tmp_path: Path) -> None:
    dis = disclosure("全年主动公开政府信息58条。")
    assert find(tmp_path, rule_of_law("全年主动公开政府信息58条。"), dis) == []
    assert find(tmp_path, rule_of_law("全年主动公开政府信息52条。"), dis) == [
        "reports differs disclosures_proactive dis"
    ]


@pytest.mark.parametrize(
    "body",
    [
        "全年主动公开政府信息50余条。",
        "通过微信公众号公开政府信息20条。",
        "全市主动公开政府信息1200条。",
        "全年主动公开政府信息7篇。",
    ],
)
def test_reports_of_another_scope_accuse_nobody(tmp_path: Path, body: str) -> None:
    found = check(tmp_path, rule_of_law(body), disclosure("全年主动公开政府信息58条。"))
    assert not [each for each in found if each.verdict in ACCUSING]


def test_a_government_speaks_for_others_too(tmp_path: Path) -> None:
    agency = "望川市人民政府"
    rol = rule_of_law("全年主动公开政府信息52条。", agency=agency)
    dis = disclosure("全年主动公开政府信息58条。", agency=agency)
    assert find(tmp_path, rol, dis) == ["reports soft disclosures_proactive dis"]


def test_the_sum_of_bodies_against_the_government(tmp_path: Path) -> None:
    bodies = [
        rule_of_law("全年作出行政处罚30件。", agency="望川市水利局"),
        rule_of_law("全年作出行政处罚45件。", agency="望川市教育局"),
    ]
    told = "市级部门和各镇作出行政处罚{}件。"
    for count, expected in (("60", {"soft"}), ("75", {"kept"}), ("90", set())):
        whole = rule_of_law(told.format(count), agency="望川市人民政府")
        assert levels(tmp_path, "region", *bodies, whole) == expected
    silent = rule_of_law("依法履职。", agency="望川市教育局")
    whole = rule_of_law(told.format("20"), agency="望川市人民政府")
    assert levels(tmp_path, "region", bodies[0], silent, whole) == set()


# --- the sample city, and the file ------------------------------------------------------------


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    from etl.catalog import load_catalog

    directory = tmp_path_factory.mktemp("samples")
    load([SAMPLES], warehouse=directory, catalog=load_catalog())
    served = Warehouse.open(directory)
    stated = read_stated(served, Filter("own"))
    served.close()
    texts = {each.report_id: each.text for each in stated.reports}
    found = check_agreement(stated)
    for outcome in found:
        assert outcome.passages
        for passage in outcome.passages:
            assert passage.span is not None
            assert passage.span.cut(texts[passage.report_id]) == passage.quote
    return found


@needs_samples
def test_exactly_the_planted_cases_are_found(samples: list[Outcome]) -> None:
    certain = [
        (each.rule, each.agency.removeprefix("云岫市"), each.year, each.genre, each.side)
        for each in samples
        if each.verdict in ACCUSING
    ]
    assert sorted(certain) == sorted(
        [
            ("contradiction", "市场监督管理局", 2023, Genre.ROL, "penalties"),
            ("parts", "市场监督管理局", 2024, Genre.ROL, "penalties"),
            ("I1", "市场监督管理局", 2023, Genre.DIS, "自然人"),
            ("I1", "市场监督管理局", 2023, Genre.DIS, "总计"),
            ("I7", "生态环境局", 2024, Genre.DIS, "disclosure_requests_received"),
            ("I5", "交通运输局", 2024, Genre.DIS, ""),
            ("reports", "科学技术局", 2024, Genre.ROL, "disclosures_proactive dis"),
            ("impossible_year", "教育局", 2024, Genre.ROL, "2087"),
        ]
    )


@needs_samples
def test_keys_are_their_own_and_every_outcome_is_told(samples: list[Outcome]) -> None:
    assert len({each.key for each in samples}) == len(samples)
    for outcome in samples:
        for lang in ("zh", "en"):
            told = tell(outcome, lang)
            assert told and "{" not in told and "  " not in told


def test_every_reason_has_both_languages_and_every_rule_a_kind() -> None:
    identities = read_identities()
    assert all(set(each) == {"zh", "en"} for each in identities.reasons.values())
    assert all(identities.kind_of(reason.partition(".")[0]) for reason in identities.reasons)
