"""PDF files: their text, and a sentence for every file that has none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_files import empty_pages, latin_pdf, locked_pdf, scanned_pdf
from renditions import CHOSEN, find_browser, make_page, print_pdf, read_sample

from etl.errors import Rejected, RejectionKind
from etl.model import Media
from etl.readers import read_bytes

PLAIN = latin_pdf("Inspections of the year: 312 households, 17 cases.")


def rejected(data: bytes) -> Rejected:
    with pytest.raises(Rejected) as caught:
        read_bytes(data, "甲.pdf")
    assert caught.value.message.startswith("甲.pdf：")
    assert caught.value.message.endswith("。")
    return caught.value


def test_a_line_of_text() -> None:
    document = read_bytes(PLAIN, "甲.pdf")
    assert document.media is Media.PDF
    assert document.text == "Inspections of the year: 312 households, 17 cases."


@pytest.mark.parametrize(
    ("data", "kind", "word"),
    [
        (scanned_pdf(), RejectionKind.UNSUPPORTED, "扫描件"),
        (locked_pdf(), RejectionKind.UNSUPPORTED, "密码"),
        (empty_pages(1), RejectionKind.EMPTY, "没有文字"),
        (empty_pages(501), RejectionKind.TOO_LARGE, "501 页"),
        (b"%PDF-1.7\n%\xe2\xe3", RejectionKind.UNREADABLE, "损坏"),
        (PLAIN[:200], RejectionKind.UNREADABLE, "损坏"),
    ],
    ids=["scan", "locked", "empty", "pages", "bare", "cut"],
)
def test_files_without_text(data: bytes, kind: RejectionKind, word: str) -> None:
    verdict = rejected(data)
    assert verdict.kind is kind
    assert word in verdict.message


def mutate(content: bytes, data: st.DataObject) -> bytes:
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(start + 200, len(content))))
    piece = data.draw(st.one_of(st.binary(max_size=20), st.just(content[start:end] * 2)))
    return content[:start] + piece + content[end:]


@given(st.sampled_from([PLAIN, scanned_pdf(), locked_pdf()]), st.data())
@settings(max_examples=60, deadline=None)
def test_damage_anywhere_gives_a_document_or_a_rejection(
    content: bytes, data: st.DataObject
) -> None:
    try:
        document = read_bytes(mutate(content, data), "甲")
    except Rejected as verdict:
        assert verdict.message.endswith("。")
    else:
        assert document.body.cut(document.text).strip()


@pytest.mark.skipif(find_browser() is None, reason="no browser to print with")
def test_the_headers_a_browser_prints_are_dropped() -> None:
    sample = read_sample(CHOSEN[0])
    data = print_pdf(make_page(sample), "--disable-extensions")
    body = read_bytes(data, "甲.pdf").text
    assert "file://" not in body
    assert "page.html" not in body


@pytest.mark.skipif(find_browser() is None, reason="no browser to print with")
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_damage_to_a_printed_report(data: st.DataObject) -> None:
    try:
        read_bytes(mutate(print_pdf(make_page(read_sample(CHOSEN[2]))), data), "甲")
    except Rejected as verdict:
        assert verdict.message.endswith("。")
