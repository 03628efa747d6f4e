"""The sample city, loaded once by the real readers, for every test of what is gathered there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.catalog import load_catalog
from etl.oversight.finding import Oversight
from etl.oversight.gather import gather
from etl.pipeline import load
from etl.warehouse.queries import Filter, Warehouse
from tests.factories import SAMPLES


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse of the sample city."""
    if not SAMPLES.is_dir():
        pytest.skip("the sample data set is not here")
    folder = tmp_path_factory.mktemp("oversight-city")
    load([SAMPLES], warehouse=folder, dataset="sample", catalog=load_catalog())
    return folder


@pytest.fixture(scope="session")
def warehouse(city: Path) -> Iterator[Warehouse]:
    """The same, opened."""
    opened = Warehouse.open(city)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def found(warehouse: Warehouse) -> Oversight:
    """Everything the checks find there."""
    return gather(warehouse, Filter("sample"))
