"""Loads from addresses: a document there is gone only where its storage says so."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl import cli
from tests.pipeline.test_limits import REPORT

fsspec = pytest.importorskip("fsspec", reason="needs the extra: pip install 'fazhi[cluster]'")

USUAL = "memory://reports"


@pytest.fixture
def store() -> Iterator[Any]:
    memory = fsspec.filesystem("memory")
    for year in (2021, 2022):
        memory.pipe_file(f"/reports/{year}.txt", REPORT.format(year=year).encode())
    memory.pipe_file("/reports/bad.txt", b"nothing to see")
    yield memory
    memory.rm("/reports", recursive=True)


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def load(*arguments: str) -> tuple[int, str]:
        status = cli.run(["load", *arguments, "--warehouse", str(tmp_path / "warehouse")])
        told = capsys.readouterr()
        return status, told.out + told.err

    return load


def ask(warehouse: Path, query: str) -> list[Any]:
    path = max(warehouse.glob("*.duckdb"))
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_an_address_is_loaded_and_keeps_its_name(store: Any, run: Any, tmp_path: Path) -> None:
    status, said = run(f"{USUAL}/")
    assert status == 1
    assert f"{USUAL}/bad.txt" in said
    query = "SELECT source, location FROM documents ORDER BY ALL"
    assert ask(tmp_path / "warehouse", query) == [(f"{USUAL}/{y}.txt",) * 2 for y in (2021, 2022)]
    assert ask(tmp_path / "warehouse", "SELECT sources FROM build") == [([USUAL],)]
    assert "数据没有变化" in run(USUAL)[1]
    # Another folder's load knows nothing of the address, and forgets nothing of it.
    (tmp_path / "c.txt").write_text(REPORT.format(year=2023), encoding="utf-8")
    run(str(tmp_path / "c.txt"))
    assert ask(tmp_path / "warehouse", "SELECT source FROM rejections") == [(f"{USUAL}/bad.txt",)]


def test_what_is_gone_is_marked_and_what_gives_no_answer_is_not(
    store: Any, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(USUAL)
    find, info = type(store).find, type(store).info

    def miss(self: Any, path: str, **more: Any) -> Any:
        return {name: each for name, each in find(self, path, **more).items() if "2021" not in name}

    def fail(self: Any, path: str, **more: Any) -> Any:
        if "2021" in path:
            raise TimeoutError("no answer")
        return info(self, path, **more)

    with monkeypatch.context() as patch:  # a listing that is not whole
        patch.setattr(type(store), "find", miss)
        assert "不在原处" not in run(USUAL, "--prune")[1]
        patch.setattr(type(store), "info", fail)
        assert "不在原处" not in run(USUAL, "--prune")[1]
    store.rm_file("/reports/2021.txt")
    assert "1 份报告的文件已不在原处：数据保留" in run(USUAL)[1]
    assert "1 份报告的文件已不在原处，已撤下" in run(USUAL, "--prune")[1]


def test_an_address_where_nothing_is_says_so(run: Any) -> None:
    status, said = run("memory://elsewhere")
    assert (status, said) == (2, "找不到 memory://elsewhere，请检查路径。\n")
