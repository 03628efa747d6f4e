"""Comparing: the table sorts and leads to quotes, the link holds the view, thumb and keyboard."""

import pytest
from playwright.sync_api import expect

from tests.browser.screen import Screen
from tests.browser.test_appearance import tab_to

SCHOOL = "云岫市教育局"


def table(screen):
    return screen.page.locator(".fz-compare_table")


def bodies(screen):
    return table(screen).locator("tbody th.body").all_inner_texts()


def test_a_cell_leads_to_its_quote_and_on_to_the_report(screen):
    screen.open("compare")
    row = table(screen).locator("tbody tr", has_text="教育局").first
    row.locator("button.cell").nth(2).click()
    card = screen.page.locator(".fz-quote_card.chosen")
    expect(card).to_be_in_viewport(ratio=1)
    expect(card.locator("header")).to_contain_text("教育局 · 2022")
    expect(row.locator("button.cell.chosen")).to_have_count(1)
    card.locator("a.way").click()
    screen.page.wait_for_url("**/report?*")
    screen.settle()
    expect(screen.page.locator(".fz-reading .paper mark.chosen.number").first).to_be_in_viewport()


def test_a_change_shows_both_quotes(screen):
    screen.open("compare", mode="change")
    table(screen).locator("tbody tr").first.locator("button.cell").last.click()
    card = screen.page.locator(".fz-quote_card.chosen")
    expect(card.locator("article")).to_have_count(2)
    expect(card.locator(".sum")).to_contain_text("比较得出")


@pytest.mark.long
def test_a_year_sorts_and_says_so(screen):
    screen.open("compare")
    head = table(screen).locator("thead th", has_text="2020")
    expect(head).to_have_attribute("aria-sort", "none")
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    falling = bodies(screen)
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    assert bodies(screen) == falling[::-1]


def test_the_keyboard_sorts_chooses_and_stays_where_it_was(screen):
    screen.open("compare")
    expect(table(screen).locator("button.cell").first).to_be_visible()
    focus = tab_to(screen, ".fz-compare_table thead th.year button")
    assert focus["outline"] != "none"
    screen.page.keyboard.press("Enter")
    year = table(screen).locator("thead th.year").first
    expect(year).to_have_attribute("aria-sort", "descending")
    tab_to(screen, ".fz-compare_table button.cell", most=8)
    screen.page.keyboard.press("Enter")
    expect(screen.page.locator(".fz-quote_card.chosen")).to_be_in_viewport()
    expect(table(screen).locator("button.cell.chosen")).to_be_focused()


def test_controls_write_the_link_and_the_link_opens_cold(screen, fresh_screen):
    screen.open("compare")
    page = screen.page
    page.get_by_text("占比", exact=True).click()
    screen.wait_for_address("compare", mode=["share"])
    page.get_by_text("两年对照", exact=True).click()
    screen.wait_for_address("compare", mode=["share"], chart=["slope"])
    table(screen).get_by_role("button", name="教育局", exact=True).click()
    asked = {"mode": ["share"], "chart": ["slope"], "highlight": [SCHOOL]}
    screen.wait_for_address("compare", **asked)
    expect(table(screen).locator("tr.out")).to_contain_text("教育局")
    other = fresh_screen().open("compare", **asked)
    expect(other.page.locator(".fz-title")).to_have_text(screen.title.inner_text())
    assert table(other).inner_text() == table(screen).inner_text()
    assert other.address == ("/compare", asked)
    page.get_by_text("数值", exact=True).click()
    screen.wait_for_address("compare", chart=["slope"], highlight=[SCHOOL])


def test_indicators_are_added_and_taken_away(screen):
    screen.open("compare")
    screen.page.locator(".st-key-compare-indicators").get_by_role("combobox").click()
    screen.page.get_by_role("option", name="行政处罚", exact=True).click()
    screen.wait_for_address("compare", indicator=["inspections", "penalties"])
    expect(screen.page.locator(".js-plotly-plot")).to_have_count(2)
    screen.page.keyboard.press("Escape")


@pytest.mark.long
def test_the_two_years_of_a_slope_are_chosen(screen):
    screen.open("compare", chart="slope")
    years = screen.page.locator(".st-key-compare-years")
    years.get_by_label("从", exact=True).click()
    screen.page.get_by_role("option", name="2022", exact=True).click()
    screen.wait_for_address("compare", chart=["slope"], **{"from": [2022], "to": [2024]})
    expect(screen.page.locator(".js-plotly-plot .xtick text")).to_have_text(["2022", "2024"])


@pytest.mark.parametrize("chart", ["lines", "slope", "bump"])
def test_words_beside_the_lines_do_not_cover_one_another(screen, chart):
    screen.open("compare", chart=chart, indicator="disclosures_proactive")
    check_words(screen)


def check_words(screen: Screen):
    words = screen.page.locator(".js-plotly-plot .annotation")
    expect(words.first).to_be_visible()
    boxes = words.evaluate_all(
        "all => all.map(each => each.getBoundingClientRect().toJSON())"
        ".map(box => [box.left, box.right, box.top, box.bottom])"
    )
    for index, (left, right, top, bottom) in enumerate(boxes):
        for other in boxes[index + 1 :]:
            across = min(right, other[1]) - max(left, other[0])
            down = min(bottom, other[3]) - max(top, other[2])
            assert across <= 1 or down <= 4


@pytest.mark.long
def test_on_a_phone_three_whole_years_stand_beside_the_names(phone):
    phone.open("compare")
    heads = table(phone).locator("thead th.year")
    table(phone).scroll_into_view_if_needed()
    expect(heads.last).to_be_in_viewport()
    edge = table(phone).locator("thead th.body").bounding_box()
    left = edge["x"] + edge["width"]
    boxes = [heads.nth(index).bounding_box() for index in range(heads.count())]
    whole = [box for box in boxes if box["x"] >= left - 2]
    assert len(whole) == 3
    table(phone).locator("button.cell").last.tap()
    expect(phone.page.locator(".fz-quote_card.chosen")).to_be_in_viewport(ratio=1)


@pytest.mark.long
def test_on_a_phone_names_stand_beside_their_lines(phone):
    phone.open("compare", indicator="disclosures_proactive")
    check_words(phone)
    expect(phone.page.locator(".js-plotly-plot .annotation").first).to_be_visible()
