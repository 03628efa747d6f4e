"""Reports that an operator hands to a running dashboard: put aside, read, loaded on his word.

Owns the folder they wait in, their names and limits, and what is read in them and loaded, each by a
command of its own (by_command.py). Refuses to load what was
not read first, and leaves the warehouse as it was where anything fails.
"""

import hashlib
import json
import os
import shutil
import tempfile
import time
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from etl.by_command import CommandError, Published, last_line, load_again, start
from etl.errors import FazhiError, Rejected, demand_body_and_year

ALLOW = "FAZHI_UPLOAD"  # set by `fazhi serve --allow-upload`
SUFFIXES = ("html", "htm", "mhtml", "mht", "txt", "docx", "pdf", "zip")
MEGABYTE = 1024 * 1024
MOST_FILES, MOST_BYTES, LARGEST = 100, 300 * MEGABYTE, 50 * MEGABYTE  # at a time; of one file
KEPT = "uploads"  # the folder of the warehouse that uploaded reports are loaded from
_WAITING = "fazhi-upload-"
_FORGOTTEN = 24 * 3600.0  # seconds after which what nobody loaded is thrown away
_NAME_BYTES = 180  # of a file; systems take 255


class UploadError(FazhiError):
    """What was handed over cannot be taken, or was not loaded; says why."""


@dataclass(frozen=True, slots=True)
class Read:
    """One document: as `fazhi extract --json` tells it, or the kind and words of its refusal.

    `file` is the uploaded file it stands in, below its digest; `source` its name there.
    """

    file: str
    source: str
    report: Mapping[str, Any] | None = None
    kind: str = ""
    message: str = ""


def is_allowed() -> bool:
    """Tell whether this server takes reports."""
    return bool(os.environ.get(ALLOW))


def put_aside(files: Iterable[tuple[str, bytes]]) -> Path:
    """Write files into a new folder, each below its digest; raises `UploadError` over a limit."""
    _forget_old()
    folder = Path(tempfile.mkdtemp(prefix=_WAITING))
    count = size = 0
    try:
        for name, content in files:
            count, size = count + 1, size + len(content)
            _check_limits(name, count, size, len(content))
            target = folder / hashlib.sha256(content).hexdigest()[:16]
            target.mkdir(exist_ok=True)
            (target / clean_name(name)).write_bytes(content)
    except BaseException:
        discard(folder)
        raise
    return folder


def _check_limits(name: str, count: int, size: int, own: int) -> None:
    if own > LARGEST:
        raise UploadError(
            f"{name} 有 {own / MEGABYTE:.1f} MB，超过单个文件 {LARGEST // MEGABYTE} MB 的上限。"
        )
    if count > MOST_FILES or size > MOST_BYTES:
        most = f"{MOST_FILES} 个文件、{MOST_BYTES // MEGABYTE} MB"
        raise UploadError(
            f"一次最多 {most}：请分几次导入，或在服务器上用 fazhi load 装入整个文件夹。"
        )


def clean_name(name: str) -> str:
    """Return a file's own name as any system can hold it."""
    plain = unicodedata.normalize("NFC", name).replace("\\", "/")
    own = PurePosixPath(plain).name
    kept = "".join(char for char in own if char.isprintable() and char not in '<>:"|?*').strip(". ")
    stem, dot, suffix = kept.rpartition(".")
    while len(kept.encode()) > _NAME_BYTES and stem:
        stem = stem[:-1]
        kept = f"{stem}{dot}{suffix}"
    return kept if kept and len(kept.encode()) <= _NAME_BYTES else "report"


def discard(folder: Path) -> None:
    """Throw away what was put aside."""
    shutil.rmtree(folder, ignore_errors=True)


def _forget_old() -> None:
    for old in Path(tempfile.gettempdir()).glob(f"{_WAITING}*"):
        with suppress(OSError):
            if time.time() - old.stat().st_mtime > _FORGOTTEN:
                discard(old)


def read_aside(folder: Path) -> Iterator[Read]:
    """Yield every document in a folder as soon as it is read."""
    command = ["extract", str(folder), "--json"]
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as complaints:
        process = start(command, complaints)
        assert process.stdout is not None
        try:
            for line in process.stdout:
                yield _read_line(json.loads(line), folder)
            if process.wait() not in (0, 1):  # 1: some were refused, each by name
                complaints.seek(0)
                raise UploadError(last_line(complaints.read()))
        finally:
            process.kill()
            process.wait()


def _read_line(told: Mapping[str, Any], folder: Path) -> Read:
    source = str(told["source"])
    below = source.replace("\\", "/").removeprefix(f"{folder.as_posix()}/")
    digest, _, inside = below.partition("/")
    there = (each.name for each in (folder / digest).glob("*"))
    file = f"{digest}/{next((name for name in there if inside.startswith(name)), inside)}"
    error = told.get("error")
    if error:
        message = str(error["message"]).replace(source, inside)
        return Read(file, inside, kind=str(error["kind"]), message=message)
    try:
        demand_body_and_year(inside, told["agency"], told["year"])
    except Rejected as verdict:  # a load would refuse it too
        return Read(file, inside, kind=verdict.kind.value, message=verdict.message)
    return Read(file, inside, report=told)


def publish(folder: Path, reads: Iterable[Read], warehouse: Path) -> Published:
    """Load the files that hold a report, and return the new version; what holds none is left out."""
    wanted = {read.file for read in reads if read.report is not None}
    kept = warehouse / KEPT
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.glob("*/*"))}
    moved = [_keep(path, kept) for name, path in files.items() if name in wanted]
    try:
        done = load_again(warehouse, kept)
    except CommandError as error:
        _take_back(moved)
        raise UploadError(str(error)) from error
    discard(folder)
    return done


def _keep(path: Path, kept: Path) -> tuple[Path, bool]:
    """Copy a file to where it is loaded from; tell whether it was not there yet."""
    target = kept / path.parent.name / path.name
    new = not target.exists()
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, target)
    return target, new


def _take_back(moved: Iterable[tuple[Path, bool]]) -> None:
    for path, new in moved:
        if new:
            path.unlink(missing_ok=True)
            with suppress(OSError):
                path.parent.rmdir()
