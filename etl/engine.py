"""Which code and which data read a document: the stamp each loaded document carries.

Owns what makes a stored reading out of date. A change of a page or of the warehouse does not.
"""

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_HERE = Path(__file__).resolve().parent
_READING = (
    "model.py",
    "catalog*.py",
    "indicator.py",
    "disclosure_form.py",
    "named_vocabulary.py",
    "text/**/*.py",
    "readers/**/*.py",
    "extract/**/*.py",
)
_NAMES = ("regions.csv", "agencies.csv", "disclosure_forms.yml", "named_things.yml", "laws.yml")


@cache
def engine_version() -> str:
    """Return the release and a digest of everything but the catalogue that reads documents."""
    files = [path for pattern in _READING for path in sorted(_HERE.glob(pattern))]
    files += [_HERE.parent / "data" / name for name in _NAMES]
    digest = hashlib.sha256()
    for path in files:
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return f"{_release()}+{digest.hexdigest()[:12]}"


def _release() -> str:
    try:
        return version("fazhi")
    except PackageNotFoundError:
        return "0"
