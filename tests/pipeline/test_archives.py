"""A load reads through an archive: each report by its name there, twice changes nothing."""

import zipfile
from pathlib import Path

from etl.catalog import load_catalog
from etl.pipeline import LoadSummary, load
from etl.warehouse.queries import Filter, Warehouse

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
NAMES = ("yunxiu-keji-rol-2024.html", "yunxiu-keji-rol-2020.txt")


def load_all(path: Path, warehouse: Path) -> LoadSummary:
    return load([path], warehouse=warehouse, catalog=load_catalog())


def test_reports_in_an_archive(tmp_path: Path) -> None:
    path, warehouse = tmp_path / "reports.zip", tmp_path / "warehouse"
    with zipfile.ZipFile(path, "w") as archive:
        for name in NAMES:
            archive.write(SAMPLES / name, f"云岫/{name}")
        archive.writestr("坏.docx", b"PK\x03\x04word/document")
    first, second = load_all(path, warehouse), load_all(path, warehouse)
    assert (first.new, first.rejected) == (2, 1)
    assert first.rejections[0].source == f"{path.as_posix()}!/坏.docx"
    assert (second.unchanged, second.published) == (2, False)
    found = Warehouse.open(warehouse).reports(Filter("own"))
    sources = set(found["source"])
    assert sources == {f"{path.as_posix()}!/云岫/{name}" for name in NAMES}
