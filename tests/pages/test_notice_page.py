"""The notice on the page of duties: offered for one region and year, else how to get it."""

import io

import docx
import openpyxl
import pytest

from pages.shared.link import Choice, Offer
from pages.shared.notice import find_scope
from pages.shared.view import make_view
from pages.shared.words import say
from tests.pages.conftest import Show
from tests.pages.visit import LANGUAGES

BODIES = (("云岫市", "云岫市教育局"), ("望川市", "望川市教育局"))


def scope(choice: Choice, bodies=BODIES, years=(2021, 2022)):
    return find_scope(make_view(choice, Offer(years, bodies), "own"))


def test_one_region_and_one_year_have_to_be_chosen():
    assert scope(Choice()) is None
    assert scope(Choice(years=(2021, 2021))) is None
    assert scope(Choice(regions=("云岫市",))) is None
    found = scope(Choice(years=(2021, 2021), regions=("云岫市",)))
    assert (found.years, found.regions) == ((2021, 2021), ("云岫市",))


def test_the_only_region_and_year_there_are_need_no_choice():
    found = scope(Choice(), BODIES[:1], (2021,))
    assert (found.years, found.regions) == ((2021, 2021), ("云岫市",))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_says_how_to_get_it_or_offers_it(show: Show, sample, lang):
    shown = show(sample, "duties", lang=lang)
    assert shown.exceptions == ()
    assert say("notice.how", lang) in shown.text
    chosen = show(sample, "duties", lang=lang, year="2021")
    assert chosen.exceptions == ()
    assert say("notice.how", lang) not in chosen.text
    assert say("notice.note", lang) in chosen.text


def test_a_file_is_of_the_whole_region_and_year(sample, monkeypatch):
    from etl.warehouse.queries import Filter, Warehouse
    from pages.shared import notice_file

    opened = Warehouse.open(sample)
    monkeypatch.setattr(notice_file, "open_warehouse", lambda: opened)
    monkeypatch.setattr(notice_file, "warehouse_directory", lambda: sample)
    monkeypatch.setattr(notice_file, "read_roster_file", notice_file.Roster)
    asked = Filter("sample", (2021, 2021), ("云岫市",), ("云岫市教育局",), ("rol",))
    word = notice_file.make_notice_file(asked, notice_file.WORD, "")
    title = docx.Document(io.BytesIO(word)).paragraphs[0].text
    assert title == "关于云岫市2021年度报告\n公开与质量核对情况的通报"
    excel = openpyxl.load_workbook(
        io.BytesIO(notice_file.make_notice_file(asked, notice_file.EXCEL, ""))
    )
    bodies = {row[0].value for row in excel["公开时间"].iter_rows(min_row=2)}
    assert len(bodies) == 6
