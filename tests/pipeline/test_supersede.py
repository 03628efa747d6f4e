"""A corrected re-publication takes the place of the older one, and the load says so."""

from pathlib import Path

from etl.warehouse.queries import Filter, Warehouse
from tests.fake_stages import Loader, count, values, write_report


def standing(folder: Path) -> dict[str, bool]:
    """Return which file is in force."""
    reports = Warehouse.open(folder).reports(Filter("own"))
    names = (Path(source).name for source in reports["source"])
    return dict(zip(names, reports["superseded_by"].isna(), strict=True))


def test_a_later_published_correction_supersedes_and_says_so(run: Loader, reports: Path) -> None:
    run()
    write_report(reports, "b2.txt", 70, published="2024-06-01")
    summary = run()
    assert count(summary) == (3, 0, 1, 2, 0)
    (said,) = summary.superseded
    assert "望川市水利局2023年法治政府建设年度报告" in said
    assert "b2.txt（2024-06-01 公布）" in said.split("取代")[0]
    assert "b.txt（2024-03-01 公布）" in said.split("取代")[1]
    assert values(summary) == {2022: 5, 2023: 70}


def test_it_is_said_once(run: Loader, reports: Path) -> None:
    run()
    write_report(reports, "b2.txt", 70, published="2024-06-01")
    run()
    again = run()
    assert (again.superseded, again.published) == ((), False)


def test_the_older_one_loaded_later_does_not_take_over(run: Loader, reports: Path) -> None:
    run()
    write_report(reports, "b0.txt", 1, published="2024-01-05")
    summary = run()
    (said,) = summary.superseded
    assert "b.txt（2024-03-01 公布）" in said.split("取代")[0]
    assert count(summary) == (3, 1, 0, 2, 0)
    assert values(summary)[2023] == 7


def test_both_in_one_load_are_judged_by_date_and_not_by_name(run: Loader, reports: Path) -> None:
    write_report(reports, "a-corrected.txt", 70, published="2024-06-01")
    write_report(reports, "z-first.txt", 1, published="2024-01-05")
    summary = run()
    assert values(summary)[2023] == 70
    assert len(summary.superseded) == 2


def test_an_edited_file_without_a_new_date_takes_over_as_the_later_loaded(
    run: Loader, reports: Path
) -> None:
    run()
    write_report(reports, "b.txt", 8)
    summary = run()
    assert count(summary) == (2, 0, 1, 1, 0)
    assert values(summary)[2023] == 8
    assert len(summary.superseded) == 1


def test_another_year_or_body_supersedes_nothing(run: Loader, reports: Path) -> None:
    run()
    write_report(reports, "c.txt", 9, year="2021", published="2024-06-01")
    write_report(reports, "d.txt", 9, agency="望川市民政局", published="2024-06-01")
    summary = run()
    assert (count(summary), summary.superseded) == ((4, 2, 0, 2, 0), ())


def test_the_superseded_report_stays_readable(run: Loader, reports: Path) -> None:
    run()
    write_report(reports, "b2.txt", 70, published="2024-06-01")
    summary = run()
    assert standing(summary.warehouse) == {"a.txt": True, "b.txt": False, "b2.txt": True}
    (own,) = Warehouse.open(summary.warehouse).counts().datasets
    assert (own.reports, own.superseded) == (2, 1)


def test_a_file_that_says_again_what_it_said_before_is_believed(run: Loader, reports: Path) -> None:
    for value in (7, 8, 7):
        write_report(reports, "b.txt", value, published="")
        summary = run()
        assert values(summary)[2023] == value
    assert count(summary) == (2, 0, 1, 1, 0)
    assert count(run()) == (2, 0, 0, 2, 0)
