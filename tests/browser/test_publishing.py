"""Reports loaded while the dashboard runs: seen at once, and never more than text."""

import shutil

import pytest
from playwright.sync_api import expect

from tests.browser import served
from tests.browser.conftest import take_tab
from tests.browser.reports import HOSTILE, write_report
from tests.browser.screen import Screen, check_harmless

NEW = "云岫市水利局"


@pytest.fixture(scope="module")
def own_server(warehouse, start_server, tmp_path_factory):
    """A dashboard on a copy of the warehouse, which these tests add to."""
    folder = tmp_path_factory.mktemp("publishing") / "warehouse"
    shutil.copytree(warehouse, folder)
    return start_server(folder)


@pytest.fixture
def screen_there(own_server, no_faults, desktop_context):
    """The tab on that dashboard."""
    return Screen(take_tab(desktop_context, own_server.url), own_server.url)


def test_a_new_version_is_used_at_the_next_step_without_a_restart(
    own_server, screen_there, tmp_path
):
    screen = screen_there.open("inspections", year=[2022, 2024])
    page = screen.page
    assert "水利局" not in {row[0] for row in screen.rows()}
    bodies = page.locator(".st-key-popover-bodies button").first
    expect(bodies).to_contain_text("全部 6 个单位")
    version = page.locator(".fz-foot").inner_text()

    served.load(own_server.warehouse, "sample", write_report(tmp_path, NEW, 2024, 321))
    page.locator('[class*="st-key-"][class*="-scale "]').get_by_text("各自刻度").click()
    expect(bodies).to_contain_text("全部 7 个单位")
    screen.wait_for_address("inspections", year=[2022, 2024])
    assert page.locator(".fz-foot").inner_text() != version
    [row] = [row for row in screen.rows() if row[0] == "水利局"]
    assert row[1:3] == ["2024", "321 次"]


@pytest.fixture
def hostile(hostile_server, no_faults, desktop_context):
    """The tab on a dashboard that holds hostile reports."""
    return Screen(take_tab(desktop_context, hostile_server.url), hostile_server.url)


def test_a_hostile_quote_is_shown_as_text(hostile):
    screen = hostile.open(indicator="inspections", year=[2024])
    cell = screen.matrix.locator("tbody tr", has_text="城市管理局").locator("button.cell")
    cell.click()
    quote = screen.page.locator(".fz-quote_card.chosen blockquote")
    expect(quote).to_contain_text("<script>window.struck = 1</script>")
    expect(quote.locator("mark")).to_have_text("4321次")
    said = screen.table.locator("tbody tr", has_text="城市管理局").locator(".said")
    expect(said).to_contain_text("<img src=x")
    check_harmless(screen)


def test_a_hostile_report_is_shown_as_published(hostile):
    screen = hostile.open("report", year=[2024])
    row = screen.page.locator(".fz-report_list tbody tr", has_text="城市管理局")
    row.get_by_role("link").click()
    screen.page.wait_for_url("**/report?*id=*")
    screen.settle()
    expect(screen.page.locator(".fz-reading .paper")).to_contain_text(HOSTILE)
    check_harmless(screen)


def test_a_hostile_link_is_told_as_text(screen):
    screen.open("inspections", body=HOSTILE)
    notice = screen.page.get_by_test_id("stAlert")
    expect(notice).to_contain_text("pixel")
    check_harmless(screen)
    screen.open("report", id=HOSTILE, figure=HOSTILE)
    expect(screen.title).to_contain_text("没有找到这份报告")
    check_harmless(screen)
