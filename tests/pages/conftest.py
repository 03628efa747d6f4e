"""Warehouses the pages are shown on; built once, as a build takes longer than a page."""

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner

from pages.shared.filters import INDICATORS
from tests.factories import build_datasets, build_warehouse, small_warehouse
from tests.pages.visit import Reader, Shown
from tests.sample_city import read_labelled
from tests.stub_catalog import stub_catalog

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
Show = Callable[..., Shown]


@pytest.fixture(scope="session", autouse=True)
def scanned_once() -> Iterator[None]:
    """AppTest looks through every package installed for components: once is enough."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            manifest_scanner,
            "scan_component_manifests",
            cache(manifest_scanner.scan_component_manifests),
        )
        yield


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up sample city, as the data set `sample`."""
    units = {key: item.units for key, item in stub_catalog().indicators.items()}
    reports = read_labelled(SAMPLES, units)
    return build_warehouse(tmp_path_factory.mktemp("sample"), reports, dataset="sample")


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small warehouse: a data set of one's own beside a sample of one figure."""
    return small_warehouse(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse that was published and holds nothing."""
    return build_datasets(tmp_path_factory.mktemp("empty"), {})


@pytest.fixture(scope="session")
def missing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that is not there."""
    return tmp_path_factory.mktemp("missing") / "nowhere"


@pytest.fixture(scope="session")
def damaged(tmp_path_factory: pytest.TempPathFactory, small: Path) -> Path:
    """A warehouse whose only version was overwritten."""
    directory = tmp_path_factory.mktemp("damaged")
    shutil.copytree(small, directory, dirs_exist_ok=True)
    for file in directory.glob("*.duckdb"):
        file.write_bytes(b"not a database" * 1000)
    return directory


@pytest.fixture(scope="session")
def mended(tmp_path_factory: pytest.TempPathFactory, small: Path) -> Path:
    """A warehouse whose newest version is damaged, an older one being sound."""
    directory = tmp_path_factory.mktemp("mended")
    shutil.copytree(small, directory, dirs_exist_ok=True)
    small_warehouse(directory)
    newest = max(directory.glob("*.duckdb"))
    newest.write_bytes(newest.read_bytes()[:4096])
    return directory


@pytest.fixture(scope="session")
def show() -> Show:
    """Open a page of a warehouse in a session shared by all tests; each page is run once."""
    readers: dict[Path, Reader] = {}
    kept: dict[tuple[Path, str, str], Shown] = {}

    def open_once(directory: Path, page: str = "overview", **query: object) -> Shown:
        key = (directory, page, repr(sorted(query.items())))
        if key not in kept:
            reader = readers.setdefault(directory, Reader(directory))
            reader.app.session_state[INDICATORS] = ()  # chosen by other tests
            kept[key] = reader.open(page, **query)
        return kept[key]

    return open_once
