"""Tables of figures in a load: bad rows are told each time, good rows load, files are kept up."""

from pathlib import Path

from etl.errors import RejectionKind
from etl.warehouse.queries import Filter, Warehouse
from tests.fake_stages import Loader, count, values, values_of, write_ledger

GOOD = ("望川市民政局,2020,4", "望川市民政局,2021,5")


def test_good_rows_load_and_bad_ones_are_told_with_their_line(run: Loader, tmp_path: Path) -> None:
    path = write_ledger(tmp_path / "f.csv", GOOD[0], "望川市民政局,2022,多", GOOD[1])
    summary = run(path)
    assert count(summary) == (1, 1, 0, 0, 1)
    (bad,) = summary.rejections
    assert (bad.source, bad.kind, bad.line) == (path.as_posix(), RejectionKind.BAD_ROW, 3)
    assert all(word in bad.message for word in ("value", "多", "不是数字"))
    assert values(summary) == {2020: 4, 2021: 5}


def test_bad_rows_are_told_each_time_and_kept(run: Loader, tmp_path: Path) -> None:
    path = write_ledger(tmp_path / "f.csv", *GOOD, "望川市民政局,2022,多")
    first = run(path)
    second = run(path)
    assert (count(second), second.published) == ((1, 0, 0, 1, 1), False)
    assert second.rejections == first.rejections
    kept = Warehouse.open(second.warehouse).rejections("own")
    assert [(row.line, row.kind) for row in kept.itertuples()] == [(4, "bad_row")]


def test_a_corrected_ledger_replaces_what_it_held(run: Loader, tmp_path: Path) -> None:
    path = write_ledger(tmp_path / "f.csv", *GOOD, "望川市民政局,2022,多")
    run(path)
    write_ledger(path, GOOD[0], "望川市民政局,2022,6")
    summary = run(path)
    assert (count(summary), summary.superseded) == ((1, 0, 1, 0, 0), ())
    assert values(summary) == {2020: 4, 2022: 6}


def test_a_renamed_ledger_is_no_second_one(run: Loader, tmp_path: Path) -> None:
    path = write_ledger(tmp_path / "f.csv", *GOOD)
    run(path)
    summary = run(path.rename(tmp_path / "台账.csv"))
    assert (count(summary), summary.published) == ((1, 0, 0, 1, 0), False)


def test_a_ledger_without_a_good_row_keeps_what_was_there(run: Loader, tmp_path: Path) -> None:
    path = write_ledger(tmp_path / "f.csv", *GOOD)
    run(path)
    write_ledger(path, "望川市民政局,2022,多")
    summary = run(path)
    assert (count(summary), summary.published) == ((1, 0, 0, 0, 2), False)
    assert [bad.kind for bad in summary.rejections] == [RejectionKind.BAD_ROW, RejectionKind.EMPTY]
    assert values(summary) == {2020: 4, 2021: 5}


def test_rows_of_another_ledger_take_over_and_it_is_said(run: Loader, tmp_path: Path) -> None:
    run(write_ledger(tmp_path / "f.csv", *GOOD))
    summary = run(write_ledger(tmp_path / "g.csv", "望川市民政局,2021,50"))
    (said,) = summary.superseded
    assert "f.csv 的 1 行数据" in said
    assert "g.csv" in said.split("由")[1]
    assert values(summary) == {2020: 4, 2021: 50}


def test_a_report_comes_before_a_ledger_of_its_body_and_year(run: Loader, reports: Path) -> None:
    write_ledger(reports / "f.csv", "望川市水利局,2023,99", "望川市水利局,2021,3")
    summary = run()
    assert count(summary) == (3, 3, 0, 0, 0)
    assert values_of(summary, "望川市水利局") == [3, 5, 7]


def test_each_figure_keeps_its_address_and_line(run: Loader, tmp_path: Path) -> None:
    summary = run(write_ledger(tmp_path / "f.csv", *GOOD))
    found = Warehouse.open(summary.warehouse).observations(Filter("own"))
    assert set(found["source_url"]) == {"https://wangchuan.example/report/2022"}
    assert sorted(Path(source).name for source in found["source"]) == ["f.csv", "f.csv"]
