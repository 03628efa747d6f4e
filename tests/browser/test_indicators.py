"""The dictionary of indicators: a link opens an entry in view, steps lead to series and report."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_appearance import tab_to


def entry(screen, name):
    return screen.page.locator(".fz-indicators .entry", has_text=name).first


def test_a_link_opens_its_entry_in_view(screen):
    screen.open("indicators", indicator="reconsiderations")
    chosen = screen.page.locator(".fz-indicators .entry.chosen")
    expect(chosen.locator(".name")).to_contain_text("行政复议")
    expect(chosen.locator(".head")).to_be_in_viewport()
    expect(chosen.locator(".details")).to_contain_text("《行政复议法》")
    expect(chosen.locator("tbody tr").first).to_contain_text("盲测")


def test_an_entry_unfolds_folds_and_keeps_the_keyboard(screen):
    screen.open("indicators")
    expect(screen.page.locator(".fz-indicators button.head").first).to_be_visible()
    focus = tab_to(screen, ".fz-indicators button.head")
    assert focus["outline"] != "none"
    head = screen.page.locator(".fz-indicators button.head:focus")
    expect(head).to_have_attribute("aria-expanded", "false")
    screen.page.keyboard.press("Enter")
    screen.wait_for_address("indicators", indicator=["inspections"])
    expect(head).to_have_attribute("aria-expanded", "true")
    screen.page.keyboard.press("Enter")
    screen.wait_for_address("indicators")
    expect(head).to_have_attribute("aria-expanded", "false")


@pytest.mark.long
def test_an_entry_leads_to_its_series_and_its_comparison(screen):
    screen.open("indicators", indicator="legal_opinions")
    screen.page.get_by_role("button", name="看历年数字").click()
    screen.wait_for_address("legal_counsel", indicator=["legal_opinions"])
    screen.open("indicators", indicator="penalties")
    screen.page.get_by_role("button", name="各单位比较").click()
    screen.wait_for_address("compare", indicator=["penalties"])


@pytest.mark.long
def test_a_quote_leads_to_its_place_in_the_report(screen):
    screen.open("indicators", indicator="inspections")
    quote = screen.page.locator(".fz-indicators .quotes li").first
    words = quote.locator("mark").inner_text()
    quote.locator("a.way").click()
    screen.page.wait_for_url("**/report?*")
    screen.settle()
    marked = screen.page.locator(".fz-reading .paper mark.chosen")
    expect(marked.first).to_be_in_viewport()
    assert words in "".join(marked.all_inner_texts())


def test_words_of_ours_are_not_set_as_a_reports(screen):
    screen.open("indicators", indicator="inspections")
    worded = screen.page.locator(".fz-indicators .worded li span").first
    quoted = screen.page.locator(".fz-indicators .quotes .said").first
    expect(quoted).to_be_visible()
    read = "node => getComputedStyle(node).fontFamily"
    assert "serif" not in worded.evaluate(read).replace("sans-serif", "")
    assert "Serif" in quoted.evaluate(read)


def test_a_word_narrows_the_list_and_stands_in_the_link(screen):
    screen.open("indicators")
    box = screen.page.get_by_role("textbox")
    box.fill("复议")
    box.press("Enter")
    screen.wait_for_address("indicators", q=["复议"])
    expect(entry(screen, "行政复议")).to_be_visible()
    assert screen.page.locator(".fz-indicators .entry").count() < 12


@pytest.mark.long
def test_an_entry_is_read_and_left_by_thumb(phone):
    phone.open("indicators", subject="legal_counsel")
    phone.page.locator(".fz-indicators button.head").first.tap()
    phone.wait_for_address(
        "indicators", subject=["legal_counsel"], indicator=["legal_counsel_firms"]
    )
    step = phone.page.get_by_role("button", name="各单位比较")
    assert step.bounding_box()["height"] >= 38
    step.tap()
    phone.wait_for_address("compare", indicator=["legal_counsel_firms"])
