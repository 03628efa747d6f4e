"""The page 数据核对: what does not agree, with the words of both sides, and what people say of it."""

import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from etl.explained import FILE, mark_explained, read_marks
from etl.extract import read_report
from etl.readers import read
from etl.review import ALLOW
from pages.shared import agreement
from tests.extract.short_reports import catalog, names
from tests.factories import build_warehouse
from tests.pages.conftest import SAMPLES
from tests.pages.visit import LANGUAGES, Reader, Shown, find_words

langs = pytest.mark.parametrize("lang", LANGUAGES)
FILES = (
    *("scjg-rol-2023", "scjg-rol-2024", "scjg-dis-2023", "jiaoyu-rol-2024", "sifa-rol-2024"),
    *("jiaotong-dis-2023", "jiaotong-dis-2024"),
)


@pytest.fixture(scope="module")
def read_samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few reports of the sample city, read by the real extraction."""
    found = [
        read_report(read(SAMPLES / f"yunxiu-{name}.html"), catalog(), names()) for name in FILES
    ]
    return build_warehouse(
        tmp_path_factory.mktemp("agreement"), found, dataset="sample", catalog=catalog()
    )


@pytest.fixture
def own(read_samples: Path, tmp_path: Path) -> Path:
    """The same, to be written to."""
    return Path(shutil.copytree(read_samples, tmp_path / "warehouse"))


def rows(shown: Shown, place: int = 0) -> list[dict[str, Any]]:
    """Return the findings of one part of the page."""
    return shown.parts["agreement"][place]["rows"]


@langs
def test_every_finding_shows_both_sides_and_the_way_there(read_samples: Path, lang: str) -> None:
    shown = Reader(read_samples).open("agreement", lang=lang)
    assert shown.exceptions == ()
    assert "6" in shown.heading
    found = rows(shown)
    assert len(found) == 6
    for row in found:
        quotes = [quote for source in row["sources"] for quote in source["quotes"]]
        assert row["told"] and quotes
        assert all(quote["address"].startswith("report?") for quote in quotes)
        assert all(quote["pieces"][1] for quote in quotes)
    carried = next(row for row in found if row["sum"] == "2 ≠ 1")
    assert len(carried["sources"]) == 2
    assert {row["sum"] for row in found} >= {"17 + 2 ≠ 17 + 3", "402 + 236 ≠ 648", "703 ≠ 730"}


def test_an_address_of_a_passage_opens_its_report(read_samples: Path) -> None:
    reader = Reader(read_samples)
    found = rows(reader.open("agreement"))
    for row in found:
        step = row["sources"][0]["quotes"][0]["step"]
        shown = reader.open("report", **step)
        assert shown.exceptions == ()
        marked = [p for block in shown.part("reading")["blocks"] for p in _pieces(block)]
        if "figure" in step:
            assert any(step["figure"] in piece["f"] for piece in marked)
        else:
            assert any("p" in piece for piece in marked)


def _pieces(block: dict[str, Any]) -> list[dict[str, Any]]:
    cells = [cell for row in block.get("rows", []) for cell in row]
    return [*block.get("pieces", []), *(p for cell in cells for p in cell["pieces"])]


def test_the_address_chooses_a_kind(read_samples: Path) -> None:
    reader = Reader(read_samples)
    shown = reader.open("agreement", kind="table")
    assert [row["sum"] for row in rows(shown)] == ["17 + 2 ≠ 17 + 3", "23 + 2 ≠ 23 + 3"]
    assert Reader(read_samples).open("agreement", kind="nonsense").exceptions == ()
    assert len(rows(Reader(read_samples).open("agreement", kind="nonsense"))) == 6


def test_a_year_is_set_against_the_year_before_that_is_not_in_view(read_samples: Path) -> None:
    shown = Reader(read_samples).open("agreement", year="2024", body="云岫市交通运输局")
    assert [row["sum"] for row in rows(shown)] == ["2 ≠ 1"]
    shown = Reader(read_samples).open("agreement", year="2023", body="云岫市交通运输局")
    assert "agreement" not in shown.parts
    assert find_words(shown, "fz-tally")


def test_an_explained_finding_is_folded_until_its_words_change(own: Path) -> None:
    key = rows(Reader(own).open("agreement", kind="years"))[0]["key"]
    mark_explained(own, key, "闻溪", "<b>已核实</b>")
    shown = Reader(own).open("agreement", kind="years")
    (row,) = rows(shown)
    assert row["mark"]["who"] == "闻溪"
    assert row["mark"]["reason"] == "<b>已核实</b>"
    assert "已说明" in shown.text
    assert not any("<b>已核实" in body for body in shown.html)


def test_who_may_not_is_offered_nothing(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ALLOW, raising=False)
    pick_first(monkeypatch, own)
    shown = Reader(own).open("agreement")
    assert shown.parts["agreement"][0]["review"] is False
    assert "保存" not in shown.buttons


def pick_first(monkeypatch: pytest.MonkeyPatch, own: Path) -> str:
    """Have the first finding picked to be marked, as a click in the browser does; return its key."""
    key: str = rows(Reader(own).open("agreement"))[0]["key"]
    draw = agreement.mount

    def mount(component: Any, name: str, data: dict[str, Any], *events: str) -> Any:
        draw(component, name, data, *events)
        keys = [row["key"] for row in data["rows"]]
        return SimpleNamespace(open=None, mark=key if key in keys else None)

    monkeypatch.setattr(agreement, "mount", mount)
    return key


@langs
def test_who_may_explains_a_finding(own: Path, monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    monkeypatch.setenv(ALLOW, "1")
    key = pick_first(monkeypatch, own)
    reader = Reader(own)
    reader.open("agreement", lang=lang)
    assert reader.app.session_state["view"].lang == lang
    (save,) = [each for each in reader.app.button if each.label in ("保存", "Save")]
    save.click()
    assert reader.run().exceptions == ()
    assert not (own / FILE).exists()
    reader.app.text_input[-1].set_value("闻溪")
    reader.app.text_area[0].set_value("已与单位核实。")
    (save,) = [each for each in reader.app.button if each.label in ("保存", "Save")]
    save.click()
    assert reader.run().exceptions == ()
    assert read_marks(own)[key].who == "闻溪"
