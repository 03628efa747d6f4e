"""Named things as rows and counts: words, place, and how often by year."""

from typing import Any

import pandas as pd
import pytest

from pages.shared.link import Choice, Offer
from pages.shared.naming import NamedRow, count_names, group_name, read_rows
from pages.shared.view import View, make_view


def make_test_view() -> View:
    return make_view(Choice("zh", "own"), Offer((2022,), (("望川市", "甲局"),)), "own")


def read(**changes: Any) -> NamedRow:
    """Return one named thing as a row, some columns changed."""
    fields = {
        "region": "望川市", "agency": "甲局", "body": "甲局", "year": 2022, "named_id": "r-n1",
        "report_id": "r", "kind": "law", "name": "中华人民共和国水法", "number": None, "issuer": None,
        "deed": None, "quote": "《水法》", "sentence": "集体学习《水法》两次。", "quote_in_sentence": 4,
    }  # fmt: skip
    (row,) = read_rows(pd.DataFrame([fields | changes]), make_test_view())
    return row


def test_a_name_leads_to_its_words_and_its_place() -> None:
    row = read()
    assert row.pieces == ("集体学习", "《水法》", "两次。")
    assert row.address == "report?data=own&id=r&figure=r-n1"
    assert row.data("zh")["kind"] == "学习的法律法规"
    assert (row.number, row.issuer, row.deed) == ("", "", "")
    assert row.data("en")["deed"] == ""


def test_a_document_says_what_was_done_with_it() -> None:
    data = read(
        kind="normative_document", number="望〔2022〕1号", issuer="甲局", deed="repealed"
    ).data("en")
    assert (data["number"], data["issuer"], data["deed"]) == ("望〔2022〕1号", "甲局", "repealed")


def test_a_long_sentence_is_cut_far_from_the_name() -> None:
    before, name, after = read(
        sentence="远" * 200 + "《水法》" + "远" * 200, quote_in_sentence=200
    ).pieces
    assert name == "《水法》"
    assert before.startswith("…") and after.endswith("…")
    assert len(before) < 80


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("微信公众号“望川城管”", "微信公众号"),
        ("政府门户网站", "政府门户网站"),
        ("“双减”", "“双减”"),
    ],
)
def test_an_account_is_counted_under_its_kind(name: str, group: str) -> None:
    assert group_name(name) == group


def test_reports_are_counted_once_by_year_and_silence_is_no_zero() -> None:
    rows = [
        read(report_id=report, year=year, name=name)
        for report, year, name in (
            ("a", 2021, "公众号“甲”"), ("a", 2021, "公众号“乙”"), ("b", 2021, "公众号"),
            ("c", 2023, "公众号“甲”"), ("c", 2023, "抖音号"),
        )
    ]  # fmt: skip
    first, second = count_names(rows, range(2021, 2024))
    assert (first.name, first.by_year, first.reports) == ("公众号", (2, None, 1), 3)
    assert (second.name, second.by_year, second.reports) == ("抖音号", (None, None, 1), 1)


def test_years_left_out_still_count_in_all() -> None:
    (count,) = count_names([read(year=2012), read(year=2023, report_id="s")], [2022, 2023])
    assert (count.by_year, count.reports) == ((None, 1), 2)
