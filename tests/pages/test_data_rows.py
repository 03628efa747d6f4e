"""The rows on the data page: counted, chosen, paged, in words, and led to from every table."""

import threading
from pathlib import Path
from urllib.parse import parse_qs

import pytest
import streamlit as st

from etl import cli
from pages.shared import data_rows, listed
from pages.shared.words import say
from tests.factories import build_warehouse
from tests.makers import Stated, make_report
from tests.pages.conftest import Show
from tests.pages.visit import LANGUAGES, Reader, Shown, find_words

langs = pytest.mark.parametrize("lang", LANGUAGES)
FORMULA = "=HYPERLINK(1)全年检查520次"
EVIL = "<script>$x$**粗**</script>"


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of three rows."""
    monkeypatch.setattr(data_rows, "MOST", 3)


def read_rows(shown: Shown) -> list[dict]:
    assert shown.exceptions == ()
    return shown.part("table_twin")["rows"]


@langs
def test_every_figure_is_a_row_with_its_words_and_source(
    show: Show, sample: Path, lang: str
) -> None:
    shown = show(sample, "data", lang=lang, indicator="inspections", year="2023")
    rows = read_rows(shown)
    assert shown.heading.replace("\xa0", " ") == say("rows.title.figures", lang, n=len(rows))
    for row in rows:
        assert row["year"] == 2023
        assert row["pieces"][1]
        assert row["unit"]
        assert row["stated"] in {
            say(f"rows.qualifier.{q}", lang) for q in ("exact", "over", "about")
        }
        assert row["file"].endswith((".html", ".txt"))
        own = parse_qs(row["address"].partition("?")[2])
        assert own["figure"] == [row["id"]]


def test_the_rows_are_counted_and_paged(few: None, small: Path) -> None:
    reader = Reader(small)
    first = reader.open("data", data="own", table="observations")
    (section,) = [words for words in find_words(first, "fz-section") if "共" in words]
    assert "显示 1–3" in section
    second = reader.open("data", data="own", table="observations", page="2")
    assert any("显示 4–6" in words for words in find_words(second, "fz-section"))
    ids = [row["id"] for shown in (first, second) for row in read_rows(shown)]
    assert len(set(ids)) == 6


@pytest.mark.parametrize("page", ["0", "999", "x", "-1", "²"])
def test_a_page_there_is_not_falls_back(few: None, small: Path, page: str) -> None:
    shown = Reader(small).open("data", data="own", page=page)
    assert read_rows(shown)
    assert page not in str(shown.query.get("page", ""))


def test_other_rows_start_with_their_first_page(few: None, small: Path) -> None:
    reader = Reader(small)
    reader.open("data", data="own", page="2")
    shown = reader.open("data", data="own", page="2", table="observations")
    assert "page" not in shown.query
    assert any("显示 1–3" in words for words in find_words(shown, "fz-section"))


def test_the_widgets_write_the_link(small: Path) -> None:
    reader = Reader(small)
    reader.open("data", data="own")
    reader.app.multiselect(key="rows.things").set_value(["subject:inspections"])
    shown = reader.run()
    assert "inspections" in shown.query["subject"]
    assert shown.parts["table_twin"][0]["rows"]
    reader.app.text_input(key="rows.words").set_value("  检查   局 ")
    shown = reader.run()
    assert "检查 局" in shown.query["q"]


def test_words_narrow_the_rows(sample: Path) -> None:
    rows = read_rows(Reader(sample).open("data", q="双随机"))
    everything = Reader(sample).open("data")
    assert 0 < len(rows) < len(read_rows(everything))


def test_rows_are_sorted_where_all_are(sample: Path) -> None:
    reader = Reader(sample)
    for sort, turned in (("value", False), ("-value", True)):
        shown = reader.open("data", sort=sort)
        values = [row["value"] for row in read_rows(shown)]
        assert values == sorted(values, reverse=not turned)
        assert shown.part("table_twin")["sorted"] == {"by": "value", "down": not turned}
    assert read_rows(reader.open("data", sort="nonsense"))


@langs
def test_what_is_unknown_is_told(small: Path, lang: str) -> None:
    reader = Reader(small)
    shown = reader.open("data", data="own", indicator="[x](y)", lang=lang)
    assert read_rows(shown)
    (told,) = [item.value for item in reader.app.info]
    assert "\\[x\\]" in told


@langs
def test_no_row_is_said_and_the_words_can_be_changed(small: Path, lang: str) -> None:
    reader = Reader(small)
    shown = reader.open("data", data="own", q="没有这样的字", lang=lang)
    assert shown.exceptions == ()
    assert shown.heading == say("rows.none", lang)
    assert "table_twin" not in shown.parts
    assert reader.app.text_input(key="rows.words").value == "没有这样的字"
    assert not reader.app.get("download_button")


@langs
def test_downloads_say_how_many_rows_they_hold(few: None, small: Path, lang: str) -> None:
    shown = Reader(small).open("data", data="own", lang=lang)
    total = len(read_rows(Reader(small).open("data", data="own", lang=lang)))
    assert total == 3
    assert say("rows.download.shown", lang, n=3) in shown.markdown
    assert any(text.startswith(say("rows.download.all", lang, n="")[:4]) for text in shown.markdown)


def test_too_many_rows_for_a_file_are_told(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_rows, "LARGEST", 2)
    reader = Reader(small)
    shown = reader.open("data", data="own")
    assert "fazhi export" in shown.text
    assert not reader.app.get("download_button")


def test_hostile_text_is_text(tmp_path: Path) -> None:
    stated = (Stated("inspections", f"{EVIL}检查520次", "520", "次"),)
    report = make_report(f"望川市{EVIL}局", 2023, stated, region=f"望川市{EVIL}")
    reader = Reader(build_warehouse(tmp_path, [report]))
    (row,) = read_rows(reader.open("data", q=EVIL[:8]))
    assert EVIL in row["body"]
    assert "".join(row["pieces"]).count(EVIL) == 1
    assert not any("<script>" in text for text in reader.open("data").markdown)


@langs
@pytest.mark.parametrize("page", ["overview", "inspections", "compare", "brief"])
def test_every_table_leads_to_its_rows(sample: Path, page: str, lang: str) -> None:
    reader = Reader(sample)
    own = {"inspections": {}, "brief": {"about": "inspections"}}
    query = own.get(page, {"indicator": "inspections"})
    shown = reader.open(page, lang=lang, year="2023", **query)
    assert shown.exceptions == ()
    links = [item.proto for item in reader.app.get("page_link")]
    assert links
    for link in links:
        assert link.label == say("rows.link", lang)
        asked = parse_qs(link.query_string)
        assert asked["year"] == ["2023"]
        assert asked["indicator"]


@langs
def test_the_dictionary_spells_out_columns_codes_and_units(
    show: Show, small: Path, lang: str
) -> None:
    shown = show(small, "data", part="dictionary", lang=lang)
    assert shown.exceptions == ()
    views, codes, indicators = (part["views"] for part in shown.parts["views"])
    kinds = {column["name"]: column["type"] for column in views[0]["columns"]}
    assert kinds["value"].startswith("DECIMAL")
    assert {each["name"] for each in codes} > {"qualifier", "basis", "genre", "note"}
    words = {column["name"]: column["text"] for each in codes for column in each["columns"]}
    assert words["over"]
    texts = [column["text"] for each in indicators for column in each["columns"]]
    assert all(texts)
    assert len(texts) > 10
    if lang == "en":
        assert "（" not in "".join(words.values())


def test_more_bodies_than_can_stand_side_by_side_are_rows_all_the_same(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = read_rows(Reader(small).open("data", data="own"))
    monkeypatch.setattr("pages.shared.view.WIDEST", 1)
    assert read_rows(Reader(small).open("data", data="own")) == everything


@pytest.mark.parametrize("part", ["rows", "dictionary"])
def test_an_exported_data_set_has_rows_and_a_dictionary(
    small: Path, tmp_path: Path, part: str
) -> None:
    arguments = [str(tmp_path / "out"), "--format", "parquet", "--warehouse", str(small)]
    assert cli.run(["export", *arguments]) == 0
    reader = Reader(tmp_path / "out")
    shown = reader.open("data", data="own", part=part)
    assert shown.exceptions == ()
    assert reader.app.get("download_button")
    if part == "rows":
        assert read_rows(shown) == read_rows(Reader(small).open("data", data="own"))
    else:
        assert not any(each["example"] for each in shown.part("views")["views"])


def test_an_old_link_with_a_query_opens_the_editor(small: Path) -> None:
    reader = Reader(small)
    reader.open("data", sql="SELECT 1")
    assert reader.app.text_area[0].value == "SELECT 1"
    reader.app.segmented_control(key="data.part").set_value("rows")
    shown = reader.run()
    assert "sql" not in shown.query
    assert read_rows(shown)
    reader.app.segmented_control(key="data.part").set_value("sql")
    reader.run()
    assert reader.app.text_area[0].value == "SELECT 1"


def test_a_figure_of_a_genre_is_the_one_its_reports_state(small: Path) -> None:
    every = read_rows(Reader(small).open("data", data="own"))
    one = read_rows(Reader(small).open("data", data="own", genre="dis"))
    assert one
    assert len(one) < len(every)


@langs
def test_named_things_are_taken_away_with_their_words(small: Path, lang: str) -> None:
    reader = Reader(small)
    shown = reader.open("normative_documents", data="own", lang=lang)
    keys = [button.proto.id for button in reader.app.get("download_button")]
    assert shown.exceptions == ()
    assert any("normative_document-file-xlsx" in key for key in keys)


def test_who_waits_too_long_for_others_is_told_and_asked_back(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listed, "_TURNS", threading.BoundedSemaphore(1))
    monkeypatch.setattr(listed, "_PATIENCE", 0.01)
    st.cache_data.clear()
    reader = Reader(sample)
    with listed._TURNS:
        shown = reader.open("data", q="检查")
    assert shown.exceptions == ()
    assert shown.heading == say("rows.busy", "zh")
    assert read_rows(reader.run())  # the refusal was not kept
