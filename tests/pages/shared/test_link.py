"""The view in the address: what is written is read back, what is unknown falls back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pages.shared.link import (
    SHARED,
    Choice,
    Offer,
    order_datasets,
    own_names,
    read_choice,
    read_data,
    read_lang,
    source_address,
    write_choice,
    write_query,
)

OFFER = Offer(
    (2019, 2020, 2022, 2023),
    (("望川市", "望川市水利局"), ("望川市", "教育局"), ("青屿县", "教育局"), ("", "某局")),
)
UNHURRIED = settings(deadline=None)


def read(lang: str = "zh", **parameters: list[str]) -> tuple[Choice, list[str]]:
    """Read an address against the offer."""
    return read_choice({"lang": [lang], **parameters}, "own", OFFER)


def test_an_empty_address_means_all() -> None:
    assert read_choice({}, "own", OFFER) == (Choice("zh", "own"), [])
    assert write_choice(Choice("zh", "own"), "own") == {}


@pytest.mark.parametrize(
    ("asked", "years", "strange"),
    [
        (["2020"], (2020, 2020), []),
        (["2020", "2022"], (2020, 2022), []),
        (["2022", "2020"], (2020, 2022), []),
        (["2019", "2023"], None, []),
        (["2021", "2022"], (2022, 2022), []),
        (["2010", "2020"], (2019, 2020), ["2010"]),
        (["2010"], None, ["2010"]),
        (["2021"], None, ["2021"]),
        (["next year", "2020"], (2020, 2020), ["next year"]),
        (["20200"], None, ["20200"]),
        (["-2020"], None, ["-2020"]),
        ([""], None, [""]),
    ],
)
def test_years(asked: list[str], years: tuple[int, int] | None, strange: list[str]) -> None:
    choice, unknown = read(year=asked)
    assert (choice.years, unknown) == (years, strange)


def test_unknown_values_fall_back_and_are_named() -> None:
    choice, unknown = read("fr", region=["无名市", "青屿县"], body=["无名局"], year=["1900"])
    assert choice == Choice("zh", "own", None, ("青屿县",), ())
    assert set(unknown) == {"fr", "无名市", "无名局", "1900"}


def test_a_body_outside_the_regions_falls_back() -> None:
    choice, unknown = read(region=["青屿县"], body=["望川市水利局", "教育局"])
    assert choice.bodies == ("教育局",)
    assert unknown == ["望川市水利局"]


def test_a_value_given_twice_counts_once() -> None:
    choice, unknown = read(region=["青屿县", "青屿县"])
    assert (choice.regions, unknown) == (("青屿县",), [])


names = st.text(min_size=1, max_size=6)
offers = st.builds(
    Offer,
    st.sets(st.integers(1000, 9999), min_size=1, max_size=8).map(lambda s: tuple(sorted(s))),
    st.lists(st.tuples(names, names), max_size=6).map(lambda pairs: tuple(dict.fromkeys(pairs))),
)


@st.composite
def views(draw: st.DrawFn) -> tuple[Choice, Offer]:
    """Return an offer and a choice that the widgets could stand at."""
    offer = draw(offers)
    regions = draw(st.lists(st.sampled_from(offer.regions), unique=True)) if offer.bodies else []
    agencies = offer.agencies(regions)
    bodies = draw(st.lists(st.sampled_from(agencies), unique=True)) if agencies else []
    ends = sorted(draw(st.lists(st.sampled_from(offer.years), min_size=2, max_size=2)))
    years = None if ends == [offer.years[0], offer.years[-1]] else (ends[0], ends[1])
    lang, data = draw(st.sampled_from(("zh", "en"))), draw(st.sampled_from(("own", "sample")))
    return Choice(lang, data, years, tuple(regions), tuple(bodies)), offer


@UNHURRIED
@given(views())
def test_what_is_written_is_read_back(view: tuple[Choice, Offer]) -> None:
    choice, offer = view
    address = write_choice(choice, "own")
    data, unknown_data = read_data(address, ["own", "sample"])
    assert read_choice(address, data, offer) == (choice, [])
    assert unknown_data == []


@UNHURRIED
@given(views())
def test_an_address_holds_no_defaults_and_only_shared_names(view: tuple[Choice, Offer]) -> None:
    choice, _ = view
    address = write_choice(choice, "own")
    assert set(address) <= set(SHARED)
    assert all(address.values())
    assert ("lang" in address) == (choice.lang == "en")
    assert ("data" in address) == (choice.data == "sample")


@UNHURRIED
@given(offers, st.dictionaries(st.sampled_from(SHARED), st.lists(st.text(), max_size=4)))
def test_no_address_is_refused(offer: Offer, address: dict[str, list[str]]) -> None:
    choice, unknown = read_choice(address, "own", offer)
    asked = [value for values in address.values() for value in values]
    assert set(unknown) <= set(asked)
    assert set(choice.regions) <= set(offer.regions)
    assert set(choice.bodies) <= set(offer.agencies(choice.regions))
    assert choice.years is None or set(choice.years) <= set(offer.years)
    assert choice.lang in ("zh", "en")


def test_the_data_set_falls_back_to_the_first() -> None:
    assert read_data({}, ["own", "sample"]) == ("own", [])
    assert read_data({"data": ["sample"]}, ["own", "sample"]) == ("sample", [])
    assert read_data({"data": ["nothing"]}, ["own"]) == ("own", ["nothing"])
    assert read_data({"data": ["own"]}, []) == ("", ["own"])


def test_the_language_is_chinese_unless_english_is_asked_for() -> None:
    assert [read_lang({"lang": [lang]}) for lang in ("en", "zh", "EN", "fr")] == [
        "en",
        *["zh"] * 3,
    ]
    assert read_lang({}) == "zh"


def test_ones_own_data_comes_first() -> None:
    assert order_datasets(["public", "sample", "own"]) == ["own", "sample", "public"]


def test_a_pages_own_parameters_stay_with_it() -> None:
    assert own_names("report") == ("id", "figure", "find")
    assert own_names("inspections") == ("indicator", "name")
    assert own_names("disclosures") == ("indicator", "name", "form_body", "form_year")
    assert own_names("search") == ("q", "kind")
    assert {"part", "sql", "table", "indicator", "page"} < set(own_names("data"))
    assert not set(own_names("report")) & set(SHARED)


def test_an_offer_leaves_the_untold_region_out() -> None:
    assert OFFER.regions == ("望川市", "青屿县")
    assert OFFER.agencies() == ("望川市水利局", "教育局", "某局")
    assert OFFER.agencies(["青屿县"]) == ("教育局",)


def test_a_query_is_encoded() -> None:
    assert write_query({"body": ["甲&乙=丙", "丁"]}) == (
        "body=%E7%94%B2%26%E4%B9%99%3D%E4%B8%99&body=%E4%B8%81"
    )


@pytest.mark.parametrize("url", ["https://wangchuan.example/a?b=1", " http://x.example "])
def test_a_web_address_may_be_a_link(url: str) -> None:
    assert source_address(url) == url.strip()


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript://x.example/%0aalert(1)",
        "data:text/html,<script>",
        "//x.example",
        "https://",
        "report?id=1",
        "http://[",
        "",
        None,
        float("nan"),
    ],
)
def test_anything_else_is_no_link(url: object) -> None:
    assert source_address(url) is None
