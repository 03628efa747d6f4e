"""What reports name, kept and found again, from the small warehouse."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from etl.warehouse.build import Build, Carried, Stamp
from etl.warehouse.queries import Filter, Warehouse
from etl.warehouse.rows import Origin, split_report
from etl.warehouse.versions import name_version
from tests.factories import BUILT_AT, build_warehouse, make_report, small_warehouse
from tests.small_city import FIRM, STALLS

CITY = "望川市城市管理局"
OWN = Filter("own")


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    opened = Warehouse.open(small_warehouse(tmp_path_factory.mktemp("named")))
    yield opened
    opened.close()


def list_names(frame: pd.DataFrame) -> list[tuple[int, str]]:
    return list(zip(frame["year"], frame["name"], strict=True))


def test_a_document_is_named_with_all_that_is_known_of_it(warehouse: Warehouse) -> None:
    (row,) = warehouse.find_named(OWN, "摊点").to_dict("records")
    assert (row["kind"], row["deed"]) == ("normative_document", "issued")
    assert (row["number"], row["issuer"]) == (STALLS.number, STALLS.issuer)
    assert (row["agency"], row["year"], row["region"]) == (CITY, 2023, "望川市")


def test_every_name_leads_to_its_words(warehouse: Warehouse) -> None:
    for row in warehouse.named(OWN).to_dict("records"):
        report = warehouse.report(row["report_id"])
        assert report is not None
        assert report.text[row["start"] : row["end"]] == row["quote"]
        offset = row["quote_in_sentence"]
        assert row["sentence"][offset : offset + len(row["quote"])] == row["quote"]
        assert row["named_id"] in set(report.named["named_id"])


def test_kinds_and_filters_narrow(warehouse: Warehouse) -> None:
    fields = warehouse.named(OWN, ["inspection_field"])
    assert list_names(fields) == [(2023, "渣土运输"), (2022, "渣土运输")]
    assert warehouse.named(Filter("own", years=(2022, 2022)), ["law"]).empty
    assert warehouse.named(Filter("own", regions=("青屿县",))).empty
    assert warehouse.named(Filter("sample")).empty


def test_a_superseded_report_names_nothing(warehouse: Warehouse) -> None:
    assert list_names(warehouse.named(OWN, ["law_firm"])) == [(2023, FIRM.name)]


@pytest.mark.parametrize(
    "text",
    [
        "望政办发〔2023〕7号",
        "望政办发(2023) 7号",
        "望政办发[2023]7号",
        "摊点 办公室",
        "《望川市摊点》",
    ],
)
def test_a_name_is_found_however_it_is_typed(warehouse: Warehouse, text: str) -> None:
    assert list(warehouse.find_named(OWN, text)["name"]) == [STALLS.name]


def test_a_law_is_found_by_its_short_name(warehouse: Warehouse) -> None:
    assert list(warehouse.find_named(OWN, "行政处罚法")["kind"]) == ["law"]


@pytest.mark.parametrize("text", ["", "  ", "《》（）"])
def test_without_words_everything_is_found(warehouse: Warehouse, text: str) -> None:
    assert len(warehouse.find_named(OWN, text)) == len(warehouse.named(OWN)) == 9


@pytest.mark.parametrize("text", ["没有这个", "摊点 没有", "%", "_", "' OR 1=1 --", "\\"])
def test_what_nobody_named_is_not_found(warehouse: Warehouse, text: str) -> None:
    assert warehouse.find_named(OWN, text).empty


def test_the_newest_come_first_and_no_more_than_asked(warehouse: Warehouse) -> None:
    assert list_names(warehouse.find_named(OWN, "渣土", most=1)) == [(2023, "渣土运输")]


def test_columns_keep_their_types_where_nothing_is_found(warehouse: Warehouse) -> None:
    frame = warehouse.find_named(OWN, "没有这个")
    assert frame["deed"].dtype == frame["number"].dtype == frame["quote"].dtype == "str"
    assert frame["start"].dtype == "Int64"


def test_names_of_a_new_region_go_by_its_place(tmp_path: Path) -> None:
    reports = [
        make_report(
            "鼓山区司法局", 2023, region="鼓山区", region_code=code, named=[FIRM], remark=code
        )
        for code in ("320106", "410204")
    ]
    found = Warehouse.open(build_warehouse(tmp_path, reports)).named(OWN)
    assert sorted(found["region"]) == ["鼓山区（320106）", "鼓山区（410204）"]


def test_names_are_carried_over_with_their_documents(tmp_path: Path) -> None:
    folder = build_warehouse(tmp_path, [make_report(named=[STALLS, FIRM])])
    with Build(tmp_path / "next.duckdb", 2) as build:
        build.finish(Stamp("e", "d", BUILT_AT), Carried(previous=folder / name_version(1)))
    with duckdb.connect(str(tmp_path / "next.duckdb")) as after:
        assert after.execute("SELECT name FROM named_things ORDER BY position").fetchall() == [
            (STALLS.name,),
            (FIRM.name,),
        ]


@pytest.mark.parametrize("change", ["deed = NULL", "deed = 'sold'", "kind = 'law'", "name = ''"])
def test_a_row_that_makes_no_sense_is_refused(tmp_path: Path, change: str) -> None:
    with Build(tmp_path / "one.duckdb", 1) as build:
        origin = Origin("own", "ab" * 32, "a.txt", "/a.txt", "reader", "engine", 1)
        build.add(split_report(make_report(named=[STALLS]), origin))
        build.finish(Stamp("e", "d", BUILT_AT))
    with (
        duckdb.connect(str(tmp_path / "one.duckdb")) as connection,
        pytest.raises(duckdb.ConstraintException),
    ):
        connection.execute(f"UPDATE named_things SET {change}")
