"""Two bodies with one name are two bodies, in one load and over several; one body stays one."""

from pathlib import Path

import pytest

from etl.catalog import Catalog, load_catalog
from etl.pipeline import load
from etl.warehouse.queries import Warehouse
from tests.faults.town import make_html, write_text

Told = tuple[str, str, int, int]  # what the title calls the body, the city, year, figure

CASES: dict[str, tuple[tuple[Told, ...], list[list[int]]]] = {
    "in one province and one year": (
        (("鼓楼区司法局", "南京市", 2023, 1), ("鼓楼区司法局", "徐州市", 2023, 2)),
        [[1], [2]],
    ),
    "in one province, each in its year": (
        (("鼓楼区司法局", "南京市", 2022, 1), ("鼓楼区司法局", "徐州市", 2023, 2)),
        [[1], [2]],
    ),
    "in two provinces": (
        (("鼓楼区司法局", "南京市", 2022, 1), ("鼓楼区司法局", "开封市", 2023, 2)),
        [[1], [2]],
    ),
    "named in full": (
        (("南京市鼓楼区司法局", "南京市", 2023, 1), ("徐州市鼓楼区司法局", "徐州市", 2023, 2)),
        [[1], [2]],
    ),
    "with a correction of one of them": (
        (
            *(("鼓楼区司法局", "南京市", 2022, 1), ("鼓楼区司法局", "徐州市", 2022, 2)),
            *(("鼓楼区司法局", "徐州市", 2023, 3), ("鼓楼区司法局", "南京市", 2023, 4)),
        ),
        [[1, 4], [2, 3]],
    ),
    "one county that came to another city": (
        (("寿县司法局", "六安市", 2013, 1), ("寿县司法局", "淮南市", 2018, 2)),
        [[1, 2]],
    ),
}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def write(folder: Path, place: int, told: Told) -> Path:
    body, city, year, value = told
    text = write_text(body, year, value).replace("围绕年度任务", f"在{city}司法局指导下")
    folder.mkdir(exist_ok=True)
    path = folder / f"{place}.html"
    path.write_bytes(make_html(text))
    return path


def series(warehouse: Path) -> list[list[int]]:
    """Return the figures of each body in the order of years."""
    query = """
        SELECT list(value::INTEGER ORDER BY year) AS found FROM figures
        WHERE indicator = 'inspections' GROUP BY region, agency ORDER BY found"""
    return [row[0] for row in Warehouse.open(warehouse).rows(query)]


@pytest.mark.parametrize("case", CASES)
def test_bodies_in_one_load(tmp_path: Path, catalog: Catalog, case: str) -> None:
    tolds, expected = CASES[case]
    files = [write(tmp_path / "reports", place, told) for place, told in enumerate(tolds)]
    summary = load(files, warehouse=tmp_path / "w", catalog=catalog)
    assert (summary.new, summary.superseded) == (len(tolds), ())
    assert series(tmp_path / "w") == expected


@pytest.mark.parametrize("case", CASES)
def test_bodies_over_loads(tmp_path: Path, catalog: Catalog, case: str) -> None:
    tolds, expected = CASES[case]
    for place, told in enumerate(tolds):
        path = write(tmp_path / "reports", place, told)
        summary = load([path], warehouse=tmp_path / "w", catalog=catalog)
        assert (summary.new, summary.superseded) == (1, ())
    assert series(tmp_path / "w") == expected
