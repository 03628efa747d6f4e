"""The dashboard opened cold, moved through, and read in English and in the dark."""

import pytest
from playwright.sync_api import expect


def test_the_overview_opens_with_title_tiles_and_matrix(fresh_screen):
    screen = fresh_screen().open()
    expect(screen.title).to_contain_text("2024")
    expect(screen.page.locator(".fz-tiles .tile")).to_have_count(4)
    expect(screen.matrix.locator("tbody tr")).to_have_count(6)
    expect(screen.matrix.locator("thead")).to_contain_text("2020")
    expect(screen.card.locator("mark")).to_be_visible()


@pytest.mark.long
def test_a_tile_opens_its_subject_with_the_years_kept(screen):
    screen.open(year=[2022, 2024])
    screen.page.locator(".fz-tiles .tile", has_text="主动公开信息").click()
    screen.wait_for_address("disclosures", year=[2022, 2024], indicator=["disclosures_proactive"])
    expect(screen.title).to_contain_text("主动公开信息")
    assert {row[1] for row in screen.rows()} == {"2022", "2023", "2024"}
