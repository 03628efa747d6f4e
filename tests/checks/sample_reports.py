"""The sample city's rule-of-law reports, from page to warehouse by the real readers."""

from pathlib import Path

from etl.catalog import load_catalog
from etl.extract import load_names, read_report
from etl.readers import read
from tests.factories import build_warehouse

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"


def build_rol_warehouse(directory: Path, pattern: str = "*") -> Path:
    """Publish the reports whose file names match; return the folder."""
    catalog, names = load_catalog(), load_names()
    files = sorted(SAMPLES.glob(f"yunxiu-{pattern}-rol-*"))
    reports = [read_report(read(file), catalog, names) for file in files]
    return build_warehouse(directory, reports, dataset="sample", catalog=catalog)
