"""What the page says of the document, as written there."""

import pytest

from etl.readers.page import Pair, read_facts, read_pairs, spread


@pytest.mark.parametrize(
    ("line", "published", "publisher"),
    [
        ("发布时间：2020-02-18 09:30来源：县水利局点击：9次", "2020-02-18 09:30", "县水利局"),
        ("[ 发布日期：2020年02月18日 | 来源：县水利局 | 浏览：7 ]", "2020年02月18日", "县水利局"),
        ("2020-02-18 09:12　来源：市水利局　阅读 917", "2020-02-18 09:12", "市水利局"),
        ("时间:2020/2/18 文章来源:局办公室", "2020/2/18", "局办公室"),
        ("发布日期:  2020-01-17 13:05", "2020-01-17 13:05", None),
        ("更新时间：2021-01-01 发布时间：2020-02-18", "2020-02-18", None),
        ("来源：县水利局（办公室） 字号：大 中 小", None, "县水利局（办公室）"),
        ("浏览次数：12", None, None),
    ],
)
def test_info_lines(line: str, published: str | None, publisher: str | None) -> None:
    facts = read_facts([line], [])
    assert (facts.published, facts.publisher) == (published, publisher)


def test_index_tables_in_three_forms() -> None:
    cells = [
        "索 引 号",
        "LT01",
        "发布机构：",
        "县水利局",
        "成文日期",
        "2020-01-16",
        "文号",
        "有效性",
        "有效",
    ]
    lines = ["索引号： LT01", "发布机构：县水利局", "成文日期：2020-01-16"]
    glued = ["索引号LT01", "发布机构县水利局", "成文日期2020-01-16"]
    for index in (cells, lines, glued):
        facts = read_facts([], index)
        assert (facts.publisher, facts.signed) == ("县水利局", "2020-01-16")


def test_an_empty_value_does_not_take_the_next_label() -> None:
    assert read_pairs(["文号", "索引号", "LT01"]) == [Pair("索引号", "LT01")]


def test_meta_tags_fill_what_the_page_does_not_show() -> None:
    meta = {
        "pubdate": "2020-02-18 10:00",
        "contentsource": "县水利局",
        "sitename": "芦汀",
        "url": "u",
    }
    facts = read_facts([], [], (), meta)
    assert (facts.published, facts.publisher) == ("2020-02-18 10:00", "县水利局")
    assert (facts.site, facts.url) == ("芦汀", "u")
    assert read_facts(["发布时间：2020-02-19"], [], (), meta).published == "2020-02-19"


def test_a_bare_day_of_signing_is_no_publication() -> None:
    assert read_facts(["2020年1月16日"], []).published is None
    assert read_facts(["[2020-1-16]"], []).published == "2020-1-16"


def test_nothing_is_nothing() -> None:
    facts = read_facts([], [])
    assert (facts.published, facts.signed, facts.publisher, facts.site) == (None,) * 4


@pytest.mark.parametrize(
    ("line", "wide"),
    [
        ("发布时间：2020-02-18来源：甲", "发布时间：2020-02-18\u3000来源：甲"),
        ("〖 发布日期：2020-02-18 〗〖 阅读：5 〗", "〖 发布日期：2020-02-18 〗〖 阅读：5 〗"),
        ("来源：甲 时间：乙", "来源：甲 时间：乙"),
    ],
)
def test_labels_are_set_apart(line: str, wide: str) -> None:
    assert spread(line) == wide
