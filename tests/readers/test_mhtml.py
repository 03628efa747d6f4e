"""Pages saved as one file: the page within, whatever stands beside it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.errors import Rejected, RejectionKind
from etl.model import Media
from etl.readers import read_bytes

BODY = "全年开展行政检查十二次，公开政府信息三十条，没有发生行政复议和行政诉讼案件。"
PAGE = (
    f"<html><head><title>芦汀县水利局2019年度报告</title></head><body><p>{BODY}</p></body></html>"
)
FRAMES = "<html><frameset cols='20%,80%'><frame src='a'><frame src='b'></frameset></html>"
ADDRESS = "http://slj.luting.example/1.html"


def quote(text: str, encoding: str = "utf-8") -> str:
    return "".join(f"={byte:02X}" for byte in text.encode(encoding))


def part(content: str, kind: str = "text/html", address: str = ADDRESS, more: str = "") -> str:
    head = f"Content-Type: {kind}\nContent-Transfer-Encoding: quoted-printable\n"
    return f"{head}Content-Location: {address}\n{more}\n{content}\n"


def pack(*parts: str, head: str = "MIME-Version: 1.0\n", kind: str = "multipart/related") -> bytes:
    top = f'{head}Content-Type: {kind};\n\ttype="text/html";\n\tboundary="--=b"\n'
    return (top + "".join(f"\n----=b\n{each}" for each in parts) + "\n----=b--\n").encode()


BLINK = "From: <Saved by Blink>\nSnapshot-Content-Location: http://x.example/\nMIME-Version: 1.0\n"
IE = "From: =?gb2312?B?08kgTWljcm9zb2Z0?=\nSubject: =?gb2312?B?xOq2yA==?=\nMIME-Version: 1.0\n"
WORD = "MIME-Version: 1.0\nX-Document-Type: Worksheet\n"


@pytest.mark.parametrize("head", [BLINK, IE, WORD, "MIME-Version: 1.0\n"])
@pytest.mark.parametrize("ends", [b"\n", b"\r\n"])
def test_files_of_every_program(head: str, ends: bytes) -> None:
    data = pack(part(quote(PAGE)), part("R0lGOD", "image/gif"), head=head).replace(b"\n", ends)
    document = read_bytes(data, "甲.mht")
    assert document.media is Media.MHTML
    assert document.body.cut(document.text) == BODY
    assert document.page.titles == ("芦汀县水利局2019年度报告",)
    assert document.page.url == ADDRESS


def test_a_page_in_gbk() -> None:
    assert BODY in read_bytes(pack(part(quote(PAGE, "gb18030"))), "甲").text


def test_the_saved_page_and_not_one_it_shows() -> None:
    other = part(quote(PAGE.replace("十二", "九")), address="http://x.example/ad.html")
    assert "十二" in read_bytes(pack(part(quote(PAGE)), other), "甲").text
    head = f"From: <Saved by Blink>\nSnapshot-Content-Location: {ADDRESS}\nMIME-Version: 1.0\n"
    assert "十二" in read_bytes(pack(other, part(quote(PAGE)), head=head), "甲").text


@pytest.mark.parametrize("address", ["h\x00ttp://x.example/", "http://x\x00.example/", "file:///a"])
def test_what_is_no_address_of_the_web_is_none(address: str) -> None:
    head = f"Snapshot-Content-Location: {address}\nMIME-Version: 1.0\n"
    document = read_bytes(pack(part(quote(PAGE), address=address), head=head), "a")
    assert document.page.url is None


def test_the_frame_that_holds_the_text() -> None:
    empty = part(
        quote("<html><body><a href='/'>首页</a></body></html>"), address="http://x.example/a"
    )
    document = read_bytes(pack(part(FRAMES), empty, part(quote(PAGE))), "甲")
    assert document.body.cut(document.text) == BODY


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (pack(part("R0lGOD", "image/gif")), RejectionKind.UNREADABLE),
        (pack(part(FRAMES)), RejectionKind.NO_BODY),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n", RejectionKind.UNREADABLE),
    ],
    ids=["no page", "frames alone", "bare"],
)
def test_files_without_a_page(data: bytes, kind: RejectionKind) -> None:
    with pytest.raises(Rejected) as caught:
        read_bytes(data, "甲.mht")
    assert caught.value.kind is kind
    assert caught.value.message.startswith("甲.mht：")


def test_a_report_that_begins_like_a_letter_is_still_a_text() -> None:
    document = read_bytes(f"Report: 2019\n{BODY}".encode(), "甲")
    assert document.media is Media.TEXT


def test_parts_within_parts_without_end() -> None:
    nested = "".join(
        f'Content-Type: multipart/related; boundary="b{n}"\n\n--b{n}\n' for n in range(3000)
    )
    with pytest.raises(Rejected):
        read_bytes(("MIME-Version: 1.0\n" + nested).encode(), "甲")


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_damage_anywhere_gives_a_document_or_a_rejection(data: st.DataObject) -> None:
    whole = pack(part(quote(PAGE)), part("R0lGOD", "image/gif"), head=BLINK)
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    for damaged in (whole[:start] + whole[end:], whole[:end] + whole[start:]):
        try:
            read_bytes(damaged, "甲")
        except Rejected as verdict:
            assert verdict.message.endswith("。")
