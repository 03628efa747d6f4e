"""A version put in order slice by slice holds what one put in order at once holds."""

from pathlib import Path

import duckdb
import pytest

from etl.warehouse import assembly, derivation, parts
from etl.warehouse.versions import name_version
from tests.factories import small_warehouse

_TABLES = "SELECT table_name FROM duckdb_tables() ORDER BY ALL"


def read_all(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    with duckdb.connect(str(folder / name_version(1)), read_only=True) as connection:
        tables = [name for (name,) in connection.execute(_TABLES).fetchall()]
        return {name: connection.execute(f"FROM {name}").fetchall() for name in tables}


@pytest.mark.parametrize("reports", [1, 3])
def test_slices_follow_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reports: int
) -> None:
    whole = read_all(small_warehouse(tmp_path / "whole"))
    monkeypatch.setattr(assembly, "SLICE", reports)
    monkeypatch.setattr(derivation, "_SLICE", 2)
    monkeypatch.setattr(parts, "_GROUP", 2)
    sliced = read_all(small_warehouse(tmp_path / "sliced"))
    assert len(whole["reports"]) > 2 * reports
    assert sliced == whole
