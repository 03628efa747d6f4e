"""A document past its limits is rejected by name; the others load as if it were not there."""

import json
import time
import zipfile
from pathlib import Path

import pytest

from etl import cli
from etl.catalog import load_catalog
from etl.pipeline import LoadSummary, load
from etl.warehouse.queries import Filter, Warehouse

REPORT = """\
云溪市档案局{year}年度法治政府建设情况报告

一、主要举措和成效
全年开展行政检查40余次，主动公开政府信息52条。
"""
LEDGER = """\
region,agency,year,genre,indicator,value,qualifier,unit,part,published_on,source_url
云溪市,云溪市水利局,2021,rol,inspections,40,exact,次,,2022-01-20,https://slj.yunxi.example/1.html
"""
DENSE = "开展行政检查12次，"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder with a text that would take minutes, and good files before and behind it."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(REPORT.format(year=2021), encoding="utf-8")
    (folder / "dense.txt").write_text(REPORT.format(year=2022) + DENSE * 800_000, encoding="utf-8")
    (folder / "figures.csv").write_text(LEDGER, encoding="utf-8")
    with zipfile.ZipFile(folder / "z.zip", "w") as archive:
        archive.writestr("c.txt", REPORT.format(year=2023))
    return folder


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit of few seconds, which every good file here is far below on a busy machine, too."""
    monkeypatch.setattr("etl.reading.MAX_SECONDS", 8.0)


def load_all(folder: Path, warehouse: Path) -> LoadSummary:
    return load([folder], warehouse=warehouse, catalog=load_catalog())


@pytest.mark.usefixtures("short")
def test_a_text_past_its_time_is_rejected_and_tried_again_next_time(
    reports: Path, tmp_path: Path
) -> None:
    began = time.monotonic()
    summary = load_all(reports, tmp_path / "warehouse")
    assert time.monotonic() - began < 60
    (rejection,) = summary.rejections
    assert (summary.new, rejection.kind) == (3, "too_slow")
    assert "dense.txt：读取超过 8 秒" in rejection.message
    assert rejection.message.endswith("。")
    assert rejection.sha256 is None  # another time it may be fast enough: the verdict is not kept
    found = Warehouse.open(tmp_path / "warehouse").reports(Filter("own"))
    assert sorted(found["year"]) == [2021, 2023]
    (reports / "dense.txt").write_text(REPORT.format(year=2022), encoding="utf-8")
    assert load_all(reports, tmp_path / "warehouse").new == 1


@pytest.mark.usefixtures("short")
@pytest.mark.long
def test_extract_goes_on_behind_it(reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (reports / "figures.csv").unlink()
    status = cli.run(["extract", str(reports), "--json"])
    forms = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert status == 1
    assert [form.get("error", {}).get("kind") for form in forms] == [None, "too_slow", None]
    assert forms[1]["source"].endswith("dense.txt")
