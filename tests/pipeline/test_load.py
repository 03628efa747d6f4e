"""What a load counts and keeps: the same folder again, renamed, edited, missing and bad files."""

import os
import shutil
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from etl.errors import RejectionKind
from etl.warehouse.queries import Filter, Warehouse
from tests.fake_stages import (
    STAGES,
    Loader,
    count,
    newer,
    read_report,
    values,
    write_report,
)
from tests.stub_catalog import StubCatalog, stub_catalog


def versions(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.duckdb"))


def test_the_first_load_takes_everything(run: Loader) -> None:
    summary = run()
    assert count(summary) == (2, 2, 0, 0, 0)
    assert (summary.version, summary.published, summary.notices) == (1, True, ())
    assert values(summary) == {2022: 5, 2023: 7}


def test_the_same_folder_again_changes_nothing(run: Loader) -> None:
    first = run()
    before = {path: path.read_bytes() for path in first.warehouse.glob("*.duckdb")}
    second = run()
    assert count(second) == (2, 0, 0, 2, 0)
    assert (second.version, second.published) == (1, False)
    assert {path: path.read_bytes() for path in first.warehouse.glob("*.duckdb")} == before


def test_a_folder_with_a_rejected_file_again_changes_nothing(run: Loader, reports: Path) -> None:
    write_report(reports, "note.txt", remark="解读")
    assert run().published
    again = run()
    assert (count(again), again.published) == ((3, 0, 0, 2, 1), False)


def test_a_renamed_file_is_no_second_report(run: Loader, reports: Path) -> None:
    run()
    (reports / "a.txt").rename(reports / "甲.txt")
    summary = run()
    assert (count(summary), summary.published) == ((2, 0, 0, 2, 0), False)
    assert len(Warehouse.open(summary.warehouse).reports(Filter("own"))) == 2


def test_a_moved_folder_holds_no_new_reports(run: Loader, reports: Path, tmp_path: Path) -> None:
    run()
    moved = shutil.move(reports, tmp_path / "另一处")
    summary = run(Path(moved))
    assert (count(summary), summary.published) == ((2, 0, 0, 2, 0), False)


def test_two_copies_in_one_load_are_one_report(run: Loader, reports: Path) -> None:
    shutil.copy(reports / "a.txt", reports / "copy.txt")
    summary = run()
    assert count(summary) == (3, 2, 0, 1, 0)
    assert summary.superseded == ()


def test_what_is_not_in_the_folder_any_more_stays(run: Loader, reports: Path) -> None:
    run()
    (reports / "a.txt").unlink()
    write_report(reports, "c.txt", 9, year="2021", published="2022-03-01")
    summary = run()
    assert count(summary) == (2, 1, 0, 1, 0)
    assert values(summary) == {2021: 9, 2022: 5, 2023: 7}


def test_a_document_whose_rows_fit_no_part_costs_itself_and_nothing_else(
    run: Loader, reports: Path
) -> None:
    write_report(reports, "aa.txt", 9, year="2021")

    def read_oddly(path, source, origin):
        entry = STAGES.read_file(path, source, origin)
        if path.name == "aa.txt":
            (row,) = entry.rows["reports"]
            entry.rows["reports"] = [(*row[:2], "\ud800", *row[3:])]
        return entry

    summary = run(stages=replace(STAGES, read_file=read_oddly))
    assert count(summary) == (3, 2, 0, 0, 1)
    assert summary.rejections[0].kind is RejectionKind.UNREADABLE
    assert "aa.txt" in summary.rejections[0].message
    assert values(summary) == {2022: 5, 2023: 7}


def test_the_same_files_in_another_data_set_are_kept_apart(run: Loader) -> None:
    run()
    summary = run(dataset="sample")
    assert count(summary) == (2, 2, 0, 0, 0)
    assert values(summary) == values(summary, "sample") == {2022: 5, 2023: 7}


@pytest.mark.parametrize(
    ("content", "kind", "word"),
    [
        ("崩溃|2023|2024-01-01\n检查1次", RejectionKind.UNREADABLE, "RuntimeError"),
        ("解读|2023|2024-01-01\n检查1次", RejectionKind.NOT_A_REPORT, "解读"),
        ("|2023|2024-01-01\n检查1次", RejectionKind.NO_AGENCY, "哪个单位"),
        ("望川市水利局||2024-01-01\n检查1次", RejectionKind.NO_YEAR, "哪一年度"),
        ("%PDF-1.7", RejectionKind.UNSUPPORTED, "PDF"),
    ],
    ids=["fault", "reading note", "no body", "no year", "wrong kind"],
)
def test_a_bad_file_costs_itself_and_nothing_else(
    run: Loader, reports: Path, content: str, kind: RejectionKind, word: str
) -> None:
    (reports / "aa.txt").write_text(content, encoding="utf-8")
    summary = run()
    assert count(summary) == (3, 2, 0, 0, 1)
    (rejection,) = summary.rejections
    assert rejection.kind is kind
    assert "aa.txt" in rejection.source
    assert word in rejection.message
    assert "\n" not in rejection.message
    assert values(summary) == {2022: 5, 2023: 7}


def test_only_bad_files_publish_nothing_and_lose_nothing(run: Loader, tmp_path: Path) -> None:
    run()
    bad = write_report(tmp_path / "bad", "x.txt", remark="崩溃")
    summary = run(bad.parent)
    assert (count(summary), summary.published, summary.version) == ((1, 0, 0, 0, 1), False, 1)
    assert "原有数据不变" in summary.notices[0]
    assert values(summary) == {2022: 5, 2023: 7}


def test_an_empty_folder_publishes_nothing_and_says_so(run: Loader, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    summary = run(tmp_path / "empty")
    assert (count(summary), summary.published, summary.version) == ((0, 0, 0, 0, 0), False, 0)
    assert "没有可读的文件" in summary.notices[0]
    assert versions(summary.warehouse) == []


def test_a_file_that_vanishes_while_loading_keeps_what_was_read(run: Loader, reports: Path) -> None:
    run()
    (reports / "a.txt").unlink()
    listed = replace(STAGES, files_below=lambda paths: [reports / "a.txt", reports / "b.txt"])
    summary = run(stages=listed)
    assert count(summary) == (2, 0, 0, 1, 1)
    assert summary.rejections[0].kind is RejectionKind.NOT_FOUND
    assert values(summary) == {2022: 5, 2023: 7}


def test_a_report_that_a_newer_engine_refuses_goes(run: Loader, reports: Path) -> None:
    run()

    def refuse_a(document):
        if document.source.endswith("a.txt"):
            return read_report(replace(document, text="解读"))
        return read_report(document)

    summary = run(stages=newer("2", refuse_a))
    assert count(summary) == (2, 0, 0, 1, 1)
    assert values(summary) == {2023: 7}


def test_a_newer_engine_reads_everything_again(run: Loader) -> None:
    run()
    same = run(stages=replace(STAGES, engine="2"))
    assert (count(same), same.published) == ((2, 0, 0, 2, 0), True)

    def read_one_more(document):
        report = read_report(document)
        found = tuple(replace(item, value=item.value + 1) for item in report.observations)
        return replace(report, observations=found)

    other = run(stages=newer("3", read_one_more))
    assert count(other) == (2, 0, 2, 0, 0)
    assert values(other) == {2022: 6, 2023: 8}


def test_another_catalogue_makes_a_new_version(run: Loader) -> None:
    run()
    summary = run(catalog=StubCatalog(stub_catalog().indicators, "other"))
    assert (count(summary), summary.published, summary.version) == ((2, 0, 0, 2, 0), True, 2)


def test_known_files_are_not_read_again(run: Loader, reports: Path) -> None:
    write_report(reports, "note.txt", remark="解读")
    run()
    blind = replace(STAGES, read_file=lambda path, source, _: pytest.fail(f"read {source} again"))
    assert count(run(stages=blind)) == (3, 0, 0, 2, 1)


def test_progress_tells_every_file(run: Loader) -> None:
    seen: list[str] = []
    run(progress=seen.append)
    assert [Path(source).name for source in seen] == ["a.txt", "b.txt"]


def test_two_folders_in_turn_change_nothing(run: Loader, reports: Path, tmp_path: Path) -> None:
    write_report(reports, "note.txt", remark="解读")
    other = write_report(tmp_path / "other", "c.txt", 9, year="2021", published="2022-03-01")
    run()
    run(other.parent)
    assert not run().published


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_named_pipe_is_passed_over(run: Loader, reports: Path) -> None:
    os.mkfifo(reports / "pipe.txt")

    def give_up(signum: int, frame: object) -> None:
        pytest.fail("the load hangs")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(4)
    try:
        summary = run()
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
    assert summary.new == 2
