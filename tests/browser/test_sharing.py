"""A link to a view: opened cold it shows what its sender saw, and the button copies it."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import take_tab
from tests.browser.screen import Screen

BODY = "云岫市市场监督管理局"
SHORT = "市场监督管理局"


@pytest.fixture(scope="module")
def cold_server(warehouse, start_server):
    """A second dashboard on the same warehouse that nobody has asked for anything yet."""
    return start_server(warehouse)


@pytest.fixture(scope="module")
def stranger(open_context):
    """A browser that has never been there."""
    with open_context() as context:
        yield context


def test_the_first_request_after_a_start_shows_the_view_of_its_link(cold_server, stranger):
    """Streamlit's own lookup of pages/ once served it without the entry: filters were lost."""
    cold = Screen(take_tab(stranger, cold_server.url), cold_server.url)
    cold.open("inspections", year=[2021, 2023], body=[BODY])
    rows = cold.rows()
    assert {row[0] for row in rows} == {SHORT}
    assert [row[1] for row in rows] == ["2023", "2022", "2021"]
    assert cold.address == ("/inspections", {"year": ["2021", "2023"], "body": [BODY]})


@pytest.mark.long
def test_a_view_chosen_by_hand_is_the_view_of_its_link(screen):
    screen.open("inspections", year=[2021, 2023], body=[BODY])
    rows, title = screen.rows(), screen.title.inner_text()
    screen.open("inspections")
    screen.choose_body(BODY)
    screen.wait_for_address("inspections", body=[BODY])
    screen.page.keyboard.press("Escape")
    screen.page.locator(".st-key-popover-years button").first.click()
    screen.choose_year("从", 2021)
    screen.choose_year("到", 2023)
    screen.wait_for_address("inspections", body=[BODY], year=[2021, 2023])
    assert screen.rows() == rows
    assert screen.title.inner_text() == title


@pytest.mark.parametrize(
    ("page", "query", "language", "words"),
    [
        ("overview", {"year": ["2022", "2024"]}, "zh-CN", "2022–2024"),
        ("inspections", {"lang": ["en"], "year": ["2022"]}, "en", "2022"),
        ("disclosures", {"data": ["public"]}, "zh-CN", "2012–2025"),
        ("disclosures", {"data": ["public"], "lang": ["en"]}, "en", "2012–2025"),
    ],
)
def test_a_link_names_language_data_and_years(cold_server, stranger, page, query, language, words):
    tab = take_tab(stranger, cold_server.url)
    cold = Screen(tab, cold_server.url).open(page, **query)
    expect(tab.locator("html")).to_have_attribute("lang", language)
    expect(tab.locator(".st-key-popover-years button").first).to_contain_text(words)
    assert cold.address[1] == query
    origin = "公开数据|Public figures" if "data" in query else "虚构样例|Fictional sample"
    expect(tab.locator(".fz-banner")).to_contain_text(origin.split("|")[language == "en"])
    assert cold.rows()


def read_copied(screen):
    """Press the button and return the address it put on the clipboard."""
    screen.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = screen.page.locator(".fz-copy_link button")
    button.click()
    expect(button).to_have_text("已复制")
    return screen.page.evaluate("navigator.clipboard.readText()")


def open_elsewhere(fresh_screen, address):
    """Open a copied address as somebody else would."""
    parts = urlsplit(address)
    return fresh_screen().open(parts.path.strip("/"), **parse_qs(parts.query))


def test_the_button_copies_an_address_that_shows_the_same_rows(screen, fresh_screen):
    screen.open("legal_counsel", year=[2021, 2024], indicator="legal_counsel_lawyers")
    title, rows = screen.title.inner_text(), screen.rows()
    address = read_copied(screen)
    assert address.startswith(f"{screen.base}/legal_counsel?")
    other = open_elsewhere(fresh_screen, address)
    assert other.rows() == rows
    assert other.title.inner_text() == title


@pytest.mark.long
def test_the_button_copies_the_place_in_a_report(screen):
    screen.open("inspections", body=[BODY])
    screen.table.locator("a.way").nth(2).click()
    screen.page.wait_for_url("**/report?*")
    screen.settle()
    chosen = screen.page.locator(".fz-reading .paper mark.chosen")
    expect(chosen.first).to_be_visible()
    words = chosen.all_inner_texts()
    address = read_copied(screen)
    screen.page.goto("about:blank")
    screen.page.goto(address)
    screen.settle()
    expect(chosen.first).to_be_in_viewport()
    assert chosen.all_inner_texts() == words


def test_without_a_clipboard_the_address_is_offered_to_be_copied_by_hand(fresh_screen):
    """Browsers give pages under http on another machine no clipboard."""
    screen = fresh_screen()
    screen.page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    screen.open("inspections", year=[2023])
    field = screen.page.locator(".fz-copy_link input")
    expect(field).to_be_hidden()
    screen.page.locator(".fz-copy_link button").click()
    expect(field).to_be_visible()
    address = urlsplit(field.input_value())
    assert (address.path, parse_qs(address.query)["year"]) == ("/inspections", ["2023"])
