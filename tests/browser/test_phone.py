"""On a phone: nothing wider than the screen, everything within a thumb's reach."""

import pytest
from playwright.sync_api import expect

from tests.browser.screen import SIDEWAYS

SOON = 4_000  # milliseconds for what happens at once, if it happens
PAGES = (
    *("", "inspections", "normative_documents", "disclosures", "legal_counsel", "compare"),
    *("brief", "report", "search", "data", "indicators"),
    *("duties", "agreement", "likeness", "promises", "changes"),
)
_CUT = """() => {
    const names = '.fz-title, .fz-facts, .fz-section, .fz-note, .fz-banner, .fz-chips li';
    return [...document.querySelectorAll(names)]
        .filter(node => node.getBoundingClientRect().right > window.innerWidth + 1)
        .map(node => node.innerText);
}"""


def check_width(screen):
    for total, visible in screen.page.evaluate(SIDEWAYS):
        assert total <= visible
    assert screen.page.evaluate(_CUT) == []


@pytest.mark.parametrize(
    ("query", "pages"), [({}, PAGES), ({"lang": "en"}, PAGES), ({"data": "public"}, PAGES[:2])]
)
def test_no_page_scrolls_sideways(phone, query, pages):
    for page in pages:
        phone.open(page, **query)
        check_width(phone)


def test_a_report_does_not_scroll_sideways(phone):
    """A disclosure report is one wide table after another: they scroll within the page."""
    phone.open("report", year=[2023])
    listed = phone.page.locator(".fz-report_list tbody tr", has_text="政府信息公开")
    listed.first.get_by_role("link").tap()
    phone.page.wait_for_url("**/report?*id=*")
    phone.settle()
    expect(phone.page.locator(".fz-reading .scroll td").first).to_be_attached()
    check_width(phone)


def test_a_tap_on_the_matrix_shows_the_quote(phone):
    phone.open(indicator="inspections")
    cell = phone.matrix.locator("button.cell").first
    assert cell.bounding_box()["height"] >= 40
    cell.tap()
    expect(phone.page.locator(".fz-quote_card.chosen")).to_be_in_viewport(ratio=1)
    expect(phone.card.locator("mark")).to_be_in_viewport()


def test_a_quote_leads_to_its_place_in_the_report(phone):
    phone.open("inspections", body=["云岫市生态环境局"])
    phone.card.locator("a.way").tap()
    phone.page.wait_for_url("**/report?*")
    phone.settle()
    number = phone.page.locator(".fz-reading .paper mark.chosen.number").first
    expect(number).to_be_in_viewport(ratio=1)


def test_a_tap_on_a_point_shows_its_quote(phone):
    phone.open("inspections", body=["云岫市生态环境局"])
    phone.page.touchscreen.tap(*phone.point("trend", 2))
    card = phone.page.locator(".fz-quote_card.chosen")
    expect(card).to_be_in_viewport(ratio=1, timeout=SOON)
    expect(card.locator("header")).to_contain_text("2022")


@pytest.mark.long
def test_the_next_tap_on_another_point_shows_that_points_quote(phone):
    phone.open("inspections", body=["云岫市生态环境局"])
    phone.page.touchscreen.tap(*phone.point("trend", 2))
    expect(phone.chart("trend").locator(".hoverlayer")).to_contain_text("2022")
    phone.page.touchscreen.tap(*phone.point("trend", 3))
    card = phone.page.locator(".fz-quote_card.chosen")
    expect(card).to_have_count(1)
    expect(card.locator("header")).to_contain_text("2023", timeout=SOON)


def test_the_sidebar_opens_leads_on_and_gets_out_of_the_way(phone):
    phone.open()
    sidebar = phone.page.get_by_test_id("stSidebarNav")
    expect(sidebar).not_to_be_in_viewport()
    phone.page.get_by_test_id("stExpandSidebarButton").tap()
    expect(sidebar).to_be_in_viewport()
    sidebar.get_by_text("政务公开").tap()
    phone.wait_for_address("disclosures")
    expect(sidebar).not_to_be_in_viewport()
    expect(phone.title).to_be_in_viewport()


@pytest.mark.long
def test_years_are_chosen_by_tap(phone):
    phone.open("inspections")
    phone.page.locator(".st-key-popover-years button").first.tap()
    popover = phone.page.get_by_test_id("stPopoverBody")
    expect(popover).to_be_in_viewport(ratio=1)
    popover.get_by_label("从", exact=True).tap()
    phone.page.get_by_role("option", name="2022", exact=True).tap()
    phone.wait_for_address("inspections", year=[2022, 2024])
    assert {row[1] for row in phone.rows()} == {"2022", "2023", "2024"}
