"""Parts of a total on a subject's page: named, quoted, never added up."""

from pathlib import Path

import pytest

from tests.pages.conftest import Show

CITY = "望川市城市管理局"


@pytest.mark.parametrize(("lang", "head"), [("zh", "其中"), ("en", "Part")])
def test_the_parts_of_a_total_stand_with_their_words(
    show: Show, small: Path, lang: str, head: str
) -> None:
    shown = show(small, "inspections", data="own", lang=lang)
    table = shown.parts["table_twin"][1]
    assert table["words"]["indicator"] == head
    rows = {(row["body"], row["year"], row["indicator"]): row for row in table["rows"]}
    row = rows[CITY, 2023, "日间"]
    assert row["value"] == 300
    assert row["pieces"][1] == "300"
    assert row["address"].startswith("report?")
    assert (CITY, 2023, "夜间") in rows


def test_no_section_of_parts_where_no_report_names_any(show: Show, small: Path) -> None:
    shown = show(small, "normative_documents", data="own")
    assert len(shown.parts["table_twin"]) == 1
