"""How well each indicator is read, as last measured against labels: data/quality.json.

Owns the form of the file: one measurement on sets that no wording was written with (`blind`),
one on all labels there are (`known`), each with its day, its sets and its counts. Refuses to
measure anything: `fazhi evaluate --quality` writes the file.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from etl.errors import CatalogError

BUNDLED = Path(__file__).resolve().parents[1] / "data" / "quality.json"
BLIND, KNOWN = "blind", "known"


@dataclass(frozen=True, slots=True)
class Counts:
    """Figures labelled, figures found, and those of both that agree."""

    labelled: int = 0
    found: int = 0
    matched: int = 0

    @property
    def precision(self) -> float | None:
        """Return the share of found figures that are right; None where none was found."""
        return self.matched / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Return the share of labelled figures that were found; None where none is labelled."""
        return self.matched / self.labelled if self.labelled else None


@dataclass(frozen=True, slots=True)
class Measurement:
    """One measurement: when, on how many documents of which sets, in all and by indicator."""

    day: date
    sets: tuple[str, ...]
    documents: int
    total: Counts
    indicators: Mapping[str, Counts]


def read_quality(path: Path = BUNDLED) -> dict[str, Measurement]:
    """Return the measurements there are; none where the file is not there."""
    if not path.exists():
        return {}
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
        return {name: _read(entries[name]) for name in (BLIND, KNOWN) if name in entries}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CatalogError(f"评测记录 {path} 无法读取（{error}），请重新生成。") from error


def _read(entry: Mapping[str, Any]) -> Measurement:
    return Measurement(
        date.fromisoformat(entry["day"]),
        tuple(entry["sets"]),
        int(entry["documents"]),
        Counts(**entry["total"]),
        {name: Counts(**counts) for name, counts in entry["indicators"].items()},
    )


def show_quality(measurements: Mapping[str, Measurement]) -> str:
    """Return the text of the file."""
    entries = {
        name: {
            "day": each.day.isoformat(),
            "sets": list(each.sets),
            "documents": each.documents,
            "total": asdict(each.total),
            "indicators": {key: asdict(counts) for key, counts in sorted(each.indicators.items())},
        }
        for name, each in measurements.items()
    }
    return json.dumps(entries, ensure_ascii=False, indent=1) + "\n"
