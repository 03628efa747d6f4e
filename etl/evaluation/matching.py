"""Which observation answers which label: one to one, strictly, with the reason where none does.

Owns what counts as the same figure: indicator, value, qualifier, whether it is a part, and
a number in the labelled words. Refuses to add up scores (`etl.evaluation.score` does). White space in
quotes and part names is ignored, as labels are literal but for line breaks.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from etl.evaluation.gold import TABLE_PREFIX, Label
from etl.model import Observation, Span


class Reason(StrEnum):
    """Why a label or an observation stays alone; the first that holds is told."""

    UNREAD = "unread"
    QUOTE_NOT_IN_TEXT = "quote_not_in_text"
    VALUE = "value"
    QUALIFIER = "qualifier"
    PART = "part"
    EVIDENCE = "evidence"
    INDICATOR = "indicator"
    NOT_FOUND = "not_found"
    NOT_LABELLED = "not_labelled"


@dataclass(frozen=True, slots=True)
class Place:
    """A label and every span of the text where its quote stands; a cell has none."""

    label: Label
    spans: tuple[Span, ...]


def squeeze(text: str) -> str:
    """Return `text` without white space."""
    return "".join(text.split())


class SqueezedText:
    """A text without its white space, able to find quotes and name their true place."""

    def __init__(self, text: str) -> None:
        self._origin = [place for place, char in enumerate(text) if not char.isspace()]
        self._text = "".join(text[place] for place in self._origin)

    def find(self, quote: str) -> tuple[Span, ...]:
        """Return every place of `quote` in the original text."""
        wanted = squeeze(quote)
        spans: list[Span] = []
        start = self._text.find(wanted) if wanted else -1
        while start >= 0:
            last = start + len(wanted) - 1
            spans.append(Span(self._origin[start], self._origin[last] + 1))
            start = self._text.find(wanted, start + 1)
        return tuple(spans)


def find_places(labels: Iterable[Label], text: str) -> tuple[Place, ...]:
    """Return the labels with the places of their quotes."""
    squeezed = SqueezedText(text)
    return tuple(
        Place(label, () if label.cell is not None else squeezed.find(label.quote))
        for label in labels
    )


def has_evidence(place: Place, observation: Observation) -> bool:
    """Tell whether the observation's number stands in the words, or the cell, of the label.

    A cell's figure may be observed in prose instead, where the report says it twice.
    """
    cell = place.label.cell
    if cell is None:
        return any(observation.number.overlaps(span) for span in place.spans)
    if not observation.rule.startswith(TABLE_PREFIX):
        return True
    return squeeze(observation.rule.removeprefix(TABLE_PREFIX)) == squeeze(cell)


def has_part(label: Label, observation: Observation) -> bool:
    """Tell whether the observation is a part where the label is one.

    What a part is called is a reading of ours and theirs: the quote says which part it is.
    """
    return label.part is None or observation.part is not None


def answers(place: Place, observation: Observation) -> bool:
    """Tell whether the observation states exactly the label's figure."""
    label = place.label
    return (
        label.indicator == observation.indicator
        and label.value == observation.value
        and label.qualifier is observation.qualifier
        and has_part(label, observation)
        and has_evidence(place, observation)
    )


def match(places: Sequence[Place], observations: Sequence[Observation]) -> Mapping[int, int]:
    """Return the largest one-to-one pairing, as indices of places to observations."""
    options = [
        [index for index, each in enumerate(observations) if answers(place, each)]
        for place in places
    ]
    owners: dict[int, int] = {}

    def assign(place: int, tried: set[int]) -> bool:
        for option in options[place]:
            if option in tried:
                continue
            tried.add(option)
            if option not in owners or assign(owners[option], tried):
                owners[option] = place
                return True
        return False

    for place in range(len(places)):
        assign(place, set())
    return {place: option for option, place in owners.items()}


def tell_difference(place: Place, observation: Observation) -> Reason | None:
    """Return how a lone observation differs from a lone label, None where unrelated."""
    label, near = place.label, has_evidence(place, observation)
    if label.indicator != observation.indicator:
        same = near and label.cell is None and label.value == observation.value
        return Reason.INDICATOR if same else None
    if not near:
        return Reason.EVIDENCE if label.value == observation.value else None
    if label.value != observation.value:
        return Reason.VALUE
    if label.qualifier is not observation.qualifier:
        return Reason.QUALIFIER
    return Reason.EVIDENCE if has_part(label, observation) else Reason.PART


def find_nearest(
    place: Place, observations: Iterable[Observation]
) -> tuple[Reason, Observation | None]:
    """Return why a lone label has no answer, and the lone observation that came nearest."""
    order = list(Reason)
    related = [(tell_difference(place, each), each) for each in observations]
    known = [(order.index(reason), reason, each) for reason, each in related if reason]
    if known:
        _, reason, nearest = min(known, key=lambda entry: entry[0])
        return reason, nearest
    lost = place.label.cell is None and not place.spans
    return (Reason.QUOTE_NOT_IN_TEXT if lost else Reason.NOT_FOUND), None
