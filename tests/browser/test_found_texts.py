"""From words looked for to their places in the report, one after another."""

from playwright.sync_api import expect


def test_words_lead_to_their_places_in_the_report(screen):
    screen.open("search", q="行政检查", kind="text", year=["2024"], body=["云岫市交通运输局"])
    row = screen.page.locator(".fz-found_texts a.report").first
    expect(row.locator("mark").first).to_have_text("行政检查")
    row.click()
    screen.page.wait_for_url("**/report?*find=*")
    screen.settle()
    told = screen.page.locator(".fz-reading .finding .told")
    expect(told).to_have_text("“行政检查”第 1/2 处")
    here = screen.page.locator(".fz-reading .paper mark.place.here")
    expect(here).to_be_in_viewport()
    screen.page.keyboard.press("n")
    expect(told).to_have_text("“行政检查”第 2/2 处")
    expect(here).to_have_count(1)
    expect(here).to_be_in_viewport()
    screen.page.get_by_role("button", name="上一处").click()
    expect(told).to_have_text("“行政检查”第 1/2 处")
    screen.page.get_by_role("button", name="不再标出").click()
    expect(screen.page.locator(".fz-reading .paper mark.place")).to_have_count(0)
    assert "find=" not in screen.page.url
