"""From a name to its place in the report: lists, counts by year, the search box."""

import pytest
from playwright.sync_api import expect


def open_row(screen, row):
    """Follow a row of names into the report."""
    row.locator("a.way").click()
    screen.page.wait_for_url("**/report?*")
    screen.settle()


def check_place(screen, words):
    """The report shows exactly these words highlighted, in view, and their line in the list."""
    chosen = screen.page.locator(".fz-reading .paper mark.chosen")
    expect(chosen.first).to_be_in_viewport()
    assert "".join("".join(chosen.all_inner_texts()).split()) == "".join(words.split())
    expect(screen.page.locator(".fz-reading .names li.chosen")).to_be_in_viewport()


def test_a_document_leads_to_its_words_in_the_report(screen):
    screen.open("normative_documents")
    rows = screen.page.locator(".fz-names_table tbody tr")
    row = rows.filter(has_text="云岫市餐饮业油烟污染防治管理规定")
    expect(row.locator("small").first).to_have_text("云环〔2023〕17号")
    expect(row.locator("td.deed")).to_have_text("制定")
    words = row.locator("mark").inner_text()
    open_row(screen, row)
    expect(screen.title).to_contain_text("生态环境局 2023")
    check_place(screen, words)


def test_a_field_picked_shows_its_sources_and_stays_in_the_address(screen):
    screen.open("inspections")
    grid = screen.page.locator(".fz-names_grid")
    grid.get_by_role("button", name="工程质量", exact=True).click()
    screen.wait_for_address("inspections", name=["工程质量"])
    rows = screen.page.locator(".fz-names_table tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.locator("th.name")).to_have_text(["工程质量", "工程质量"])
    grid.get_by_role("button", name="工程质量", exact=True).click()
    screen.wait_for_address("inspections")
    expect(rows.nth(3)).to_be_visible()


def test_the_search_box_finds_a_law_and_leads_to_it(screen):
    screen.open("search")
    box = screen.page.get_by_role("textbox")
    box.fill("种子法")
    box.press("Enter")
    screen.wait_for_address("search", q=["种子法"])
    expect(screen.title).to_have_text("“种子法”见于 1 份报告")
    row = screen.page.locator(".fz-names_table tbody tr")
    expect(row.locator("th.name")).to_contain_text("中华人民共和国种子法")
    open_row(screen, row)
    check_place(screen, "种子法")


@pytest.mark.long
def test_a_kind_narrows_the_search(screen):
    screen.open("search")
    screen.page.locator(".st-key-search").get_by_text("律师事务所", exact=True).click()
    screen.wait_for_address("search", kind=["law_firm"])
    kinds = screen.page.locator(".fz-names_table td.kind")
    expect(kinds.first).to_have_text("律师事务所")
    assert set(kinds.all_inner_texts()) == {"律师事务所"}


@pytest.mark.long
def test_a_name_picked_in_a_report_is_looked_up_in_all(screen):
    screen.open("search", q="青隼")
    open_row(screen, screen.page.locator(".fz-names_table tbody tr").first)
    screen.page.locator(".fz-reading .names li.chosen button.series").click()
    screen.wait_for_address("search", q=["青隼律师事务所"])
    rows = screen.page.locator(".fz-names_table tbody tr")
    expect(rows.nth(1)).to_be_visible()
    expect(screen.page.get_by_role("textbox")).to_have_value("青隼律师事务所")


def test_a_search_link_opens_cold(screen):
    screen.open("search", q="管理办法", year=[2023])
    expect(screen.page.get_by_role("textbox")).to_have_value("管理办法")
    expect(screen.page.locator(".fz-names_table tbody tr")).to_have_count(1)


@pytest.mark.long
def test_a_name_is_tapped_on_a_phone(phone):
    phone.open("legal_counsel")
    row = phone.page.locator(".fz-names_table tbody tr").first
    words = row.locator("mark").inner_text()
    row.locator("a.way").tap()
    phone.page.wait_for_url("**/report?*")
    phone.settle()
    chosen = phone.page.locator(".fz-reading .paper mark.chosen").first
    expect(chosen).to_be_in_viewport()
    assert chosen.inner_text() in words
