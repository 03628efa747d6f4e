"""SQL asked in a browser: typed or taken from an example, run by hand alone, taken away."""

import pyarrow.parquet as pq
import pytest
from playwright.sync_api import expect

from tests.browser.contrast import read_contrasts
from tests.browser.screen import SIDEWAYS

QUERY = (
    "SELECT agency, year, value, quote FROM figures WHERE year = 2024 AND indicator = 'inspections'"
)
LONG = f"SELECT '{'检' * 3_900}' AS words"  # in the link nine signs a letter
WAIT = 30_000  # milliseconds: a query starts a process, on a machine shared with others


def find_parts(screen):
    """Return the editor, the button beside it, and the rows of the answer."""
    page = screen.page
    rows = page.locator(".fz-answer_table tbody tr")
    return page.locator(".st-key-query textarea"), page.locator(".st-key-query-run button"), rows


def test_an_example_is_filled_in_run_and_taken_away(screen):
    screen.open("data", part="sql")
    editor, run, rows = find_parts(screen)
    view = screen.page.locator(".fz-views li", has_text="documents_named").first
    view.get_by_role("button").click()
    expect(editor).to_have_value(view.get_by_role("button").get_attribute("title"))
    expect(editor).to_be_in_viewport()
    expect(editor).to_be_focused()
    expect(rows).to_have_count(0)
    screen.settle()
    screen.page.keyboard.press("Control+Enter")
    expect(rows.first).to_contain_text("2024", timeout=WAIT)
    screen.page.locator(".st-key-answer-file button").click()
    with screen.page.expect_download() as download:
        screen.page.locator(".st-key-answer-file-csv button").click()
    head, *lines = download.value.path().read_bytes().decode("utf-8").split("\r\n")
    assert head == "\ufeffyear,agency,name,number"
    assert len(lines) - 1 == rows.count()


@pytest.mark.long
def test_typed_text_gives_way_to_an_example(screen):
    screen.open("data", part="sql")
    editor, _, _ = find_parts(screen)
    editor.fill("SELECT something half done")
    button = screen.page.locator(".fz-views button.example").first
    button.click()
    expect(editor).to_have_value(button.get_attribute("title"))


@pytest.mark.long
def test_a_link_is_filled_in_and_run_by_hand(screen):
    screen.open("data", sql=QUERY)
    editor, run, rows = find_parts(screen)
    expect(editor).to_have_value(QUERY)
    expect(screen.page.locator(".st-key-query-run")).to_contain_text("还没有运行")
    expect(rows).to_have_count(0)
    run.click()
    expect(rows.first).to_contain_text("云岫市", timeout=WAIT)
    assert screen.address == ("/data", {"sql": [QUERY]})


@pytest.mark.long
def test_the_longest_query_opens_from_its_link(screen):
    screen.open("data", sql=LONG)
    editor, run, rows = find_parts(screen)
    expect(editor).to_have_value(LONG)
    run.click()
    expect(rows).to_have_count(1, timeout=WAIT)


def test_the_columns_of_a_view_unfold_and_stay_so(screen):
    screen.open("data", part="sql")
    view = screen.page.locator(".fz-views li").first
    view.locator("summary").click()
    expect(view.locator("dt").first).to_contain_text("dataset")
    view.get_by_role("button").click()
    screen.settle()
    expect(view.locator("dt").first).to_be_visible()


@pytest.mark.long
def test_filters_wait_on_the_part_that_has_none(screen):
    screen.open("inspections", year=[2022, 2023])
    navigation = screen.page.get_by_test_id("stSidebarNav")
    navigation.get_by_text("数据", exact=True).click()
    screen.wait_for_address("data", year=[2022, 2023])
    screen.page.get_by_text("SQL 查询", exact=True).click()
    screen.wait_for_address("data", year=[2022, 2023], part=["sql"])
    expect(screen.page.locator(".st-key-popover-years")).to_have_count(0)
    navigation.get_by_text("政务公开", exact=True).click()
    screen.wait_for_address("disclosures", year=[2022, 2023])


def test_a_table_leads_to_its_rows_which_are_sorted_and_taken_away(screen):
    screen.open("inspections", year=[2023])
    screen.page.get_by_text("这些行的数据").first.click()
    screen.wait_for_address("data", year=[2023], indicator=["inspections"])
    rows = screen.page.locator(".fz-table_twin tbody tr")
    shown = rows.count()
    screen.page.locator(".fz-table_twin thead button", has_text="数值").click()
    screen.wait_for_address("data", year=[2023], indicator=["inspections"], sort=["value"])
    expect(screen.page.locator('.fz-table_twin [aria-sort="descending"]')).to_contain_text("数值")
    screen.page.locator(".st-key-rows-all button").click()
    with screen.page.expect_download() as download:
        screen.page.locator(".st-key-rows-all-parquet button").click()
    written = pq.read_table(download.value.path()).to_pylist()
    assert len(written) == shown
    assert {(row["year"], row["indicator"]) for row in written} == {(2023, "inspections")}
    rows.first.locator("a.way").first.click()
    screen.page.wait_for_url("**/report?*figure=*")
    expect(screen.settle().page.locator(".fz-reading mark.chosen").first).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.long
def test_every_word_of_an_answer_and_of_a_fault_stands_out(fresh_screen, scheme):
    screen = fresh_screen(color_scheme=scheme).open("data", sql="SELECT NULL AS nothing, 'a', 1")
    _, run, rows = find_parts(screen)
    screen.page.locator(".fz-views summary").first.click()
    run.click()
    expect(rows).to_have_count(1, timeout=WAIT)
    contrasts = read_contrasts(screen.settle().page)
    screen.page.locator(".st-key-query textarea").fill("SELECT nothing")
    run.click()
    expect(screen.page.locator(".fz-fault")).to_contain_text("Binder Error", timeout=WAIT)
    contrasts += read_contrasts(screen.settle().page)
    assert len(contrasts) > 80
    assert not {(words, round(have, 2)) for words, have, need in contrasts if have < need}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_on_a_phone_a_query_is_typed_and_run(phone, lang):
    phone.open("data", part="sql", lang=lang)
    editor, run, rows = find_parts(phone)
    editor.fill("SELECT * FROM observations")
    run.tap()
    expect(rows).to_have_count(100, timeout=WAIT)
    phone.page.locator(".fz-answer_table button.more").tap()
    expect(rows.nth(500)).to_be_attached()
    for total, visible in phone.page.evaluate(SIDEWAYS):
        assert total <= visible
    scroll = phone.page.locator(".fz-answer_table .scroll")
    assert scroll.evaluate("node => node.scrollWidth > node.clientWidth")
