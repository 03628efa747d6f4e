"""What became of requests: bars and tables lead to the cell in the report, at a desk and on a phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.screen import SIDEWAYS

CENTRED = """node => new Promise(done => {
    node.scrollIntoView({block: "center"});
    requestAnimationFrame(() => requestAnimationFrame(done));
})"""
BODY, ROW = "交通运输局", "属于行政执法案卷"


def find_grids(screen):
    """Return the years and the form, drawn."""
    grids = screen.page.locator(".fz-outcomes")
    expect(grids).to_have_count(2)
    return grids.first, grids.last


def find_row(grid, label):
    """Return the cells of a row."""
    name = re.compile(f"^{label}$")
    return grid.locator("tr", has=grid.page.get_by_role("rowheader", name=name)).locator(".cell")


def test_a_sum_shows_its_cells_and_a_cell_its_place_in_the_report(screen):
    screen.open("disclosures", form_body=BODY)
    years, form = find_grids(screen)
    find_row(years, "不予公开").last.click()
    card = screen.page.locator(".fz-quote_card.chosen")
    expect(card).to_be_in_viewport()
    marks = card.locator("mark")
    expect(marks).to_have_count(7)
    total = int(find_row(years, "不予公开").last.inner_text())
    assert sum(map(int, marks.all_inner_texts())) == total
    expect(years.locator(".segment.chosen")).to_have_text(str(total))

    cell = find_row(form, ROW).last
    cell.click()
    expect(card.locator("article")).to_have_count(1)
    expect(card.locator("header")).to_contain_text(f"{BODY} · 2024")
    expect(card.locator("mark")).to_have_text(cell.inner_text())
    card.locator("a.way").click()
    screen.page.wait_for_url("**/report?*")
    screen.settle()
    chosen = screen.page.locator(".fz-reading .paper mark.chosen")
    expect(chosen.last).to_be_in_viewport()
    expect(chosen.first).to_have_text(f"7.{ROW}")
    expect(chosen.last).to_have_class(re.compile("number"))


@pytest.mark.long
def test_a_segment_of_a_bar_is_picked_and_the_form_of_another_body(screen):
    screen.open("disclosures")
    years, form = find_grids(screen)
    years.locator(".bar").last.locator(".segment").first.click()
    expect(screen.page.locator(".fz-quote_card.chosen mark").first).to_be_in_viewport()
    screen.settle()
    box = screen.page.locator(".st-key-outcomes-choice").get_by_role("combobox").first
    box.evaluate(CENTRED)  # an open list closes when the page scrolls
    box.click()
    screen.page.get_by_role("option", name=BODY, exact=True).click()
    screen.wait_for_address("disclosures", form_body=[BODY])
    expect(find_row(form, "予以公开").last).to_have_text("7")


def test_the_forms_are_taken_away_as_a_file(screen):
    screen.open("disclosures", body=f"云岫市{BODY}", lang="en")
    screen.page.locator(".st-key-outcomes-download button").click()
    with screen.page.expect_download() as download:
        screen.page.locator(".st-key-outcomes-download-csv button").click()
    text = download.value.path().read_bytes().decode("utf-8")
    head, first, *rest = text.split("\r\n")
    assert head.startswith('\ufeffregion,body,year,"row of the form",applicant,requests')
    assert first.startswith(f'"云岫市","云岫市{BODY}",2022,')
    assert len(rest) == 3 * 175


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_on_a_phone_the_form_fits_and_a_cell_is_tapped(phone, lang):
    phone.open("disclosures", lang=lang)
    _, form = find_grids(phone)
    row = find_row(form, {"zh": "予以公开", "en": "Granted"}[lang])
    expect(row).to_have_count(7)
    last = row.last.bounding_box()
    assert last["x"] + last["width"] <= 390
    assert last["height"] >= 36
    for total, visible in phone.page.evaluate(SIDEWAYS):
        assert total <= visible
    row.first.tap()
    card = phone.page.locator(".fz-quote_card.chosen")
    expect(card).to_be_in_viewport(ratio=1)
    expect(card.locator("mark")).to_have_text(row.first.inner_text())
