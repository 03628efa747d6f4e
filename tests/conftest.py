"""Settings of every test run, and which cases of a test `make test` leaves to `make prove`."""

from pathlib import Path

import pytest
from hypothesis import settings

# A slow machine is no failing test: how long an example may take is pytest-timeout's business.
settings.register_profile("fazhi", deadline=None)
settings.load_profile("fazhi")

_HERE = Path(__file__).parent
_TABS = {"screen", "phone", "fresh_screen", "stranger"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark further cases of what takes seconds each as long: they are one behaviour in other words.

    A tab of a browser and an injected fault keep their first case; a page its Chinese one, as
    `test_pages.py` opens every page in both languages.
    """
    met = set()
    for item in items:
        if not isinstance(item, pytest.Function) or not hasattr(item, "callspec"):
            continue
        test = (item.path, item.originalname)
        if _is_slow(item) and test in met or _is_translation(item):
            item.add_marker(pytest.mark.long)
        met.add(test)


def _is_slow(item: pytest.Function) -> bool:
    return bool(_TABS & set(item.fixturenames)) or _HERE / "faults" in item.path.parents


def _is_translation(item: pytest.Function) -> bool:
    pages = _HERE / "pages" in item.path.parents and item.path.name != "test_pages.py"
    return pages and item.callspec.params.get("lang") == "en"
