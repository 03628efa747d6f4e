"""A version exported as a data set answers every question as its warehouse does."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from etl import cli
from etl.errors import WarehouseError, WarehouseFault
from etl.warehouse.dataset import STORE
from etl.warehouse.queries import Filter, Warehouse, current_version
from tests.factories import build_warehouse, make_report, small_warehouse

OWN = Filter("own")


def export(warehouse: Path, out: Path, *more: str) -> Path:
    arguments = ["export", str(out), "--format", "parquet", "--warehouse", str(warehouse), *more]
    assert cli.run(arguments) == 0
    return out


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    made = tmp_path_factory.mktemp("dataset")
    warehouse = small_warehouse(made / "warehouse")
    return warehouse, export(warehouse, made / "published")


@pytest.fixture
def dataset(folders: tuple[Path, Path], tmp_path: Path) -> Path:
    """A copy of the data set, to be damaged."""
    return shutil.copytree(folders[1], tmp_path / "published")


QUESTIONS: dict[str, Callable[[Warehouse], Any]] = {
    "indicators": lambda asked: asked.indicators(),
    "figures": lambda asked: asked.figures(OWN),
    "observations": lambda asked: asked.observations(OWN, ["inspections"]),
    "named": lambda asked: asked.named(OWN),
    "find_named": lambda asked: asked.find_named(OWN, "望政办发"),
    "reports": lambda asked: asked.reports(OWN),
    "request_form": lambda asked: asked.request_form(OWN),
    "rejections": lambda asked: asked.rejections("own"),
    "counts": lambda asked: asked.counts(),
    "datasets": lambda asked: asked.datasets(),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_it_answers_as_its_warehouse(folders: tuple[Path, Path], question: str) -> None:
    warehouse, published = map(Warehouse.open, folders)
    expected, answer = QUESTIONS[question](warehouse), QUESTIONS[question](published)
    if isinstance(expected, pd.DataFrame):
        pd.testing.assert_frame_equal(answer, expected)
    else:
        assert answer == expected


def test_every_report_is_there_with_its_text(folders: tuple[Path, Path]) -> None:
    warehouse, published = map(Warehouse.open, folders)
    for key in warehouse.reports(OWN)["report_id"]:
        expected, found = warehouse.report(key), published.report(key)
        assert (found.text, found.sections, found.findings) == (
            *(expected.text, expected.sections),
            expected.findings,
        )
        pd.testing.assert_frame_equal(found.observations, expected.observations)


def test_nothing_beside_it_can_be_read(folders: tuple[Path, Path], tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    published = Warehouse.open(folders[1])
    for query in (f"SELECT * FROM read_text('{secret}')", "SET enable_external_access = true"):
        with pytest.raises(duckdb.Error):
            published.rows(query)


def test_a_load_into_it_is_refused(dataset: Path, tmp_path: Path, capsys: Any) -> None:
    before = sorted(path.name for path in dataset.rglob("*.parquet"))
    report = tmp_path / "a.txt"
    report.write_text("云溪市档案局2023年度法治政府建设情况报告\n检查5次。\n", encoding="utf-8")
    assert cli.run(["load", str(report), "--warehouse", str(dataset)]) == 1
    assert "只供读取" in capsys.readouterr().err
    assert sorted(path.name for path in dataset.rglob("*.parquet")) == before


@pytest.mark.parametrize("damage", ["cut", "gone"])
def test_a_damaged_one_says_so(dataset: Path, damage: str) -> None:
    file = dataset / STORE / "figures.parquet"
    if damage == "cut":
        file.write_bytes(file.read_bytes()[:-100])
    else:
        file.unlink()
    with pytest.raises(WarehouseError, match="重新导出") as caught:
        Warehouse.open(dataset).figures(OWN)
    assert caught.value.kind is WarehouseFault.DAMAGED


def test_a_part_of_a_version_serves_no_dashboard(
    folders: tuple[Path, Path], tmp_path: Path
) -> None:
    part = export(folders[0], tmp_path / "part", "--year", "2023")
    assert not (part / STORE).exists()
    with pytest.raises(WarehouseError) as caught:
        Warehouse.open(part)
    assert caught.value.kind is WarehouseFault.MISSING


def test_a_link_led_to_a_newer_one_is_followed_and_readers_of_the_older_finish(
    folders: tuple[Path, Path], tmp_path: Path
) -> None:
    link = tmp_path / "current"
    link.symlink_to(folders[1])
    reader = Warehouse.open(link)
    warehouse = shutil.copytree(folders[0], tmp_path / "warehouse")
    build_warehouse(warehouse, [make_report()])
    newer = export(warehouse, tmp_path / "newer")
    replacement = tmp_path / "replacement"
    replacement.symlink_to(newer)
    replacement.replace(link)
    assert (reader.version, current_version(link), Warehouse.open(link).version) == (1, 2, 2)
    assert len(reader.figures(OWN)) > 1
