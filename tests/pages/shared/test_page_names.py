"""Short names that still tell bodies apart, and text made harmless for labels and charts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.shared.names import chart_text, cut, join_regions, label_text, short_names

HOSTILE = (
    "<script>alert(1)</script>",
    "$x^2$ and $$y$$",
    "**bold** _it_ ~~del~~ `code`",
    "[go](javascript:alert(1))",
    "![](https://x.example/a.png)",
    "<a href='https://x.example'>go</a>",
    ":material/delete: :red[x] :smile:",
    "# heading\n- list\n1. item\n> quote | cell",
    r"\$already\[escaped\]",
)
# What Markdown (and Streamlit's own marks) can begin with, unless a backslash stands before it.
_ACTIVE = re.compile(r"(?<!\\)(?:\\\\)*[`*_{}\[\]()#+.!|<>$~-]|:|\n")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_label_interprets_nothing(text: str) -> None:
    assert not _ACTIVE.search(label_text(text))


@given(st.text())
def test_no_label_interprets_anything(text: str) -> None:
    assert not _ACTIVE.search(label_text(text))


@given(st.text(alphabet=st.characters(exclude_characters=":\n\\")))
def test_a_label_still_reads_the_same(text: str) -> None:
    shown = re.sub(r"\\(.)", r"\1", label_text(text), flags=re.DOTALL)
    # The joiner that keeps addresses and entities words is not seen.
    assert shown.replace("\u2060", "") == text.replace("\u2060", "")


def test_a_label_shows_an_entity_as_written() -> None:
    assert "&lt;" not in label_text("甲&lt;乙")


@pytest.mark.parametrize("text", ["www.evil.example", "x@evil.example"])
def test_a_label_makes_no_link_of_a_bare_address(text: str) -> None:
    shown = re.sub(r"\\(.)", r"\1", label_text(text))
    assert not re.search(r"www\.\w|\w@\w", shown)


@given(st.text())
def test_a_chart_interprets_nothing(text: str) -> None:
    assert not set(chart_text(text)) & set("<>&$")


def test_a_chart_still_reads_the_same() -> None:
    assert chart_text("<a href='x'>甲 & 乙</a> $1") == "＜a href='x'＞甲 ＆ 乙＜/a＞ ＄1"


@pytest.mark.parametrize(
    ("bodies", "names"),
    [
        ([("望川市", "望川市水利局"), ("望川市", "教育局")], ["水利局", "教育局"]),
        ([("望川市", "望川市水利局"), ("青屿县", "教育局")], ["望川市水利局", "教育局"]),
        ([("望川市", "水利局"), ("青屿县", "水利局")], ["望川市 水利局", "青屿县 水利局"]),
        ([("望川市", "望川市局")], ["望川市局"]),
        ([("", "水利局"), ("", "教育局")], ["水利局", "教育局"]),
        (
            [("望川市", "望川市水利局"), ("望川市", "水利局")],
            ["望川市 望川市水利局", "望川市 水利局"],
        ),
    ],
)
def test_short_names(bodies: list[tuple[str, str]], names: list[str]) -> None:
    assert list(short_names(bodies).values()) == names


words = st.text(alphabet="市县局甲乙", min_size=1, max_size=4)


@given(st.lists(st.tuples(words | st.just(""), words), min_size=1, unique=True))
def test_no_two_bodies_share_a_name(bodies: list[tuple[str, str]]) -> None:
    names = short_names(bodies)
    assert len(set(names.values())) == len(bodies)


@given(st.text(), st.integers(2, 20))
def test_a_cut_name_fits(text: str, length: int) -> None:
    short = cut(text, length)
    assert len(short) <= length
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


@pytest.mark.parametrize(
    ("offered", "chosen", "lang", "text"),
    [
        (["望川市"], [], "zh", "望川市"),
        (["望川市", "青屿县"], [], "zh", "全部 2 个地区"),
        (["望川市", "青屿县"], ["青屿县"], "zh", "青屿县"),
        (list("甲乙丙丁"), list("甲乙丙丁"), "zh", "甲、乙、丙 等 4 个"),
        (["望川市", "青屿县"], [], "en", "All 2 regions"),
    ],
)
def test_the_place_in_view(offered: list[str], chosen: list[str], lang: str, text: str) -> None:
    assert join_regions(offered, chosen, lang) == text


def test_no_region_is_not_counted_as_zero() -> None:
    assert "0" not in join_regions([], [], "zh")
