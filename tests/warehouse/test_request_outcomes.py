"""How requests for disclosure ended, by applicant, from the page to the warehouse."""

from pathlib import Path

import pandas as pd
import pytest

from etl.catalog import load_catalog
from etl.disclosure_form import load_forms
from etl.extract import load_names, read_report
from etl.readers import read
from etl.warehouse.queries import Filter, Warehouse
from tests.factories import build_warehouse

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
BUREAU = "云岫市市场监督管理局"


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    catalog, names = load_catalog(), load_names()
    pages = [SAMPLES / f"yunxiu-scjg-dis-{year}.html" for year in (2022, 2024)]
    reports = [read_report(read(page), catalog, names) for page in pages]
    warehouse = Warehouse.open(build_warehouse(tmp_path_factory.mktemp("warehouse"), reports))
    return warehouse.request_outcomes(Filter("own"))


def test_there_are_21_outcomes_and_every_one_is_read_for_every_applicant(outcomes) -> None:
    named = {row.outcome for form in load_forms() for row in form.rows if row.outcome}
    assert len(named) == 21
    for _, page in outcomes.groupby("year"):
        assert set(page["outcome"]) == named
        assert len(page) == 21 * 7


def test_an_outcome_is_a_number_with_the_words_of_its_row(outcomes) -> None:
    for row in outcomes.itertuples():
        assert row.agency == BUREAU
        assert row.raw in row.quote
        assert row.meaning in ("number", "zero")


def test_applicants_add_up_to_the_total_of_the_row(outcomes) -> None:
    whole = outcomes[outcomes["applicant"] == "总计"].set_index(["year", "outcome"])["value"]
    parts = outcomes[outcomes["applicant"] != "总计"].groupby(["year", "outcome"])["value"].sum()
    assert (whole.sort_index() == parts.sort_index()).all()
