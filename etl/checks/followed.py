"""What a search for an announced measure found: a state, how sure it is, and the words.

Owns these values. Refuses sentences: what a reason says in each language is data
(data/promises.yml, `reasons`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from etl.checks.promises import Promise
from etl.model import SectionKind, Span


class State(StrEnum):
    """What became of a measure, as far as the next report tells."""

    DONE = "done"
    MENTIONED = "mentioned"
    SILENT = "silent"
    UNCLEAR = "unclear"


class Confidence(StrEnum):
    """How sure a state is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Answer:
    """The passage of the next report that comes nearest: `text[span] == quote`, `marks` the words
    met in it; `likeness` is the weighted share of the measure's words there, 0 to 1.
    """

    report_id: str
    span: Span
    quote: str
    marks: tuple[Span, ...]
    kind: SectionKind | None
    likeness: float


@dataclass(frozen=True, slots=True)
class Followed:
    """A measure and what became of it; `reason` names a sentence of data/promises.yml."""

    promise: Promise
    state: State
    confidence: Confidence
    reason: str
    answer: Answer | None = None
    values: Mapping[str, str] = field(default_factory=dict)
