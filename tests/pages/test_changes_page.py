"""The page of what changed: its title, both texts, decisions of people, and the states of nothing."""

import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from etl import cli
from etl.corrections import Decision, add_reviews
from etl.errors import WarehouseError, WarehouseFault
from etl.model import Report
from etl.pipeline import load
from etl.warehouse.publish import rollback
from etl.warehouse.versions import name_version
from pages.shared.shelf import Shelf
from pages.shared.words import say
from tests.factories import Stated, build_datasets, make_report
from tests.fake_stages import STAGES, write_report
from tests.pages.conftest import Show
from tests.pages.visit import LANGUAGES, Reader, Shown, find_words
from tests.pipeline.test_reviews import decide
from tests.stub_catalog import stub_catalog

WATER, SCHOOLS = "望川市水利局", "望川市教育局"
PERMITS = Stated("permits", "办理许可30件", "30", "件")
CHECKS = Stated("inspections", "检查5次", "5", "次")
MORE = Stated("inspections", "检查7余次", "7", "次", "over")
NOTHING = Stated("penalties", "没有作出行政处罚", "0", "件")
HOSTILE = "<script>alert(1)</script>&amp;**粗**"
langs = pytest.mark.parametrize("lang", LANGUAGES)


def put(
    directory: Path, own: Sequence[Report], sample: Sequence[Report] = (), hour: int = 8
) -> None:
    build_datasets(
        directory,
        {"own": ([*own], [], []), "sample": ([*sample], [], [])},
        built_at=datetime(2025, 6, 1, hour, 0, tzinfo=UTC),
    )


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Version 2 edits one report and adds another; version 3 adds one to the sample alone."""
    directory = tmp_path_factory.mktemp("town")
    first = [make_report(WATER, 2023, [CHECKS, PERMITS, NOTHING])]
    put(directory, first)
    edited = make_report(WATER, 2023, [MORE, PERMITS], remark=HOSTILE)
    second = [edited, make_report(SCHOOLS, 2022, [NOTHING, CHECKS])]
    put(directory, second, hour=9)
    sample = [make_report("样例县档案局", 2023, [CHECKS], region="样例县")]
    put(directory, second, sample, hour=10)
    return directory


def show_pair(show: Show, town: Path, lang: str = "zh", **more: object) -> Shown:
    return show(town, "changes", before="1", after="2", data="own", lang=lang, **more)


@langs
def test_the_title_is_what_changed_in_counts(show: Show, town: Path, lang: str) -> None:
    shown = show_pair(show, town, lang)
    assert shown.exceptions == ()
    told = {
        "zh": "第 2 版：新增 2 份报告，移出 1 份报告，更正 1 个数，撤下 1 个数，新增 2 个数",
        "en": "Version 2: 2 new reports, 1 report taken out, 1 figure corrected, "
        "1 figure withdrawn, 2 new figures",
    }
    assert shown.heading == told[lang]
    assert "2025-06-01 09:00" in find_words(shown, "fz-facts")[0]


def test_a_correction_shows_the_words_of_both_versions_with_the_number_marked(
    show: Show, town: Path
) -> None:
    lists = [
        part["figures"] for part in show_pair(show, town).parts["changes"] if "figures" in part
    ]
    (corrected,), (withdrawn,) = lists
    assert corrected["values"] == "5 次 → ≥7 次"
    assert [side["pieces"][1] for side in corrected["sides"]] == ["5", "7"]
    assert "检查7余次" in "".join(corrected["sides"][1]["pieces"])
    # The older text is in no served report: no way leads there, one leads to the newer one.
    assert [bool(side["way"]) for side in corrected["sides"]] == [False, True]
    assert withdrawn["values"] == "0 件"
    assert withdrawn["cause"] == say("changes.cause.gone", "zh")


def test_a_way_leads_to_the_words_in_the_report(show: Show, town: Path) -> None:
    (corrected,) = show_pair(show, town).parts["changes"][2]["figures"]
    own = corrected["sides"][1]["way"]["own"]
    report = show(town, "report", **own)
    assert report.exceptions == ()
    pieces = [piece for block in report.part("reading")["blocks"] for piece in block["pieces"]]
    assert own["find"] in "".join(piece["t"] for piece in pieces)


def test_new_figures_are_counted_by_indicator_and_listed(show: Show, town: Path) -> None:
    shown = show_pair(show, town)
    assert find_words(shown, "fz-chips")[0].split() == ["行政检查", "1", "行政处罚", "1"]
    rows = shown.part("table_twin")["rows"]
    assert {row["indicator"] for row in rows} == {"行政检查", "行政处罚"}
    assert all(row["address"] for row in rows)


@langs
def test_the_filters_of_the_view_apply(show: Show, town: Path, lang: str) -> None:
    shown = show_pair(show, town, lang, body=[SCHOOLS])
    assert [len(part["reports"]) for part in shown.parts["changes"]] == [1]
    none = show_pair(show, town, lang, year=["2023"], body=[SCHOOLS])
    assert none.exceptions == ()
    assert none.heading == say("changes.title.none.view", lang, before=1, after=2)


@langs
def test_the_served_version_stands_against_the_one_before(
    show: Show, town: Path, lang: str
) -> None:
    shown = show(town, "changes", data="sample", lang=lang)
    reports = [part["reports"] for part in shown.parts["changes"] if "reports" in part]
    assert [each["body"] for each in reports[0]] == ["档案局"]
    elsewhere = show(town, "changes", data="own", lang=lang)
    assert elsewhere.heading == say("changes.title.none", lang, before=2, after=3)
    assert say("data.sample", lang) in elsewhere.text


@pytest.mark.parametrize(
    "asked", [{"after": "99"}, {"before": "0"}, {"before": "3", "after": "2"}, {"after": "x"}]
)
def test_a_pair_that_is_not_there_falls_back(show: Show, town: Path, asked: dict[str, str]) -> None:
    shown = show(town, "changes", data="own", **asked)
    assert shown.exceptions == ()
    assert shown.heading.startswith(("第 3 版", "第 2 版"))


def test_words_of_reports_are_text(show: Show, town: Path) -> None:
    shown = show_pair(show, town)
    assert not any("<script>" in body for body in (*shown.html, *shown.markdown))


@langs
def test_what_people_decided_is_told_as_theirs(tmp_path: Path, lang: str) -> None:
    folder, warehouse = tmp_path / "reports", tmp_path / "warehouse"

    def load_all() -> None:
        load([folder], warehouse=warehouse, catalog=stub_catalog(), stages=STAGES)

    write_report(folder, "a.txt", 5)
    load_all()
    add_reviews(warehouse, [decide(warehouse, Decision.CORRECTED, "8")])
    load_all()
    reader = Reader(warehouse)
    (part,) = reader.open("changes", lang=lang).parts["changes"]
    (figure,) = part["figures"]
    assert figure["by_hand"]
    assert figure["cause"] == say("changes.cause.by_hand", lang, who="李复核", read="5")
    assert [side["head"] for side in figure["sides"]] == [say("changes.same_words", lang)]


@langs
def test_one_version_alone_is_a_state_of_its_own(
    small: Path, town: Path, tmp_path: Path, lang: str
) -> None:
    reader = Reader(small)
    first = reader.open("changes", lang=lang)
    assert first.exceptions == ()
    assert first.heading == say("changes.first", lang, version=1)
    (link,) = reader.app.get("link_button")
    assert link.proto.url == {"zh": "feed.atom", "en": "feed.atom?lang=en"}[lang]
    pruned = tmp_path / "pruned"
    shutil.copytree(town, pruned)
    for version in (1, 2):
        (pruned / name_version(version)).unlink()
    alone = Reader(pruned).open("changes", lang=lang)
    assert alone.exceptions == ()
    assert alone.heading == say("changes.pruned", lang, version=3)


@langs
def test_versions_of_an_older_program_are_not_called_removed(
    town: Path, tmp_path: Path, lang: str
) -> None:
    upgraded = tmp_path / "upgraded"
    shutil.copytree(town, upgraded)
    for version in (1, 2):
        with duckdb.connect(str(upgraded / name_version(version))) as connection:
            connection.execute("UPDATE build SET schema_version = schema_version - 1")
    alone = Reader(upgraded).open("changes", lang=lang)
    assert alone.exceptions == ()
    assert alone.heading == say("changes.older", lang, version=3)


def test_a_damaged_version_of_a_link_is_no_longer_offered(town: Path, tmp_path: Path) -> None:
    copied = tmp_path / "copied"
    shutil.copytree(town, copied)
    (copied / name_version(1)).write_bytes(b"\xff" * 20_000)
    reader = Reader(copied)
    shown = reader.open("changes", before="1", after="2", data="own")
    assert shown.exceptions == ()
    assert shown.heading == say("changes.title.none", "zh", before=2, after=3)
    (notice,) = [item.value for item in reader.app.info]
    assert notice == say("changes.strange", "zh", before=2, after=3)


@langs
def test_damage_met_while_comparing_is_told_and_others_can_be_chosen(
    town: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    def fail(*_: object) -> None:
        raise WarehouseError(WarehouseFault.DAMAGED, "第 1 版和第 2 版有一版读不下去。")

    monkeypatch.setattr("pages.shared.changes.find_changes", fail)
    reader = Reader(town)
    shown = reader.open("changes", before="1", after="2", data="own", lang=lang)
    assert shown.exceptions == ()
    assert shown.heading == say("changes.title.unread", lang, before=1, after=2)
    assert "读不下去" in shown.text
    assert len(reader.app.selectbox) >= 2


def test_a_withdrawn_version_is_not_what_the_served_one_is_compared_with(
    town: Path, tmp_path: Path
) -> None:
    copied = tmp_path / "copied"
    shutil.copytree(town, copied)
    rollback(copied, 2)
    shown = Reader(copied).open("changes", data="own")
    assert shown.heading.startswith("第 2 版：")


@langs
def test_an_exported_data_set_says_where_versions_are(
    town: Path, tmp_path: Path, lang: str
) -> None:
    folder = tmp_path / "exported"
    arguments = [str(folder), "--format", "parquet", "--warehouse", str(town)]
    assert cli.run(["export", *arguments]) == 0
    shown = Reader(folder).open("changes", lang=lang)
    assert shown.exceptions == ()
    assert shown.heading == say("changes.exported", lang)


def test_a_list_is_cut_and_the_counts_are_not(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.shared.changed.SHOWN", 1)
    monkeypatch.setattr("pages.shared.changes.SHOWN", 1)
    monkeypatch.setattr("pages.shared.changed._CHANGES", Shelf(2))
    shown = Reader(town).open("changes", before="1", after="2", data="own")
    assert [len(part.get("reports", [0])) for part in shown.parts["changes"]] == [1, 1, 1, 1]
    assert "新增 2 份报告" in shown.heading
    assert say("changes.cut", "zh", n=1, of=2) in shown.text


def test_the_link_to_the_feed_holds_the_key_of_a_shared_dashboard(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAZHI_KEY", "a-good-long-key_for.tests~1")
    reader = Reader(town)
    reader.open("changes")
    (link,) = reader.app.get("link_button")
    assert link.proto.url == "feed.atom?key=a-good-long-key_for.tests~1"


def test_more_bodies_than_stand_side_by_side_are_no_hindrance(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pages.shared.view.WIDEST", 1)
    shown = Reader(town).open("changes", before="1", after="2", data="own")
    assert shown.exceptions == ()
    assert [part["body"] for part in shown.parts["changes"][0]["reports"]] == [WATER, SCHOOLS]
