"""Real little warehouses for tests: the small made-up city, the labelled sample city, any other.

`small_warehouse` holds every case a page must show; `sample_warehouse` the sample city without
needing the extractor. The values they are made of come from makers.py.
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from etl.errors import RejectionKind
from etl.model import LedgerFigure, Report
from etl.warehouse.build import Build, Rejection, Stamp
from etl.warehouse.publish import hold_lock, publish
from etl.warehouse.rows import Origin, PlacedFigure, split_ledger, split_report
from tests.makers import Stated, make_document, make_ledger_figure, make_report, observe
from tests.sample_city import read_labelled
from tests.small_city import count_report, small_ledger, small_reports
from tests.stub_catalog import stub_catalog

__all__ = [
    "Stated",
    "build_datasets",
    "build_warehouse",
    "make_document",
    "make_ledger_figure",
    "make_report",
    "observe",
    "sample_reports",
    "sample_warehouse",
    "small_ledger",
    "small_reports",
    "small_warehouse",
    "stub_catalog",
]

PROJECT = Path(__file__).resolve().parents[1]
SAMPLES = PROJECT / "data" / "samples"
BUILT_AT = datetime(2025, 6, 1, 8, 0, tzinfo=UTC)
ENGINE = "test-engine"


def build_warehouse(
    directory: Path,
    reports: Iterable[Report],
    *,
    dataset: str = "own",
    ledger: Sequence[LedgerFigure] = (),
    rejections: Sequence[Rejection] = (),
    catalog: Any = None,
    built_at: datetime = BUILT_AT,
) -> Path:
    """Publish one version that holds these reports and ledger rows; return the folder."""
    fill_datasets = {dataset: (list(reports), list(ledger), list(rejections))}
    return build_datasets(directory, fill_datasets, catalog=catalog, built_at=built_at)


def build_datasets(
    directory: Path,
    datasets: dict[str, tuple[list[Report], list[LedgerFigure], list[Rejection]]],
    *,
    catalog: Any = None,
    built_at: datetime = BUILT_AT,
) -> Path:
    """Publish one version that holds several data sets."""
    catalog = catalog or stub_catalog()

    def fill(build: Build) -> bool:
        build.set_indicators(catalog.indicators)
        for dataset, (reports, ledger, rejections) in datasets.items():
            for report in reports:
                document = report.document
                build.add(
                    split_report(
                        report, _origin(dataset, document.sha256, document.source, build.version)
                    )
                )
            if ledger:
                sha = hashlib.sha256(repr(ledger).encode()).hexdigest()
                placed = [PlacedFigure(figure, figure.region) for figure in ledger]
                build.add(split_ledger(placed, _origin(dataset, sha, "figures.csv", build.version)))
            build.set_rejections(dataset, rejections)
        build.finish(Stamp(ENGINE, catalog.digest, built_at))
        return True

    with hold_lock(directory):
        publish(directory, fill)
    return directory


def _origin(dataset: str, sha256: str, source: str, version: int) -> Origin:
    return Origin(dataset, sha256, source, f"/made-up/{source}", ENGINE, ENGINE, version)


def small_warehouse(directory: Path) -> Path:
    """Publish the small warehouse: see `small_reports` for its cases."""
    rejection = Rejection(
        "报告/扫描件.pdf", RejectionKind.UNSUPPORTED, "报告/扫描件.pdf 是 PDF：请转成文本后再装入。"
    )
    sample = (
        [count_report("样例县档案局", "样例县", 2023, "inspections", "检查", "12", "次")],
        [],
        [],
    )
    own = (small_reports(), small_ledger(), [rejection])
    return build_datasets(directory, {"sample": sample, "own": own})


def sample_reports() -> list[Report]:
    """Return the labelled sample city, as it is bundled."""
    units = {key: item.units for key, item in stub_catalog().indicators.items()}
    return list(read_labelled(SAMPLES, units))


def sample_warehouse(directory: Path) -> Path:
    """Publish a warehouse with the labelled sample city as the data set `sample`."""
    return build_warehouse(directory, sample_reports(), dataset="sample")
