"""What a reader does with one chart: its picture, its rows, its table by keyboard and by thumb."""

import csv
import struct
from pathlib import Path
from xml.etree import ElementTree

from playwright.sync_api import expect

from tests.browser.screen import SIDEWAYS, Screen
from tests.browser.test_appearance import tab_to
from tests.factories import build_datasets
from tests.pages.test_hostile_text import AGENCIES, make_hostile_report

SVG = "{http://www.w3.org/2000/svg}"
_ROWS = '[class*="-tools"] [data-testid="stPopoverButton"]'
DRAWN = {
    *("svg", "title", "desc", "g", "defs", "clipPath"),
    *("path", "rect", "circle", "line", "text", "tspan"),
}


def tools(screen, number=0):
    return screen.page.locator(".fz-chart_tools").nth(number)


def twin(screen, number=0):
    return screen.page.locator(".fz-chart_twin").nth(number)


def take(screen, button):
    """Click a button that hands over a file; return its name and what it holds."""
    with screen.page.expect_download() as download:
        button.click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def read_drawing(data):
    """Return the drawing, once it is sure that it holds shapes and words alone."""
    drawing = ElementTree.fromstring(data)
    assert {node.tag.removeprefix(SVG) for node in drawing.iter()} <= DRAWN
    named = {name for node in drawing.iter() for name in node.attrib}
    assert not [name for name in named if "href" in name or name.startswith("on")]
    values = [value for node in drawing.iter() for value in node.attrib.values()]
    assert not [each for each in values if "url(" in each and not each.startswith("url(#")]
    return drawing


def read_words(drawing):
    return ["".join(node.itertext()) for node in drawing.iter(f"{SVG}text")]


def find_distance(screen):
    """Return how far below the first chart the second one stands."""
    first, second = screen.chart("trend").bounding_box(), screen.chart("each").bounding_box()
    return round(second["y"] - first["y"])


def test_a_chart_is_taken_away_as_picture_and_as_rows(screen):
    screen.open("inspections")
    name, data = take(screen, tools(screen).locator("button.svg"))
    assert name == "行政检查_云岫市_2020-2024_可比口径合计.svg"
    drawing = read_drawing(data)
    words = read_words(drawing)
    assert {"行政检查：可比口径合计", "2万", "2020", "2024", "18,058", "8,575"} <= set(words)
    assert any("虚构样例" in line for line in words)
    assert any(line.startswith("法治指标看板 · 样例 · 第 ") for line in words)
    hidden = [node for node in drawing.iter() if node.get("opacity") == "0"]
    assert hidden == []  # what only the pointer meets stays behind

    name, data = take(screen, tools(screen).locator("button.png"))
    assert name.endswith("可比口径合计.png")
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    size = struct.unpack(">II", data[16:24])
    assert size == tuple(2 * int(drawing.get(side)) for side in ("width", "height"))

    screen.page.locator(_ROWS).first.click()
    name, data = take(screen, screen.page.get_by_role("button", name="CSV"))
    assert name == "行政检查_云岫市_2020-2024_可比口径合计.csv"
    lines = list(csv.reader(data.decode("utf-8-sig").splitlines()))
    assert lines[1][2:4] == ["2020", "18058"]
    assert all("虚构样例" in "".join(line) for line in lines[1:])


def test_the_keyboard_unfolds_the_table_and_reaches_a_quote(screen):
    screen.open("inspections")
    expect(screen.chart("each")).to_be_visible()
    below = find_distance(screen)
    expect(twin(screen)).to_be_hidden()
    tab_to(screen, ".fz-chart_tools button.table", most=60)
    screen.page.keyboard.press("Enter")
    expect(twin(screen).get_by_role("table")).to_be_visible()
    expect(twin(screen).locator("tbody tr")).to_have_count(5)
    expect(twin(screen).locator("tbody tr").first).to_contain_text("18,058")
    tab_to(screen, ".fz-chart_twin td.way button", most=8)
    screen.page.keyboard.press("Enter")
    card = screen.page.locator(".fz-quote_card.chosen")
    expect(card.locator("article")).to_have_count(5)
    expect(card.locator("header").first).to_contain_text("2020")
    chosen = twin(screen).locator("tr.chosen button")
    expect(chosen).to_be_focused()
    expect(chosen).to_have_attribute("aria-pressed", "true")
    tools(screen).locator("button.table").click()
    expect(twin(screen)).to_be_hidden()
    assert abs(find_distance(screen) - below) <= 1  # pixels: layout rounds


def test_on_a_phone_one_button_holds_the_tools(phone):
    phone.open("inspections")
    more = tools(phone).locator("button.more")
    rows = phone.page.locator(_ROWS).first
    expect(more).to_be_visible()
    expect(tools(phone).locator("button.svg")).to_be_hidden()
    expect(rows).to_be_hidden()
    more.tap()
    expect(rows).to_be_visible()
    tools(phone).locator("button.table").tap()
    twin(phone).locator("tbody tr").nth(1).tap()
    card = phone.page.locator(".fz-quote_card.chosen")
    expect(card.locator("header").first).to_contain_text("2021")
    for total, visible in phone.page.evaluate(SIDEWAYS):
        assert total <= visible


def test_a_table_of_cells_is_taken_away_as_picture(screen):
    screen.open("overview")
    bar = screen.page.locator(".fz-table_tools")
    name, data = take(screen, bar.locator("button.svg"))
    assert name == "行政检查_云岫市_2020-2024_各单位写明情况.svg"
    drawing = read_drawing(data)
    words = read_words(drawing)
    assert {"行政检查：各单位写明情况", "2020", "2024", "5,217", "未提及"} <= set(words)
    assert {"深浅是数值大小", "有报告，未提及"} <= set(words)
    assert any("虚构样例" in line for line in words)
    assert any(line.startswith("法治指标看板 · 样例 · 第 ") for line in words)
    width, height = (int(drawing.get(side)) for side in ("width", "height"))
    for node in drawing.iter(f"{SVG}rect"):
        assert float(node.get("x", 0)) + float(node.get("width")) <= width

    name, data = take(screen, bar.locator("button.png"))
    assert name.endswith("各单位写明情况.png")
    assert struct.unpack(">II", data[16:24]) == (2 * width, 2 * height)


def test_a_hostile_name_is_text_in_the_drawing(tmp_path, start_server, open_context):
    reports = [make_hostile_report(agency, year) for agency in AGENCIES for year in (2021, 2022)]
    server = start_server(build_datasets(tmp_path / "hostile", {"own": (reports, [], [])}))
    server.wait()
    context = open_context()
    screen = Screen(context.new_page(), server.url).open("compare", indicator="inspections")
    name, data = take(screen, tools(screen).locator("button.svg"))
    assert "<" not in name
    drawing = read_drawing(data)
    assert any("script" in line for line in read_words(drawing))
    context.close()
