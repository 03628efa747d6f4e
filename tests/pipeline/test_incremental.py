"""What a load need not read again, and what it must: copies, kept texts, missing files, verdicts."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from etl.catalog import Catalog, load_catalog
from etl.errors import Rejected, RejectionKind
from etl.pipeline import LoadSummary, load
from etl.readers import files_below, read
from etl.warehouse.queries import Warehouse
from etl.warehouse.stored import read_documents
from etl.warehouse.versions import name_version
from tests.fake_stages import (
    STAGES,
    Loader,
    count,
    newer,
    read_report,
    values,
    write_ledger,
    write_report,
)
from tests.readers import renditions
from tests.stub_catalog import StubCatalog, stub_catalog

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "data" / "samples"
GOLD = ROOT / "tests" / "gold"
SETS = ("tables", "names", "seventh")
OTHER = StubCatalog(stub_catalog().indicators, "other")


def marks(summary: LoadSummary) -> dict[str, int | None]:
    """Return since which version each file is missing."""
    query = "SELECT source, missing_since FROM documents ORDER BY source"
    with connect(summary) as connection:
        return {Path(name).name: mark for name, mark in connection.execute(query).fetchall()}


def connect(summary: LoadSummary) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(summary.warehouse / name_version(summary.version)), read_only=True)


def reasons(summary: LoadSummary) -> list[tuple[str, RejectionKind]]:
    return [(Path(each.source).name, each.kind) for each in summary.rejections]


def test_every_copy_of_a_rejected_content_is_rejected_by_name(run: Loader, reports: Path) -> None:
    for name in ("n1.txt", "n2.txt", "n3.txt", "n4.txt"):
        write_report(reports, name, remark="解读")
    first = run()
    assert count(first) == (6, 2, 0, 0, 4)
    assert [name for name, _ in reasons(first)] == ["n1.txt", "n2.txt", "n3.txt", "n4.txt"]
    again = run()
    assert (count(again), again.published) == ((6, 0, 0, 2, 4), False)
    assert again.rejections == first.rejections


def test_a_copy_stands_in_for_what_could_not_be_read(run: Loader, reports: Path) -> None:
    for name in ("c1.txt", "c2.txt", "c3.txt"):
        write_report(reports, name, 9, year="2021", published="2022-03-01")

    def fail_once(path, source, origin):
        if path.name == "c1.txt":
            raise Rejected(RejectionKind.TOO_SLOW, f"{source}：太慢。")
        return STAGES.read_file(path, source, origin)

    summary = run(stages=replace(STAGES, read_file=fail_once))
    assert count(summary) == (5, 3, 0, 1, 1)
    assert reasons(summary) == [("c1.txt", RejectionKind.TOO_SLOW)]
    assert values(summary) == {2021: 9, 2022: 5, 2023: 7}


def test_a_verdict_is_remembered_until_the_rules_change(run: Loader, reports: Path) -> None:
    write_report(reports, "note.txt", remark="解读")
    run()
    asked: list[str] = []

    def note(path, source, origin):
        asked.append(path.name)
        return STAGES.read_file(path, source, origin)

    run(stages=replace(STAGES, read_file=note))
    assert asked == []
    run(stages=replace(STAGES, read_file=note, engine="2"))
    assert asked == ["note.txt"]


def test_a_verdict_that_may_pass_is_not_remembered(run: Loader, reports: Path) -> None:
    def fail(path, source, origin):
        if path.name == "a.txt":
            raise Rejected(RejectionKind.TOO_SLOW, f"{source}：太慢。")
        return STAGES.read_file(path, source, origin)

    assert count(run(stages=replace(STAGES, read_file=fail))) == (2, 1, 0, 0, 1)
    later = run()
    assert (count(later), later.published) == ((2, 1, 0, 1, 0), True)
    assert Warehouse.open(later.warehouse).rejections("own").empty


def test_rejections_of_another_folder_stay_though_it_cannot_be_looked_at(
    run: Loader, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = write_report(tmp_path / "share", "note.txt", remark="解读").parent
    run(other, reports)
    exists = Path.exists

    def look(path: Path, **named: bool) -> bool:
        if path.is_relative_to(other):
            raise OSError(107, "Transport endpoint is not connected")
        return exists(path, **named)

    monkeypatch.setattr(Path, "exists", look)
    assert not run().published


def test_a_missing_file_is_marked_once_and_its_return_is_noted(run: Loader, reports: Path) -> None:
    run()
    kept = (reports / "a.txt").read_bytes()
    (reports / "a.txt").unlink()
    gone = run()
    assert (gone.lost, gone.published) == (1, True)
    assert marks(gone) == {"a.txt": 2, "b.txt": None}
    again = run()
    assert (again.lost, again.published) == (1, False)
    (reports / "a.txt").write_bytes(kept)
    back = run()
    assert (count(back), back.lost, back.published) == ((2, 0, 0, 2, 0), 0, True)
    assert marks(back) == {"a.txt": None, "b.txt": None}


def test_a_mark_stays_when_the_text_is_read_again(run: Loader, reports: Path) -> None:
    run()
    (reports / "a.txt").unlink()
    run()
    again = run(catalog=OTHER)
    assert (again.again, again.lost) == (2, 1)
    assert marks(again) == {"a.txt": 2, "b.txt": None}
    assert not run(catalog=OTHER).published


def test_a_file_found_missing_while_rules_change_is_marked(run: Loader, reports: Path) -> None:
    run()
    (reports / "a.txt").unlink()
    summary = run(catalog=OTHER)
    assert (summary.again, summary.lost) == (2, 1)
    assert marks(summary) == {"a.txt": 2, "b.txt": None}


def test_pruning_takes_out_what_is_gone_and_the_version_before_keeps_it(
    run: Loader, reports: Path
) -> None:
    before = run()
    (reports / "a.txt").unlink()
    summary = run(prune=True)
    assert (summary.pruned, summary.lost) == (1, 0)
    assert values(summary) == {2023: 7}
    assert (summary.warehouse / name_version(before.version)).exists()
    with connect(before) as connection:
        assert connection.execute("SELECT count(*) FROM documents").fetchall() == [(2,)]
    again = run(prune=True)
    assert (again.pruned, again.published) == (0, False)


def test_pruning_takes_out_what_newer_rules_would_read_again(run: Loader, reports: Path) -> None:
    run()
    (reports / "a.txt").unlink()
    summary = run(prune=True, catalog=OTHER)
    assert (summary.pruned, summary.again) == (1, 1)
    assert values(summary) == {2023: 7}


def test_pruning_takes_out_what_was_marked_before(run: Loader, reports: Path) -> None:
    run()
    (reports / "a.txt").unlink()
    run()
    assert values(run(prune=True)) == {2023: 7}


def test_a_file_that_is_rejected_now_is_not_gone(run: Loader, reports: Path) -> None:
    run()
    write_report(reports, "a.txt", remark="解读")
    summary = run(prune=True)
    assert (count(summary), summary.pruned) == ((2, 0, 0, 1, 1), 0)
    assert values(summary) == {2022: 5, 2023: 7}


def test_a_report_that_newer_rules_refuse_goes_by_name(run: Loader, reports: Path) -> None:
    run()
    (reports / "a.txt").unlink()  # from its kept text, then

    def refuse(document):
        if document.source.endswith("a.txt"):
            raise Rejected(RejectionKind.NOT_A_REPORT, f"{document.source}：不是报告。")
        return read_report(document)

    summary = run(stages=newer("2", refuse))
    assert reasons(summary) == [("a.txt", RejectionKind.NOT_A_REPORT)]
    assert values(summary) == {2023: 7}


def test_a_kept_text_the_rules_fail_on_stays_as_it_was(run: Loader) -> None:
    run()

    def fail(document):
        if document.source.endswith("a.txt"):
            raise RuntimeError("a fault of the extractor")
        return read_report(document)

    summary = run(stages=newer("2", fail))
    assert reasons(summary) == [("a.txt", RejectionKind.UNREADABLE)]
    assert values(summary) == {2022: 5, 2023: 7}


def test_a_load_without_a_path_reads_kept_texts_under_the_rules_of_now(
    run: Loader, reports: Path, tmp_path: Path
) -> None:
    run()
    run(dataset="sample")
    shutil.rmtree(reports)
    warehouse = tmp_path / "warehouse"
    same = load([], warehouse=warehouse, catalog=stub_catalog(), stages=STAGES)
    assert (same.published, same.again, same.lost) == (False, 0, 0)
    other = load([], warehouse=warehouse, catalog=OTHER, stages=STAGES)
    assert (other.published, other.again, other.lost, other.read) == (True, 4, 0, 0)
    assert values(other) == values(other, "sample") == {2022: 5, 2023: 7}


def test_what_is_refused_of_another_data_set_is_told_there(run: Loader, reports: Path) -> None:
    run(dataset="sample")
    other = write_report(reports.parent / "other", "c.txt", 9, year="2021", published="2022-03-01")

    def refuse(document):
        if document.source.endswith("a.txt"):
            raise Rejected(RejectionKind.NOT_A_REPORT, f"{document.source}：不是报告。")
        return read_report(document)

    summary = run(other, stages=newer("2", refuse))
    assert reasons(summary) == [("a.txt", RejectionKind.NOT_A_REPORT)]
    warehouse = Warehouse.open(summary.warehouse)
    assert warehouse.rejections("own").empty
    assert [Path(name).name for name in warehouse.rejections("sample")["source"]] == ["a.txt"]
    again = run(stages=newer("2", refuse), dataset="sample")
    assert reasons(again) == reasons(summary)


def test_a_copy_of_a_former_ledger_neither_goes_nor_comes_back_as_new(
    run: Loader, tmp_path: Path
) -> None:
    path = write_ledger(tmp_path / "f.csv", "望川市民政局,2020,4", "望川市民政局,2021,5")
    run(path)
    for name in ("a.csv", "z.csv"):
        shutil.copy(path, tmp_path / name)
    write_ledger(path, "望川市民政局,2020,40")
    files = sorted(tmp_path.glob("*.csv"))
    summary = run(*files)
    assert count(summary) == (3, 0, 1, 2, 0)
    assert values(summary) == {2020: 40, 2021: 5}
    assert not run(*files).published


# Texts that are kept, with the real readers.


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Samples and gold sets, and some samples in other formats, tables and page facts in them."""
    folder = tmp_path_factory.mktemp("papers")
    for source in (SAMPLES, *(GOLD / name for name in SETS)):
        for path in source.iterdir():
            if path.suffix not in (".md", ".jsonl"):
                shutil.copy(path, folder / f"{source.name}-{path.name}")
    for name in renditions.CHOSEN:
        document = renditions.read_sample(name)
        (folder / name).with_suffix(".docx").write_bytes(renditions.make_docx(document))
        if renditions.find_browser() is not None:
            page = renditions.make_page(document)
            (folder / name).with_suffix(".pdf").write_bytes(renditions.print_pdf(page))
    return folder


@pytest.fixture(scope="module")
def loaded(papers: Path, catalog: Catalog) -> LoadSummary:
    return load([papers], warehouse=papers.parent / "kept", catalog=catalog)


def test_a_kept_document_is_the_document_that_was_read(papers: Path, loaded: LoadSummary) -> None:
    seen, tables = 0, 0
    with connect(loaded) as connection:
        rows = connection.execute("SELECT report_no FROM reports ORDER BY report_no").fetchall()
        for _, kept in read_documents(connection, [row[0] for row in rows]):
            assert kept == read(Path(kept.source), source=kept.source)
            seen, tables = seen + 1, tables + len(kept.tables)
    assert seen == loaded.new > 60
    assert tables > 20
    assert {path.suffix for path in papers.iterdir()} >= {".txt", ".html", ".docx"}


def rows_of(summary: LoadSummary) -> Iterator[tuple[str, list[tuple[object, ...]]]]:
    """Yield the rows of each table, but for the stamps of a reading."""
    stamps = {"documents": "engine, loaded_version", "build": "version, built_at, base, sources"}
    with connect(summary) as connection:
        names = connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE NOT internal ORDER BY 1"
        ).fetchall()
        for (name,) in names:
            left = f" EXCLUDE ({stamps[name]})" if name in stamps else ""
            query = f"SELECT *{left} FROM {name} ORDER BY ALL"
            yield name, connection.execute(query).fetchall()


def without(catalog: Catalog, *ids: str) -> Catalog:
    """Return a catalogue that lacks some indicators."""
    kept = {key: each for key, each in catalog.indicators.items() if key not in ids}
    return replace(catalog, indicators=kept, digest="0" * len(catalog.digest))


def test_a_kept_text_gives_row_for_row_what_its_file_would(
    papers: Path, loaded: LoadSummary, catalog: Catalog, tmp_path: Path
) -> None:
    other = without(catalog, "inspections", "lawsuits")
    anew = load([papers], warehouse=tmp_path / "anew", catalog=other)
    shutil.copytree(loaded.warehouse, tmp_path / "kept")
    hidden = papers.rename(papers.with_name("hidden"))
    try:
        again = load([], warehouse=tmp_path / "kept", catalog=other)
    finally:
        hidden.rename(papers)
    assert (again.again, again.rejected, again.published) == (loaded.new, 0, True)
    expected = dict(rows_of(anew))
    for name, rows in rows_of(again):
        if name != "rejections":
            assert rows == expected[name], name


def test_every_format_is_among_the_papers(papers: Path) -> None:
    assert sum(1 for _ in files_below([papers])) > 60
