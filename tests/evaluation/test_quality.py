"""What is kept of a measurement for the page of indicators, and the file that is bundled."""

from datetime import date

import pytest

from etl.catalog import load_catalog
from etl.errors import CatalogError, UsageError
from etl.evaluation.quality import keep_quality
from etl.evaluation.sums import Evaluation, ScoredSet
from etl.measured import BLIND, KNOWN, Counts, read_quality
from tests.evaluation.scored import alarm, document, label, miss

DAY = date(2026, 1, 2)


def scored(name="set", **fields):
    return ScoredSet(name, Evaluation((document(**fields),)))


def test_a_run_is_kept_by_indicator(tmp_path):
    file = tmp_path / "quality.json"
    sets = [scored("a", right=[label(1)], misses=[miss(2)]), scored("b", alarms=[alarm()])]
    keep_quality(file, sets, DAY, blind=True)
    kept = read_quality(file)[BLIND]
    assert (kept.day, kept.sets, kept.documents) == (DAY, ("a", "b"), 2)
    assert kept.total == Counts(2, 2, 1)
    assert kept.indicators["inspections"] == Counts(2, 1, 1)
    assert kept.indicators["permits"] == Counts(0, 1, 0)


def test_a_run_takes_the_place_of_its_own_kind_alone(tmp_path):
    file = tmp_path / "quality.json"
    keep_quality(file, [scored("old", right=[label(1)])], DAY, blind=False)
    keep_quality(file, [scored("blind", right=[label(1)])], DAY, blind=True)
    keep_quality(file, [scored("new", right=[label(1)])], DAY, blind=False)
    assert {name: each.sets for name, each in read_quality(file).items()} == {
        BLIND: ("blind",),
        KNOWN: ("new",),
    }


def test_ratios_of_nothing_are_none():
    assert Counts(0, 0, 0).precision is None
    assert Counts(0, 0, 0).recall is None
    assert Counts(4, 2, 1).precision == 0.5
    assert Counts(4, 2, 1).recall == 0.25


def test_no_file_is_no_measurement(tmp_path):
    assert read_quality(tmp_path / "nothing.json") == {}


@pytest.mark.parametrize("text", ["{", '{"blind": {"day": "2026-01-02"}}', '{"blind": 3}'])
def test_a_damaged_file_is_named(tmp_path, text):
    (tmp_path / "quality.json").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogError, match=r"quality\.json"):
        read_quality(tmp_path / "quality.json")


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="无法写入"):
        keep_quality(tmp_path / "file" / "quality.json", [scored()], DAY, blind=True)


def test_the_bundled_file_measures_every_bundled_indicator():
    quality = read_quality()
    for kind in (BLIND, KNOWN):
        assert set(quality[kind].indicators) == set(load_catalog().indicators)
        sums = [sum(getattr(each, name) for each in quality[kind].indicators.values())
                for name in ("labelled", "found", "matched")]  # fmt: skip
        assert Counts(*sums) == quality[kind].total
