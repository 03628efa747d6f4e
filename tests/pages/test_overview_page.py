"""The overview: what stands out, and who stated what over years or over indicators."""

from pathlib import Path

import pytest

from etl.errors import RejectionKind
from etl.warehouse.build import Rejection
from tests.factories import Stated, build_datasets
from tests.makers import make_report
from tests.pages.conftest import Show
from tests.pages.visit import Reader

CITY, WATER = "望川市城市管理局", "望川市水利局"


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two bodies over two years; one file of the second year could not be read."""
    stated = [Stated("inspections", "检查12次", "12", "次")]
    reports = [
        make_report(CITY, 2022, stated),
        make_report(CITY, 2023, stated),
        make_report(WATER, 2022, stated),
    ]
    rejections = [
        Rejection(f"{WATER}2023年法治政府建设年度报告.pdf", RejectionKind.EMPTY, "没有文字"),
        Rejection(f"{CITY}2022年法治政府建设年度报告.pdf", RejectionKind.EMPTY, "没有文字"),
    ]
    return build_datasets(tmp_path_factory.mktemp("scanned"), {"own": (reports, [], rejections)})


def test_an_unreadable_document_is_a_state_of_its_own(show: Show, scanned: Path) -> None:
    matrix = show(scanned).part("matrix")
    states = {row["body"]: [cell["state"] for cell in row["cells"]] for row in matrix["rows"]}
    # A report that was read speaks, whatever another file of the year could not.
    assert states == {"城市管理局": ["exact", "exact"], "水利局": ["exact", "unread"]}
    legend = {entry["state"]: entry["words"] for entry in matrix["legend"]}
    assert legend["unread"] == "有文件，未能读出"


def test_the_latest_year_by_indicator(show: Show, small: Path) -> None:
    shown = show(small, data="own", matrix="indicators")
    matrix = shown.part("matrix")
    assert "行政检查" in matrix["columns"]
    rows = {row["body"]: row["cells"] for row in matrix["rows"]}
    inspected = rows[CITY][matrix["columns"].index("行政检查")]
    assert (inspected["sign"], inspected["state"]) == ("420", "exact")
    years = {row["year"] for row in shown.part("table_twin")["rows"]}
    assert years == {2023}
    told = {row["indicator"] for row in shown.part("table_twin")["rows"]}
    assert told <= set(matrix["columns"])


def test_the_switch_writes_the_address_and_an_unknown_value_means_years(small: Path) -> None:
    reader = Reader(small)
    assert reader.open(data="own", matrix="moons").part("matrix")["columns"][0] == "2019"
    reader.app.segmented_control(key="overview.matrix").set_value("indicators")
    assert reader.run().query["matrix"] == "indicators"
    reader.app.segmented_control(key="overview.matrix").set_value("years")
    assert "matrix" not in reader.run().query


@pytest.mark.parametrize(("lang", "start"), [("zh", "增幅最大"), ("en", "Largest rise")])
def test_what_stands_out_is_said_in_the_readers_language(
    show: Show, sample: Path, lang: str, start: str
) -> None:
    sentences = show(sample, lang=lang).part("findings")["sentences"]
    assert 1 <= len(sentences) <= 3
    assert sentences[0].startswith(start)
