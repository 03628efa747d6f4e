"""The roster: its form, its mistakes by line, and who has no report."""

from pathlib import Path

import pytest

from etl.checks.outcome import Outcome, Verdict
from etl.checks.reasons import tell
from etl.checks.roster import Expected, Roster, find_roster, read_roster
from etl.errors import CatalogError
from etl.model import Genre
from tests.checks.duty_records import judge, make_record

HEAD = "region,agency,genres,from,to\n"


def write(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "roster.csv"
    path.write_text(text, encoding=encoding)
    return path


def test_a_line_is_one_entry_a_genre(tmp_path: Path) -> None:
    path = write(tmp_path, HEAD + "望川市,望川市水务局,rol dis,2020,\n\n# 备注\n")
    assert read_roster(path).expected == (
        Expected("望川市", "望川市水务局", Genre.ROL, 2020, None, 2),
        Expected("望川市", "望川市水务局", Genre.DIS, 2020, None, 2),
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_what_office_programs_save_is_read(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path, HEAD + "望川市,望川市水务局,rol、dis,,2023\n", encoding)
    assert [each.agency for each in read_roster(path).expected] == ["望川市水务局"] * 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("region,agency\n", "第 1 行：缺少 genres、from、to 列"),
        ("", "第 1 行：缺少"),
        (HEAD + "望川市,,rol,,\n", "第 2 行：agency（单位全称）是空的"),
        (HEAD + "望川市,望川市水务局,,,\n", "第 2 行：genres 是空的"),
        (HEAD + "望川市,望川市水务局,法治,,\n", "第 2 行：genres 里的“法治”不认识"),
        (HEAD + "望川市,望川市水务局,rol,二零,\n", "第 2 行：from 是“二零”"),
        (HEAD + "望川市,望川市水务局,rol,2023,2020\n", "第 2 行：from 2023 晚于 to 2020"),
        (HEAD + "望川市,望川市水务局,rol,,,多\n", "第 2 行：有 6 列"),
        (HEAD + "望川市,甲局,rol,2020,\n望川市,甲局,rol,2022,\n", "第 3 行：甲局的 rol 与第 2 行"),
    ],
)
def test_a_mistake_names_file_and_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(CatalogError) as raised:
        read_roster(write(tmp_path, text))
    assert "roster.csv" in str(raised.value)
    assert told in str(raised.value)


def test_the_warehouse_folder_may_hold_one(tmp_path: Path) -> None:
    assert find_roster(tmp_path) == Roster()
    path = write(tmp_path, HEAD + "望川市,望川市水务局,rol,,\n")
    assert len(find_roster(tmp_path).expected) == 1
    assert find_roster(tmp_path / "elsewhere", path).source == str(path)


def list_absent(roster: Roster | None, *years: int, agency: str = "望川市水务局") -> list[Outcome]:
    records = [make_record(year, None, None) for year in years]
    records.append(make_record(2023, None, None, agency="望川市民政局"))
    found = judge(*records, roster=roster)
    return [each for each in found if each.rule == "rol.filed" and each.verdict is not Verdict.KEPT]


def expect(agency: str, first: int | None = None, last: int | None = None) -> Roster:
    return Roster((Expected("望川市", agency, Genre.ROL, first, last, 2),))


def test_a_listed_body_without_a_report_misses_it() -> None:
    found = list_absent(expect("望川市审计局", 2021, 2022), 2021)
    missing = [each for each in found if each.verdict is Verdict.MISSING]
    assert [(each.agency, each.year) for each in missing] == [
        ("望川市审计局", 2021),
        ("望川市审计局", 2022),
    ]
    assert "名单" in tell(missing[0], "zh")


def test_open_ends_reach_as_far_as_the_data() -> None:
    found = list_absent(expect("望川市审计局"), 2020)
    assert [each.year for each in found if each.agency == "望川市审计局"] == [
        2020,
        2021,
        2022,
        2023,
    ]


def test_without_a_roster_a_gap_cannot_be_told() -> None:
    found = list_absent(None, 2020, 2022)
    assert {(each.agency, each.year, each.verdict) for each in found} == {
        ("望川市水务局", 2021, Verdict.UNCLEAR),
        ("望川市水务局", 2023, Verdict.UNCLEAR),
    }
    assert all(each.passages for each in found)


def test_other_places_say_nothing_of_what_a_body_lacks() -> None:
    records = [make_record(2020), make_record(2023, region="青屿县", agency="青屿县水务局")]
    found = [each for each in judge(*records) if each.rule == "rol.filed"]
    assert {each.verdict for each in found} == {Verdict.KEPT}


def test_before_its_first_report_a_body_is_not_known() -> None:
    assert [each.year for each in list_absent(None, 2022)] == [2023]


def test_a_short_name_on_the_roster_accuses_nobody() -> None:
    found = list_absent(expect("望川市水局", 2023, 2023), 2022)
    assert [each.reason for each in found if each.agency == "望川市水局"] == ["absent_named"]


def test_years_before_the_rule_are_not_owed() -> None:
    found = list_absent(expect("望川市审计局", 2016, 2019), 2021)
    assert [each.year for each in found if each.agency == "望川市审计局"] == [2019]
