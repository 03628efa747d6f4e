"""The choice of a reader for a file, by its content.

Owns the tables of readers: a new format is one more row. Refuses files no reader takes, each
with a sentence that says what to do.
"""

import hashlib
import stat
from collections.abc import Callable, Mapping
from pathlib import Path

from etl.errors import Rejected, RejectionKind
from etl.model import Document
from etl.readers.archive import Member, reject_archive
from etl.readers.docx import read_docx
from etl.readers.encoding import decode
from etl.readers.fetched import Fetched
from etl.readers.formats import MHTML, PDF, WORD, ZIP, FileKind, is_html, tell_kind
from etl.readers.html import read_html
from etl.readers.limits import MAX_BYTES, reject_large
from etl.readers.mhtml import read_mhtml
from etl.readers.pdf import read_pdf
from etl.readers.remote import Remote
from etl.readers.text import read_text

# A file on disk, in an archive, at an address, or whose bytes are in hand.
File = Path | Member | Remote | Fetched
# Both take the content, what to call the file, and the SHA-256 of its bytes.
BinaryReader = Callable[[bytes, str, str], Document]
TextReader = Callable[[str, str, str], Document]

BINARY_READERS: Mapping[FileKind, BinaryReader] = {
    WORD: read_docx,
    PDF: read_pdf,
    MHTML: read_mhtml,
}
TEXT_READERS: tuple[tuple[Callable[[str], bool], TextReader], ...] = (
    (is_html, read_html),
    (bool, read_text),
)


def read(path: File, *, source: str | None = None) -> Document:
    """Read the file at `path`, or in an archive; `source` is what to call it, else its path."""
    name = source if source is not None else str(path)
    return read_bytes(read_file(path, name), name)


def read_bytes(data: bytes, source: str) -> Document:
    """Read a document from its bytes, whatever its name."""
    if len(data) > MAX_BYTES:
        raise reject_large(source, len(data))
    sha256 = hashlib.sha256(data).hexdigest()
    kind = tell_kind(data)
    if kind is not None:
        return _read_binary(kind, data, source, sha256)
    text = decode(data, source)
    if not text.strip():
        raise Rejected(RejectionKind.EMPTY, f"{source}：文件中没有文字；请检查后重新保存。")
    reader = next(reader for fits, reader in TEXT_READERS if fits(text))
    return reader(text, source, sha256)


def _read_binary(kind: FileKind, data: bytes, source: str, sha256: str) -> Document:
    reader = BINARY_READERS.get(kind)
    if kind is ZIP:
        raise reject_archive(data, source)
    if reader is None:
        message = f"{source}：文件种类是“{kind.name}”，目前不能读取；{kind.advice}。"
        raise Rejected(RejectionKind.UNSUPPORTED, message)
    return reader(data, source, sha256)


def read_file(path: File, source: str) -> bytes:
    """Return the bytes of a file that is there, is a file, and is not too large."""
    if not isinstance(path, Path):
        return path.read_bytes()
    try:
        status = path.stat()
        if status.st_size > MAX_BYTES:
            raise reject_large(source, status.st_size)
        if stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode):
            return path.read_bytes()
        kind, why = RejectionKind.UNREADABLE, "不是普通文件；请改用磁盘上的文件"
    except FileNotFoundError:
        kind, why = RejectionKind.NOT_FOUND, "找不到这个文件；请检查路径"
    except IsADirectoryError:
        kind, why = RejectionKind.UNREADABLE, "这是文件夹，打不开；请检查文件夹权限"
    except PermissionError:
        kind, why = RejectionKind.UNREADABLE, "没有读取权限；请检查文件权限"
    except OSError as error:
        kind, why = RejectionKind.UNREADABLE, f"无法读取（{error.strerror}）；请检查磁盘或网络"
    raise Rejected(kind, f"{source}：{why}。")
