"""The data dictionary names what there is: every column, every code, every indicator."""

import csv
from pathlib import Path

import duckdb
import pytest

from etl.disclosure_form import load_forms
from etl.export.dictionary import HEADER, list_entries, write_dictionary_markdown
from etl.export.folder import write_csv_folder
from etl.export.meanings import find_meaning, load_codes
from etl.export.selection import NAMES, TABLES, WITH_INDICATOR
from etl.model import CellMeaning, Deed, Genre, Media, Qualifier
from etl.warehouse.dictionary import read_views
from etl.warehouse.resolution import Basis, Note
from etl.warehouse.versions import open_version

SOURCE = Path(__file__).resolve().parents[2] / "etl"


@pytest.fixture(scope="module")
def connection(warehouse) -> duckdb.DuckDBPyConnection:
    return open_version(warehouse)[0]


def list_columns(connection, view):
    return [row[0] for row in connection.execute(f'DESCRIBE door."{view}"').fetchall()]


def test_every_documented_view_can_be_exported():
    assert set(TABLES) == set(read_views())


def test_views_with_indicators_are_known(connection):
    having = [view for view in TABLES if "indicator" in list_columns(connection, view)]
    assert tuple(having) == WITH_INDICATOR
    for view in TABLES:
        assert set(NAMES) - {"indicator"} <= set(list_columns(connection, view))


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        ("qualifier", Qualifier),
        ("basis", Basis),
        ("note", Note),
        ("genre", Genre),
        ("deed", Deed),
        ("meaning", CellMeaning),
        ("media", Media),
    ],
)
def test_exactly_the_codes_there_are_have_words(column, kind):
    assert list(load_codes()[column]) == [each.value for each in kind]


def test_exactly_the_outcomes_of_the_form_have_words():
    outcomes = [row.outcome for form in load_forms() for row in form.rows if row.outcome]
    assert list(load_codes()["outcome"]) == outcomes


def test_every_kind_of_finding_has_words():
    text = "".join(path.read_text(encoding="utf-8") for path in (SOURCE / "extract").glob("*.py"))
    assert text.count("return Finding(") == len(load_codes()["kind"])
    for kind in load_codes()["kind"]:
        assert f'kind="{kind}"' in text


@pytest.mark.parametrize("view", TABLES)
def test_every_exported_column_has_a_meaning(extract, view):
    (rows,) = extract(tables=(view,), text=True).tables
    for name in rows.schema.names:
        assert find_meaning(view, name).zh


def test_every_row_says_whose_words_it_rests_on(extract):
    for rows in extract().tables:
        assert {"dataset", "source", "source_url", "report_id", "version"} <= set(rows.schema.names)
    for rows in extract(tables=("figures", "observations", "request_outcomes")).tables:
        assert {"value", "unit", "qualifier"} <= set(rows.schema.names)


def test_the_dictionary_is_a_table_a_program_reads(tmp_path, extract):
    asked = extract()
    write_csv_folder(tmp_path / "out", asked)
    path = tmp_path / "out" / "dictionary.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == HEADER
    columns = [(row["table"], row["name"]) for row in rows if row["section"] == "column"]
    assert columns == [(table.name, name) for table in asked.tables for name in table.schema.names]
    (found,) = [row for row in rows if row["code"] == "inspections"]
    assert found["units"] == "次（家次、户次、批次、项）"
    assert found["definition_zh"] and found["definition_en"]
    assert ("qualifier", "over") in {(row["name"], row["code"]) for row in rows}


def test_only_what_is_exported_is_explained(extract):
    entries = list(list_entries(extract(tables=("findings",))))
    assert {entry[1] for entry in entries if entry[0] == "column"} == {"findings"}
    assert "deed" not in {entry[2] for entry in entries}


def test_the_page_is_whole_lines_of_tables(tmp_path, extract):
    path = tmp_path / "dictionary.md"
    write_dictionary_markdown(path, extract())
    text = path.read_text(encoding="utf-8")
    assert "## 列 Columns" in text and "## 代码 Codes" in text and "## 指标 Indicators" in text
    for block in text.split("\n\n"):
        widths = {line.replace("\\|", "").count("|") for line in block.splitlines() if "|" in line}
        assert len(widths) <= 1
