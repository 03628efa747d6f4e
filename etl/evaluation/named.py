"""Scores of named things: which of the labelled names were read where they stand.

Owns when a name is right: its kind, and its place. What it is called is not compared, as names
are read in a standard form (微信公众号“…”, a law's full title) and labelled as written.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from etl.evaluation.gold import NamedLabel
from etl.evaluation.matching import SqueezedText, squeeze
from etl.evaluation.tally import Tally, add_up
from etl.model import Deed, NamedThing, Span


@dataclass(frozen=True, slots=True)
class NamedError:
    """A name missed (`found` is None), or read where none is labelled (`label` is None)."""

    file: str
    kind: str
    label: NamedLabel | None
    found: NamedThing | None


@dataclass(frozen=True, slots=True)
class NamedScore:
    """The tally of every kind of name and each one that is wrong."""

    kinds: Mapping[str, Tally]
    errors: tuple[NamedError, ...]


def score_named(
    file: str, text: str, labels: Sequence[NamedLabel], things: Sequence[NamedThing]
) -> NamedScore:
    """Score the names read of one document; unsure labels neither ask for a name nor forbid it."""
    squeezed = SqueezedText(text)
    places = [(label, find_name(label, squeezed)) for label in labels]
    asked = [(label, spans) for label, spans in places if not label.unsure]
    doubtful = [(label, spans) for label, spans in places if label.unsure]
    read = [thing for thing in things if thing.deed is not Deed.MENTIONED]
    met = [any(answers(thing, *place) for thing in read) for place in asked]
    right = [any(answers(thing, *place) for place in asked) for thing in read]
    counted = [
        (thing, good)
        for thing, good in zip(read, right, strict=True)
        if good or not any(answers(thing, *place) for place in doubtful)
    ]
    missed = [label for (label, _), good in zip(asked, met, strict=True) if not good]
    wrong = [thing for thing, good in counted if not good]
    tallies = [(label.kind, Tally(1, 0, 0)) for label, _ in asked]
    tallies += [
        (label.kind, Tally(0, 1, 1)) for (label, _), good in zip(asked, met, strict=True) if good
    ]
    tallies += [(thing.kind.value, Tally(0, 1, 0)) for thing in wrong]
    errors = [NamedError(file, label.kind, label, None) for label in missed]
    errors += [NamedError(file, thing.kind.value, None, thing) for thing in wrong]
    return NamedScore(add_up(tallies), tuple(errors))


def find_name(label: NamedLabel, text: SqueezedText) -> tuple[Span, ...]:
    """Return where the name stands within its labelled words."""
    quotes, names = text.find(label.quote), text.find(label.name)
    return tuple(name for name in names if any(quote.overlaps(name) for quote in quotes))


def answers(thing: NamedThing, label: NamedLabel, spans: Sequence[Span]) -> bool:
    """Tell whether a name read is of the label's kind, on its words, and shares some with it."""
    if thing.kind.value != label.kind or not any(thing.span.overlaps(span) for span in spans):
        return False
    return label.kind == "platform" or shares_words(squeeze(thing.name), squeeze(label.name))


def shares_words(one: str, other: str) -> bool:
    """Tell whether two names have two characters in a row in common."""
    return any(one[at : at + 2] in other for at in range(len(one) - 1))
