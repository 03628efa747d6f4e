"""The plans of the sample city, from its pages through the warehouse."""

from collections.abc import Iterator

import pytest

from etl.checks.deeds import follow
from etl.checks.followed import State
from etl.checks.grams import find_rarity
from etl.checks.promises import find_promises
from etl.checks.standing import find_standing
from etl.record import ReportRecord
from etl.warehouse.queries import Filter, Warehouse
from etl.warehouse.records import read_records
from tests.checks.sample_reports import SAMPLES, build_rol_warehouse

Reports = dict[tuple[str, int], ReportRecord]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reports]:
    if not SAMPLES.exists():
        pytest.skip("the sample data set is not here")
    opened = Warehouse.open(build_rol_warehouse(tmp_path_factory.mktemp("samples")))
    found = read_records(opened, Filter("sample"), text=True)
    opened.close()
    yield {(each.agency.removeprefix("云岫市"), each.year): each for each in found}


def tell(reports: Reports, body: str, year: int) -> dict[str, State]:
    followed = follow(
        find_promises(reports[body, year]),
        reports[body, year + 1],
        find_rarity(list(reports.values())),
    )
    return {each.promise.quote: each.state for each in followed}


def test_two_of_three_are_done_and_the_third_is_passed_over(reports: Reports) -> None:
    found = tell(reports, "司法局", 2022)
    assert list(found.values()) == [State.DONE, State.DONE, State.SILENT]
    assert "监督员管理办法" in list(found)[-1]


@pytest.mark.parametrize(
    ("body", "year", "words"),
    [
        # Told in other words, in part, or as a shortcoming: read one by one, none is passed over.
        ("教育局", 2020, "一校一章程修订"),
        ("司法局", 2020, "合法性审查协作区"),
        ("司法局", 2023, "增配复议办案力量"),
        ("生态环境局", 2022, "继续压减不必要检查"),
        ("科学技术局", 2022, "拟新增一家"),
        ("科学技术局", 2021, "修订规范性文件2件"),
        ("教育局", 2022, "共享法律顾问"),
        ("教育局", 2023, "修订学生申诉处理指引"),
    ],
)
def test_what_is_told_in_any_way_is_not_called_silent(
    reports: Reports, body: str, year: int, words: str
) -> None:
    found = tell(reports, body, year)
    states = [state for quote, state in found.items() if words in quote]
    assert states
    assert State.SILENT not in states


def test_the_copied_report_tells_its_shortcomings_again(reports: Reports) -> None:
    found = find_standing(list(reports.values()))
    assert {(each.agency, each.years) for each in found} == {("云岫市交通运输局", (2021, 2022))}
    assert len(found) == 3


def test_two_reports_alone_are_enough(reports: Reports) -> None:
    both = [reports["司法局", 2022], reports["司法局", 2023]]
    followed = follow(find_promises(both[0]), both[1], find_rarity(both))
    assert [each.state for each in followed] == [State.DONE, State.DONE, State.SILENT]
    assert [each.state for each in follow(find_promises(both[0]), both[1])][-1] == State.SILENT
