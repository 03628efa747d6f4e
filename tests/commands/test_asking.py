"""`fazhi sql` from outside: what is printed where, and the exit status."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from etl import cli
from etl.warehouse.dictionary import read_views
from tests.factories import small_warehouse

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    return small_warehouse(tmp_path_factory.mktemp("asking"))


@pytest.fixture
def sql(capsysbinary, monkeypatch, warehouse):
    """Run `fazhi sql`; return exit status, output and what went to standard error."""
    monkeypatch.setenv("FAZHI_WAREHOUSE", str(warehouse))

    def run(*arguments):
        status = cli.run(["sql", *map(str, arguments)])
        printed = capsysbinary.readouterr()
        return status, printed.out.decode(), printed.err.decode()

    return run


def test_a_narrow_answer_is_a_table(sql):
    status, out, err = sql("SELECT year, agency, value FROM figures ORDER BY year LIMIT 2")
    assert (status, err) == (0, "")
    header, rule, first, second = (line.split() for line in out.splitlines()[1:5])
    assert (header, set("".join(rule))) == (["year", "agency", "value"], {"─"})
    assert len(first) == len(second) == 3
    assert "共 2 行 · 第 1 版" in out


def test_a_wide_answer_is_a_list_of_rows_with_every_value(sql):
    _, out, _ = sql("SELECT * FROM figures WHERE agency = '望川市水利局' LIMIT 2")
    assert out.count("── ") == 2
    for column in read_views()["figures"].columns:
        assert out.count(f"\n{column.name} ") == 2


def test_numbers_are_never_cut_and_long_texts_are(sql):
    _, out, _ = sql("SELECT 123456789012345 AS a, repeat('字', 500) AS b, repeat('z', 500) AS c")
    assert "123456789012345" in out
    assert "…" in out
    assert max(map(len, out.splitlines())) <= 120


def test_what_is_missing_says_so_and_controls_show(sql):
    _, out, _ = sql("SELECT NULL AS a, chr(27) || '[31mred' AS b, '[bold]x' AS c")
    assert "NULL" in out and "[bold]x" in out
    assert "\x1b" not in out


def test_rows_that_do_not_fit_are_told(sql):
    _, out, _ = sql("SELECT * FROM range(1000)")
    assert "前 200 行" in out
    _, out, _ = sql("SELECT * FROM range(1000)", "--rows", 5)
    assert "前 5 行" in out
    _, out, err = sql("SELECT * FROM range(1000)", "--rows", 5, "--json")
    assert len(out.splitlines()) == 5
    assert "前 5 行" in err


def test_an_answer_without_rows_is_told(sql):
    assert "没有符合条件的行" in sql("SELECT * FROM figures WHERE year = 1")[1]


HOSTILE = "VALUES ('=1+1', -5, 2.50), ('+a', -1, NULL), ('-b', 1, 0), ('@c', 0, 1), (chr(9), 0, 1), (chr(13) || 'x', 0, 1), ('a=b,\"云\"', 0, 1)"


def test_csv_disarms_text_and_leaves_numbers(sql):
    status, out, err = sql(f'SELECT * FROM ({HOSTILE}) t("=a", n, d)', "--csv")
    assert (status, err) == (0, "")
    rows = list(csv.reader(io.StringIO(out, newline="")))
    assert rows[0] == ["'=a", "n", "d"]
    assert [row[0] for row in rows[1:5]] == ["'=1+1", "'+a", "'-b", "'@c"]
    assert [row[0] for row in rows[5:]] == ["'\t", "'\rx", 'a=b,"云"']
    assert [row[1:] for row in rows[1:3]] == [["-5", "2.5"], ["-1", ""]]


def test_csv_bears_its_mark_in_a_file_alone(warehouse, tmp_path):
    command = [sys.executable, "-c", "from etl.cli import main; main()"]
    arguments = ["sql", "SELECT 1 AS a", "--csv", "--warehouse", str(warehouse)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with (tmp_path / "out.csv").open("wb") as file:
        subprocess.run([*command, *arguments], stdout=file, env=environment, check=True)
    piped = subprocess.run([*command, *arguments], capture_output=True, env=environment)
    assert (tmp_path / "out.csv").read_bytes() == b"\xef\xbb\xbfa\r\n1\r\n"
    assert piped.stdout == b"a\r\n1\r\n"


def test_json_holds_every_kind_of_value(sql):
    query = """SELECT 1.50::DECIMAL(24, 6) AS d, NULL AS n, DATE '2024-02-29' AS day, [1, NULL] AS l,
        {'a': 'b'} AS s, 'nan'::DOUBLE AS f, 9007199254740993 AS i, '云' AS t, true AS b,
        INTERVAL 3 DAY AS v, 'x'::BLOB AS x"""
    assert json.loads(sql(query, "--json")[1]) == {
        **{"d": 1.5, "n": None, "day": "2024-02-29", "l": [1, None], "s": {"a": "b"}},
        **{"f": "nan", "i": 9007199254740993, "t": "云", "b": True, "v": [0, 3, 0], "x": "78"},
    }


def test_a_query_comes_from_standard_input(sql, monkeypatch):
    query = "-- 问\nSELECT '云' AS a".encode("utf-8-sig")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(query)))
    assert json.loads(sql("-", "--json")[1]) == {"a": "云"}


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELEC 1", 'near "SELEC"'),
        ("DELETE FROM reports", "DELETE"),
        ("SELECT 1; SELECT 2", "2 条"),
        ("SELECT list_sum(range(2000000000))", "LIMIT"),
        ("SELECT DATE '20000-01-01'", "CAST"),
    ],
)
def test_a_query_that_fails_is_told_and_ends_with_1(sql, query, words):
    status, out, err = sql(query)
    assert (status, out) == (1, "")
    assert words in err
    assert "Traceback" not in err


def test_a_query_past_its_time_is_told(sql):
    query = "SELECT count(*) FROM range(10000000) a, range(10000000) b"
    status, _, err = sql(query, "--seconds", 0.5)
    assert (status, "0.5 秒" in err) == (1, True)


@pytest.mark.parametrize(
    "arguments",
    [("",), ("--csv",), ("SELECT 1", "--csv", "--json"), ("SELECT 1", "--rows", "0")],
    ids=repr,
)
def test_wrong_use_is_told_and_ends_with_2(sql, arguments):
    status, out, err = sql(*arguments)
    assert (status, out) == (2, "")
    assert err.strip()


def test_without_a_query_the_views_are_listed(sql):
    status, out, err = sql()
    assert (status, err) == (0, "")
    for view in read_views().values():
        assert f"{view.name}  {view.zh}" in out
        assert f'fazhi sql "{view.example}"' in out
        assert all(f"  {column.name} " in out for column in view.columns)
    listed = [json.loads(line)["name"] for line in sql("--json")[1].splitlines()]
    assert listed == list(read_views())
