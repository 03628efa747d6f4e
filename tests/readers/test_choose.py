"""The choice by content, and a sentence for every file that cannot be read."""

import hashlib
import os
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from etl.errors import Rejected, RejectionKind
from etl.model import Media
from etl.readers import choose, read, read_bytes

REPORT = "<html><body><p>全年开展行政检查十二次，公开政府信息三十条，没有发生复议和诉讼。</p></body></html>"


def rejected(data: bytes) -> Rejected:
    with pytest.raises(Rejected) as caught:
        read_bytes(data, "甲.bin")
    return caught.value


def zipped(name: str) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (zipped("xl/workbook.xml"), "Excel"),
        (zipped("OFD.xml"), "OFD"),
        (zipped("报告.html"), "压缩包"),
        (b"\xd0\xcf\x11\xe0" + bytes(600) + "WordDocument".encode("utf-16-le"), "DOC/WPS"),
        (b"\xd0\xcf\x11\xe0" + bytes(600) + "Workbook".encode("utf-16-le"), "XLS"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "图片"),
        (b"\xff\xd8\xff\xe0" + bytes(20), "图片"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"%!PS-Adobe-3.0", "PostScript"),
        (zipped("报告/word/document.xml"), "压缩包"),
        (b"MZ\x90\x00" + bytes(60), "程序"),
        (b"\x1f\x8b\x08" + bytes(20), "压缩包"),
    ],
)
def test_kinds_no_reader_takes_are_named(data: bytes, name: str) -> None:
    verdict = rejected(data)
    assert verdict.kind is RejectionKind.UNSUPPORTED
    assert verdict.message.startswith("甲.bin：")
    assert name in verdict.message
    assert verdict.message.endswith("。")


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (
            b"\xd0\xcf\x11\xe0" + bytes(600) + "WordDocument".encode("utf-16-le"),
            "另存为 DOCX 或 PDF",
        ),
        (b"{\\rtf1\\ansi", "另存为 DOCX 或 PDF"),
        (zipped("OFD.xml"), "导出为 PDF"),
        (zipped("报告.html"), "以 .zip 结尾"),
        (b"Rar!\x1a\x07", "解压"),
    ],
)
def test_the_advice_names_formats_that_are_read(data: bytes, advice: str) -> None:
    assert advice in rejected(data).message


@pytest.mark.parametrize("data", [b"", b" \r\n\t", "\u3000\n".encode(), b"\xef\xbb\xbf"])
def test_nothing_in_it(data: bytes) -> None:
    assert rejected(data).kind is RejectionKind.EMPTY


@pytest.mark.parametrize(
    "html",
    [
        "<html><frameset cols='20%,80%'><frame src='a.htm'></frameset></html>",
        "<html><body><script>load()</script></body></html>",
        "<html><body>"
        + "<li><a href='/1'>2019年度法治政府建设报告</a></li>" * 9
        + "</body></html>",
        "<html><body><p>请登录</p><form><input name=u></form><a href='/'>返回首页</a></body></html>",
        "<!DOCTYPE html>",
    ],
    ids=["frames", "script", "list", "login", "bare"],
)
def test_pages_without_a_body(html: str) -> None:
    verdict = rejected(html.encode())
    assert verdict.kind is RejectionKind.NO_BODY
    assert "正文" in verdict.message


def test_too_large_is_told_before_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(choose.MAX_BYTES + 1)
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("read"))
    with pytest.raises(Rejected, match="50.0 MB，超过 50 MB") as caught:
        read(path)
    assert caught.value.kind is RejectionKind.TOO_LARGE


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    for path, kind in (
        (tmp_path / "no.txt", RejectionKind.NOT_FOUND),
        (tmp_path, RejectionKind.UNREADABLE),
        (Path(os.devnull), RejectionKind.UNREADABLE),
    ):
        with pytest.raises(Rejected) as caught:
            read(path)
        assert (caught.value.kind, caught.value.message[-1]) == (kind, "。")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read every file")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    path.chmod(0)
    with pytest.raises(Rejected, match="权限"):
        read(path)


def test_content_decides_and_not_the_name(tmp_path: Path) -> None:
    page, text = tmp_path / "a.txt", tmp_path / "b.html"
    page.write_text(REPORT, encoding="gbk")
    text.write_text("全年开展行政检查<十余>次。", encoding="utf-8")
    assert (read(page).media, read(text).media) == (Media.HTML, Media.TEXT)


def test_source_and_hash(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(REPORT.encode())
    document = read(path, source="上传/a.html")
    assert document.source == "上传/a.html"
    assert document.sha256 == hashlib.sha256(REPORT.encode()).hexdigest()
    assert read(path).source == str(path)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 9000 + REPORT,
        "<html><div " + " ".join(f"a{n}=1" for n in range(20_000)) + ">" + REPORT,
    ],
    ids=["depth", "attributes"],
)
def test_markup_beyond_reason_is_rejected_at_once(html: str) -> None:
    assert rejected(html.encode()).kind is RejectionKind.TOO_LARGE


def test_reopened_formatting_does_not_multiply() -> None:
    fonts = "".join(f"<font a{n}>" for n in range(1500))
    html = f"<p>{fonts}</p>" + "<p>检查十二次，公开信息三十条。</p>" * 1500
    document = read_bytes(html.encode(), "a.html")
    assert document.body.cut(document.text).count("检查") == 1500
