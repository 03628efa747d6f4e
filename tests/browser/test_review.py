"""Figures decided upon by keyboard, by two people at once, taken back, and published."""

import shutil

import pytest
from playwright.sync_api import expect

from etl.corrections import Decision, read_reviews
from tests.browser.screen import Screen


@pytest.fixture(scope="module")
def review_server(warehouse, start_server, tmp_path_factory):
    """A dashboard for reviewers, on a copy of the warehouse."""
    folder = tmp_path_factory.mktemp("review") / "warehouse"
    shutil.copytree(warehouse, folder)
    return start_server(folder, "--review")


@pytest.fixture
def reviewers(review_server, no_faults, desktop_context):
    """Two tabs on that dashboard: two sessions."""
    tabs = [desktop_context.new_page() for _ in range(2)]
    yield [Screen(tab, review_server.url) for tab in tabs]
    for tab in tabs:
        tab.close()


def name_oneself(screen, name):
    """Type a name and leave the field by keyboard."""
    field = screen.page.get_by_label("复核人姓名")
    field.fill(name)
    field.press("Tab")
    screen.settle()


def section(screen):
    """Return the heading of the figure that is shown."""
    return screen.page.locator(".fz-section").first


def test_a_figure_is_corrected_by_keyboard_and_shown_as_corrected(reviewers, review_server):
    screen, page = reviewers[0], reviewers[0].page
    screen.open("review", reason="contradiction")
    expect(section(screen)).to_contain_text("市场监督管理局 · 2023 · 行政处罚")
    expect(screen.card.locator("mark")).to_have_text("730件")
    name_oneself(screen, "李复核")
    page.keyboard.press("e")
    expect(page.get_by_label("正确的数值")).to_be_focused()  # whoever opened it types on
    page.keyboard.press("Escape")
    expect(page.get_by_label("正确的数值")).to_have_count(0)
    page.keyboard.press("e")
    value = page.get_by_label("正确的数值")
    expect(value).to_have_value("730")
    value.fill("731")
    page.keyboard.press("Tab")
    page.get_by_label("理由").fill("与处罚台账核对")
    page.get_by_label("理由").press("Control+Enter")
    expect(page.get_by_test_id("stAlert")).to_contain_text("已记下")
    [review] = read_reviews(review_server.warehouse)
    assert (review.decision, review.who) == (Decision.CORRECTED, "李复核")
    assert (review.old.value, review.new.value) == (730, 731)

    page.get_by_role("button", name="写入 1 条").click()
    expect(page.get_by_test_id("stAlert")).to_contain_text("现在是第", timeout=60_000)
    screen.open("enforcement", indicator="penalties", year=[2023], body="云岫市市场监督管理局")
    expect(screen.card).to_contain_text("731 件")
    expect(screen.card).to_contain_text("人工更正（李复核")
    expect(screen.card).to_contain_text("原文抽取为 730 件")
    expect(screen.card.locator("mark")).to_have_text("730件")  # the report says what it says


def test_of_two_reviewers_the_second_is_told_and_nothing_is_lost(reviewers, review_server):
    first, second = reviewers
    known = len(read_reviews(review_server.warehouse))
    # The second is at rest before the first decides: what is shown later, is decided knowingly.
    for screen, name in ((second, "乙复核"), (first, "甲复核")):
        screen.open("review", reason="genres_differ")
        name_oneself(screen, name)
    shown = section(first).inner_text()
    assert section(second).inner_text() == shown
    first.page.keyboard.press("y")
    expect(first.page.get_by_test_id("stAlert")).to_contain_text("已记下")
    second.page.keyboard.press("y")
    expect(second.page.locator(".fz-fault")).to_contain_text("刚刚 甲复核 已处理这个数")
    made = read_reviews(review_server.warehouse)[known:]
    assert [each.who for each in made] == ["甲复核"]

    # Another figure, at the same time: both are kept.
    second.open("review", reason="weak_indicator", year=[2021])
    first.open("review", reason="genres_differ")
    assert section(first).inner_text() != shown
    name_oneself(first, "甲复核")
    name_oneself(second, "乙复核")
    first.page.keyboard.press("y")
    second.page.keyboard.press("y")
    for screen in (first, second):
        expect(screen.page.get_by_test_id("stAlert")).to_contain_text("已记下")
    made = read_reviews(review_server.warehouse)[known:]
    assert sorted(each.who for each in made) == ["乙复核", "甲复核", "甲复核"]


def test_a_decision_that_is_taken_back_opens_the_figure_again(reviewers, review_server):
    screen, page = reviewers[0], reviewers[0].page
    screen.open("review")
    before = section(screen).inner_text()
    name_oneself(screen, "丙复核")
    page.keyboard.press("x")
    expect(page.get_by_label("理由")).to_be_focused()
    page.get_by_label("理由").press("Control+Enter")
    expect(page.locator(".fz-fault")).to_contain_text("请写明理由")
    page.get_by_label("理由").fill("说的是另一件事")
    page.get_by_label("理由").press("Control+Enter")
    expect(page.get_by_test_id("stAlert")).to_contain_text("已记下")
    assert section(screen).inner_text() != before
    newest = page.locator('[class*="st-key-decision-"]').first
    expect(newest).to_contain_text("不采用")
    newest.get_by_role("button", name="撤回").click()
    expect(newest).to_contain_text("撤回 · ")
    screen.settle()
    screen.open("review")
    expect(section(screen)).to_contain_text(before.split("  ")[0].split(" 第")[0])
    assert read_reviews(review_server.warehouse)[-1].decision is Decision.REOPENED


def test_nobody_reviews_where_the_server_was_not_started_for_it(screen):
    screen.open()
    links = screen.page.get_by_test_id("stSidebarNavLink")
    assert "复核" not in links.all_inner_texts()
