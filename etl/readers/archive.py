"""ZIP archives of reports, read through without unpacking anything to disk.

Owns the members: what they are called (names in GBK too), and their bytes; archives in archives
are opened, one level deep. Refuses archives that claim to unpack beyond reason. A name in an
archive is only ever shown: no path is made of it, so none can lead anywhere.
"""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Literal

from etl.errors import Rejected, RejectionKind
from etl.readers.formats import ZIP
from etl.readers.remote import Remote
from etl.readers.zipped import Damaged, TooMuch, check_size, open_zip, read_entry

SUFFIX = ".zip"
MAX_ARCHIVE = 2 * 1024 * 1024 * 1024
MAX_UNPACKED = 4 * 1024 * 1024 * 1024
MAX_MEMBER = 50 * 1024 * 1024

# What tells one state of a file from another, and its size.
Stamp = tuple[int | str, int]

_UTF8_NAME = 0x800
_INSIDE = "!/"
_DOCUMENT_STARTS = ("word/document", "xl/workbook", "ppt/presentation", "OFD.xml", "mimetype")


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive; it stands where a path may stand, for reading.

    `places` are the numbers of the entries that lead to it, `label` what people call it there.
    """

    archive: Path | Remote
    label: str
    places: tuple[int, ...]

    @property
    def name(self) -> str:
        """Return the last part of its name."""
        return self.label.rpartition("/")[2]

    @property
    def suffix(self) -> str:
        """Return the ending of its name."""
        return Path(self.name).suffix

    def as_posix(self) -> str:
        """Return what to call it: the archive, and the name within."""
        return f"{self.archive.as_posix()}{_INSIDE}{self.label}"

    def __str__(self) -> str:
        return self.as_posix()

    def resolve(self) -> "Member":
        """Return it with the full path of its archive."""
        archive = self.archive
        full = resolve(archive) if isinstance(archive, Path) else archive.resolve()
        return Member(full, self.label, self.places)

    def read_bytes(self) -> bytes:
        """Return its bytes; raises `Rejected`."""
        try:
            return _read_member(self, _stamp(self.archive))
        except OSError:
            message = f"{self}：打不开所在的压缩包；请检查文件是否还在、是否有读取权限。"
            raise Rejected(RejectionKind.UNREADABLE, message) from None

    def open(self, mode: Literal["rb"] = "rb") -> BytesIO:
        """Return its bytes as a file; raises OSError, as a path would."""
        try:
            return BytesIO(self.read_bytes())
        except Rejected as verdict:
            raise OSError(verdict.message) from None


def resolve(path: Path) -> Path:
    """Return the full path, links followed; of links that lead in a ring, what they are called."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()


def _is_link(path: Path) -> bool:
    try:
        return path.is_symlink()
    except OSError:  # a name longer than the system takes
        return False


class Resolver:
    """Resolves one file after another as `resolve` does, a folder with many files only once."""

    def __init__(self) -> None:
        self._folder: tuple[Path, Path] | None = None

    def __call__(self, path: Path) -> Path:
        """Return the full path, links followed."""
        if path.name in ("", "..") or _is_link(path):
            return resolve(path)
        if self._folder is None or self._folder[0] != path.parent:
            self._folder = path.parent, resolve(path.parent)
        return self._folder[1] / path.name


def find_members(path: Path | Remote) -> list[Member] | None:
    """Return the files in the archive at `path`; None where it is none, or cannot be used."""
    try:
        if _is_document(_open(path, _stamp(path)).namelist()):
            return None
        return list(_list_members(path))
    except (OSError, zipfile.BadZipFile, TooMuch, Damaged):
        return None


def _is_document(names: Iterable[str]) -> bool:
    """Tell whether a ZIP is a document of one program rather than an archive of files."""
    return any(name.startswith(_DOCUMENT_STARTS) for name in names)


def reject_archive(data: bytes, source: str) -> Rejected:
    """Return why an archive is not read through."""
    kind, words = RejectionKind.UNSUPPORTED, f"这是{ZIP.name}；{ZIP.advice}"
    if source.count(_INSIDE) > 1:
        words = "压缩包里套了多层压缩包；请先解压，再载入其中的报告"
    try:
        with open_zip(BytesIO(data)) as archive:
            check_size(archive.infolist(), MAX_UNPACKED)
            if all(map(is_folder, archive.infolist())):
                kind, words = RejectionKind.EMPTY, "压缩包里没有文件；请检查后重新压缩"
    except TooMuch as verdict:
        kind, words = RejectionKind.TOO_LARGE, f"压缩包{verdict}；请拆分或解压后再载入"
    except zipfile.BadZipFile:
        kind, words = RejectionKind.UNREADABLE, "ZIP 压缩包已损坏；请重新下载或重新压缩后再载入"
    return Rejected(kind, f"{source}：{words}。")


def _list_members(path: Path | Remote) -> Iterator[Member]:
    archive = _open(path, _stamp(path))
    for place, entry in enumerate(archive.infolist()):
        if is_folder(entry):
            continue
        label = read_name(entry)
        inner = _list_inner(path, place, entry) if label.lower().endswith(SUFFIX) else None
        if inner is None:
            yield Member(path, label, (place,))
        else:
            for deep, name in inner:
                yield Member(path, f"{label}{_INSIDE}{name}", (place, deep))


def _list_inner(
    path: Path | Remote, place: int, entry: zipfile.ZipInfo
) -> list[tuple[int, str]] | None:
    """Return the files in an archive within an archive; None where it cannot be opened."""
    try:
        if entry.file_size > MAX_MEMBER:
            return None
        archive = _open_inner(path, place, _stamp(path))
    except (zipfile.BadZipFile, TooMuch, Damaged):
        return None
    entries = enumerate(archive.infolist())
    return [(deep, read_name(each)) for deep, each in entries if not is_folder(each)]


def is_folder(entry: zipfile.ZipInfo) -> bool:
    """Tell whether an entry is a folder; `is_dir` of Python 3.11 fails on an empty name."""
    return entry.filename.endswith("/")


def read_name(entry: zipfile.ZipInfo) -> str:
    """Return an entry's name as it was meant, cleared of everything that is no plain name."""
    name = entry.filename
    if not entry.flag_bits & _UTF8_NAME:
        name = _decode_name(name)
    parts = name.replace("\\", "/").split("/")
    plain = ("".join(c if c.isprintable() else "\ufffd" for c in part) for part in parts)
    kept = [part for part in plain if part not in ("", ".", "..")]
    return "/".join(kept) or "?"


def _decode_name(name: str) -> str:
    """Names without a mark of UTF-8 are in the code page of whoever packed: here, GBK."""
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name


def _stamp(path: Path | Remote) -> Stamp:
    """Return what changes when a file does."""
    if isinstance(path, Remote):
        return path.read_stamp()
    status = path.stat()
    return status.st_mtime_ns, status.st_size


@lru_cache(maxsize=2)
def _open(path: Path | Remote, stamp: Stamp) -> zipfile.ZipFile:
    """Return the archive, kept open while its members are read one after another."""
    if stamp[1] > MAX_ARCHIVE:
        raise TooMuch(f"有 {stamp[1] // (1024 * 1024)} MB")
    if isinstance(path, Remote):  # what its ends say, and the members asked for: not all of it
        archive = open_zip(path.open_stream())
        check_size(archive.infolist(), MAX_UNPACKED)
        return archive
    with path.open("rb") as stream, open_zip(stream) as archive:
        check_size(archive.infolist(), MAX_UNPACKED)
    return zipfile.ZipFile(path)  # by its path, so that it closes the file it opens


@lru_cache(maxsize=2)
def _open_inner(path: Path | Remote, place: int, stamp: Stamp) -> zipfile.ZipFile:
    outer = _open(path, stamp)
    archive = open_zip(BytesIO(read_entry(outer, outer.infolist()[place])))
    check_size(archive.infolist())
    return archive


# A member is asked for several times in a row: for its digest, its kind, its text.
@lru_cache(maxsize=1)
def _read_member(member: Member, stamp: Stamp) -> bytes:
    source = member.as_posix()
    try:
        archive = _open(member.archive, stamp)
        if len(member.places) > 1:
            archive = _open_inner(member.archive, member.places[0], stamp)
        entry = archive.infolist()[member.places[-1]]
        if not member.label.endswith(read_name(entry)):
            raise Damaged("压缩包已改动")
        if entry.file_size > MAX_MEMBER:
            size, limit = entry.file_size // (1024 * 1024), MAX_MEMBER // (1024 * 1024)
            raise TooMuch(f"解压后有 {size} MB，超过 {limit} MB 的上限")
        return read_entry(archive, entry)
    except TooMuch as verdict:
        message = f"{source}：{verdict}；请确认是单份报告，或拆分后再载入。"
        raise Rejected(RejectionKind.TOO_LARGE, message) from None
    except (Damaged, zipfile.BadZipFile, IndexError, OSError) as error:
        why = str(error) if isinstance(error, Damaged) else "压缩包已损坏或已改动"
        message = f"{source}：{why}，取不出这份文件；请解压或重新压缩后再载入。"
        raise Rejected(RejectionKind.UNREADABLE, message) from None
