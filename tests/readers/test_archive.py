"""Archives of reports: read through by name, written nowhere, harmless whatever they claim."""

import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.errors import Rejected, RejectionKind
from etl.readers import Member, archive, files_below, is_ledger, read

TEXT = "芦汀县水利局2019年度工作总结\n\n全年开展行政检查十二次，公开政府信息三十条。"


def pack(members: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return buffer.getvalue()


def save(folder: Path, data: bytes, name: str = "reports.zip") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def names(path: Path) -> list[str]:
    return [
        found.as_posix().removeprefix(f"{path.parent.as_posix()}/") for found in files_below([path])
    ]


def rejected(path: Path) -> Rejected:
    (found,) = files_below([path])
    with pytest.raises(Rejected) as caught:
        read(found, source=found.as_posix())
    assert caught.value.message.endswith("。")
    return caught.value


def test_members_are_read_by_name(tmp_path: Path) -> None:
    path = save(tmp_path, pack({"b/2.txt": TEXT, "a/1.txt": TEXT + "二", "a/": ""}))
    assert names(path) == ["reports.zip!/a/1.txt", "reports.zip!/b/2.txt"]
    first, second = files_below([tmp_path])
    document = read(first, source=first.as_posix())
    assert document.source == f"{path.as_posix()}!/a/1.txt"
    assert document.text.endswith("二")
    assert (first.name, first.suffix, first.open().read()) == (
        "1.txt",
        ".txt",
        (TEXT + "二").encode(),
    )
    assert first.resolve() != second.resolve()
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_no_report_is_left_out_as_in_a_folder(tmp_path: Path) -> None:
    members = ("__MACOSX/._1.txt", "1.html", "1_files/a.txt", ".git/x.txt", "x.png", "~$1.docx")
    assert names(save(tmp_path, pack(dict.fromkeys(members, TEXT)))) == ["reports.zip!/1.html"]


def without_utf8_mark(data: bytes) -> bytes:
    """Clear bit 11 in every header, as packers on Chinese Windows leave it."""
    changed = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = changed.find(mark)
        while place >= 0:
            flags = struct.unpack_from("<H", changed, place + offset)[0] & ~0x800
            struct.pack_into("<H", changed, place + offset, flags)
            place = changed.find(mark, place + 4)
    return bytes(changed)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_chinese_names_without_a_mark(tmp_path: Path, encoding: str) -> None:
    stand_in = "N" * len("报告.txt".encode(encoding))
    data = pack({stand_in: TEXT}).replace(stand_in.encode(), "报告.txt".encode(encoding))
    assert names(save(tmp_path, without_utf8_mark(data))) == ["reports.zip!/报告.txt"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/甲.txt", "etc/甲.txt"),
        ("/root/甲.txt", "root/甲.txt"),
        ("..\\..\\甲.txt", "甲.txt"),
        ("C:\\甲.txt", "C:/甲.txt"),
        ("a/./甲\x1b[31m.txt", "a/甲\ufffd[31m.txt"),
    ],
)
def test_a_name_is_only_shown(tmp_path: Path, name: str, shown: str) -> None:
    path = save(tmp_path, pack({name: TEXT}))
    assert names(path) == [f"reports.zip!/{shown}"]
    (member,) = files_below([path])
    assert read(member).text == TEXT
    assert list(tmp_path.iterdir()) == [path]


def test_a_member_without_a_name_is_a_file(tmp_path: Path) -> None:
    buffer = BytesIO(pack({"N": TEXT}))

    with zipfile.ZipFile(buffer, "a") as made:
        made.writestr(zipfile.ZipInfo(""), TEXT)
    assert names(save(tmp_path, buffer.getvalue())) == ["reports.zip!/?", "reports.zip!/N"]


def test_archives_within_are_opened_one_level_deep(tmp_path: Path) -> None:
    deepest = pack({"丙.txt": TEXT})
    inner = pack({"乙.txt": TEXT, "deep.zip": deepest})
    path = save(tmp_path, pack({"甲.txt": TEXT, "in.zip": inner, "bad.zip": b"PK\x03\x04"}))
    within = ("bad.zip", "in.zip!/deep.zip", "in.zip!/乙.txt", "甲.txt")
    assert names(path) == [f"reports.zip!/{each}" for each in within]
    bad, deep, second, _ = files_below([path])
    assert read(second).text == TEXT
    for member, word in ((bad, "损坏"), (deep, "套了多层")):
        with pytest.raises(Rejected, match=word):
            read(member)


def test_same_names_are_kept_apart(tmp_path: Path) -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as made, pytest.warns(UserWarning, match="Duplicate"):
        made.writestr("甲.txt", TEXT)
        made.writestr("甲.txt", TEXT + "二")
    texts = [read(member).text for member in files_below([save(tmp_path, buffer.getvalue())])]
    assert texts == [TEXT, TEXT + "二"]


def test_a_document_called_zip_is_read_as_what_it_is(tmp_path: Path) -> None:
    path = save(tmp_path, pack({"word/document.xml": "<x"}), "甲.zip")
    assert "Word" in rejected(path).message


def test_a_table_of_figures_in_an_archive(tmp_path: Path) -> None:
    header = "region,agency,year,genre,indicator,value,unit,source_url\n"
    path = save(tmp_path, pack({"figures.csv": header, "甲.txt": TEXT}))
    assert [is_ledger(member) for member in files_below([path])] == [True, False]


@pytest.mark.parametrize(
    ("data", "kind", "word"),
    [
        (pack({}), RejectionKind.EMPTY, "没有文件"),
        (pack({"a/": ""}), RejectionKind.EMPTY, "没有文件"),
        (pack({"甲.txt": TEXT})[:-30], RejectionKind.UNREADABLE, "损坏"),
        (pack({"x": bytes(30 * 1024 * 1024)}), RejectionKind.TOO_LARGE, "200 倍"),
        (pack(dict.fromkeys(map(str, range(20_001)), ""), 0), RejectionKind.TOO_LARGE, "20000 个"),
    ],
    ids=["empty", "folders", "cut", "bomb", "many"],
)
def test_archives_that_are_not_read_through(
    tmp_path: Path, data: bytes, kind: RejectionKind, word: str
) -> None:
    verdict = rejected(save(tmp_path, data))
    assert verdict.kind is kind
    assert word in verdict.message


def test_a_member_too_large_is_rejected_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_MEMBER", 100)
    small, large = files_below([save(tmp_path, pack({"1.txt": "短文。", "2.txt": TEXT * 9}))])
    assert read(small).text == "短文。"
    with pytest.raises(Rejected, match="2.txt"):
        read(large)


def test_a_member_with_a_password_or_damage(tmp_path: Path) -> None:
    data = bytearray(pack({"1.txt": TEXT * 50}))
    data[data.find(b"PK\x01\x02") + 8] |= 1
    (locked,) = files_below([save(tmp_path, bytes(data))])
    with pytest.raises(Rejected, match="密码"):
        read(locked)
    data = bytearray(pack({"1.txt": TEXT * 50}))
    data[60] ^= 0xFF
    (damaged,) = files_below([save(tmp_path, bytes(data), "b.zip")])
    with pytest.raises(Rejected, match="损坏"):
        read(damaged)
    with pytest.raises(OSError, match="损坏"):
        damaged.open()


def test_an_archive_that_vanishes(tmp_path: Path) -> None:
    path = save(tmp_path, pack({"1.txt": TEXT}))
    (member,) = files_below([path])
    path.unlink()
    with pytest.raises(Rejected, match="打不开"):
        read(member)


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_damage_anywhere_gives_texts_or_rejections(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = pack({"报告/1.txt": TEXT, "in.zip": pack({"2.txt": TEXT})})
    place = data.draw(st.integers(0, len(whole) - 1))
    piece = data.draw(st.binary(max_size=6))
    path = save(tmp_path_factory.mktemp("z"), whole[:place] + piece + whole[place + len(piece) :])
    for found in files_below([path]):
        try:
            read(found)
        except Rejected as verdict:
            assert verdict.message.endswith("。")
        assert isinstance(found, Path | Member)
