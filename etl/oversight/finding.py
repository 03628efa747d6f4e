"""A result of any check, with all that is needed to show it elsewhere: sentence, words, places.

Owns these values, and what counts for the exit status of `fazhi check`. Refuses to make them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from etl.checks.outcome import Verdict
from etl.explained import Mark
from etl.model import Genre, Span

__all__ = ["Check", "Evidence", "Finding", "Level", "Oversight", "Topic", "Verdict"]


class Check(StrEnum):
    """The checks, in their order."""

    DUTIES = "duties"
    AGREEMENT = "agreement"
    LIKENESS = "likeness"
    PROMISES = "promises"


class Level(StrEnum):
    """How far a result goes; only `CERTAIN` accuses, and only duties and agreement are ever so."""

    CERTAIN = "certain"
    LOOK = "look"
    UNCLEAR = "unclear"
    KEPT = "kept"


class Topic(StrEnum):
    """What a result is about: when it was public, what is in it, its figures, or a mere fact."""

    TIME = "time"
    CONTENT = "content"
    FIGURES = "figures"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words a result rests on: `text[span] == quote`, without a span what the page itself says.

    `find` are the words by which the report page of the dashboard finds the place, `note` says what
    the words are where it is not plain.
    """

    report_id: str
    source: str
    url: str | None
    year: int
    genre: Genre
    quote: str
    span: Span | None = None
    find: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A result on a report. Likeness and plans are facts: they have no verdict.

    `law` is what the rule rests on; `explained` who explained the result, and why.
    """

    check: Check
    rule: str
    rule_name: str
    topic: Topic
    level: Level
    verdict: Verdict | None
    dataset: str
    region: str
    agency: str
    year: int
    genre: Genre
    sentence: str
    key: str
    evidence: tuple[Evidence, ...] = ()
    values: Mapping[str, str | int] = field(default_factory=dict)
    law: str = ""
    explained: Mark | None = None

    @property
    def certain(self) -> bool:
        """Tell whether the result accuses."""
        return self.level is Level.CERTAIN

    @property
    def telling(self) -> bool:
        """Tell whether it is listed without being asked for."""
        return self.level in (Level.CERTAIN, Level.LOOK) and self.explained is None


@dataclass(frozen=True, slots=True)
class Oversight:
    """Everything found in a view: by check, the gravest and newest first.

    `reports` were looked at; `version` and `dataset` are where they came from.
    """

    findings: tuple[Finding, ...]
    reports: int
    dataset: str
    version: int

    @property
    def certain(self) -> tuple[Finding, ...]:
        """What accuses and was not explained."""
        return tuple(each for each in self.findings if each.certain and each.explained is None)
