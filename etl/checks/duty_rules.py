"""The rules on annual reports, as data/duties.yml states them, checked once.

Owns the form of the file: rules, kinds of bodies, thresholds, figures to compare with. Refuses
to apply a rule (duties.py does) and to know its sentences (reasons.py does).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from etl.catalog_file import LINE, mistake, read_family
from etl.errors import CatalogError
from etl.model import Genre, SectionKind

BUNDLED = Path(__file__).resolve().parents[2] / "data" / "duties.yml"
LANGUAGES = ("zh", "en")
MEASURES = ("in_time", "published")  # what a figure to compare with counts

Told = Mapping[str, str]  # the same words by language


class Test(StrEnum):
    """What a rule looks at."""

    FILED = "filed"
    PUBLIC = "public"
    CONTENT = "content"
    CHAPTER = "chapter"
    SIGNED = "signed"
    YEAR = "year"


class Severity(StrEnum):
    """How much it weighs where a rule is broken; order only, never a number."""

    SERIOUS = "serious"
    PLAIN = "plain"
    SLIGHT = "slight"


class Kind(StrEnum):
    """What kind of body reports; the law names some and not others."""

    GOVERNMENT = "government"
    DEPARTMENT = "department"
    TOWNSHIP = "township"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Rule:
    """One duty. `due` is month and day of the following year; words are looked for by `test`."""

    id: str
    name: Told
    law: Told
    article: Told
    genre: Genre
    bodies: frozenset[Kind]
    first: int | None
    last: int | None
    test: Test
    severity: Severity
    due: tuple[int, int] | None = None
    content: SectionKind | None = None
    words: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()

    def covers(self, genre: Genre, year: int) -> bool:
        """Tell whether the rule is about reports of a genre on a year."""
        after, before = (
            self.first is None or year >= self.first,
            self.last is None or year <= self.last,
        )
        return genre is self.genre and after and before

    def due_on(self, year: int) -> date:
        """Return the last day on which a report on `year` is public in time."""
        if self.due is None:
            raise ValueError(f"{self.id} has no due date")
        return date(year + 1, *self.due)


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What a text must be before anything can be missing from it."""

    shortest: Mapping[Genre, int]
    contents_seen: int
    chapters_seen: int
    elsewhere: tuple[str, ...]
    thinnest: int
    pointing: int


@dataclass(frozen=True, slots=True)
class DateLimits:
    """When the date of a web page is believed; data/duties.yml says why each."""

    prompt_days: int
    witnesses: int
    longest_days: int
    batch_years: int
    batch_near_days: int
    batch_reports: int
    batch_days: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A published figure to compare with: `n` of so many bodies were in time, or published."""

    genre: Genre
    year: int
    measure: str
    n: int
    of: int
    bodies: Told
    source: Told


@dataclass(frozen=True, slots=True)
class DutyRules:
    """All of the file but its sentences."""

    rules: tuple[Rule, ...]
    kinds: tuple[tuple[Kind, tuple[str, ...]], ...]
    reading: ReadingLimits
    dates: DateLimits
    references: tuple[Reference, ...]

    def rule(self, id: str) -> Rule:
        """Return the rule of an id."""
        return next(rule for rule in self.rules if rule.id == id)

    def kind_of(self, agency: str) -> Kind:
        """Return the kind of body that a name tells; OTHER where it tells none."""
        fits = (kind for kind, endings in self.kinds if agency.endswith(endings))
        return next(fits, Kind.OTHER)


def read_duties(path: Path = BUNDLED) -> DutyRules:
    """Return the rules; raises `CatalogError` that names file, line and mistake."""
    return _read_file(path, path.stat().st_mtime_ns if path.exists() else 0)


@lru_cache(maxsize=4)
def _read_file(path: Path, _changed: int) -> DutyRules:
    try:
        family = read_family(path)
        rules = tuple(_read_rule(path, entry) for entry in family["rules"])
        return DutyRules(
            rules,
            tuple((Kind(each["id"]), tuple(each["endings"])) for each in family["kinds"]),
            _read_reading(family["reading"]),
            DateLimits(**_bare(family["dates"])),
            tuple(_read_reference(each) for each in family.get("references") or ()),
        )
    except (KeyError, TypeError, ValueError, OSError) as error:
        raise CatalogError(f"{path.name} 的内容不合格式：{error}") from error


def _read_rule(path: Path, entry: dict[str, Any]) -> Rule:
    try:
        first, last = entry["years"]
        content = entry.get("content")
        rule = Rule(
            id=str(entry["id"]),
            name=_told(entry["name"]),
            law=_told(entry["law"]),
            article=_told(entry["article"]),
            genre=Genre(entry["genre"]),
            bodies=frozenset(map(Kind, entry["bodies"])),
            first=first,
            last=last,
            test=Test(entry["test"]),
            severity=Severity(entry["severity"]),
            due=_read_due(entry.get("due")),
            content=SectionKind(content) if content else None,
            words=tuple(entry.get("words") or ()),
            hints=tuple(entry.get("hints") or ()),
            beside=tuple(entry.get("beside") or ()),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise mistake(path, entry, f"规则写得不对：{error}") from error
    lacking = {
        Test.PUBLIC: rule.due is None,
        Test.CONTENT: rule.content is None,
        Test.CHAPTER: not rule.words,
    }
    if lacking.get(rule.test):
        raise mistake(
            path, entry, f"规则 {rule.id} 的 test: {rule.test} 缺少 due、content 或 words"
        )
    return rule


def _read_due(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    month, day = map(int, str(text).split("-"))
    date(2001, month, day)  # raises where there is no such day
    return month, day


def _read_reading(entry: dict[str, Any]) -> ReadingLimits:
    return ReadingLimits(
        {Genre(genre): int(least) for genre, least in _bare(entry["shortest"]).items()},
        int(entry["contents_seen"]),
        int(entry["chapters_seen"]),
        tuple(entry["elsewhere"]),
        int(entry["thinnest"]),
        int(entry["pointing"]),
    )


def _read_reference(entry: dict[str, Any]) -> Reference:
    if entry["measure"] not in MEASURES:
        raise ValueError(f"measure {entry['measure']}")
    return Reference(
        Genre(entry["genre"]),
        int(entry["year"]),
        str(entry["measure"]),
        int(entry["n"]),
        int(entry["of"]),
        _told(entry["bodies"]),
        _told(entry["source"]),
    )


def _told(entry: Mapping[str, str]) -> Told:
    return {lang: str(entry[lang]) for lang in LANGUAGES}


def _bare(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key != LINE}
