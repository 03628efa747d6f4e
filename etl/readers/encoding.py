"""Bytes to characters: UTF-8, UTF-16 with a mark, GB18030 (and so GBK and GB2312).

Owns the choice of encoding. It looks at the bytes alone: what a page declares of itself is
often wrong. Refuses binary data, and text of which more than a few bytes make no sense.
"""

import codecs

from etl.errors import Rejected, RejectionKind

MAX_BAD_SHARE = 0.02
MAX_CONTROL_SHARE = 0.01

_CUT_SHORT = ("unexpected end of data", "incomplete multibyte sequence")
_CONTROLS = bytes(code for code in range(32) if chr(code) not in "\t\n\v\f\r\x1a\x1b")
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(data: bytes, source: str) -> str:
    """Return the characters of `data`; a few damaged bytes become U+FFFD."""
    if data.startswith(_UTF16_MARKS):
        return _cleaned(_checked(data.decode("utf-16", "replace"), data, source))
    data = data.removeprefix(codecs.BOM_UTF8)
    if _is_binary(data):
        raise _unreadable(source, "不是文本文件")
    for encoding in ("utf-8", "gb18030"):
        text = _decode_strictly(data, encoding)
        if text is not None:
            return _cleaned(text)
    return _cleaned(_decode_damaged(data, source))


def _decode_strictly(data: bytes, encoding: str) -> str | None:
    """Decode all of `data`; only its very end may be cut within a character."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if error.reason not in _CUT_SHORT or error.start == 0:
            return None
        return data[: error.start].decode(encoding)


def _cleaned(text: str) -> str:
    """Drop marks of byte order and replace NUL, which no later stage can store."""
    return text.lstrip("\ufeff").replace("\x00", "\ufffd")


def _decode_damaged(data: bytes, source: str) -> str:
    """Decode damaged text: UTF-8 where most of it is, for any bytes look like GB18030."""
    text = data.decode("utf-8", "replace")
    if _bad_share(text) <= MAX_BAD_SHARE:
        return text
    return _checked(data.decode("gb18030", "replace"), data, source)


def _checked(text: str, data: bytes, source: str) -> str:
    controls = sum(text.count(chr(code)) for code in _CONTROLS)
    if _bad_share(text) > MAX_BAD_SHARE or controls > MAX_CONTROL_SHARE * len(text):
        raise _unreadable(source, f"共 {len(data)} 字节，无法按 UTF-8、UTF-16 或 GB18030 读出文字")
    return text


def _bad_share(text: str) -> float:
    """The damaged share among characters that can be damaged: those beyond ASCII."""
    bad = text.count("\ufffd")
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    return bad / foreign if bad else 0.0


def _is_binary(data: bytes) -> bool:
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return controls > MAX_CONTROL_SHARE * len(data)


def _unreadable(source: str, why: str) -> Rejected:
    message = f"{source}：{why}；请用原程序打开后另存为 UTF-8 编码的 TXT 或 HTML。"
    return Rejected(RejectionKind.UNREADABLE, message)
