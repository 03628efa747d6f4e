"""The data page: what can be asked, what a query answers, and that a link runs nothing."""

import threading
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from etl import cli
from etl.errors import QueryError, QueryFault, WarehouseError, WarehouseFault
from etl.warehouse.dictionary import read_views
from pages.shared import answer_table, query_editor, store
from tests.pages.conftest import Show
from tests.pages.visit import LANGUAGES, Reader, Shown, find_words

QUERY = "SELECT agency, value, unit FROM figures ORDER BY agency, value LIMIT 2"
langs = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture
def reader(small: Path) -> Reader:
    """A tab of its own, nothing asked in it yet."""
    return Reader(small)


def run_query(reader: Reader, query: str | None = None) -> Shown:
    """Press the button, another query typed before where one is given."""
    if query is not None:
        reader.app.text_area[0].set_value(query)
    reader.app.button[0].click()
    return reader.run()


def ask(reader: Reader, query: str, lang: str = "zh") -> Shown:
    """Open the page and run a query."""
    reader.open("data", part="sql", lang=lang)
    return run_query(reader, query)


def read_fault(shown: Shown) -> str:
    """Return what stands in place of an answer."""
    assert shown.exceptions == ()
    assert "answer_table" not in shown.parts
    (body,) = [body for body in shown.html if "fz-fault" in body]
    return body


def has_chinese(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)


@langs
def test_every_view_is_listed_with_its_columns_and_an_example(
    show: Show, small: Path, lang: str
) -> None:
    listed = show(small, "data", part="sql", lang=lang).part("views")["views"]
    views = list(read_views().values())
    assert [each["name"] for each in listed] == [view.name for view in views]
    for each, view in zip(listed, views, strict=True):
        assert each["text"] == getattr(view, lang).replace("`", "")
        assert [item["name"] for item in each["columns"]] == [item.name for item in view.columns]
        assert each["example"] == view.example


@langs
def test_limits_and_reach_are_told(show: Show, small: Path, lang: str) -> None:
    text = show(small, "data", part="sql", lang=lang).text
    for limit in ("10", "5,000", "512 MB"):
        assert limit in text
    assert "own = " in text
    assert {"zh": "样例是虚构的", "en": "The sample is fictional"}[lang] in text


def test_a_query_sets_its_own_filters(small: Path) -> None:
    shown = Reader(small).open("data", part="sql", year="2022")
    assert shown.buttons == ("运行",)
    assert shown.query == {"part": "sql", "year": "2022"}  # kept for the pages it filters


def test_an_example_fills_the_editor_and_the_link() -> None:
    def pick() -> None:
        import streamlit as st

        from pages.shared import query_views

        query_views._fill_example("reports")
        query_views._fill_example("no view of ours")
        st.text_area("query", key="query.text")

    app = AppTest.from_function(pick).run()
    assert app.text_area[0].value == read_views()["reports"].example
    assert app.query_params["sql"] == read_views()["reports"].example


def test_a_query_answers(reader: Reader) -> None:
    shown = ask(reader, QUERY)
    assert shown.exceptions == ()
    table = shown.part("answer_table")
    assert [column["name"] for column in table["columns"]] == ["agency", "value", "unit"]
    assert [column["number"] for column in table["columns"]] == [False, True, False]
    assert len(table["rows"]) == 2
    assert table["rows"][0][1].isdecimal()
    (section,) = [words for words in find_words(shown, "fz-section") if "结果" in words]
    assert "2 行" in section
    assert "第 1 版" in section
    assert shown.query["sql"] == QUERY
    assert "sql=SELECT" in shown.part("copy_link")["query"]
    assert len(reader.app.get("download_button")) == 3
    assert "下载（2 行）" in shown.markdown


def test_the_answer_goes_with_its_query(reader: Reader) -> None:
    ask(reader, QUERY)
    assert "answer_table" in reader.run().parts
    assert "answer_table" not in reader.open("data", sql="SELECT 2").parts


def test_a_query_is_there_again_after_another_page(reader: Reader) -> None:
    ask(reader, QUERY)
    assert "sql" not in reader.open("search").query
    shown = reader.open("data", part="sql")
    assert reader.app.text_area[0].value == QUERY
    assert shown.query["sql"] == QUERY
    assert "sql=SELECT" in shown.part("copy_link")["query"]


@langs
def test_a_link_fills_the_editor_and_runs_nothing(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("pages.shared.answer.ask_query", asked.append)
    shown = reader.open("data", sql=QUERY, lang=lang)
    assert reader.app.text_area[0].value == QUERY
    assert shown.query["sql"] == QUERY
    assert "answer_table" not in shown.parts
    assert {"zh": "还没有运行", "en": "has not been run"}[lang] in shown.text
    reader.run()
    assert asked == []


def test_a_query_of_a_link_runs_by_the_button(reader: Reader) -> None:
    reader.open("data", sql=QUERY)
    shown = run_query(reader)
    assert len(shown.part("answer_table")["rows"]) == 2
    assert "还没有运行" not in shown.text


def test_a_long_query_is_run_and_stays_out_of_the_link(reader: Reader) -> None:
    comment = "x" * query_editor.LONGEST
    shown = ask(reader, f"SELECT 1 AS one -- {comment}")
    assert shown.part("answer_table")["rows"] == [["1"]]
    assert "sql" not in shown.query
    assert "没有写进链接" in shown.text


def test_a_value_is_shown_as_text_and_cut_where_it_is_long(reader: Reader) -> None:
    shown = ask(
        reader, "SELECT '<b>$x$</b>' AS \"a<b>\", NULL, repeat('长', 400), DATE '2024-01-02'"
    )
    table = shown.part("answer_table")
    assert table["columns"][0]["name"] == "a<b>"
    markup, missing, long, day = table["rows"][0]
    assert (markup, missing, day) == ("<b>$x$</b>", None, "2024-01-02")
    assert long == "长" * 299 + "…"
    assert "全文" in shown.text


def test_more_rows_than_are_shown_or_fetched_are_told(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answer_table, "_SHOWN", 3)
    shown = ask(reader, "SELECT * FROM range(9)")
    assert len(shown.part("answer_table")["rows"]) == 3
    assert "只显示前 3 行，下载的文件里有 9 行" in shown.text
    shown = run_query(reader, "SELECT * FROM range(6000)")
    assert "只取了前 5,000 行" in shown.text
    assert any("前 5,000 行" in words for words in find_words(shown, "fz-section"))


def test_no_row_is_an_answer(reader: Reader) -> None:
    shown = ask(reader, "SELECT * FROM figures WHERE year = 1900")
    assert "没有符合条件的行" in shown.text
    assert "answer_table" not in shown.parts
    assert not reader.app.get("download_button")


def test_a_mistake_is_a_sentence_with_its_place(reader: Reader) -> None:
    fault = read_fault(ask(reader, "SELECT agency,\nFROM <b>figures"))
    assert "查询有误：Parser Error" in fault
    assert "LINE 2" in fault
    assert "<b>" not in fault
    assert "Traceback" not in fault


def test_a_mistake_in_english(reader: Reader) -> None:
    fault = read_fault(ask(reader, "SELECT yera FROM figures", lang="en"))
    assert "DuckDB says" in fault
    assert "Binder Error" in fault
    assert not has_chinese(fault)


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM figures",
        "CREATE TABLE t AS SELECT 1",
        "COPY figures TO 'out.csv'",
        "SELECT * FROM observation",
        "SELECT 1; SELECT 2",
    ],
)
def test_writing_and_other_tables_are_refused(reader: Reader, query: str) -> None:
    versions = sorted((path.name, path.read_bytes()) for path in reader.directory.glob("*.duckdb"))
    fault = read_fault(ask(reader, query))
    assert any(words in fault for words in ("数据没有改动", "不能读", "一次只能运行一条"))
    assert "Only reading" in read_fault(ask(reader, query, lang="en"))
    assert versions == sorted(
        (path.name, path.read_bytes()) for path in reader.directory.glob("*.duckdb")
    )


@pytest.mark.parametrize("query", ["", "  \n "])
@langs
def test_an_empty_query_asks_for_one(reader: Reader, query: str, lang: str) -> None:
    shown = ask(reader, query, lang)
    assert {"zh": "查询是空的", "en": "The query is empty"}[lang] in read_fault(shown)
    assert "sql" not in shown.query


@langs
@pytest.mark.parametrize(
    "error",
    [
        *(QueryError(kind, "说明") for kind in QueryFault),
        WarehouseError(WarehouseFault.DAMAGED, "说明"),
        OSError("no process"),
    ],
    ids=lambda error: getattr(error, "kind", "os"),
)
def test_every_fault_is_a_sentence(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, error: Exception, lang: str
) -> None:
    def fail(query: str) -> None:
        raise error

    monkeypatch.setattr("pages.shared.answer.ask_query", fail)
    fault = read_fault(ask(reader, "SELECT 1", lang))
    assert "{" not in fault
    assert "no process" not in fault
    if lang == "en":
        assert not has_chinese(fault.replace("说明", ""))


@langs
def test_a_third_query_waits_and_is_told_why(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.setattr(store, "_TURNS", threading.BoundedSemaphore(1))
    monkeypatch.setattr(store, "_PATIENCE", 0.01)
    with store._TURNS:
        fault = read_fault(ask(reader, "SELECT 1", lang))
    assert {"zh": "正在回答别人的查询", "en": "Others are being answered"}[lang] in fault
    assert "answer_table" in run_query(reader).parts


def test_a_turn_is_given_back_by_a_query_that_fails(reader: Reader) -> None:
    for query in ("SELECT", "DELETE FROM figures", "SELECT 1"):
        ask(reader, query)
    assert store._TURNS._value == 2


@langs
def test_an_exported_data_set_says_where_sql_can_be_asked(
    small: Path, tmp_path: Path, lang: str
) -> None:
    arguments = [str(tmp_path / "out"), "--format", "parquet", "--warehouse", str(small)]
    assert cli.run(["export", *arguments]) == 0
    shown = Reader(tmp_path / "out").open("data", part="sql", lang=lang)
    assert shown.exceptions == ()
    assert shown.heading == {"zh": "这里不能用 SQL 查", "en": "There is no SQL here"}[lang]
    assert "Parquet" in shown.text
    assert "views" not in shown.parts
