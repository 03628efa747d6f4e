"""What the check of agreement is told, from a real little warehouse."""

from pathlib import Path

from etl.model import Span
from etl.warehouse.compared import read_stated
from etl.warehouse.queries import Filter, Warehouse
from tests.checks.agreeing import disclosure, read_files, rule_of_law, state
from tests.extract.short_reports import catalog
from tests.factories import build_warehouse

BODY = "全年作出行政处罚81件，其中普通程序50件、简易程序31件。\n持续强化监管，作出行政处罚86件。"


def test_it_is_told_what_was_read(tmp_path: Path) -> None:
    reports = read_files(tmp_path, rule_of_law(BODY), disclosure("全年主动公开政府信息58条。"))
    served = Warehouse.open(build_warehouse(tmp_path / "w", reports, catalog=catalog()))
    stated = read_stated(served, Filter("own"))
    served.close()
    assert [each.genre.value for each in stated.reports] == ["dis", "rol"]
    expected = {each.report_id: each for each in map(state, reports)}
    for report in stated.reports:
        known = next(each for each in expected.values() if each.text == report.text)
        assert (report.body, report.cells, report.rivals) == (
            *(known.body, known.cells, known.rivals),
        )
        facts = [(e.indicator, e.value, e.span, e.number, e.part) for e in report.figures]
        assert facts == [(e.indicator, e.value, e.span, e.number, e.part) for e in known.figures]
        parents = {each.id: each.indicator for each in report.figures}
        assert all(each.parent is None or each.parent in parents for each in report.figures)
    assert any(each.parent for each in stated.reports[1].figures)
    assert len(stated.reports[1].rivals[0]) == 2
    assert all(isinstance(span, Span) for span in stated.reports[1].rivals[0])
    assert stated.indicators["penalties"].kind == "count"


def test_only_the_view_and_what_is_in_force_is_told(tmp_path: Path) -> None:
    older = rule_of_law("全年作出行政处罚81件。", year=2022)
    reports = read_files(tmp_path, older, rule_of_law("全年作出行政处罚81件。"))
    served = Warehouse.open(build_warehouse(tmp_path / "w", reports, catalog=catalog()))
    told = read_stated(served, Filter("own", (2023, 2023)))
    served.close()
    assert [each.year for each in told.reports] == [2023]
