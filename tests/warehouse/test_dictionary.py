"""The documented views: described are exactly those that exist, column by column."""

import pytest

from etl.warehouse.dictionary import read_views
from etl.warehouse.door_child import answer_query, open_door
from etl.warehouse.versions import name_version
from tests.factories import small_warehouse

VIEWS = read_views()
_COLUMNS = """
    SELECT view_name, column_name FROM duckdb_views() JOIN duckdb_columns()
    ON table_name = view_name AND duckdb_columns.schema_name = duckdb_views.schema_name
    WHERE duckdb_views.schema_name = 'door' ORDER BY column_index
"""


@pytest.fixture(scope="module")
def connection(tmp_path_factory):
    folder = small_warehouse(tmp_path_factory.mktemp("dictionary"))
    connection = open_door(folder / name_version(1), 1024**3, 30)
    yield connection
    connection.close()


def test_the_described_views_are_those_that_exist(connection):
    exist: dict[str, list[str]] = {}
    for view, column in connection.execute(_COLUMNS).fetchall():
        exist.setdefault(view, []).append(column)
    described = {view.name: [column.name for column in view.columns] for view in VIEWS.values()}
    assert described == exist


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_every_word_is_there_in_both_languages(view):
    assert view.zh and view.en
    assert all(column.zh.endswith("。") and column.en.endswith(".") for column in view.columns)


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_an_example_is_a_question_to_its_view(connection, view):
    table = answer_query(connection, view.example, 10, 1024**2)
    assert b"fault" not in table.schema.metadata
    assert f"FROM {view.name}" in view.example
