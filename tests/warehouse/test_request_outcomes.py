"""How requests for disclosure ended, by applicant, from the page to the warehouse."""

from pathlib import Path

import pandas as pd
import pytest

from etl.catalog import load_catalog
from etl.disclosure_form import load_forms
from etl.extract import load_names, read_report
from etl.model import Genre
from etl.readers import read
from etl.warehouse.queries import Filter, Warehouse
from tests.factories import build_warehouse
from tests.request_forms import TOTAL, make_form_report

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
BUREAU = "云岫市市场监督管理局"


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    catalog, names = load_catalog(), load_names()
    pages = [SAMPLES / f"yunxiu-scjg-dis-{year}.html" for year in (2022, 2024)]
    reports = [read_report(read(page), catalog, names) for page in pages]
    return Warehouse.open(
        build_warehouse(tmp_path_factory.mktemp("warehouse"), reports, catalog=catalog)
    )


@pytest.fixture(scope="module")
def form(warehouse: Warehouse) -> pd.DataFrame:
    return warehouse.request_form(Filter("own"))


@pytest.fixture(scope="module")
def outcomes(form: pd.DataFrame) -> pd.DataFrame:
    return form[form["outcome"].notna()]


def test_there_are_21_outcomes_and_every_one_is_read_for_every_applicant(outcomes) -> None:
    named = {row.outcome for form in load_forms() for row in form.rows if row.outcome}
    assert len(named) == 21
    for _, page in outcomes.groupby("year"):
        assert set(page["outcome"]) == named
        assert len(page) == 21 * 7


def test_a_cell_is_told_with_the_words_of_its_row(form) -> None:
    for row in form.itertuples():
        assert row.agency == BUREAU
        assert row.quote[row.raw_in_quote :] == row.raw
        assert row.meaning in ("number", "zero")


def test_applicants_add_up_to_the_total_of_the_row(outcomes) -> None:
    whole = outcomes[outcomes["applicant"] == "总计"].set_index(["year", "outcome"])["value"]
    parts = outcomes[outcomes["applicant"] != "总计"].groupby(["year", "outcome"])["value"].sum()
    assert (whole.sort_index() == parts.sort_index()).all()


def test_outcomes_add_up_to_the_forms_own_total(form, outcomes) -> None:
    stated = form[form["row_name"] == TOTAL].set_index(["year", "applicant"])["value"]
    added = outcomes.groupby(["year", "applicant"])["value"].sum()
    assert (stated.sort_index() == added.sort_index()).all()


def test_a_cell_is_found_again_in_its_report(warehouse, form) -> None:
    cell = form[(form["outcome"] == "enforcement_file") & (form["value"] == 5)].iloc[0]
    report = warehouse.report(cell["report_id"])
    (place,) = report.form_cells[report.form_cells["cell_id"] == cell["cell_id"]].itertuples()
    assert report.text[place.number_start : place.number_end] == cell["raw"] == "5"
    assert report.text[place.start : place.end] == cell["quote"]
    assert form["cell_id"].is_unique


def test_columns_and_years_are_chosen(warehouse) -> None:
    form = warehouse.request_form(Filter("own", (2023, 2024)), ["总计"])
    assert set(form["applicant"]) == {"总计"}
    assert set(form["year"]) == {2024}
    assert warehouse.request_form(Filter("own", agencies=("别的局",))).empty
    assert warehouse.request_form(Filter("public")).empty


def test_of_several_reports_of_a_year_the_disclosure_report_is_asked(tmp_path: Path) -> None:
    totals = {Genre.ROL: "1 0 0 0 0 0 1", Genre.DIS: "2 0 0 0 0 0 2", Genre.ENF: "3 0 0 0 0 0 3"}
    reports = [
        make_form_report("望川市水利局", 2023, {TOTAL: words}, genre=genre)
        for genre, words in totals.items()
    ]
    form = Warehouse.open(build_warehouse(tmp_path, reports)).request_form(Filter("own"))
    assert form["report_id"].nunique() == 1
    assert form[form["row_name"] == TOTAL]["value"].max() == 2


def test_a_superseded_form_is_left_out(tmp_path: Path) -> None:
    first = make_form_report("望川市水利局", 2023, {TOTAL: "1 0 0 0 0 0 1"})
    second = make_form_report("望川市水利局", 2023, {TOTAL: "4 0 0 0 0 0 4"})
    warehouse = Warehouse.open(build_warehouse(tmp_path, [first, second]))
    form = warehouse.request_form(Filter("own"), ["总计"])
    assert len(form[form["row_name"] == TOTAL]) == 1
