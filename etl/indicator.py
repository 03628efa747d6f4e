"""What an indicator is: its names, units, wording and examples, as typed values.

Owns the shape of an entry of data/indicators/*.yml. Refuses to read files
(`etl.catalog_file`) and to judge an entry (`etl.catalog_entry`).
"""

from dataclasses import dataclass

KINDS = ("count", "amount", "rate")
SUBJECTS = (
    "inspections",
    "normative_documents",
    "disclosures",
    "legal_counsel",
    "study",
    "decisions",
    "enforcement",
    "remedies",
    "other",
)


@dataclass(frozen=True, slots=True)
class Wording:
    """One family of wording: regular expressions around a quantity.

    `before` must match directly before the quantity (filler words apart), `after` directly
    after it, `topic` anywhere earlier in the sentence (with `far` in the paragraph); `unless`
    vetoes when it matches the clause, `not_after` when it matches earlier in the sentence. `bare`
    allows a number without a measure word. `within` are words that must all stand in the
    number's own item, in whatever order and on either side of it. `noun` marks wording without a verb:
    after 其中 it names a share of something else and no figure of its own. `weak` wording
    gives way where the report also states the figure in strict wording.
    """

    id: str
    units: frozenset[str]
    before: str | None = None
    after: str | None = None
    topic: str | None = None
    unless: str | None = None
    not_after: str | None = None
    within: tuple[str, ...] = ()
    bare: bool = False
    noun: bool = False
    far: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """A text of our own and the figures it states for the indicator."""

    text: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of the catalogue.

    `unit` is the usual measure word, `units` all accepted ones. `stock` marks a figure as at
    the year's end (lawyers, documents in force), for which a cumulative count is no trap.
    `own_only` marks what a department counts for itself even where it reports on its area;
    `not_in` names genres in which the wording means something narrower. `law` names what the
    figure rests on.
    """

    id: str
    name_zh: str
    name_en: str
    unit: str
    units: tuple[str, ...]
    kind: str
    subject: str
    stock: bool
    own_only: bool
    not_in: frozenset[str]
    definition_zh: str
    definition_en: str
    caveats: str
    wordings: tuple[Wording, ...]
    zero: str | None
    examples: tuple[Example, ...]
    counter_examples: tuple[str, ...]
    caveats_en: str = ""
    law_zh: str = ""
    law_en: str = ""
