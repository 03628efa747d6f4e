"""How much of a report stands in another one: pairs found, left alone, and not told."""

from dataclasses import replace

import pytest

from etl.catalog import load_catalog
from etl.checks.likeness import Relation, compare_reports
from etl.checks.likeness_index import hash_words
from etl.checks.likeness_search import find_likeness
from etl.errors import CatalogError
from etl.likeness_rules import _read, load_likeness
from etl.model import Genre
from etl.pipeline import load
from etl.warehouse.queries import Filter, Warehouse
from etl.warehouse.records import read_records
from tests.checks.alike import make_record
from tests.factories import SAMPLES

RULES = load_likeness()
LINES = [
    f"（{sign}）{place}的{thing}由{who}逐段走查，发现隐患{number}处，当场登记并限期销号。"
    for sign, place, thing, who, number in zip(
        "一二三四五六七八九",
        (
            "上游支沟",
            "城区内河",
            "东山灌区",
            "沿江堤防",
            "小型水库",
            "农村水厂",
            "抗旱机井",
            "闸站泵房",
            "取水口门",
        ),
        ("护岸", "箱涵", "渠系", "险段", "坝体", "滤池", "井台", "电气", "计量"),
        ("河长办", "排水队", "灌溉站", "堤防所", "巡库员", "供水站", "服务队", "机电组", "水政队"),
        range(3, 30, 3),
        strict=True,
    )
]
OTHERS = [
    f"组织{who}到{where}讲解{what}，把办事流程画成一张图贴在窗口，群众照图跑一趟就能办好。"
    for who, where, what in zip(
        ("业务骨干", "青年干部", "窗口人员", "法规科", "老科长", "派驻律师", "志愿者"),
        ("社区", "工地", "学校", "乡镇", "企业", "集市", "灌区"),
        ("取水许可", "节水规定", "防汛条例", "水土保持", "河道管理", "移民后扶", "水价政策"),
        strict=True,
    )
]


def write(*lines):
    return "\n".join(["一、主要举措和成效", *lines])


def last_year(text, **facts):
    return make_record(text, year=2022, **facts)


def test_a_text_taken_over_with_other_figures_is_told():
    own = write(*(line.replace("隐患3", "隐患41") for line in LINES))
    found = compare_reports(make_record(own), last_year(write(*LINES)), RULES)
    assert found.relation is Relation.EARLIER
    assert found.share == 1.0
    assert (found.taken, found.paragraphs) == (9, 9)
    assert [each.changed for each in found.figures].count(True) == 1
    assert found.unchanged == 8


def test_every_copied_sentence_is_where_it_says():
    own, old = write(OTHERS[0], *LINES), write(*reversed(LINES))
    found = compare_reports(make_record(own), last_year(old), RULES)
    assert len(found.copied) == 9
    for each in found.copied:
        assert each.own.cut(own)[:6][1:] != "" and each.own.cut(own) == each.other.cut(old)


def test_a_report_in_words_of_its_own_shares_nothing():
    found = compare_reports(make_record(write(*OTHERS)), last_year(write(*LINES)), RULES)
    assert found.share == 0
    assert found.copied == ()


def test_a_few_changed_words_are_shown():
    own = write(LINES[0].replace("当场登记", "现场拍照登记"), *LINES[1:])
    found = compare_reports(make_record(own), last_year(write(*LINES)), RULES)
    assert [span.cut(own) for span in found.copied[0].own_changes] == ["现场拍照"]
    assert found.share == 1.0


def test_too_little_text_is_no_share():
    own = write(LINES[0])
    (found,) = find_likeness([last_year(own), make_record(own)], RULES)
    assert found.share is None
    assert len(found.copied) == 1


def test_the_year_before_is_always_told_and_older_ones_where_much_alike():
    records = [
        make_record(write(*LINES), year=2020),
        make_record(write(*OTHERS), year=2021),
        make_record(write(*LINES), year=2022),
    ]
    told = {
        (each.report_id[7:11], each.other_id[7:11]): each.share
        for each in find_likeness(records, RULES)
    }
    assert told == {("2021", "2020"): 0, ("2022", "2021"): 0, ("2022", "2020"): 1.0}


def test_a_gap_is_bridged_to_the_nearest_year():
    records = [make_record(write(*LINES), year=year) for year in (2019, 2023)]
    assert [each.share for each in find_likeness(records, RULES)] == [1.0]


def test_peers_are_of_the_same_year_and_genre():
    text = write(*LINES)
    same = make_record(text, "望川市林业局")
    others = [
        make_record(text, "望川市农业局", genre=Genre.DIS),
        make_record(text, "望川市档案局", year=2019),
        make_record(write(*OTHERS), "望川市教育局"),
    ]
    told = find_likeness([make_record(text), same, *others], RULES)
    assert [each.relation for each in told] == [Relation.PEER]
    assert {told[0].report_id, told[0].other_id} == {make_record(text).report_id, same.report_id}


def test_a_peer_in_another_region_is_found_under_its_own_name():
    ours = [f"望川市水利局{line[3:]}" for line in LINES]
    theirs = [f"青屿县水利局{line[3:]}" for line in LINES]
    records = [
        make_record(write(*ours)),
        make_record(write(*theirs), "青屿县水利局", region="青屿县"),
    ]
    assert [each.share for each in find_likeness(records, RULES)] == [1.0]


def test_what_stands_in_many_bodies_reports_does_not_count():
    text = write(*LINES)
    many = [make_record(text, f"望川市第{number}局") for number in range(1, 9)]
    assert find_likeness(many, RULES) == []
    formulas = frozenset(map(hash_words, ["上游支沟"]))
    assert compare_reports(many[0], many[1], RULES, formulas).share == 1.0


def test_superseded_reports_and_those_without_text_are_left_out():
    text = write(*LINES)
    older = make_record(text, "望川市林业局", in_force=False)
    assert find_likeness([make_record(text), older, replace(older, text=None)], RULES) == []


def test_a_disclosure_report_that_is_a_form_shares_nothing():
    form = "\n".join(["一、总体情况", *(f"行政许可{sign}\t1\t2\t3" for sign in "甲乙丙丁戊")])
    (found,) = find_likeness(
        [make_record(form, year=year, genre=Genre.DIS) for year in (2022, 2023)], RULES
    )
    assert found.share is None
    assert found.copied == ()


def test_likeness_does_not_depend_on_the_order():
    records = [make_record(write(*LINES), year=2020), make_record(write(*LINES), year=2021)]
    assert find_likeness(records, RULES) == find_likeness(records[::-1], RULES)


@pytest.mark.parametrize(
    ("share", "level"), [(0.84, "much"), (0.7, "much"), (0.5, "part"), (0.0, "little")]
)
def test_levels(share, level):
    assert RULES.level(share) == level


def test_settings_without_a_sentence_are_refused():
    with pytest.raises((CatalogError, ValueError)):
        _read({"levels": [{"id": "much", "from": 70}], "reasons": {}})


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    if not SAMPLES.exists():
        pytest.skip("the sample city is not there")
    folder = tmp_path_factory.mktemp("city")
    files = sorted([*SAMPLES.glob("*.txt"), *SAMPLES.glob("*.html")])
    load(files, warehouse=folder, dataset="sample", catalog=load_catalog())
    with_text = read_records(Warehouse.open(folder), Filter("sample"), text=True)
    return {record.report_id: record for record in with_text}


def test_the_sample_city_has_one_report_taken_over(city):
    told = [each for each in find_likeness(city.values(), RULES) if (each.share or 0) >= 0.4]
    (found,) = told
    assert "jiaotong-rol-2022" in city[found.report_id].source
    assert "jiaotong-rol-2021" in city[found.other_id].source
    assert 0.80 <= found.share <= 0.88
    assert RULES.level(found.share) == "much"
    assert (found.unchanged, len(found.figures)) == (10, 14)


def test_all_others_of_the_sample_city_share_next_to_nothing(city):
    shares = sorted(each.share or 0 for each in find_likeness(city.values(), RULES))
    assert shares[-2] < 0.1
