"""The filters: what a reader picks shows in the charts, the table and the address."""

import pytest
from playwright.sync_api import expect

ALL_YEARS = ["2020", "2021", "2022", "2023", "2024"]
BODY = "云岫市生态环境局"
SHORT = "生态环境局"


def choose_span(screen, first, last, **others):
    """Pick both years by hand, one after the other."""
    screen.page.locator(".st-key-popover-years button").first.click()
    screen.choose_year("从", first)
    screen.wait_for_address("inspections", year=[first, 2024], **others)
    screen.choose_year("到", last)
    screen.wait_for_address("inspections", year=[first, last], **others)
    screen.page.keyboard.press("Escape")


def test_years_narrow_charts_and_table_and_reset_brings_all_back(screen):
    screen.open("inspections")
    before = screen.rows()
    assert {row[1] for row in before} == set(ALL_YEARS)
    expect(screen.ticks("trend")).to_have_text(ALL_YEARS)

    choose_span(screen, 2021, 2023)
    expect(screen.ticks("trend")).to_have_text(["2021", "2022", "2023"])
    expect(screen.title).to_contain_text("2021–2023")
    narrowed = [row for row in before if "2021" <= row[1] <= "2023"]
    assert screen.rows() == narrowed

    screen.reset.click()
    screen.wait_for_address("inspections")
    expect(screen.ticks("trend")).to_have_text(ALL_YEARS)
    assert screen.rows() == before
    expect(screen.reset).to_have_count(0)


@pytest.mark.long
def test_years_the_wrong_way_round_are_one_span(screen):
    screen.open("inspections", year=[2024, 2022])
    screen.wait_for_address("inspections", year=[2022, 2024])
    assert {row[1] for row in screen.rows()} == {"2022", "2023", "2024"}


def test_a_body_is_chosen_and_kept_from_page_to_page(screen):
    screen.open("inspections")
    screen.choose_body(BODY)
    screen.wait_for_address("inspections", body=[BODY])
    assert {row[0] for row in screen.rows()} == {SHORT}
    expect(screen.ticks("trend")).to_have_text(ALL_YEARS)
    screen.page.keyboard.press("Escape")

    screen.page.get_by_test_id("stSidebarNav").get_by_text("政务公开").click()
    screen.wait_for_address("disclosures", body=[BODY])
    assert {row[0] for row in screen.rows()} == {SHORT}

    screen.page.get_by_test_id("stSidebarNav").get_by_text("总览").click()
    screen.wait_for_address("", body=[BODY])
    expect(screen.matrix.locator("tbody tr")).to_have_count(1)


def test_an_indicator_is_kept_from_page_to_page(screen):
    screen.open("", indicator="permits")
    pages = screen.page.get_by_test_id("stSidebarNav")
    steps = (("政务公开", "disclosures"), ("执法处罚", "enforcement"), ("比较", "compare"))
    for name, path in steps:
        pages.get_by_text(name, exact=True).click()
        asked = {} if path == "disclosures" else {"indicator": ["permits"]}
        screen.wait_for_address(path, **asked)
    pages.get_by_text("总览", exact=True).click()
    screen.wait_for_address("", indicator=["permits"])
    expect(screen.page.locator(".st-key-popover-indicator")).to_contain_text("行政许可")


def test_another_data_set_starts_without_the_filters_of_the_first(screen):
    screen.open("inspections", year=[2022, 2023], body=[BODY])
    screen.page.locator(".st-key-switches").get_by_text("公开数据").click()
    screen.wait_for_address("inspections", data=["public"])
    expect(screen.page.locator(".fz-banner")).to_contain_text("公开数据")
    assert not {row[0] for row in screen.rows()} & {BODY, SHORT}
    links = screen.table.locator("a.way")
    assert links.count()
    assert all(url.startswith("http") for url in links.evaluate_all("all => all.map(a => a.href)"))


def test_a_value_the_data_does_not_have_is_told_and_all_is_shown(screen):
    screen.open("inspections", body=["不存在局"], year=[1999])
    notice = screen.page.get_by_test_id("stAlert")
    expect(notice).to_contain_text("不存在局")
    expect(notice).to_contain_text("1999")
    screen.wait_for_address("inspections")
    assert {row[1] for row in screen.rows()} == set(ALL_YEARS)


@pytest.mark.long
def test_filters_that_leave_nothing_say_so(screen):
    screen.open("inspections", body=["云岫市司法局"])
    expect(screen.title).to_contain_text("当前筛选下没有")
    screen.reset.click()
    screen.wait_for_address("inspections")
    expect(screen.title).not_to_contain_text("当前筛选下没有")
    assert screen.rows()
