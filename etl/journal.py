"""A file of what people said, a line of JSON each: appended to by many, never rewritten.

Owns that nothing is lost: a line is written whole, under a lock, and one that a dying machine cut
short spoils no other. Refuses to know what the lines say.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from filelock import FileLock, Timeout

from etl.errors import WarehouseError, WarehouseFault

_PATIENCE = 10.0  # seconds that another writer is waited for

Line = Mapping[str, Any]


def append_lines(
    path: Path, lines: Iterable[Line], demand: Callable[[], None] = lambda: None
) -> None:
    """Write lines to the end of a journal; raises `WarehouseError` where that cannot be done.

    `demand` is called when nobody else can write any more, and may raise to leave all as it was.
    """
    words = "".join(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n" for line in lines)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{path}.lock", timeout=_PATIENCE):
            demand()
            _append(path, words.encode(errors="replace"))
    except Timeout as error:
        raise WarehouseError(
            WarehouseFault.LOCKED, f"{path} 正被别人写入：请过几秒再试；没有写入任何内容。"
        ) from error
    except OSError as error:
        raise WarehouseError(
            WarehouseFault.UNWRITABLE,
            f"无法写入 {path}（{error.strerror or error}）：请检查磁盘空间和写入权限；原有内容不变。",
        ) from error


def _append(path: Path, words: bytes) -> None:
    """Write all the words or none: what a full disk took of them is cut off again."""
    with path.open("ab") as file:
        _mend(path, file)
        file.flush()
        length = file.tell()
    try:
        with path.open("ab") as file:
            file.write(words)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        os.truncate(path, length)
        raise


def _mend(path: Path, file: BinaryIO) -> None:
    """End the last line: one a person left open stands, one a dying machine cut short is dropped.

    Nobody was told that it was written.
    """
    whole = path.read_bytes()
    rest = whole.rpartition(b"\n")[2]
    if not rest.strip():
        return
    if _parse(rest) is None:
        file.truncate(len(whole) - len(rest))
    else:
        file.write(b"\n")


def read_lines(path: Path) -> Iterator[tuple[int, Line | None]]:
    """Yield the number and content of each line that is not blank; None for one that is no object.

    A last line that lacks its end was cut short and is passed over, unless it is whole. A journal
    that is not there has none. Raises `WarehouseError` where it cannot be read.
    """
    try:
        raw = path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise WarehouseError(
            WarehouseFault.LOCKED, f"{path} 无法读取（{error.strerror or error}）：请检查权限。"
        ) from error
    *ended, rest = raw.split(b"\n")
    for number, words in enumerate(ended, start=1):
        if words.strip():
            yield number, _parse(words)
    if (left := _parse(rest)) is not None:
        yield len(ended) + 1, left


def _parse(words: bytes) -> Line | None:
    try:
        said = json.loads(words)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None
