"""Files that take their name only when they are whole.

Owns the way there: written in a folder beside the target, settled on the disk, renamed at the
end. What stands under the name is replaced only when asked for, only if it was an export of
ours, and only by one that is complete. A killed export leaves `NAME.building-…` and nothing else.
"""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from etl.errors import ExportError, UsageError
from etl.export.manifest import is_export

_ASIDE = ".building-"
_REPLACED = "replaced"
_ZIP = b"PK"
_OFFICE = (".xlsx", ".docx")


@contextmanager
def build_aside(target: Path, *, force: bool, single: bool) -> Iterator[Path]:
    """Yield the path to write to: a file where `single`, else a folder yet to be made."""
    target = target.resolve()
    check_target(target, force=force, single=single)
    with _writing(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = target.parent / f"{target.name}{_ASIDE}{secrets.token_hex(4)}"
        try:
            aside.mkdir()
            yield aside / target.name
            _settle(aside / target.name)
            check_target(target, force=force, single=single)
            _take_name(aside / target.name, target, aside / _REPLACED)
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def check_target(target: Path, *, force: bool, single: bool) -> None:
    """Raise UsageError where something stands under the name that must not be replaced."""
    if not os.path.lexists(target):
        return
    kind = "文件" if single else "文件夹"
    if not (_is_office_file(target) if single else is_export(target)):
        raise UsageError(f"{target} 已存在，又不是以前导出的{kind}：请另取一个名字；没有动它。")
    if not force:
        raise UsageError(f"{target} 已存在：请另取一个名字，或加 --force 用新的替换；没有动它。")


def list_leftovers(target: Path) -> list[Path]:
    """Return what exports to this name left behind that did not end, or have not yet."""
    target = target.resolve()
    try:
        beside = sorted(target.parent.iterdir())
    except OSError:
        return []
    return [path for path in beside if path.name.startswith(target.name + _ASIDE)]


def _is_office_file(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return path.suffix.lower() in _OFFICE and file.read(2) == _ZIP
    except OSError:
        return False


def _take_name(content: Path, target: Path, replaced: Path) -> None:
    """Rename to the target; a folder there is moved away first, and back if that fails."""
    if not target.is_dir():
        content.replace(target)
        return
    target.rename(replaced)
    try:
        content.rename(target)
    except OSError:
        replaced.rename(target)
        raise


@contextmanager
def _writing(target: Path) -> Iterator[None]:
    """Turn what a disk can answer into one sentence."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or (str(error).splitlines() or [type(error).__name__])[0]
        raise ExportError(
            f"无法写入 {target}（{reason}）：请检查磁盘空间和写入权限；没有导出，原有文件不变。"
        ) from error


def _settle(path: Path) -> None:
    """Make sure that a file, or all below a folder, is on the disk before it takes its name."""
    for each in [*path.rglob("*"), path] if path.is_dir() else [path]:
        if each.is_dir() and os.name == "nt":
            continue  # Windows opens no folders
        handle = os.open(each, os.O_RDONLY if each.is_dir() else os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
