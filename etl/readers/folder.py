"""The files below some paths, in a fixed order.

Owns what is left out: hidden and temporary files, notes and data that are no documents, and the
pictures and scripts a browser stores beside a saved page; and that a ZIP archive stands for the
files in it. The same rules hold for a folder at an address. Refuses to open any other file.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath

from etl.readers.archive import SUFFIX, Member, Resolver, find_members, resolve
from etl.readers.fetched import Fetched
from etl.readers.remote import Remote, reach

_LEFT_OUT_STARTS = (".", "~$", "._")
_LEFT_OUT_ENDS = (".tmp", ".temp", ".part", ".crdownload", ".swp", "~")
# Notes, data and assets that lie beside reports; named on the command line they are still read.
_NO_REPORTS = (
    *(".md", ".json", ".jsonl", ".yml", ".yaml", ".toml", ".xml", ".py", ".js", ".css", ".map"),
    *(".png", ".jpg", ".jpeg", ".gif", ".svg", ".ico", ".bmp", ".webp", ".woff", ".woff2", ".ttf"),
    *(".mp3", ".mp4", ".duckdb", ".parquet", ".db", ".log"),
)
_LEFT_OUT_NAMES = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
_COMPANION_ENDS = ("_files", ".files", "_文件")
_PAGE_ENDS = (".html", ".htm", ".shtml", ".mht")

# A file on disk, in an archive, or at an address.
Found = Path | Member | Remote


def name_path(path: Path | Member | Remote | Fetched) -> str:
    """Return what to call a file: its path, names in another encoding made readable.

    Archives made on Windows leave names in GBK, which no database takes as they are.
    """
    name = path.as_posix()
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        raw = os.fsencode(name)
        try:
            return raw.decode("gb18030")
        except UnicodeDecodeError:
            return raw.decode("utf-8", "replace")
    return name


def locate(
    file: Path | Member | Remote | Fetched, resolve: Callable[[Path], Path] = resolve
) -> str:
    """Return the full path of a file, links followed, or its address."""
    return name_path(resolve(file) if isinstance(file, Path) else file.resolve())


def files_below(paths: Iterable[Path | Remote]) -> Iterator[Found]:
    """Yield every file at or below `paths`, each once, sorted within each path.

    Archives are read through. A path that does not exist, a folder that cannot be opened, an
    archive that is damaged or empty, is yielded itself: reading it then says what is wrong. Only
    an address that cannot be listed stops it: part of a folder must not pass for all of it.
    """
    resolver = Resolver()
    seen: set[bytes] = set()  # digests: of a million files the names would fill the memory
    for path in paths:
        for found in _find_below(path):
            for file in _unfold(found):
                identity = _identify(file, resolver)
                if identity not in seen:
                    seen.add(identity)
                    yield file


def _find_below(path: Path | Remote) -> Iterable[Path | Remote]:
    if isinstance(path, Remote):
        return _walk_remote(path)
    return _walk(path) if _is_folder(path) else (path,)


def _identify(file: Found, resolve: Resolver) -> bytes:
    words = str(resolve(file) if isinstance(file, Path) else file.resolve())
    if isinstance(file, Member):
        words += f"\n{file.places}"  # a name may stand twice in an archive
    name = os.fsencode(words)
    return hashlib.blake2b(name, digest_size=16).digest()


def _unfold(path: Path | Remote) -> Iterable[Found]:
    """Return the reports in an archive, sorted by name; any other file stands for itself."""
    members = find_members(path) if path.suffix.lower() == SUFFIX else None
    kept = [member for member in members or () if not _is_member_left_out(member)]
    return sorted(kept, key=lambda member: member.label) or (path,)


def _is_member_left_out(member: Member) -> bool:
    parts = PurePosixPath(member.label.replace("!/", "/")).parts
    inside = any(part.endswith(_COMPANION_ENDS) for part in parts[:-1])
    return inside or any(_is_left_out(part) for part in parts)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name longer than the system takes: its reader says so
        return False


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder in order; without recursion, for folders nest as they like."""
    pending = [(folder, True)]
    while pending:
        path, is_folder = pending.pop()
        found = _list_folder(path) if is_folder else None
        if found is None:
            yield path
        else:
            pending.extend(reversed(found))


def _walk_remote(place: Remote) -> Iterator[Remote]:
    """Yield the files at or below an address in order."""
    with reach(place):
        below = list(place.walk()) if place.is_folder() else None
    if below is None:
        yield place
        return
    start = len(place.inside) and len(place.inside) + 1
    names = {file.inside[start:] for file in below}
    yield from (file for file in below if not _is_passed(file.inside[start:], names))


def _is_passed(inside: str, names: set[str]) -> bool:
    """Tell whether a file below an address, or a folder on the way to it, is left out."""
    parts = inside.split("/")
    folders = ("/".join(parts[:length]) for length in range(1, len(parts)))
    return any(map(_is_left_out, parts)) or any(_is_companion(each, names) for each in folders)


def _list_folder(folder: Path) -> list[tuple[Path, bool]] | None:
    """Return what a folder holds in order, and what of it is a folder; None where it stays shut."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return None
    names = {entry.name for entry in entries}
    found = []
    for entry in entries:
        is_folder = _leads_to_folder(entry)
        passed = is_folder and (entry.is_symlink() or _is_companion(entry.name, names))
        if not passed and not _is_left_out(entry.name):
            found.append((Path(entry.path), is_folder))
    return found


def _leads_to_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself, or into a share that is gone
        return False


def _is_left_out(name: str) -> bool:
    lower = name.lower()
    return (
        lower in _LEFT_OUT_NAMES
        or lower.startswith(_LEFT_OUT_STARTS)
        or lower.endswith(_LEFT_OUT_ENDS)
        or Path(lower).suffix in _NO_REPORTS
    )


def _is_companion(name: str, names: set[str]) -> bool:
    """Tell whether a folder only serves a saved page that lies beside it."""
    stems = (name.removesuffix(end) for end in _COMPANION_ENDS if name.endswith(end))
    return any(stem + end in names for stem in stems for end in _PAGE_ENDS)
