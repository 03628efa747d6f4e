"""The register of places (GB/T 2260): which place a name means.

Owns data/regions.csv once read. Refuses names of bodies (`etl.extract.names` does).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

_LONGEST = 15
_SHORT = 2  # characters by which a place is named in passing: 绍兴, 浙江


@dataclass(frozen=True, slots=True)
class Region:
    """A place with its code; `since` and `until` bound the years the pair stood (None: open)."""

    code: str
    name: str
    level: str
    parent: str | None
    since: int | None
    until: int | None
    hosts: tuple[str, ...]

    def stands_in(self, year: int | None) -> bool:
        """Tell whether the place had this name and code in `year` (None: does today)."""
        if year is None:
            return self.until is None
        begun = self.since is None or self.since <= year
        return begun and (self.until is None or year <= self.until)


@dataclass(frozen=True)
class Register:
    """All places, looked up by name and by code."""

    regions: tuple[Region, ...]

    @cached_property
    def by_name(self) -> Mapping[str, tuple[Region, ...]]:
        """Every place of any year that carries a name."""
        found: dict[str, list[Region]] = {}
        for region in self.regions:
            found.setdefault(region.name, []).append(region)
        return {name: tuple(regions) for name, regions in found.items()}

    @cached_property
    def by_code(self) -> Mapping[str, Region]:
        """The place a code stands for; today's before earlier ones."""
        ordered = sorted(self.regions, key=lambda region: region.until is None)
        return {region.code: region for region in ordered}

    @cached_property
    def _by_host(self) -> Mapping[str, tuple[Region, ...]]:
        found: dict[str, list[Region]] = {}
        for region in self.regions:
            if region.until is None:
                for label in region.hosts:
                    found.setdefault(label, []).append(region)
        return {label: tuple(regions) for label, regions in found.items()}

    def of_host(self, host: str) -> Region | None:
        """Return the one place of today whose name a site's host name spells, if it is one."""
        labels = re.split(r"[^a-z]+", host.lower())
        found = {region for label in labels for region in self._by_host.get(label, ())}
        return found.pop() if len(found) == 1 else None

    def parents(self, region: Region) -> tuple[Region, ...]:
        """Return the places a place lies in, nearest first."""
        found: list[Region] = []
        while region.parent and region.parent in self.by_code:
            region = self.by_code[region.parent]
            found.append(region)
        return tuple(found)

    def longest_at(self, text: str, start: int) -> int:
        """Return the end of the longest known name that begins at `start`, 0 where none does."""
        for end in range(min(len(text), start + _LONGEST), start + 1, -1):
            if text[start:end] in self.by_name:
                return end
        return 0

    def resolve(
        self, places: Iterable[str], *, year: int | None = None, hints: str = "", host: str = ""
    ) -> Region | None:
        """Return the one place that the last of `places` means, None where several could be.

        Earlier `places` must lie around it. `hints` is text that may name its prefecture or
        province, `host` the site's host name; both are asked only where several carry the name.
        """
        chain = tuple(places)
        if not chain:
            return None
        found = [r for r in self.by_name.get(chain[-1], ()) if self._lies_in(r, chain[:-1])]
        found = _standing(found, year)
        if len(found) > 1:
            found = self._narrow(found, hints, host)
        return found[0] if len(found) == 1 else None

    def _lies_in(self, region: Region, around: tuple[str, ...]) -> bool:
        parents = {parent.name for parent in self.parents(region)}
        return all(place in parents for place in around)

    def _narrow(self, found: list[Region], hints: str, host: str) -> list[Region]:
        labels = set(re.split(r"[^a-z]+", host.lower()))
        for told in (
            [r for r in found if any(p.name in hints for p in self.parents(r))],
            [r for r in found if any(labels & set(p.hosts) for p in self.parents(r))],
            [r for r in found if any(p.name[:_SHORT] in hints for p in self.parents(r))],
        ):
            if len(told) == 1:
                return told
        return found


def _standing(found: list[Region], year: int | None) -> list[Region]:
    """Keep the places of the year; of one place that changed its code, the earlier code."""
    standing = [r for r in found if r.stands_in(year)] or [r for r in found if r.stands_in(None)]
    standing = standing or found
    if len({(region.name, region.parent) for region in standing}) == 1:
        return sorted(standing, key=lambda region: region.since or 0)[:1]
    return standing
