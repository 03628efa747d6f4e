"""The rows behind a view: all of them, page by page, the same on the page and in a file."""

from collections import Counter
from pathlib import Path

import pytest

from etl.export.edition import open_edition
from etl.export.rows import open_listing
from etl.warehouse.listing import Listed, Listing, Order, count_rows, read_page
from etl.warehouse.queries import Filter, Warehouse
from tests.factories import small_warehouse

OWN = Filter("own")
LISTINGS = {
    "figures": Listing(OWN),
    "statements": Listing(OWN, statements=True),
    "one genre": Listing(Filter("own", genres=("dis",))),
    "statements of one genre": Listing(Filter("own", genres=("dis",)), statements=True),
    "years": Listing(Filter("own", years=(2022, 2023))),
    "indicator": Listing(OWN, indicators=("inspections",)),
    "statements with parts": Listing(OWN, statements=True, indicators=("inspections",)),
    "words": Listing(OWN, words=("检查",)),
    "words in statements": Listing(OWN, statements=True, words=("检查", "局")),
}
listings = pytest.mark.parametrize("listing", LISTINGS.values(), ids=LISTINGS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_warehouse(tmp_path_factory.mktemp("listing"))


@pytest.fixture(scope="module")
def warehouse(folder: Path) -> Warehouse:
    return Warehouse.open(folder)


def read_all(warehouse: Warehouse, listing: Listing, order: Order = Order.YEAR) -> list[Listed]:
    return read_page(warehouse, listing, order, True, 0, 1_000)


@pytest.mark.parametrize("genres", [(), ("rol",), ("dis",), ("rol", "dis")])
def test_the_figures_are_those_of_the_charts(warehouse: Warehouse, genres: tuple) -> None:
    asked = Filter("own", genres=genres)
    figures = warehouse.figures(asked)
    rows = read_all(warehouse, Listing(asked))
    assert rows
    assert Counter((row.observation_id, float(row.value)) for row in rows) == Counter(
        zip(figures["observation_id"], figures["value"], strict=True)
    )


def test_the_statements_are_all_in_force(warehouse: Warehouse) -> None:
    stated = warehouse.observations(OWN)
    rows = read_all(warehouse, Listing(OWN, statements=True))
    assert Counter(row.observation_id for row in rows) == Counter(stated["observation_id"])
    assert any(row.part for row in rows)


def test_a_part_of_no_indicator_comes_with_its_total(warehouse: Warehouse) -> None:
    stated = warehouse.observations(OWN)
    for indicator in set(stated["indicator"]) - {""}:
        totals = set(stated.loc[stated["indicator"] == indicator, "observation_id"])
        own = (stated["indicator"] == indicator) | (
            (stated["indicator"] == "") & stated["parent_id"].isin(totals)
        )
        rows = read_all(warehouse, Listing(OWN, statements=True, indicators=(indicator,)))
        assert {row.observation_id for row in rows} == set(stated.loc[own, "observation_id"])


@listings
def test_the_count_is_that_of_the_rows(warehouse: Warehouse, listing: Listing) -> None:
    assert count_rows(warehouse, listing) == len(read_all(warehouse, listing)) > 0


@listings
@pytest.mark.parametrize("order", Order)
def test_pages_hold_every_row_once_in_order(
    warehouse: Warehouse, listing: Listing, order: Order
) -> None:
    everything = read_all(warehouse, listing, order)
    pages = [
        read_page(warehouse, listing, order, True, start, 3)
        for start in range(0, len(everything), 3)
    ]
    assert [row for page in pages for row in page] == everything
    assert len({row.observation_id for row in everything}) == len(everything)


def test_orders_turn_round(warehouse: Warehouse) -> None:
    for order in (Order.VALUE, Order.YEAR):
        down = [getattr(row, order) for row in read_all(warehouse, Listing(OWN), order)]
        up = read_page(warehouse, Listing(OWN), order, False, 0, 1_000)
        assert down == sorted(down, reverse=True)
        assert [getattr(row, order) for row in up] == sorted(down)


@listings
def test_a_file_holds_the_rows_of_the_page(
    warehouse: Warehouse, folder: Path, listing: Listing
) -> None:
    rows = read_all(warehouse, listing)
    with open_edition(folder) as edition:
        table = open_listing(edition, listing)
        written = [row for batch in table.batches() for row in batch.to_pylist()]
    names = ("observation_id", "agency", "year", "indicator", "value", "unit", "quote", "source")
    assert Counter(tuple(row[name] for name in names) for row in written) == Counter(
        tuple(getattr(row, name) for name in names) for row in rows
    )


def test_a_file_of_one_genre_has_the_columns_of_all(folder: Path) -> None:
    with open_edition(folder) as edition:
        every, one = (open_listing(edition, LISTINGS[name]) for name in ("figures", "one genre"))
        assert every.schema == one.schema


def test_some_rows_can_be_picked(warehouse: Warehouse) -> None:
    rows = read_all(warehouse, Listing(OWN))[2:4]
    picked = Listing(OWN).pick([row.observation_id for row in rows])
    assert read_all(warehouse, picked) == rows


@pytest.mark.parametrize("word", ["%", "'", "_", "x' OR TRUE --", "没有这样的字"])
def test_words_are_words_alone(warehouse: Warehouse, word: str) -> None:
    rows = read_all(warehouse, Listing(OWN, statements=True, words=(word,)))
    assert all(word in f"{row.quote}{row.source}{row.indicator}{row.agency}" for row in rows)


def test_words_are_found_whatever_their_case(warehouse: Warehouse) -> None:
    found = [count_rows(warehouse, Listing(OWN, words=(word,))) for word in ("INSPECT", "inspect")]
    assert found[0] == found[1] > 0


def test_figures_of_a_ledger_are_rows_too(warehouse: Warehouse) -> None:
    rows = [row for row in read_all(warehouse, Listing(OWN)) if row.basis == "ledger"]
    assert rows
    assert all(row.quote is None and row.source_url for row in rows)
