"""The door for SQL of anybody: what it answers, and what nobody gets through it.

Every attempt to break out meets the judge, and then, as if the judge had slept, the locks of
DuckDB; some go the whole way, through a process of their own, and so do all that could harm
whoever runs them. The warehouse is compared with what it was after each.
"""

import contextlib
import os
import shutil
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from etl.errors import QueryError, QueryFault, UsageError, WarehouseError
from etl.warehouse import door
from etl.warehouse.dictionary import read_views
from etl.warehouse.door import Limits, ask
from etl.warehouse.door_child import answer_query, open_door
from etl.warehouse.door_query import RefusedQuery, check_query
from etl.warehouse.versions import name_version
from tests.factories import small_warehouse

BRIEF = Limits(seconds=10)
SMALL = Limits(seconds=10, memory=512 * door.MEGABYTE, size=2 * door.MEGABYTE)
DATABASE = "THE DATABASE"  # in an attempt: the path of the file that is served

# Each is refused before anything of it runs.
STATEMENTS = [
    "COPY figures TO 'out.csv'",
    "COPY (SELECT 1) TO 'THE DATABASE'",
    "COPY figures FROM '/etc/passwd'",
    "EXPORT DATABASE 'out'",
    "IMPORT DATABASE 'out'",
    "ATTACH 'other.duckdb'",
    "ATTACH ':memory:' AS other",
    "DETACH door",
    "INSTALL httpfs",
    "LOAD json",
    "SET enable_external_access = true",
    "SET lock_configuration = false",
    "RESET search_path",
    "SET VARIABLE a = 1",
    "USE main",
    "PRAGMA database_list",
    "PRAGMA enable_profiling",
    "CALL pragma_version()",
    "CHECKPOINT",
    "VACUUM",
    "BEGIN TRANSACTION",
    "CREATE TABLE t AS SELECT 1",
    "CREATE TEMP TABLE t AS SELECT 1",
    "CREATE MACRO m() AS 1",
    "CREATE SECRET s (TYPE s3)",
    "INSERT INTO reports SELECT * FROM reports",
    "UPDATE reports SET year = 1",
    "DELETE FROM reports",
    "MERGE INTO main.reports USING main.reports AS r ON true WHEN MATCHED THEN DELETE",
    "DROP VIEW door.figures",
    "ALTER TABLE main.reports ADD COLUMN a INTEGER",
    "TRUNCATE main.reports",
    "PREPARE p AS SELECT 1",
    "EXECUTE p",
    "EXPLAIN ANALYZE DELETE FROM main.reports",
    "EXPLAIN ANALYZE COPY (SELECT 1) TO 'out.csv'",
    "SELECT 1; DROP VIEW door.figures",
    "SELECT 1 /* ; */; /* */ COPY (SELECT 1) TO 'out.csv'",
    "-- only looking\nDELETE FROM main.reports",
    "/* SELECT 1 */ SET threads = 8",
    "WITH x AS (COPY (SELECT 1) TO 'out.csv') SELECT * FROM x",
    "WITH x AS (COPY (SELECT 1) TO 'THE DATABASE') SELECT * FROM x",
    "WITH x AS (DELETE FROM main.reports RETURNING *) SELECT * FROM x",
    "SELECT (WITH x AS (INSERT INTO main.reports FROM main.reports RETURNING 1) SELECT 1)",
]
READINGS = [
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM READ_BLOB('THE DATABASE')",
    "SELECT (SELECT content FROM read_text('/etc/passwd'))",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_parquet('x.parquet')",
    "SELECT * FROM glob('/*')",
    "SELECT * FROM system.main.glob('/*')",
    "FROM '/etc/passwd'",
    "FROM 'figures.csv'",
    "SELECT * FROM 'https://example.com/x.parquet'",
    "DESCRIBE '/etc/passwd'",
    "SELECT * FROM duckdb_databases()",
    "SELECT * FROM pragma_database_list",
    "SELECT * FROM duckdb_settings()",
    "SELECT * FROM duckdb_secrets()",
    "SELECT * FROM sqlite_master",
    "SELECT * FROM information_schema.tables",
    "SELECT location FROM main.documents",
    "SELECT location FROM documents",
    "SELECT * FROM documents, (WITH documents AS (SELECT 1) FROM documents)",
    "WITH pragma_database_list AS (FROM pragma_database_list) FROM pragma_database_list",
    "SELECT * FROM query('SELECT location FROM main.documents')",
    "SELECT * FROM query_table(['documents'])",
    "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('FROM main.documents'))",
    "SELECT * FROM histogram('documents', location)",
    "SELECT getenv('HOME')",
    "SELECT current_setting('secret_directory')",
    "SELECT list_transform(['allowed_paths'], lambda s: system.main.current_setting(s))",
    "SELECT * FROM figures WHERE getvariable('a') IS NULL",
    "SELECT write_log('x')",
    "SELECT * FROM frame",
    "SHOW DATABASES",
    "SHOW ALL TABLES",
    "SELECT * FROM (SHOW VARIABLES)",
]
BOMBS = [
    ("SELECT list_sum(range(2000000000))", QueryFault.MEMORY),
    ("SELECT length(repeat('x', 1000000000))", QueryFault.MEMORY),
    ("SELECT string_agg(repeat('x', 1000000)) FROM range(100000)", QueryFault.MEMORY),
    ("SELECT list(a) FROM range(1000000000) t(a)", QueryFault.MEMORY),
    ("SELECT range(1000000) FROM range(100000)", QueryFault.MEMORY),
    (
        "SELECT count(*) FROM (SELECT DISTINCT hash(a) FROM range(100000000) t(a))",
        QueryFault.MEMORY,
    ),
    (
        "SELECT sum(place) FROM "
        "(SELECT row_number() OVER (ORDER BY hash(a)) AS place FROM range(100000000) t(a))",
        QueryFault.MEMORY,
    ),
    ("SELECT repeat('x', 3000000)", QueryFault.SIZE),
    (f"SELECT {'(' * 20_000}1{')' * 20_000}", QueryFault.WRONG),
    (f"SELECT {'[' * 900}1{']' * 900}", QueryFault.REFUSED),
]
SLOW = [
    "SELECT count(*) FROM range(10000000) a, range(10000000) b",
    "SELECT sum(a.value * b.value) FROM figures a, figures b, figures c, figures d, figures e, "
    "figures f, figures g",
    "WITH RECURSIVE r AS (SELECT 1 AS a UNION ALL SELECT a + 1 FROM r) SELECT count(*) FROM r",
    "SELECT sum(length(regexp_replace(repeat('ab', 100 + a % 2), '(a|b)+?b', 'c', 'g'))) "
    "FROM range(100000000) t(a)",
]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory) -> Iterator[Path]:
    folder = small_warehouse(tmp_path_factory.mktemp("door"))
    before = [sha256(path.read_bytes()).digest() for path in sorted(folder.iterdir())]
    yield folder
    assert [sha256(path.read_bytes()).digest() for path in sorted(folder.iterdir())] == before


@pytest.fixture(scope="module")
def copy(warehouse, tmp_path_factory):
    """Return a file of the same version elsewhere: DuckDB has one way to open each a process."""

    def make(name: str) -> Path:
        return Path(shutil.copy(warehouse / name_version(1), tmp_path_factory.mktemp(name)))

    return make


@pytest.fixture(scope="module")
def shut(copy):
    """A connection as the process has it, of which only readings are asked."""
    connection = open_door(copy("shut"), 1024 * door.MEGABYTE, 10)
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def database(copy) -> Path:
    """The path that attempts name."""
    return copy("bare")


@pytest.fixture
def bare(database):
    """Another connection, without a judge: what is asked of it may leave traces in it."""
    connection = open_door(database, 1024 * door.MEGABYTE, 10)
    yield connection
    connection.close()


@pytest.fixture(autouse=True)
def unharmed(warehouse, database, tmp_path, monkeypatch):
    """The files of the warehouse stay what they are, and nothing is left where we stand."""
    monkeypatch.chdir(tmp_path)
    before = fingerprint(warehouse), fingerprint(database.parent)
    yield
    assert (fingerprint(warehouse), fingerprint(database.parent)) == before
    assert list(tmp_path.iterdir()) == []


def fingerprint(folder: Path) -> dict[str, tuple[int, int]]:
    states = {path.name: path.stat() for path in folder.iterdir()}
    return {name: (state.st_size, state.st_mtime_ns) for name, state in states.items()}


def rows(warehouse: Path, query: str, limits: Limits = BRIEF) -> list[tuple]:
    return list(ask(warehouse, query, limits).values())


# What it answers


def test_a_plain_name_is_the_documented_view(warehouse):
    answer = ask(warehouse, "SELECT * FROM Figures")
    assert answer.columns == tuple(each.name for each in read_views()["figures"].columns)
    assert (answer.version, answer.notice, answer.truncated) == (1, None, False)
    assert len(answer.rows) > 10
    types = dict(zip(answer.columns, answer.types, strict=True))
    assert (types["year"], types["value"]) == ("INTEGER", "DECIMAL(24,6)")


def test_values_arrive_exactly(warehouse):
    query = """
        SELECT 9007199254740993, NULL::INTEGER, 0.1::DECIMAL(24, 6), DATE '2024-02-29', '云,"岫',
               [1, NULL], {'a': 'b'}, 2.5, true
        UNION ALL SELECT NULL, 7, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    """
    (first, second) = rows(warehouse, query)
    number = Decimal("0.100000")
    day = date(2024, 2, 29)
    assert first == (2**53 + 1, None, number, day, '云,"岫', [1, None], {"a": "b"}, 2.5, True)
    assert second == (None, 7, None, None, None, None, None, None, None)


@pytest.mark.parametrize(
    "query",
    [
        "WITH f AS (SELECT year, value FROM figures) SELECT year, sum(value) FROM f GROUP BY year;",
        "WITH figures AS (FROM door.figures WHERE year > 2021) FROM figures -- over itself",
        "VALUES (1), (2)",
        "TABLE reports",
        "DESCRIBE figures",
        "SUMMARIZE SELECT year FROM figures",
        "PIVOT figures ON year IN (2022, 2023) USING sum(value) GROUP BY agency",
        "SELECT * FROM reports r JOIN figures f USING (report_id) ORDER BY f.value DESC",
        "SELECT unnest([1, 2]), a FROM range(2) t(a)",
        "SELECT 'DROP TABLE reports; -- ' AS words",
        "SELECT agency FROM reports UNION SELECT agency FROM figures",
    ],
)
def test_readings_of_all_kinds_are_answered(shut, query):
    assert answer_query(shut, query, 1_000, door.MEGABYTE).num_rows


def test_the_views_are_shown(warehouse):
    assert rows(warehouse, "SHOW TABLES") == [(name,) for name in sorted(read_views())]


def test_more_rows_than_allowed_are_cut_off_and_that_is_told(warehouse):
    few = Limits(rows=3)
    query = "SELECT a FROM range({}) t(a) ORDER BY a DESC"
    exact, more = (ask(warehouse, query.format(number), few) for number in (3, 4_000_000))
    assert (exact.truncated, more.truncated) == (False, True)
    assert list(more.values()) == [(3_999_999,), (3_999_998,), (3_999_997,)]


def test_more_bytes_than_allowed_are_cut_off_like_rows(warehouse):
    answer = ask(warehouse, "SELECT repeat('x', 1000) FROM range(5000)", Limits(size=1_000_000))
    assert answer.truncated
    assert 0 < len(answer.rows) < 1_000


def test_rows_without_end_are_cut_off(warehouse):
    query = "WITH RECURSIVE r AS (SELECT 1 AS a UNION ALL SELECT a + 1 FROM r) SELECT a FROM r"
    answer = ask(warehouse, query, Limits(rows=1_000, seconds=10))
    assert (len(answer.rows), answer.truncated) == (1_000, True)


# What is said where there is no answer


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELEC 1", 'syntax error at or near "SELEC"'),
        ("SELECT valu FROM figures", '"value"'),
        ("SELECT $1", "1"),
        ("SELECT quote::INTEGER FROM figures WHERE quote IS NOT NULL", "INT32"),
        ("SELECT DATE '20000-01-01'", None),
        ("SELECT 10000000000000000000000000000000000000::HUGEINT * 10", "CAST"),
    ],
)
def test_duckdb_itself_says_what_is_wrong(warehouse, query, words):
    if words is None:  # it arrives, and only Python has no such day
        with pytest.raises(QueryError, match="CAST"):
            list(ask(warehouse, query).values())
        return
    with pytest.raises(QueryError) as caught:
        ask(warehouse, query)
    assert caught.value.kind is QueryFault.WRONG
    assert words in caught.value.message


@pytest.mark.parametrize("query", ["", " \n", "x" * 200_000], ids=["none", "blank", "long"])
def test_what_is_no_query_is_wrong_use(warehouse, query):
    with pytest.raises(UsageError):
        ask(warehouse, query)


@pytest.mark.parametrize("query", [";", "-- nothing but words"])
def test_a_query_without_a_statement_is_refused(warehouse, query):
    with pytest.raises(QueryError, match="空"):
        ask(warehouse, query)


def test_a_missing_warehouse_is_told(tmp_path_factory):
    with pytest.raises(WarehouseError, match="fazhi load"):
        ask(tmp_path_factory.mktemp("none"), "SELECT 1")


def test_a_pivot_is_told_what_it_lacks(warehouse):
    with pytest.raises(QueryError, match="PIVOT.*IN"):
        ask(warehouse, "PIVOT figures ON year USING sum(value)")


# What nobody gets through it


@pytest.mark.parametrize("query", [*STATEMENTS, *READINGS])
def test_what_does_more_than_read_the_views_is_refused(shut, database, query):
    with pytest.raises(RefusedQuery) as caught:
        check_query(shut, query.replace(DATABASE, str(database)))
    assert str(caught.value).endswith("。")


@pytest.mark.parametrize("query", STATEMENTS)
def test_a_statement_that_slipped_past_the_judge_would_change_nothing(bare, database, query):
    with contextlib.suppress(duckdb.Error):  # some change the connection, which ends here
        bare.execute(query.replace(DATABASE, str(database))).fetchall()


@pytest.mark.parametrize("query", READINGS)
def test_a_reading_that_slipped_past_the_judge_would_see_no_file(shut, database, query):
    try:
        told = shut.execute(query.replace(DATABASE, str(database))).fetchall()
    except duckdb.Error:
        return
    assert "root:" not in repr(told)


@pytest.mark.parametrize("query", [*STATEMENTS[::12], *READINGS[::12]])
def test_a_refusal_is_told_to_whoever_asked(warehouse, database, query):
    with pytest.raises(QueryError) as caught:
        ask(warehouse, query.replace(DATABASE, str(database)))
    assert caught.value.kind is QueryFault.REFUSED


@pytest.mark.parametrize(
    "setting", ["enable_external_access = true", "disabled_filesystems = ''", "threads = 8"]
)
def test_the_settings_are_locked(bare, setting):
    with pytest.raises(duckdb.Error, match="locked"):
        bare.execute(f"SET {setting}")


def test_the_environment_stays_outside(warehouse, monkeypatch):
    seen = []
    start = subprocess.Popen

    def watch(command, **settings):
        seen.append(settings)
        return start(command, **settings)

    monkeypatch.setenv("FAZHI_SECRET", "x")
    monkeypatch.setattr(subprocess, "Popen", watch)
    assert rows(warehouse, "SELECT 1") == [(1,)]
    (settings,) = seen
    assert not {"FAZHI_SECRET", "HOME", "PATH"} & set(settings["env"])
    assert settings["cwd"] == Path(__file__).anchor


# What it may take


@pytest.mark.skipif(os.name == "nt", reason="no limit on the memory of a process")
@pytest.mark.parametrize(("query", "fault"), BOMBS, ids=lambda value: str(value)[:40])
def test_a_bomb_costs_its_own_process_and_nothing_else(warehouse, query, fault):
    before = read_memory()
    with pytest.raises(QueryError) as caught:
        ask(warehouse, query, SMALL)
    assert caught.value.kind is fault
    assert read_memory() - before < 64 * door.MEGABYTE


def read_memory() -> int:
    """Return what this process takes of the machine's memory."""
    status = Path("/proc/self/statm")
    return int(status.read_text().split()[1]) * 4096 if status.exists() else 0


@pytest.mark.parametrize("query", SLOW, ids=lambda value: value[:40])
def test_a_query_past_its_time_is_ended(warehouse, query):
    began = time.monotonic()
    with pytest.raises(QueryError, match="0.5 秒") as caught:
        ask(warehouse, query, Limits(seconds=0.5))
    assert caught.value.kind is QueryFault.TIME
    assert time.monotonic() - began < 10


# The process itself, when it is no longer ours


def act(monkeypatch, code: str) -> None:
    """Let the process run something else."""
    monkeypatch.setattr(door, "_CODE", f"import os, sys; {code}")


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("sys.exit(1)", QueryFault.LOST),
        ("os.abort()", QueryFault.MEMORY),
        ("sys.exit(3)", QueryFault.MEMORY),
        ("import time; time.sleep(60)", QueryFault.TIME),
        ("os.write(1, b'x' * 60000)", QueryFault.LOST),
        ("[os.write(1, b'x' * 60000) for _ in iter(int, 1)]", QueryFault.LOST),
        ("import pickle; os.write(1, pickle.dumps(print))", QueryFault.LOST),
    ],
)
def test_whatever_the_process_does_it_ends_in_a_sentence(warehouse, monkeypatch, code, fault):
    act(monkeypatch, code)
    monkeypatch.setattr(door, "_GRACE", 0.5)
    before = read_memory()
    with pytest.raises(QueryError) as caught:
        ask(warehouse, "SELECT 1", Limits(seconds=1, size=door.MEGABYTE))
    if os.name != "nt":
        assert caught.value.kind in (fault, QueryFault.MEMORY)
    assert read_memory() - before < 64 * door.MEGABYTE


def test_arrow_data_that_lies_about_its_lengths_is_not_read():
    """Offsets past the end of a text would have us read memory that is none of it."""
    packed = pa.BufferOutputStream()
    batch = pa.record_batch({"a": ["twelve chars"]})
    with pa.ipc.new_stream(packed, batch.schema) as writer:
        writer.write_batch(batch)
    honest = packed.getvalue().to_pybytes()
    assert door._read_table(honest).num_rows == 1
    true, false = (struct.pack("<ii", 0, length) + b"twelve chars" for length in (12, 10**6))
    assert honest.count(true) == 1
    with pytest.raises(QueryError):
        door._read_table(honest.replace(true, false))


def test_an_interruption_leaves_no_process_behind(warehouse, monkeypatch):
    seen = []
    start = subprocess.Popen

    def watch(*command, **settings):
        seen.append(start(*command, **settings))
        return seen[-1]

    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(subprocess, "Popen", watch)
    monkeypatch.setattr(door, "_find_version", interrupt)
    with pytest.raises(KeyboardInterrupt):
        ask(warehouse, "SELECT 1")
    assert seen[0].returncode in (-signal.SIGTERM, -9, 1)


def test_starting_it_imports_nothing_heavy():
    """The process starts before its parent imports DuckDB, so that both import at once."""
    code = (
        "import sys, etl.warehouse.door; print({'duckdb', 'pyarrow', 'pandas'} & set(sys.modules))"
    )
    root = Path(door.__file__).parents[2]
    answer = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True)
    assert answer.stdout.strip() == "set()"
