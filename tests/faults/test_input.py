"""A folder that changes, goes or empties while it is loaded: no crash, and nothing is lost."""

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from etl.batch import Look
from etl.catalog import load_catalog
from etl.crew import LocalCrew
from etl.errors import RejectionKind
from etl.pipeline import LoadSummary, load
from etl.readers import files_below
from etl.stages import Stages
from etl.warehouse.queries import Warehouse
from tests.fake_stages import STAGES, count, values, write_ledger, write_report
from tests.faults.town import make_html, write_text
from tests.faults.verdict import read_stated
from tests.stub_catalog import StubCatalog, stub_catalog

CHANGED = "在装入过程中被改动"
REAL = replace(STAGES, files_below=files_below)  # the real listing, the plain reading


class Meddler(LocalCrew):
    """A crew that lets something happen between looking at files and reading them."""

    def __init__(self, stages: Stages, what: Callable[[], object]) -> None:
        super().__init__(stages, 2)
        self._what = what

    def look(self, files):
        looked = super().look(files)
        looks: tuple[Look, ...] = looked.result()
        if any(look.location.endswith("a.txt") for look in looks):
            self._what()
        return looked


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    for place, name in enumerate(("a.txt", "b.txt", "c.txt", "d.txt")):
        write_report(folder, name, place, year=str(2020 + place))
    return folder


@pytest.fixture
def put(tmp_path: Path) -> Callable[..., LoadSummary]:
    def put(*paths: Path, **options: object) -> LoadSummary:
        given = {"catalog": stub_catalog(), "stages": REAL, **options}
        return load(paths, warehouse=tmp_path / "warehouse", **given)

    return put


Put = Callable[..., LoadSummary]
ALL = {2020: 0, 2021: 1, 2022: 2, 2023: 3}


def reasons(summary: LoadSummary) -> dict[str, RejectionKind]:
    return {Path(each.source).name: each.kind for each in summary.rejections}


def test_a_file_edited_between_looking_and_reading_waits_for_the_next_load(
    put: Put, reports: Path
) -> None:
    def edit() -> None:
        write_report(reports, "a.txt", 7, year="2020")

    summary = put(reports, crew=Meddler(REAL, edit))
    assert (count(summary), reasons(summary)) == ((4, 3, 0, 0, 1), {"a.txt": "unreadable"})
    assert CHANGED in summary.rejections[0].message
    assert "再装入一次" in summary.rejections[0].message
    assert values(summary) == {2021: 1, 2022: 2, 2023: 3}
    later = put(reports)
    assert (count(later), values(later)) == ((4, 1, 0, 3, 0), {**ALL, 2020: 7})


def test_what_an_edited_file_held_before_stays(put: Put, reports: Path) -> None:
    put(reports)
    write_report(reports, "a.txt", 7, year="2020")
    crew = Meddler(REAL, lambda: write_report(reports, "a.txt", 8, year="2020"))
    summary = put(reports, crew=crew, prune=True)
    assert (reasons(summary), values(summary)) == ({"a.txt": "unreadable"}, ALL)
    assert summary.pruned == 0
    assert values(put(reports)) == {**ALL, 2020: 8}


def test_a_ledger_edited_between_looking_and_reading_waits_too(put: Put, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    write_report(folder, "a.txt", 0, year="2020")
    path = write_ledger(folder / "f.csv", "望川市民政局,2020,4")
    put(folder)
    write_ledger(path, "望川市民政局,2020,5")
    crew = Meddler(REAL, lambda: write_ledger(path, "望川市民政局,2020,6"))
    summary = put(folder, crew=crew)
    assert reasons(summary) == {"f.csv": "unreadable"}
    assert CHANGED in summary.rejections[0].message
    write_ledger(path, "望川市民政局,2020,5")
    assert count(put(folder)) == (2, 0, 1, 1, 0)
    rows = Warehouse.open(summary.warehouse).rows("SELECT value::INTEGER FROM ledger_rows")
    assert rows == [(5,)]


def test_a_real_ledger_edited_between_looking_and_reading_waits(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    folder.mkdir()
    path = folder / "a.txt"
    head = "region,agency,year,genre,indicator,value,qualifier,unit,part,published_on,source_url\n"
    row = "云溪市,云溪市水利局,2021,rol,inspections,{},exact,次,,2022-01-20,https://a.example/\n"
    path.write_text(head + row.format(1), encoding="utf-8")
    catalog = load_catalog()
    from etl.stages import bundled_stages

    stages = bundled_stages(catalog)
    crew = Meddler(stages, lambda: path.write_text(head + row.format(2), encoding="utf-8"))
    summary = load([folder], warehouse=tmp_path / "w", catalog=catalog, stages=stages, crew=crew)
    assert (reasons(summary), summary.published) == ({"a.txt": "unreadable"}, False)


def test_a_file_that_comes_back_between_looking_and_reading_waits(put: Put, reports: Path) -> None:
    """An editor that saves leaves a moment without the file; it may be known already."""
    put(reports)
    kept = (reports / "b.txt").read_bytes()
    (reports / "b.txt").unlink()
    listed = replace(REAL, files_below=lambda paths: [reports / n for n in ("a.txt", "b.txt")])
    crew = Meddler(listed, lambda: (reports / "b.txt").write_bytes(kept))
    summary = put(reports, stages=listed, crew=crew)
    assert (reasons(summary), summary.lost) == ({"b.txt": "unreadable"}, 0)
    assert values(put(reports)) == ALL


def make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def make_ring(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def remove(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("what", [make_folder, make_ring, remove])
@pytest.mark.parametrize("known", [True, False])
def test_a_file_that_becomes_something_else_costs_itself(
    put: Put, reports: Path, what: Callable[[Path], None], known: bool
) -> None:
    if known:
        put(reports)
        write_report(reports, "c.txt", 9, year="2022")
    summary = put(reports, crew=Meddler(REAL, lambda: what(reports / "c.txt")), prune=True)
    assert set(reasons(summary)) == {"c.txt"}
    assert summary.pruned == 0
    assert values(summary) == {year: n for year, n in ALL.items() if known or year != 2022}


@pytest.mark.parametrize("what", [make_folder, make_ring, remove])
def test_a_file_that_became_something_else_before_it_was_looked_at(
    put: Put, reports: Path, what: Callable[[Path], None]
) -> None:
    put(reports)
    names = [reports / name for name in ("a.txt", "b.txt", "c.txt", "d.txt")]
    what(reports / "c.txt")
    summary = put(reports, stages=replace(REAL, files_below=lambda paths: names))
    assert set(reasons(summary)) == {"c.txt"}
    assert values(summary) == ALL


def test_a_ring_of_links_ends_no_load(put: Put, reports: Path) -> None:
    (reports / "ring").symlink_to("ring")
    (reports / "one.txt").symlink_to("two.txt")
    (reports / "two.txt").symlink_to("one.txt")
    (reports / "up").symlink_to("..")
    (reports / "nowhere.txt").symlink_to("gone.txt")
    summary = put(reports)
    assert values(summary) == ALL
    assert set(reasons(summary)) == {"ring", "one.txt", "two.txt", "nowhere.txt"}


def test_files_added_during_the_load_come_with_the_next(put: Put, reports: Path) -> None:
    def add() -> None:
        write_report(reports, "e.txt", 4, year="2024")

    assert values(put(reports, crew=Meddler(REAL, add))) == ALL
    assert values(put(reports)) == {**ALL, 2024: 4}


def many(folder: Path, names: int = 30) -> dict[int, float]:
    """Write reports in several folders below one."""
    for place in range(names):
        write_report(folder / f"{place // 10}", f"{place:02}.txt", place, year=str(1990 + place))
    return {1990 + place: float(place) for place in range(names)}


@pytest.mark.parametrize("after", [0, 1, 12, 25])
@pytest.mark.parametrize("relative", [True, False])
def test_a_folder_that_goes_in_the_middle_of_a_load_loses_nothing(
    put: Put,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    after: int,
    relative: bool,
) -> None:
    share, away = tmp_path / "share", tmp_path / "away"
    expected = many(share)
    near = write_report(tmp_path / "near", "n.txt", 99, year="1980").parent
    put(share, near)
    monkeypatch.setattr("etl.intake.BATCH", 4)
    monkeypatch.chdir(tmp_path)

    def list_and_lose(paths):
        for place, file in enumerate(files_below(paths)):
            if place == after:
                share.rename(away)
            yield file

    write_report(near, "m.txt", 98, year="1981")
    named = (near, Path("share") if relative else share)
    losing = replace(REAL, files_below=list_and_lose)
    summary = put(*named, stages=losing, prune=True)
    assert (summary.pruned, summary.lost) == (0, 0)
    assert values(summary) == {**expected, 1980: 99, 1981: 98}
    away.rename(share)
    again = put(share, near, prune=True)
    assert (again.pruned, again.rejected) == (0, 0)
    assert values(again) == {**expected, 1980: 99, 1981: 98}


@pytest.mark.parametrize("prune", [True, False])
@pytest.mark.parametrize("newer", [True, False])
def test_a_root_that_is_suddenly_empty_marks_and_prunes_nothing(
    put: Put, tmp_path: Path, prune: bool, newer: bool
) -> None:
    share, away = tmp_path / "share", tmp_path / "away"
    expected = many(share)
    write_ledger(share / "f.csv", "望川市民政局,2020,4")
    near = write_report(tmp_path / "near", "n.txt", 99, year="1980").parent
    put(share, near)
    share.rename(away)
    share.mkdir()
    write_report(near, "m.txt", 98, year="1981")
    catalog = StubCatalog(stub_catalog().indicators, "other") if newer else stub_catalog()
    for given in ((share,), (share, near)):
        summary = put(*given, prune=prune, catalog=catalog)
        assert (summary.lost, summary.pruned) == (0, 0)
        rows = Warehouse.open(summary.warehouse).rows(
            "SELECT count(*), count(missing_since) FROM documents"
        )
        assert rows == [(33 if near in given else 32, 0)]
    assert values(summary) == {**expected, 1980: 99, 1981: 98, 2020: 4}


def test_a_share_below_a_root_that_cannot_be_opened_loses_nothing(
    put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "reports"
    expected = many(folder)
    put(folder)
    scandir = os.scandir

    def refuse(path):
        if str(path).endswith("/1"):
            raise OSError(112, "Host is down")
        return scandir(path)

    shutil.move(folder / "1", tmp_path / "away")
    (folder / "1").mkdir()
    monkeypatch.setattr("os.scandir", refuse)
    summary = put(folder, prune=True)
    assert (summary.pruned, summary.lost, set(reasons(summary))) == (0, 0, {"1"})
    assert values(summary) == expected


def test_an_archive_replaced_during_the_load_misnames_nothing(tmp_path: Path) -> None:
    import zipfile

    from etl.stages import bundled_stages

    folder = tmp_path / "reports"
    folder.mkdir()

    def pack(*names: str) -> None:
        aside = folder / "aside.tmp"
        with zipfile.ZipFile(aside, "w") as archive:
            for name in names:
                text = write_text("云溪市水利局", int(name[:4]), int(name[:4]))
                archive.writestr(name, make_html(text))
        aside.replace(folder / "r.zip")

    pack("2020.html", "2021.html")
    catalog = load_catalog()
    stages = bundled_stages(catalog)

    def list_and_replace(paths):
        found = list(files_below(paths))
        pack("2019.html", "2020.html", "2021.html")
        return found

    odd = replace(stages, files_below=list_and_replace)
    summary = load([folder], warehouse=tmp_path / "w", catalog=catalog, stages=odd)
    assert (summary.new, summary.rejected) == (0, 2)
    summary = load([folder], warehouse=tmp_path / "w", catalog=catalog, stages=stages)
    stated = read_stated(Warehouse.open(summary.warehouse))
    assert stated == {("云溪市水利局", year): year for year in (2019, 2020, 2021)}
