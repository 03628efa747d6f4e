"""Bytes become the characters that were written, whatever the file says of itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.errors import Rejected, RejectionKind
from etl.readers.encoding import decode

TEXT = "芦汀县水利局2019年度报告：开展检查312户次，其中㑇村𠮷镇两处。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_every_encoding_of_government_sites(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "a.txt") == TEXT


@pytest.mark.parametrize("text", ["2023年", "公告", "联通", "检查10次"])
def test_short_gbk_titles(text: str) -> None:
    assert decode(text.encode("gbk"), "a.txt") == text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("lost", [1, 2, 3])
def test_a_cut_tail_does_not_change_the_encoding(encoding: str, lost: int) -> None:
    read = decode((TEXT * 3).encode(encoding)[:-lost], "a.txt")
    assert (TEXT * 3).startswith(read)
    assert len(read) >= len(TEXT * 3) - 3


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_few_damaged_bytes_are_replaced(encoding: str) -> None:
    data = bytearray((TEXT * 20).encode(encoding))
    data[301] = 0xFF
    read = decode(bytes(data), "a.txt")
    assert "\ufffd" in read
    assert read.endswith(TEXT)


def test_nul_is_replaced_and_marks_are_dropped() -> None:
    assert decode(("\ufeff\ufeff" + TEXT * 9 + "\x00").encode(), "a") == TEXT * 9 + "\ufffd"


@pytest.mark.parametrize(
    "data",
    [bytes(range(256)) * 8, b"\x00\x01\x02" * 100, "文".encode() + b"\x80\x81\xff" * 300],
    ids=["all bytes", "controls", "noise"],
)
def test_binary_is_rejected_with_what_to_do(data: bytes) -> None:
    with pytest.raises(Rejected, match="另存为 UTF-8") as caught:
        decode(data, "a.dat")
    assert caught.value.kind is RejectionKind.UNREADABLE


CHARACTERS = st.characters(
    min_codepoint=0x20, max_codepoint=0x2FFFF, exclude_categories=("Cs", "Cc", "Co", "Cn")
)


@given(st.text(CHARACTERS, min_size=1))
def test_utf8_always_comes_back(text: str) -> None:
    assert decode(text.encode(), "a") == text.lstrip("\ufeff")
