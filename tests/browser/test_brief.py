"""Paper: the brief is one sheet, whatever the theme; a long table is printed whole."""

import io
import zipfile

import pypdfium2
import pytest
from playwright.sync_api import expect


def print_page(screen):
    """Return the printed pages as text, and as pictures."""
    pages = pypdfium2.PdfDocument(screen.page.pdf(format="A4", print_background=True))
    texts = [page.get_textpage().get_text_bounded() for page in pages]
    return texts, [page.render(scale=0.5).to_pil().convert("L") for page in pages]


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_brief_is_printed_on_one_white_sheet(fresh_screen, look):
    screen = fresh_screen(color_scheme=look)
    screen.open("brief", about=["disclosures"])
    expect(screen.page.locator(".fz-brief .sheet svg").first).to_be_visible()
    texts, pictures = print_page(screen)
    assert len(texts) == 1
    for words in ("虚构样例", "筛选", "第", "可比口径"):
        assert words in texts[0]
    assert "复制链接" not in texts[0] and "简报内容" not in texts[0]
    assert sum(pictures[0].histogram()[:200]) < 0.15 * pictures[0].width * pictures[0].height
    corner = pictures[0].crop((0, pictures[0].height - 14, pictures[0].width, pictures[0].height))
    assert corner.getextrema()[0] > 240


def test_on_the_screen_it_has_the_proportions_of_the_sheet_and_hides_nothing(screen):
    screen.open("brief")
    sheet = screen.page.locator(".fz-brief .sheet")
    box = sheet.bounding_box()
    assert abs(box["height"] / box["width"] - 297 / 210) < 0.01
    assert sheet.evaluate("node => node.scrollHeight <= node.clientHeight + 1")


@pytest.mark.long
def test_its_files_open(screen):
    screen.open("brief")
    for name, first in (("pdf", b"%PDF"), ("docx", b"PK")):
        with screen.page.expect_download() as waiting:
            screen.page.locator(f".st-key-brief-{name} button").click()
        content = waiting.value.path().read_bytes()
        assert content.startswith(first)
        if name == "pdf":
            assert len(pypdfium2.PdfDocument(content)) == 1
        else:
            assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None


def test_a_long_table_is_printed_with_all_its_rows_and_its_head_on_every_page(screen):
    screen.open("disclosures", data="public")
    expect(screen.table.locator("button.more")).to_have_count(1)
    texts, _ = print_page(screen)
    rows = screen.rows()
    printed = "".join("".join(texts).split())
    assert len(rows) > 20 and len(texts) > 1
    missing = [row for row in rows if not all("".join(cell.split()) in printed for cell in row[:2])]
    assert missing == []
    heads = [text for text in texts if "报告原文或来源" in text]
    assert len(heads) > 1
    assert "复制链接" not in printed
