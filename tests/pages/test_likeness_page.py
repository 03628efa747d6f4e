"""The page on likeness: what it says first, the pair beside each other, the groups, the address."""

from pathlib import Path
from urllib.parse import parse_qs

import pytest

from etl.catalog import load_catalog
from etl.pipeline import load
from tests.factories import build_warehouse
from tests.makers import make_ledger_figure, make_report
from tests.pages.conftest import SAMPLES, Show
from tests.pages.visit import LANGUAGES, Reader, Shown

BUREAU = "云岫市交通运输局"
langs = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample city, read from its files: likeness is of whole texts."""
    directory = tmp_path_factory.mktemp("city")
    files = sorted([*SAMPLES.glob("*.txt"), *SAMPLES.glob("*.html")])
    load(files, warehouse=directory, dataset="sample", catalog=load_catalog())
    return directory


def find_row(shown: Shown, body: str, year: int) -> dict:
    rows = shown.part("likeness_rows")["rows"]
    return next(row for row in rows if body in row["body"] and row["year"] == year)


def words(cell: dict | None) -> str:
    return "".join(text for text, _ in cell["pieces"]) if cell else ""


@langs
def test_the_title_says_whose_report_stands_in_an_earlier_one(
    show: Show, city: Path, lang: str
) -> None:
    shown = show(city, "likeness", lang=lang)
    assert "交通运输局" in shown.heading
    assert "2022" in shown.heading
    assert "8" in shown.heading.split("%")[0][-2:]


def test_the_ranking_begins_with_the_most(show: Show, city: Path) -> None:
    rows = show(city, "likeness", lang="zh").part("likeness_rows")["rows"]
    assert (rows[0]["body"], rows[0]["year"], rows[0]["other"]) == ("交通运输局", 2022, "2021 年")
    assert rows[0]["figures"] == "10/14"
    shares = [row["share"] for row in rows if row["share"] is not None]
    assert shares == sorted(shares, reverse=True)
    assert shares[1] < 10


def test_the_pair_most_alike_is_open_at_first(show: Show, city: Path) -> None:
    pair = show(city, "likeness", lang="zh").part("likeness_pair")
    assert [head["name"] for head in pair["heads"]] == ["交通运输局 2022 年", "交通运输局 2021 年"]
    kinds = {
        kind for row in pair["rows"] for cell in row["cells"] if cell for _, kind in cell["pieces"]
    }
    assert kinds == {"", "copied", "edited", "changed", "same"}


def test_changed_figures_stand_beside_each_other(show: Show, city: Path) -> None:
    pair = show(city, "likeness", lang="zh").part("likeness_pair")
    (row,) = [row for row in pair["rows"] if "1,295" in words(row["cells"][0])]
    for cell, figure in zip(row["cells"], ("1,295", "1,386"), strict=True):
        assert (figure, "changed") in [tuple(piece) for piece in cell["pieces"]]
        assert ("3,420", "same") in [tuple(piece) for piece in cell["pieces"]]


def test_no_line_of_either_report_is_lost(show: Show, city: Path) -> None:
    shown = show(city, "likeness", lang="zh")
    ids = [head["id"] for head in shown.part("likeness_pair")["heads"]]
    for place, report in enumerate(ids):
        cells = [row["cells"][place] for row in shown.part("likeness_pair")["rows"]]
        said = "".join(words(cell) for cell in cells)
        reading = show(city, "report", id=report).part("reading")
        blocks = [block for block in reading["blocks"] if "pieces" in block]
        whole = "".join(piece["t"] for block in blocks for piece in block["pieces"])
        assert sorted("".join(said.split())) == sorted("".join(whole.split()))


def test_every_copied_passage_leads_to_its_place(show: Show, city: Path) -> None:
    pair = show(city, "likeness", lang="zh").part("likeness_pair")
    row = next(row for row in pair["rows"] if row["cells"][0] and row["cells"][0]["find"])
    find = row["cells"][0]["find"]
    shown = show(city, "report", id=pair["heads"][0]["id"], find=find)
    assert shown.part("reading")["find"] == find
    assert find in "".join(
        piece["t"] for block in shown.part("reading")["blocks"] for piece in block.get("pieces", [])
    )


def test_one_year_alone_is_still_set_beside_the_year_before(show: Show, city: Path) -> None:
    shown = show(city, "likeness", lang="zh", year="2022", body=BUREAU)
    assert find_row(shown, "交通运输局", 2022)["figures"] == "10/14"
    assert {row["year"] for row in shown.part("likeness_rows")["rows"]} == {2022}


@langs
def test_bodies_that_share_shortcomings_are_a_group(show: Show, city: Path, lang: str) -> None:
    (group,) = show(city, "likeness", lang=lang).part("likeness_groups")["groups"]
    assert {member["body"] for member in group["members"]} == {"科学技术局", "生态环境局"}
    assert "2023" in group["head"] and "9" in group["head"]
    assert len(group["passages"]) == 3
    for member in group["members"]:
        query = parse_qs(member["address"].partition("?")[2])
        assert query["id"] == [member["id"]] and query["find"] == [member["find"]]


def test_the_pair_is_in_the_address(show: Show, city: Path) -> None:
    rows = show(city, "likeness", lang="zh").part("likeness_rows")["rows"]
    shown = show(city, "likeness", lang="zh", pair=rows[3]["pair"])
    assert [head["id"] for head in shown.part("likeness_pair")["heads"]] == rows[3]["pair"].split(
        "."
    )
    assert shown.query["pair"] == rows[3]["pair"]


def test_any_two_reports_can_be_set_side_by_side(show: Show, city: Path) -> None:
    rows = show(city, "likeness", lang="zh").part("likeness_rows")["rows"]
    ids = [rows[5]["pair"].split(".")[0], rows[9]["pair"].split(".")[0]]
    shown = show(city, "likeness", lang="zh", pair=".".join(ids))
    assert [head["id"] for head in shown.part("likeness_pair")["heads"]] == ids


@pytest.mark.parametrize("pair", ["0123456789ab.0123456789ab", "nothing", ".", "a.b.c"])
def test_an_unknown_pair_falls_back(show: Show, city: Path, pair: str) -> None:
    shown = show(city, "likeness", lang="zh", pair=pair)
    assert shown.exceptions == ()
    assert shown.part("likeness_pair")["heads"][0]["name"] == "交通运输局 2022 年"
    assert "不在这份数据里" in shown.text


def test_one_report_alone_has_nothing_beside_it(tmp_path: Path) -> None:
    directory = build_warehouse(tmp_path / "one", [make_report()])
    shown = Reader(directory).open("likeness", data="own", lang="zh")
    assert shown.exceptions == ()
    assert "没有更早的报告" in shown.text
    assert "likeness_pair" not in shown.parts


def test_a_ledger_has_no_texts(tmp_path: Path) -> None:
    directory = build_warehouse(tmp_path / "ledger", [], ledger=[make_ledger_figure()])
    shown = Reader(directory).open("likeness", data="own", lang="zh")
    assert shown.exceptions == ()
    assert shown.heading == "这份数据没有报告全文"


def test_too_many_reports_are_cut_to_the_last_years(
    city: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pages.shared.alike.MOST", 20)
    shown = Reader(city).open("likeness", lang="en", region="云岫市")
    assert shown.exceptions == ()
    assert "There are too many reports" in shown.text
    assert {row["year"] for row in shown.part("likeness_rows")["rows"]} == {2024}
