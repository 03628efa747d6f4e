"""Which figures differ between two versions, and that only those are told."""

import shutil
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from etl.errors import WarehouseError, WarehouseFault
from etl.model import LedgerFigure, Qualifier, Report
from etl.pipeline import load
from etl.warehouse import difference as comparing
from etl.warehouse.difference import Comparison, Difference, Kind, Narrowing, Tally
from etl.warehouse.queries import Warehouse
from etl.warehouse.versions import name_version
from tests.factories import Stated, build_datasets, make_ledger_figure, make_report
from tests.fake_stages import STAGES, write_ledger, write_report
from tests.stub_catalog import stub_catalog

WATER, SCHOOLS = "望川市水利局", "望川市教育局"
PERMITS = Stated("permits", "办理许可30件", "30", "件")
CHECKS = Stated("inspections", "检查5次", "5", "次")
CORRECTED = Stated("inspections", "检查7余次", "7", "次", "over")
NOTHING = Stated("penalties", "没有作出行政处罚", "0", "件")


def put(
    directory: Path,
    own: Sequence[Report],
    ledger: Sequence[LedgerFigure] = (),
    sample: Sequence[Report] = (),
) -> None:
    build_datasets(directory, {"own": (list(own), list(ledger), []), "sample": ([*sample], [], [])})


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Version 2 corrects two figures of version 1, withdraws one and adds two; two are equal."""
    directory = tmp_path_factory.mktemp("warehouse")
    ledger = make_ledger_figure(agency=SCHOOLS, year=2021)
    corrected = make_ledger_figure(agency=SCHOOLS, year=2021, unit="家次")
    sample = [make_report("样例县档案局", 2023, [CHECKS], region="样例县")]
    put(directory, [make_report(WATER, 2023, [CHECKS, PERMITS, NOTHING])], [ledger], sample)
    renamed = make_report(WATER, 2023, [CORRECTED, PERMITS], remark="更正。")
    added = make_report(SCHOOLS, 2022, [NOTHING])
    more = make_ledger_figure(agency=SCHOOLS, year=2020, line=3)
    put(directory, [renamed, added], [corrected, more], sample)
    return directory


def compare(
    directory: Path, older: int = 1, newer: int = 2, **chosen: Sequence[str] | Sequence[int]
) -> tuple[Tally, list[Difference]]:
    with Comparison(directory, older, newer, Narrowing(**chosen)) as comparison:
        return comparison.tally, list(comparison.differences())


def name(difference: Difference) -> tuple[Kind, str, int, str]:
    return difference.kind, difference.agency, difference.year, difference.indicator


def test_every_kind_is_told_once_and_the_rest_is_counted(built: Path) -> None:
    tally, differences = compare(built)
    assert tally == Tally(corrected=2, withdrawn=1, new=2, unchanged=2)
    assert tally.differing == len(differences) == 5
    assert list(map(name, differences)) == [
        (Kind.CORRECTED, SCHOOLS, 2021, "inspections"),
        (Kind.CORRECTED, WATER, 2023, "inspections"),
        (Kind.WITHDRAWN, WATER, 2023, "penalties"),
        (Kind.NEW, SCHOOLS, 2020, "inspections"),
        (Kind.NEW, SCHOOLS, 2022, "penalties"),
    ]


def test_a_correction_has_both_values_and_both_quotes(built: Path) -> None:
    (difference,) = compare(built, agencies=[WATER], indicators=["inspections"])[1]
    assert (difference.dataset, difference.region) == ("own", "望川市")
    assert difference.indicator_name == "行政检查"
    before, after = difference.before, difference.after
    assert before is not None and after is not None
    assert (before.value, before.qualifier, before.unit) == (Decimal(5), Qualifier.EXACT, "次")
    assert (after.value, after.qualifier, after.unit) == (Decimal(7), Qualifier.OVER, "次")
    assert (before.quote, after.quote) == ("检查5次", "检查7余次")
    assert before.source == after.source == f"{WATER}-2023-rol.txt"


def test_a_row_of_a_ledger_has_its_address_and_a_unit_alone_is_a_correction(built: Path) -> None:
    (difference,) = compare(built, years=[2021])[1]
    before, after = difference.before, difference.after
    assert before is not None and after is not None
    assert (before.value, before.unit, after.unit) == (after.value, "次", "家次")
    assert (before.quote, before.source) == (None, "figures.csv")
    assert before.source_url == "https://wangchuan.example/report/2022"


def test_a_stated_nothing_is_a_figure(built: Path) -> None:
    withdrawn, new = compare(built, indicators=["penalties"])[1]
    assert withdrawn.before is not None and withdrawn.after is None
    assert (withdrawn.before.value, withdrawn.before.quote) == (0, "没有作出行政处罚")
    assert new.before is None and new.after is not None
    assert new.after.value == 0


def test_the_other_direction_is_the_mirror(built: Path) -> None:
    tally, differences = compare(built, 2, 1)
    assert tally == Tally(corrected=2, withdrawn=2, new=1, unchanged=2)
    forth = {name(each)[1:]: (each.before, each.after) for each in compare(built)[1]}
    assert {name(each)[1:]: (each.after, each.before) for each in differences} == forth


def test_a_version_beside_itself_does_not_differ(built: Path) -> None:
    assert compare(built, 2, 2) == (Tally(0, 0, 0, 6), [])


@pytest.mark.parametrize(
    ("chosen", "tally"),
    [
        ({"datasets": ["sample"]}, Tally(0, 0, 0, 1)),
        ({"datasets": ["own", "sample"]}, Tally(2, 1, 2, 2)),
        ({"indicators": ["行政检查"]}, Tally(2, 0, 1, 1)),
        ({"indicators": ["permits", "penalties"]}, Tally(0, 1, 1, 1)),
        ({"agencies": [SCHOOLS]}, Tally(1, 0, 2, 0)),
        ({"agencies": [SCHOOLS], "years": [2020, 2022]}, Tally(0, 0, 2, 0)),
        ({"years": [1999]}, Tally(0, 0, 0, 0)),
    ],
)
def test_figures_can_be_chosen(built: Path, chosen, tally: Tally) -> None:
    assert compare(built, **chosen)[0] == tally


@pytest.mark.parametrize(
    ("chosen", "tally"),
    [
        ({"regions": ["望川市"]}, Tally(2, 1, 2, 1)),
        ({"regions": ["别的市"]}, Tally(0, 0, 0, 0)),
        ({"genres": ["rol"], "datasets": ["own"]}, Tally(2, 1, 2, 1)),
        ({"genres": ["dis"]}, Tally(0, 0, 0, 0)),
    ],
)
def test_figures_can_be_chosen_by_region_and_genre(built: Path, chosen, tally: Tally) -> None:
    assert compare(built, **chosen)[0] == tally


def test_one_kind_alone_and_its_indicators(built: Path) -> None:
    with Comparison(built, 1, 2) as comparison:
        for kind in Kind:
            told = [each for each in comparison.differences() if each.kind is kind]
            assert list(comparison.differences(kind=kind)) == told
            assert list(comparison.differences(1, kind)) == told[:1]
        assert comparison.count_indicators(Kind.NEW) == [("inspections", 1), ("penalties", 1)]
        assert comparison.count_datasets() == {
            "own": {Kind.CORRECTED: 2, Kind.WITHDRAWN: 1, Kind.NEW: 2}
        }


def test_a_limit_cuts_the_list_and_not_the_counts(built: Path) -> None:
    with Comparison(built, 1, 2) as comparison:
        everything = list(comparison.differences())
        assert list(comparison.differences(2)) == everything[:2]
        assert list(comparison.differences(0)) == []
        assert comparison.tally.differing == 5


def test_differences_come_in_batches(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "_BATCH", 2)
    assert len(compare(built)[1]) == 5


def test_a_version_without_figures_compares(tmp_path: Path) -> None:
    put(tmp_path, [make_report(WATER, 2023)])
    put(tmp_path, [make_report(WATER, 2023, [CHECKS])])
    assert compare(tmp_path)[0] == Tally(0, 0, 1, 0)
    assert compare(tmp_path, 2, 1)[0] == Tally(0, 1, 0, 0)
    assert compare(tmp_path, 1, 1)[0] == Tally(0, 0, 0, 0)


def test_other_words_for_the_same_figure_are_no_correction(tmp_path: Path) -> None:
    put(tmp_path, [make_report(WATER, 2023, [CHECKS])])
    put(tmp_path, [make_report(WATER, 2023, [Stated("inspections", "开展检查5次", "5", "次")])])
    assert compare(tmp_path) == (Tally(0, 0, 0, 1), [])


def test_an_edited_report_and_an_edited_ledger_show_after_a_load(tmp_path: Path) -> None:
    folder, warehouse = tmp_path / "reports", tmp_path / "warehouse"

    def load_all() -> None:
        load([folder], warehouse=warehouse, catalog=stub_catalog(), stages=STAGES)

    write_report(folder, "a.txt", 5)
    write_ledger(folder / "b.csv", f"{SCHOOLS},2022,3", f"{SCHOOLS},2023,4")
    load_all()
    write_report(folder, "a.txt", 6, published="2024-05-01")
    write_ledger(folder / "b.csv", f"{SCHOOLS},2022,3", f"{SCHOOLS},2024,0")
    load_all()
    tally, differences = compare(warehouse)
    assert tally == Tally(corrected=1, withdrawn=1, new=1, unchanged=1)
    assert list(map(name, differences)) == [
        (Kind.CORRECTED, WATER, 2023, "inspections"),
        (Kind.WITHDRAWN, SCHOOLS, 2023, "inspections"),
        (Kind.NEW, SCHOOLS, 2024, "inspections"),
    ]
    corrected = differences[0]
    assert corrected.before is not None and corrected.after is not None
    assert (corrected.before.quote, corrected.after.quote) == ("检查5次", "检查6次")


def test_a_reader_of_either_version_is_no_hindrance(built: Path) -> None:
    reader = Warehouse.open(built)
    assert compare(built)[0].differing == 5
    assert reader.counts().version == 2


def test_damage_is_told_in_a_sentence(built: Path, tmp_path: Path) -> None:
    directory = shutil.copytree(built, tmp_path / "it's a copy")
    assert compare(directory)[0].differing == 5
    (directory / name_version(1)).write_bytes(b"\0" * 20_000)
    with pytest.raises(WarehouseError, match="第 1 版和第 2 版有一版读不下去") as caught:
        compare(directory)
    assert caught.value.kind is WarehouseFault.DAMAGED
