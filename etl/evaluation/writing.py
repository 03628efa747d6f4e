"""Writes a small file whole or not at all: what was there stays until all is written."""

import os
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Write `text` to `path` as UTF-8, its folder made where it is missing; raises `OSError`."""
    target = path.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        aside.write_text(text, encoding="utf-8", newline="\n")
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
