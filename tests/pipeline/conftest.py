"""A folder with two reports, and a way to load it again and again."""

from pathlib import Path
from typing import Any

import pytest

from etl.pipeline import LoadSummary, load
from tests.fake_stages import STAGES, Loader, write_report
from tests.stub_catalog import stub_catalog


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    write_report(folder, "a.txt", 5, year="2022", published="2023-03-01")
    write_report(folder, "b.txt", 7)
    return folder


@pytest.fixture
def run(tmp_path: Path, reports: Path) -> Loader:
    def load_again(*paths: Path, **changes: Any) -> LoadSummary:
        options: dict[str, Any] = {"catalog": stub_catalog(), "stages": STAGES}
        given = list(paths) or [reports]
        return load(given, warehouse=tmp_path / "warehouse", **{**options, **changes})

    return load_again
