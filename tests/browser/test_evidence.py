"""From a figure to the words that state it: chart, matrix and table lead into the report."""

import re

import pytest
from playwright.sync_api import expect

BODY = "云岫市生态环境局"
SOON = 4_000  # milliseconds for what happens at once, if it happens


def read_number(text):
    """Return the number in a cell or a quote, without its separators."""
    return int(re.search(r"\d[\d,，]*", text)[0].replace(",", "").replace("，", ""))


def close_up(text):
    """Leave out white space: a sentence may run over the end of a line of the report."""
    return re.sub(r"\s", "", text)


def open_from_card(screen):
    """Follow the quote card into the report; return its sentence and number."""
    quote = screen.card.locator("blockquote")
    sentence, number = quote.inner_text(), quote.locator("mark").inner_text()
    screen.card.locator("a.way").click()
    screen.page.wait_for_url("**/report?*")
    screen.settle()
    return sentence.strip("…"), number


def check_place(screen, sentence, number):
    """The report shows the figure highlighted, in view, in the very words of the quote."""
    chosen = screen.page.locator(".fz-reading .paper mark.chosen")
    expect(chosen.and_(screen.page.locator(".number")).first).to_be_in_viewport(ratio=1)
    words = close_up("".join(chosen.all_inner_texts()))
    assert number in words
    assert words in close_up(sentence)
    assert "".join(chosen.and_(screen.page.locator(".number")).all_inner_texts()) == number
    paper = screen.page.locator(".fz-reading .paper").inner_text()
    assert close_up(sentence) in close_up(paper)


def test_a_point_of_the_trend_leads_to_its_sentence_and_on_to_the_report(screen):
    screen.open("inspections", body=[BODY])
    stated = {row[1]: read_number(row[2]) for row in screen.rows()}
    screen.page.mouse.click(*screen.point("trend", 1))
    expect(screen.page.locator(".fz-quote_card.chosen")).to_be_in_viewport()
    expect(screen.card.locator("header")).to_contain_text("2021")
    assert read_number(screen.card.locator("mark").inner_text()) == stated["2021"]

    expect(screen.card.locator("a.way")).to_contain_text("在报告原文中查看")
    sentence, number = open_from_card(screen)
    expect(screen.title).to_contain_text("生态环境局 2021")
    check_place(screen, sentence, number)


def test_a_total_opens_into_the_figures_it_is_made_of(screen):
    screen.open("inspections")
    screen.page.mouse.click(*screen.point("trend", 4))
    expect(screen.page.locator(".fz-quote_card.chosen")).to_be_in_viewport()
    parts = screen.card.locator("article .figure").all_inner_texts()
    assert len(parts) == 5
    total = sum(map(read_number, parts))
    assert f"{total:,}" in screen.chart("trend").locator(".annotation-text").last.text_content()
    expect(screen.card.locator("blockquote mark")).to_have_count(5)


def choose_and_close(screen, index):
    """Click a point, then close the card it opened: it falls back to the newest figure."""
    chosen = screen.page.locator(".fz-quote_card.chosen")
    screen.page.mouse.click(*screen.point("trend", index))
    expect(chosen).to_have_count(1)
    screen.card.locator("button.close").click()
    expect(chosen).to_have_count(0)
    expect(screen.card.locator("header")).to_contain_text("2024")


@pytest.mark.long
def test_the_card_closes_and_another_point_opens_it_again(screen):
    screen.open("inspections", body=[BODY])
    choose_and_close(screen, 2)
    screen.page.mouse.click(*screen.point("trend", 1))
    expect(screen.page.locator(".fz-quote_card.chosen header")).to_contain_text("2021")


def test_the_card_closes_and_the_same_point_opens_it_again(screen):
    screen.open("inspections", body=[BODY])
    choose_and_close(screen, 2)
    screen.page.mouse.click(*screen.point("trend", 2))
    card = screen.page.locator(".fz-quote_card.chosen header")
    expect(card).to_contain_text("2022", timeout=SOON)


@pytest.mark.long
def test_a_change_and_a_small_chart_lead_to_quotes(screen):
    screen.open("inspections")
    for name, quotes in (("each", 1), ("change", 2)):  # a change is one of two figures
        x, y = screen.point(name, 0)
        screen.page.mouse.click(x, y)
        expect(screen.page.locator(".fz-quote_card.chosen article")).to_have_count(quotes)
        expect(screen.card.locator("blockquote mark").first).to_be_visible()
        if quotes > 1:
            expect(screen.card.locator(".sum")).to_contain_text("比较得出")
        screen.card.locator("button.close").click()
        expect(screen.page.locator(".fz-quote_card.chosen")).to_have_count(0)


def test_a_cell_of_the_matrix_leads_to_its_words_and_on_to_the_report(screen):
    screen.open(indicator="inspections")
    row = screen.matrix.locator("tbody tr", has_text="交通运输局")
    cell = row.locator("button.cell").nth(1)
    value = read_number(cell.inner_text())
    cell.click()
    expect(screen.page.locator(".fz-quote_card.chosen")).to_be_in_viewport()
    expect(screen.card.locator("header")).to_contain_text("交通运输局 · 2021")
    assert read_number(screen.card.locator("mark").inner_text()) == value
    check_place(screen, *open_from_card(screen))


def test_the_cell_that_was_clicked_is_outlined(screen):
    screen.open(indicator="inspections")
    cell = screen.matrix.locator("tbody tr", has_text="交通运输局").locator("button.cell").nth(1)
    cell.click()
    expect(screen.page.locator(".fz-quote_card.chosen")).to_be_in_viewport()
    expect(cell).to_have_class(re.compile(r"\bchosen\b"), timeout=SOON)


@pytest.mark.long
def test_a_row_of_the_table_leads_to_the_report(screen):
    screen.open("inspections")
    row = screen.table.locator("tbody tr").nth(3)
    body, year, number = (
        row.locator(each).inner_text() for each in ("th.body", "td.year", ".quote mark")
    )
    sentence = row.locator(".said").inner_text().strip("…")
    row.locator("a.way").click()
    screen.page.wait_for_url("**/report?*")
    screen.settle()
    expect(screen.title).to_contain_text(body)
    expect(screen.title).to_contain_text(year)
    check_place(screen, sentence, number)


def test_a_figure_picked_in_the_report_leads_to_its_line_over_the_years(screen):
    screen.open("inspections", body=[BODY])
    screen.table.locator("a.way").first.click()
    screen.page.wait_for_url("**/report?*")
    screen.settle()
    series = screen.page.locator(".fz-reading li.chosen button.series")
    expect(series).to_be_visible()
    series.click()
    screen.wait_for_address("inspections", body=[BODY])  # what the page opens with is left out
    assert {row[0] for row in screen.rows()} == {"生态环境局"}


def test_a_report_is_found_in_the_list(screen):
    screen.open("report")
    listed = screen.page.locator(".fz-report_list tbody tr")
    expect(listed.first).to_be_visible()
    wanted = listed.filter(has_text="生态环境局").filter(has_text="2022").filter(has_text="法治")
    wanted.get_by_role("link").first.click()
    screen.page.wait_for_url("**/report?id=*")
    screen.settle()
    expect(screen.title).to_contain_text("生态环境局 2022")
    expect(screen.page.locator(".fz-reading .paper mark.number").first).to_be_attached()
