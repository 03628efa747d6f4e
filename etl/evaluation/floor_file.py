"""The file of floors: `{"dev/gold.jsonl": {"all": 0.98, "rol": 0.98, "cells": 1.0}}`.

Owns its form: gold sets are named by their path from the file, floors lie between 0 and 1.
Refuses to decide what a floor may become (`etl.evaluation.floors` does).
"""

import json
import math
import os
from collections.abc import Mapping
from pathlib import Path
from posixpath import normpath

from etl.errors import UsageError
from etl.evaluation.floors import (
    NAMES,
    Floors,
    Verdict,
    find_breaches,
    lower_floors,
    measure,
    raise_floors,
)
from etl.evaluation.sums import ScoredSet
from etl.evaluation.writing import write_whole
from etl.model import Genre


class FloorFile:
    """A file of floors and what it holds."""

    def __init__(self, path: Path, *, new: bool = False) -> None:
        """Read the file; a missing one is empty where it may be `new`, else `UsageError`."""
        self._path = path
        self.floors = {} if new and not path.exists() else read_floors(path)

    def hold(
        self,
        sets: Mapping[Path, ScoredSet],
        genre: Genre | None = None,
        *,
        raising: bool = False,
        lowering: bool = False,
    ) -> Verdict:
        """Hold the floors against scored sets, by gold file; write what was asked to move."""
        scores = {
            self.name(gold): measure(scored.evaluation, genre) for gold, scored in sets.items()
        }
        floors, lowered = lower_floors(self.floors, scores) if lowering else (self.floors, ())
        floors, raised = raise_floors(floors, scores) if raising else (floors, ())
        if lowered or raised:
            write_floors(self._path, floors)
        names = {self.name(gold): scored.name for gold, scored in sets.items()}
        return Verdict(find_breaches(floors, scores), raised, lowered).rename(names)

    def name(self, gold: Path) -> str:
        """Return what the file calls a gold set: its path from the file."""
        here = self._path.resolve().parent
        try:
            return Path(os.path.relpath(gold.resolve(), here)).as_posix()
        except ValueError:  # another drive of Windows
            return gold.resolve().as_posix()

    def find_set(self, name: str) -> Path:
        """Return the gold file that a name in the file means."""
        return (self._path.parent / name).resolve()


def read_floors(path: Path) -> Floors:
    """Read the floors; raises `UsageError` where the file is not there or holds none."""
    try:
        floors = json.loads(path.read_text(encoding="utf-8"))
        _check(floors)
    except OSError as error:
        raise UsageError(f"下限文件 {path} 无法读取（{error.strerror}），请检查路径。") from error
    except ValueError as error:
        raise UsageError(
            f"下限文件 {path} 不合格式（{error}），应为 "
            '{"标注文件": {"all": 0.98}} 这样的 JSON，请改正。'
        ) from error
    return {normpath(gold): dict(names) for gold, names in floors.items()}


def _check(floors: object) -> None:
    """Raise `ValueError` where the decoded file is not sets with floors between 0 and 1."""
    if not isinstance(floors, dict):
        raise ValueError("不是 JSON 对象")
    for gold, names in floors.items():
        if not isinstance(names, dict):
            raise ValueError(f"{gold} 没有下限")
        for name, floor in names.items():
            if name not in NAMES:
                raise ValueError(f"{gold} 的 {name} 不在 {'、'.join(NAMES)} 之中")
            number = isinstance(floor, int | float) and not isinstance(floor, bool)
            if not number or not math.isfinite(floor) or not 0 <= floor <= 1:
                raise ValueError(f"{gold} 的 {name} 应为 0 到 1 之间的数")


def write_floors(path: Path, floors: Floors) -> None:
    """Write the floors whole or not at all; raises `UsageError` where that is impossible."""
    try:
        write_whole(path, json.dumps(floors, ensure_ascii=False, indent=2) + "\n")
    except OSError as error:
        raise UsageError(f"下限文件 {path} 无法写入（{error.strerror}）。") from error
