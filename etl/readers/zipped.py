"""ZIP files opened without trusting them: what they claim is checked before anything unpacks.

Owns the limits on entries, size and packing ratio, and turning every way a ZIP can be broken
into one error. Refuses to write anything to disk, and to say what a ZIP is for.
"""

import os
import struct
import zipfile
import zlib
from collections.abc import Iterable
from typing import IO

MAX_ENTRIES = 20_000
MAX_UNPACKED = 200 * 1024 * 1024
MAX_RATIO = 200

_DIRECTORY_BYTES_PER_ENTRY = 200  # generous: an entry takes 46 and its name
_RATIO_MATTERS_FROM = 10 * 1024 * 1024
_ENTRY, _END, _END64 = b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06"
_END_REACH = 65_557  # the end record, and the longest comment behind it
_END64_REACH = 76


class TooMuch(Exception):  # noqa: N818 - a verdict on a file; readers turn it into `Rejected`
    """A ZIP claims more than is reasonable; the text says what, for people."""


class Damaged(Exception):  # noqa: N818 - the same
    """A part of a ZIP cannot be unpacked; the text says why, for people."""


def open_zip(stream: IO[bytes]) -> zipfile.ZipFile:
    """Open a ZIP; raises `TooMuch`, or `zipfile.BadZipFile` where it is none."""
    if _directory_size(stream) > MAX_ENTRIES * _DIRECTORY_BYTES_PER_ENTRY:
        raise TooMuch(f"包内文件超过 {MAX_ENTRIES} 个")
    try:
        archive = zipfile.ZipFile(stream)
    except (OSError, ValueError, OverflowError, struct.error, NotImplementedError) as error:
        raise zipfile.BadZipFile(str(error)) from None
    if len(archive.infolist()) > MAX_ENTRIES:
        archive.close()
        raise TooMuch(f"包内文件超过 {MAX_ENTRIES} 个")
    return archive


def _directory_size(stream: IO[bytes]) -> int:
    """Return the size the list of entries claims, before it is read into objects."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(size - _END_REACH - _END64_REACH, 0))
    tail = stream.read()
    stream.seek(0)
    end = tail.rfind(_END)
    if end < 0 or len(tail) < end + 16:
        return 0
    claimed = int(struct.unpack_from("<I", tail, end + 12)[0])
    end64 = tail.rfind(_END64, max(end - _END64_REACH, 0), end)
    claimed64 = int(struct.unpack_from("<Q", tail, end64 + 40)[0]) if end64 >= 0 else 0
    return max(claimed if claimed != 0xFFFFFFFF else 0, claimed64)


def find_directory(data: bytes) -> bytes:
    """Return the bytes of a ZIP's list of entries; the whole file where none can be found."""
    end = data.rfind(_END, max(len(data) - _END_REACH, 0))
    if end < 0 or len(data) < end + 20:
        return data
    size, start = struct.unpack_from("<II", data, end + 12)
    directory = data[start : start + size]
    return directory if directory.startswith(_ENTRY) else data


def check_size(entries: Iterable[zipfile.ZipInfo], limit: int = MAX_UNPACKED) -> None:
    """Raise `TooMuch` where the entries claim to unpack beyond `limit`, or out of nothing."""
    packed = unpacked = 0
    for entry in entries:
        packed += entry.compress_size
        unpacked += entry.file_size
    if unpacked > limit:
        raise TooMuch(f"解压后约 {_megabytes(unpacked)} MB，超过 {_megabytes(limit)} MB 的上限")
    if unpacked > max(_RATIO_MATTERS_FROM, MAX_RATIO * packed):
        raise TooMuch(f"解压后约 {_megabytes(unpacked)} MB，是压缩前的 {MAX_RATIO} 倍以上")


def read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return what one entry holds, never more than it claims; raises `Damaged`."""
    if entry.flag_bits & 1:
        raise Damaged("设有密码")
    try:
        return archive.read(entry)
    except NotImplementedError:
        raise Damaged("压缩方法不受支持") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError):
        raise Damaged("压缩数据已损坏") from None
    except Exception as error:  # LZMA and struct errors have no common base
        raise Damaged(f"压缩数据已损坏（{type(error).__name__}）") from None


def _megabytes(size: int) -> int:
    return size // (1024 * 1024)
