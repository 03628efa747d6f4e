"""What the pages are told, from a real little warehouse."""

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from etl.errors import WarehouseError, WarehouseFault
from etl.warehouse.queries import Filter, Warehouse
from tests.factories import (
    Stated,
    build_datasets,
    build_warehouse,
    make_report,
    small_reports,
    small_warehouse,
)

CITY, WATER = "望川市城市管理局", "望川市水利局"
OWN = Filter("own")


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    opened = Warehouse.open(small_warehouse(tmp_path_factory.mktemp("warehouse")))
    yield opened
    opened.close()


def pick(frame: pd.DataFrame, agency: str, year: int) -> pd.Series:
    rows = frame[(frame["agency"] == agency) & (frame["year"] == year)]
    assert len(rows) == 1
    return rows.iloc[0]


def test_datasets_are_kept_apart(warehouse: Warehouse) -> None:
    assert [(d.id, d.reports, d.figures) for d in warehouse.datasets()] == [
        ("own", 19, 33),
        ("sample", 1, 1),
    ]
    assert set(warehouse.figures(Filter("sample"))["agency"]) == {"样例县档案局"}
    assert warehouse.figures(Filter("nobody")).empty


def test_the_catalogue_is_kept_in_its_order(warehouse: Warehouse) -> None:
    indicators = warehouse.indicators()
    assert list(indicators["id"])[:2] == ["inspections", "normative_documents_issued"]
    assert list(indicators["units"][0])[:2] == ["次", "家次"]


def test_coverage_counts_figures_bodies_and_years(warehouse: Warehouse) -> None:
    figures = warehouse.figures(OWN)
    coverage = warehouse.coverage(OWN).set_index("indicator")
    assert int(coverage["figures"].sum()) == len(figures)
    for indicator, rows in figures.groupby("indicator"):
        told = coverage.loc[indicator]
        assert told["bodies"] == len(rows[["region", "agency"]].drop_duplicates())
        assert list(told["years"]) == sorted(set(rows["year"]))
    assert warehouse.coverage(Filter("own", years=(1900, 1901))).empty


def test_the_scope_names_years_regions_bodies_and_genres(warehouse: Warehouse) -> None:
    scope = warehouse.scope("own")
    assert scope.years == [2019, 2020, 2021, 2022, 2023]
    assert scope.regions == ["望川市", "青屿县"]
    assert len(scope.agencies) == 6
    assert "望川市人民政府" in set(scope.agencies["agency"])  # known from a ledger only


def test_there_is_one_figure_a_body_year_and_indicator(warehouse: Warehouse) -> None:
    figures = warehouse.figures(OWN)
    assert not figures.duplicated(["region", "agency", "year", "indicator"]).any()


@pytest.mark.parametrize(
    ("year", "value", "qualifier"),
    [(2019, 520, "exact"), (2020, 480, "over"), (2022, 430, "about")],
)
def test_a_figure_keeps_how_it_was_stated(
    warehouse: Warehouse, year: int, value: int, qualifier: str
) -> None:
    figure = pick(warehouse.figures(OWN, ["inspections"]), CITY, year)
    assert (figure["value"], figure["qualifier"], figure["basis"]) == (value, qualifier, "stated")


def test_a_missing_year_is_absent_and_a_stated_zero_is_zero(warehouse: Warehouse) -> None:
    inspections = warehouse.figures(Filter("own", agencies=(CITY,)), ["inspections"])
    assert list(inspections["year"]) == [2019, 2020, 2022, 2023]
    issued = warehouse.figures(OWN, ["normative_documents_issued"])
    assert pick(issued, CITY, 2022)["value"] == 0
    assert not warehouse.figures(OWN)["value"].isna().any()


def test_parts_are_summed_and_a_contradiction_is_flagged(warehouse: Warehouse) -> None:
    figures = warehouse.figures(OWN, ["inspections"])
    parts, conflict = pick(figures, WATER, 2022), pick(figures, WATER, 2023)
    assert (parts["value"], parts["qualifier"], parts["basis"]) == (42, "over", "parts")
    assert (conflict["value"], conflict["conflict"]) == (61, True)
    assert conflict["note"] == "conflict_confirmed"


def test_every_figure_leads_to_its_words(warehouse: Warehouse) -> None:
    for figure in warehouse.figures(OWN).to_dict("records"):
        if figure["basis"] == "ledger":
            assert pd.isna(figure["quote"])
            assert figure["source_url"].startswith("https://")
            continue
        report = warehouse.report(figure["report_id"])
        assert report is not None
        assert report.text[figure["start"] : figure["end"]] == figure["quote"]
        offset = figure["quote_in_sentence"]
        assert figure["sentence"][offset : offset + len(figure["quote"])] == figure["quote"]
        assert figure["start"] <= figure["number_start"] < figure["number_end"] <= figure["end"]


def test_a_body_keeps_to_the_unit_of_its_series(warehouse: Warehouse) -> None:
    county = warehouse.figures(Filter("own", regions=("青屿县",)), ["inspections"])
    series = county[county["agency"] == "青屿县城市管理局"]
    assert list(series["unit"].unique()) == ["家次"]
    assert pick(county, "青屿县城市管理局", 2023)["note"] == "units_differ"


def test_filters_bind_and_narrow(warehouse: Warehouse) -> None:
    years = warehouse.figures(Filter("own", years=(2020, 2021)))
    assert set(years["year"]) == {2020, 2021}
    one = warehouse.reports(Filter("own", agencies=(WATER,), genres=("dis",)))
    assert list(one["year"]) == [2023]
    hostile = Filter("own'; DROP TABLE figures; --", regions=("') OR 1=1 --",))
    assert warehouse.figures(hostile, ["' OR '1'='1"]).empty
    assert len(warehouse.figures(OWN)) == 33


def test_of_a_genre_its_own_statement_is_the_figure(warehouse: Warehouse) -> None:
    """The water bureau's disclosure report of 2023 repeats a number its other report states too."""
    dis = Filter("own", genres=("dis",))
    stated = warehouse.figures(dis)
    assert set(stated["genre"]) == {"dis"}
    assert pick(warehouse.figures(OWN, ["inspections"]), WATER, 2023)["genre"] == "rol"
    own = pick(stated[stated["indicator"] == "inspections"], WATER, 2023)
    assert own["report_id"] in set(warehouse.reports(dis)["report_id"])
    assert int(warehouse.coverage(dis)["figures"].sum()) == len(stated)


def test_genres_together_leave_one_figure_the_first_of_them(warehouse: Warehouse) -> None:
    both = warehouse.figures(Filter("own", genres=("dis", "rol")))
    key = ["region", "agency", "year", "indicator"]
    assert not both.duplicated(key).any()
    assert pick(both[both["indicator"] == "inspections"], WATER, 2023)["genre"] == "rol"
    every = tuple(warehouse.scope("own").genres)
    pd.testing.assert_frame_equal(
        warehouse.figures(Filter("own", genres=every)), warehouse.figures(OWN)
    )


def test_observations_hold_parts_and_leave_superseded_reports_out(warehouse: Warehouse) -> None:
    stated = warehouse.observations(OWN, ["inspections"])
    city = stated[(stated["agency"] == CITY) & (stated["year"] == 2023)]
    total = city[city["parent_id"].isna()]
    assert list(total["value"]) == [420]
    assert set(city["parent_id"].dropna()) == set(total["observation_id"])
    assert list(city["part"].dropna()) == ["日间", "夜间"]
    in_2022 = stated[(stated["agency"] == CITY) & (stated["year"] == 2022)]
    assert sorted(in_2022["value"]) == [77, 430]  # the ledger's and the corrected report's


def test_a_superseded_report_is_marked_and_still_readable(warehouse: Warehouse) -> None:
    reports = warehouse.reports(Filter("own", years=(2022, 2022), agencies=(CITY,)))
    newer, older = reports.iloc[0], reports.iloc[1]
    assert (newer["in_force"], older["in_force"]) == (True, False)
    assert older["superseded_by"] == newer["report_id"]
    view = warehouse.report(older["report_id"])
    assert view is not None
    assert (view.in_force, view.superseded_by) == (False, newer["report_id"])
    current = warehouse.report(newer["report_id"])
    assert current is not None
    assert current.supersedes == (older["report_id"],)


def test_a_report_view_has_its_header_passages_and_neighbours(warehouse: Warehouse) -> None:
    reports = warehouse.reports(Filter("own", agencies=(CITY,), genres=("rol",)))
    in_force = reports[reports["in_force"]].set_index("year")["report_id"]
    view = warehouse.report(in_force[2022])
    assert view is not None
    assert (view.agency, view.year, view.published_on) == (CITY, 2022, date(2023, 5, 9))
    assert (view.previous, view.next) == (in_force[2020], in_force[2023])
    assert view.sections[0].kind == "measures"
    assert view.body.cut(view.text) == view.text
    assert list(view.observations["start"]) == sorted(view.observations["start"])
    assert warehouse.report("unknown") is None


def test_findings_come_with_their_places(warehouse: Warehouse) -> None:
    reports = warehouse.reports(Filter("own", years=(2023, 2023), agencies=(WATER,)))
    views = [warehouse.report(key) for key in reports["report_id"]]
    findings = [finding for view in views if view is not None for finding in view.findings]
    assert [(f.kind, f.indicator, f.spans[0].start) for f in findings] == [
        ("conflict", "inspections", 0)
    ]


def test_rejections_and_counts(warehouse: Warehouse) -> None:
    rejections = warehouse.rejections("own")
    assert list(rejections["kind"]) == ["unsupported"]
    assert warehouse.rejections("sample").empty
    own = warehouse.counts().datasets[0]
    assert (own.reports, own.superseded, own.ledger_rows, own.rejected) == (19, 1, 3, 1)
    assert (own.regions, own.bodies, own.first_year, own.last_year) == (2, 6, 2019, 2023)


def test_columns_keep_their_types_even_where_nothing_is_found(warehouse: Warehouse) -> None:
    for frame in (warehouse.figures(OWN), warehouse.figures(Filter("nobody"))):
        assert frame["value"].dtype == "float64"
        assert frame["start"].dtype == "Int64"
        assert frame["conflict"].dtype == "bool"
        assert frame["quote"].dtype == frame["note"].dtype == "str"
    assert "int" in str(warehouse.figures(OWN)["year"].dtype)


def test_threads_may_share_one_warehouse(warehouse: Warehouse) -> None:
    lengths: list[int] = []
    threads = [
        threading.Thread(
            target=lambda: lengths.extend(len(warehouse.figures(OWN)) for _ in range(10))
        )
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert lengths == [33] * 80


def test_an_empty_warehouse_answers_with_nothing(tmp_path: Path) -> None:
    warehouse = Warehouse.open(build_warehouse(tmp_path, []))
    assert warehouse.datasets() == []
    assert warehouse.scope("own").years == []
    assert warehouse.figures(OWN).empty
    assert not warehouse.indicators().empty


def test_a_missing_warehouse_says_what_to_run(tmp_path: Path) -> None:
    for directory in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(WarehouseError, match="fazhi load") as caught:
            Warehouse.open(directory)
        assert caught.value.kind is WarehouseFault.MISSING


def test_two_places_of_one_name_are_two_places(tmp_path: Path) -> None:
    stated = [Stated("inspections", "检查5次", "5", "次")]
    reports = [
        make_report("鼓山区司法局", 2023, stated, region="鼓山区", region_code=code, remark=code)
        for code in ("320106", "410204")
    ]
    warehouse = Warehouse.open(build_warehouse(tmp_path, reports))
    assert warehouse.scope("own").regions == ["鼓山区（320106）", "鼓山区（410204）"]
    assert len(warehouse.figures(OWN)) == 2
    assert all(warehouse.reports(OWN)["in_force"])


def test_a_place_that_changed_its_code_is_one_place(tmp_path: Path) -> None:
    stated = [Stated("inspections", "检查5次", "5", "次")]
    reports = [
        make_report("大坪县司法局", year, stated, region="大坪县", region_code=code)
        for year, code in ((2010, "522422"), (2012, "520521"))
    ]
    warehouse = Warehouse.open(build_warehouse(tmp_path, reports))
    assert warehouse.scope("own").regions == ["大坪县"]


def test_a_region_that_cannot_be_told_groups_like_a_name(tmp_path: Path) -> None:
    report = make_report(stated=[Stated("inspections", "检查5次", "5", "次")], region=None)
    warehouse = Warehouse.open(build_warehouse(tmp_path, [report]))
    assert list(warehouse.figures(OWN)["region"]) == [""]
    assert warehouse.scope("own").regions == []


def test_the_order_of_the_input_changes_nothing(tmp_path: Path) -> None:
    reports = small_reports()
    answers = []
    for name, given in (("a", reports), ("b", list(reversed(reports)))):
        folder = build_datasets(tmp_path / name, {"own": (given, [], [])})
        warehouse = Warehouse.open(folder)
        tables = [row[0] for row in warehouse.rows("SELECT table_name FROM duckdb_tables()")]
        answers.append(
            {table: warehouse.rows(f"SELECT * FROM {table} ORDER BY ALL") for table in tables}
        )
    assert answers[0] == answers[1]
    assert {"figures", "supersessions", "table_cells"} <= set(answers[0])
