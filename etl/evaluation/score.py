"""Scores of extraction against labels: precision, recall and F1, and every error with its words.

Owns what is counted. Refuses to read files, to match (`etl.evaluation.matching` does) and to print.
Sub-counts below an observation's `parts` are not observations here, as labels hold none.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from etl.evaluation.gold import Fact, GoldDocument, Label
from etl.evaluation.matching import Place, Reason, find_nearest, find_places, match
from etl.evaluation.tally import Tally
from etl.json_form import show_date
from etl.model import REQUIRED_SECTIONS, Genre, Header, Observation, Report, Span
from etl.warehouse.sentence import find_sentence


@dataclass(frozen=True, slots=True)
class Miss:
    """A label without its observation; `near` is the observation that came nearest."""

    file: str
    label: Label
    reason: Reason
    sentence: str | None
    near: Observation | None = None


@dataclass(frozen=True, slots=True)
class FalseAlarm:
    """An observation without a label; `near` is the label it came nearest to."""

    file: str
    observation: Observation
    reason: Reason
    sentence: str
    near: Label | None = None


@dataclass(frozen=True, slots=True)
class FactCheck:
    """One header fact: what the label says and what was read."""

    file: str
    name: str
    expected: Fact
    found: Fact

    @property
    def right(self) -> bool:
        """Tell whether both agree, white space in text ignored."""
        if isinstance(self.expected, str) and isinstance(self.found, str):
            return "".join(self.expected.split()) == "".join(self.found.split())
        return self.expected == self.found


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """Everything scored of one document; `failure` says why it could not be read."""

    file: str
    genre: Genre
    indicators: Mapping[str, Tally]
    misses: tuple[Miss, ...]
    false_alarms: tuple[FalseAlarm, ...]
    facts: tuple[FactCheck, ...]
    failure: str | None = None


def score_document(gold: GoldDocument, report: Report) -> DocumentScore:
    """Score what was read of one document against its labels."""
    text, observations = report.document.text, report.observations
    places = find_places(gold.labels, text)
    pairs = match(places, observations)
    lone_places = [place for index, place in enumerate(places) if index not in pairs]
    taken = set(pairs.values())
    lone = [each for index, each in enumerate(observations) if index not in taken]
    misses = tuple(describe_miss(gold.file, place, lone, text) for place in lone_places)
    return DocumentScore(
        file=gold.file,
        genre=gold.genre,
        indicators=count_indicators(gold.labels, observations, [places[i].label for i in pairs]),
        misses=misses,
        false_alarms=tuple(describe_alarm(gold.file, each, misses, text) for each in lone),
        facts=tuple(check_facts(gold, report.header)),
    )


def score_unread(gold: GoldDocument, failure: str) -> DocumentScore:
    """Score a document that could not be read: everything in it is missed."""
    return DocumentScore(
        file=gold.file,
        genre=gold.genre,
        indicators=count_indicators(gold.labels, (), ()),
        misses=tuple(Miss(gold.file, label, Reason.UNREAD, None) for label in gold.labels),
        false_alarms=(),
        facts=tuple(check_facts(gold, None)),
        failure=failure,
    )


def count_indicators(
    labels: Sequence[Label], observations: Sequence[Observation], matched: Sequence[Label]
) -> Mapping[str, Tally]:
    """Return the tally of every indicator that was labelled or found."""
    tallies: dict[str, Tally] = {}
    one_each = (
        (labels, Tally(labelled=1)),
        (observations, Tally(found=1)),
        (matched, Tally(matched=1)),
    )
    for figures, one in one_each:
        for figure in figures:
            tallies[figure.indicator] = tallies.get(figure.indicator, Tally()) + one
    return tallies


def describe_miss(file: str, place: Place, lone: Iterable[Observation], text: str) -> Miss:
    """Return the miss of one label, with the sentence its quote stands in."""
    reason, near = find_nearest(place, lone)
    sentence = read_sentence(text, place.spans[0]) if place.spans else None
    return Miss(file, place.label, reason, sentence, near)


def describe_alarm(
    file: str, observation: Observation, misses: Iterable[Miss], text: str
) -> FalseAlarm:
    """Return the false alarm of one observation, with its sentence and the label it wanted."""
    nearest = next((miss for miss in misses if miss.near is observation), None)
    reason = nearest.reason if nearest else Reason.NOT_LABELLED
    sentence = read_sentence(text, observation.span)
    return FalseAlarm(file, observation, reason, sentence, nearest.label if nearest else None)


def read_sentence(text: str, span: Span) -> str:
    """Return the sentence around `span` on one line."""
    return " ".join(find_sentence(text, span).cut(text).split())


def check_facts(gold: GoldDocument, header: Header | None) -> Iterable[FactCheck]:
    """Yield a check for every header fact the labels state."""
    found = show_facts(header) if header else {}
    for name, expected in gold.facts.items():
        yield FactCheck(gold.file, name, expected, found.get(name))


def show_facts(header: Header) -> Mapping[str, Fact]:
    """Return a header as labels write it."""
    return {
        "genre": header.genre.value,
        "title": header.title,
        "agency": header.agency,
        "region": header.region,
        "year": header.year,
        "published_on": show_date(header.published_on),
        "signed_on": show_date(header.signed_on),
    } | {f"sections.{kind}": header.has_section(kind) for kind in REQUIRED_SECTIONS}


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores of all documents, and the sums people ask for."""

    documents: tuple[DocumentScore, ...]

    @property
    def total(self) -> Tally:
        """Return the tally over everything."""
        return sum(self.indicators.values(), Tally())

    @property
    def indicators(self) -> Mapping[str, Tally]:
        """Return the tally of every indicator, by name."""
        sums: dict[str, Tally] = {}
        for document in self.documents:
            for indicator, tally in document.indicators.items():
                sums[indicator] = sums.get(indicator, Tally()) + tally
        return dict(sorted(sums.items()))

    @property
    def genres(self) -> Mapping[Genre, Tally]:
        """Return the tally of every genre that was labelled."""
        sums: dict[Genre, Tally] = {}
        for document in self.documents:
            tally = sum(document.indicators.values(), Tally())
            sums[document.genre] = sums.get(document.genre, Tally()) + tally
        return sums

    @property
    def facts(self) -> Mapping[str, tuple[int, int]]:
        """Return for every header fact how often it was right, and of how many."""
        sums: dict[str, tuple[int, int]] = {}
        for check in (check for document in self.documents for check in document.facts):
            right, of = sums.get(check.name, (0, 0))
            sums[check.name] = (right + check.right, of + 1)
        return sums
