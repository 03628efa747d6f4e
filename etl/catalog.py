"""The catalogue: data/indicators/*.yml read into typed indicators, checked once.

Owns which files make up the catalogue and how they share terms and ids; the rules that apply
wording to text live in etl/extract. A family file holds `terms` (named fragments of wording,
used as `{name}`) and `indicators`. A user's own directory of such files adds indicators; it
may use the terms of the bundled families.
"""

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from etl.catalog_entry import IndicatorEntry
from etl.catalog_file import mistake, read_entries, read_family, read_terms
from etl.errors import CatalogError
from etl.indicator import Example, Indicator, Wording

__all__ = ["Catalog", "Example", "Indicator", "Wording", "load_catalog", "user_directories"]

BUNDLED = Path(__file__).resolve().parents[1] / "data" / "indicators"


@dataclass(frozen=True, eq=False)
class Catalog:
    """All indicators in display order, and a digest of the files they came from.

    Compared by identity: two loads of the same files are told equal by `digest`.
    """

    indicators: Mapping[str, Indicator]
    digest: str

    @cached_property
    def units(self) -> Mapping[str, tuple[str, ...]]:
        """Accepted measure words per indicator id."""
        return {key: indicator.units for key, indicator in self.indicators.items()}


def load_catalog(directories: Sequence[Path] = ()) -> Catalog:
    """Read the bundled families and those below `directories`.

    Raises CatalogError naming file, line and mistake.
    """
    files = [path for folder in (BUNDLED, *directories) for path in _family_files(folder)]
    families = [(path, read_family(path)) for path in files]
    terms: dict[str, str] = {}
    for path, family in families:
        terms.update(read_terms(path, family))
    indicators: dict[str, Indicator] = {}
    for path, family in families:
        for entry in read_entries(path, family):
            indicator = IndicatorEntry(path, entry, terms).read()
            if indicator.id in indicators:
                raise mistake(path, entry, f"指标 {indicator.id} 已经定义过，请换一个 id")
            indicators[indicator.id] = indicator
    digest = hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()
    return Catalog(indicators, digest)


def user_directories() -> tuple[Path, ...]:
    """Directories named by the environment's FAZHI_INDICATORS (separated like PATH)."""
    value = os.environ.get("FAZHI_INDICATORS", "")
    return tuple(Path(part) for part in value.split(os.pathsep) if part)


def _family_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise CatalogError(f"找不到指标目录 {folder}：请检查路径")
    return sorted([*folder.glob("*.yml"), *folder.glob("*.yaml")])
