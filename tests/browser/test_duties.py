"""From a cell of the board to its verdicts, and from a verdict to its words in the report."""

from playwright.sync_api import expect


def test_a_cell_opens_its_verdicts_and_stays_in_the_link(screen):
    screen.open("duties")
    board = screen.page.locator(".fz-verdict_grid").first
    board.get_by_role("button", name="教育局 2021 不合规定").click()
    opened = screen.page.locator(".fz-verdicts").first
    expect(opened.locator("li").first).to_contain_text("比期限2022年4月1日晚 221 天")
    screen.wait_for_address("duties", case=["rol.2021.云岫市.云岫市教育局"])


def test_a_passage_leads_to_its_place_in_the_report(screen):
    screen.open("duties", case="rol.2021.云岫市.云岫市市场监督管理局")
    opened = screen.page.locator(".fz-verdicts").first
    expect(opened.locator("li").first).to_contain_text("没有写下一年度主要安排")
    opened.locator("li").first.locator("a.passage").nth(1).click()
    expect(screen.page.locator(".fz-reading")).to_contain_text("二、存在的主要不足及原因")
    expect(screen.page.locator(".fz-title")).to_contain_text("市场监督管理局")


def test_the_board_is_worked_by_keyboard(screen):
    screen.open("duties")
    cell = screen.page.locator(".fz-verdict_grid").first.get_by_role(
        "button", name="生态环境局 2020 不合规定"
    )
    cell.focus()
    screen.page.keyboard.press("Enter")
    opened = screen.page.locator(".fz-verdicts").first
    expect(opened.locator("li").first).to_contain_text("没有写存在的不足和原因")
