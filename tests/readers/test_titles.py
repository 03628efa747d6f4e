"""The title among all that call themselves one."""

import pytest

from etl.readers.titles import find_title, rank_titles, split_title_tag

TITLE = "芦汀县水利局2019年度法治政府建设情况报告"


@pytest.mark.parametrize(
    "text",
    [
        TITLE,
        f"{TITLE}_芦汀县水利局",
        f"{TITLE}-芦汀县人民政府",
        f"{TITLE} - 法治建设 - 芦汀水利网",
        f"{TITLE} | 芦汀县水利局",
        f"芦汀县水利局 法治政府建设 {TITLE}",
        f"芦汀县人民政府网站--{TITLE}",
    ],
)
def test_title_tags_of_every_form(text: str) -> None:
    assert TITLE in split_title_tag(text)


def test_a_span_of_years_is_not_split() -> None:
    title = "芦汀县2016-2020年法治政府建设情况报告"
    assert split_title_tag(title) == [title]


def test_the_reports_title_wins_over_names() -> None:
    candidates = [("芦汀县水利局", 4), ("政务公开", 2), (TITLE, 2), ("通知公告", 2)]
    assert rank_titles(candidates, ["芦汀县水利局"])[0] == TITLE


def test_the_same_title_found_twice_weighs_more() -> None:
    other = "2018年度法治政府建设情况报告"
    ranked = rank_titles(
        [(other, 2), (TITLE, 2), ("芦汀县水利局 2019年度法治政府建设情况报告", 2)], []
    )
    assert ranked[0] == TITLE


def test_names_alone_are_no_title() -> None:
    assert rank_titles([("水利局", 2), ("首页", 2)], []) == ()


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([TITLE, "正文。"], (0, 1)),
        (["芦汀县水利局", "2019年度报告", "正文。"], (0, 2)),
        (["芦水〔2020〕5号", TITLE], (1, 2)),
        (["一、报告", "正文"], None),
        (["开展检查12次的报告"], None),
        (["现将2019年情况报告如下：", "一、"], None),
        (["全年开展检查，情况良好。", TITLE], None),
        ([], None),
    ],
)
def test_first_lines(lines: list[str], found: tuple[int, int] | None) -> None:
    assert find_title(lines) == found
