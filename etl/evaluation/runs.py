"""Earlier results to compare with: the last run of every gold set, or a saved one.

Owns the folder of last runs: one file for each gold file and genre asked for, replaced by every
run; losing it loses nothing but one comparison. Refuses to compare (`etl.evaluation.changes`).
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from etl.errors import UsageError
from etl.evaluation.changes import EMPTY, Changes, Result, compare, parse_result
from etl.evaluation.form import show_run
from etl.evaluation.sums import ScoredSet
from etl.evaluation.writing import write_whole
from etl.model import Genre


class Baseline:
    """A result saved from `fazhi evaluate --json`."""

    def __init__(self, path: Path) -> None:
        """Read the file; raises `UsageError` where it is none."""
        self._source = f"基线文件 {path}"
        try:
            self._form = json.loads(path.read_text(encoding="utf-8-sig"))
        except OSError as error:
            raise UsageError(
                f"{self._source} 无法读取（{error.strerror}），请检查路径。"
            ) from error
        except ValueError as error:
            raise UsageError(
                f"{self._source} 不是 JSON，应为 fazhi evaluate --json 的结果。"
            ) from error
        parse_result(self._form, self._source)

    def compare(self, sets: Mapping[Path, ScoredSet]) -> Changes:
        """Return what changed since; one set alone is compared under whatever name it has."""
        scored = tuple(sets.values())
        name = scored[0].name if len(scored) == 1 else None
        before = parse_result(self._form, self._source, name)
        return compare(before, parse_result(show_run(scored), "本次结果"))


class Runs:
    """The folder of last runs, for runs of one genre or of all."""

    def __init__(self, folder: Path, genre: Genre | None) -> None:
        self.folder = folder
        self._genre = genre

    def compare(self, sets: Mapping[Path, ScoredSet]) -> Changes | None:
        """Return what changed since the last run of every set; None where all run first."""
        before = {gold: self._recall(gold, scored.name) for gold, scored in sets.items()}
        if not any(before.values()):
            return None
        changes = (
            compare(before[gold] or EMPTY, parse_result(show_run([scored]), "本次结果"))
            for gold, scored in sets.items()
        )
        return sum(changes, Changes())

    def remember(self, sets: Mapping[Path, ScoredSet]) -> None:
        """Keep the results in place of the last ones; raises `OSError` where it cannot."""
        for gold, scored in sets.items():
            text = json.dumps(show_run([scored]), ensure_ascii=False, indent=1)
            write_whole(self._place(gold), text + "\n")

    def _recall(self, gold: Path, name: str) -> Result | None:
        """Return the last result under the set's present name; None where there is none."""
        place = self._place(gold)
        try:
            return parse_result(json.loads(place.read_text(encoding="utf-8")), str(place), name)
        except (OSError, ValueError, UsageError):  # damaged, or of another version: as if none
            return None

    def _place(self, gold: Path) -> Path:
        path = gold.resolve()
        digest = hashlib.sha256(str(path).encode()).hexdigest()[:12]
        names = (path.parent.name, path.stem, self._genre and self._genre.value, digest)
        return self.folder / ("-".join(filter(None, names)) + ".json")
