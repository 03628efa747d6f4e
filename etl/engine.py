"""Which code and which data read a document: the stamps each loaded document carries.

Owns what makes a stored reading out of date: for the text a file was turned into, the readers;
for the figures read from that text, all of it. A change of a page or of the warehouse does not.
"""

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_HERE = Path(__file__).resolve().parent
_READERS = ("model.py", "text/**/*.py", "readers/**/*.py")
_READER_NAMES = ("page_words.yml",)
_READING = (
    *_READERS,
    "catalog*.py",
    "indicator.py",
    "disclosure_form.py",
    "named_vocabulary.py",
    "extract/**/*.py",
)
_NAMES = (
    *_READER_NAMES,
    "regions.csv",
    "agencies.csv",
    "disclosure_forms.yml",
    "named_things.yml",
    "laws.yml",
)


@cache
def engine_version() -> str:
    """Return the release and a digest of everything but the catalogue that reads documents."""
    return f"{_release()}+{_digest(_READING, _NAMES)}"


@cache
def reader_version() -> str:
    """Return the release and a digest of what turns files into texts."""
    return f"{_release()}+{_digest(_READERS, _READER_NAMES)}"


def _digest(patterns: tuple[str, ...], names: tuple[str, ...]) -> str:
    files = [path for pattern in patterns for path in sorted(_HERE.glob(pattern))]
    files += [_HERE.parent / "data" / name for name in names]
    digest = hashlib.sha256()
    for path in files:
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def _release() -> str:
    try:
        return version("fazhi")
    except PackageNotFoundError:
        return "0"
