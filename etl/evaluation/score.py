"""Scores of one document against its labels: what is counted, and every error with its words.

Owns what is counted. Refuses to read files, to match (`etl.evaluation.matching` does) and to print.
Sub-counts below an observation's `parts` are not observations here, as labels hold none.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from etl.evaluation.cells import CellScore, score_cells
from etl.evaluation.gold import Fact, GoldDocument, Label
from etl.evaluation.matching import Place, Reason, find_nearest, find_places, match
from etl.evaluation.named import NamedScore, score_named
from etl.evaluation.tally import Tally, add_up
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
    """Everything scored of one document; `failure` says why it could not be read.

    `format` is what its bytes are (`Media`), or what its name promises where it was not read.
    `cells` is None where the labels hold no standard table, `named` where they hold no names.
    """

    file: str
    genre: Genre
    format: str
    indicators: Mapping[str, Tally]
    matches: tuple[Label, ...]
    misses: tuple[Miss, ...]
    false_alarms: tuple[FalseAlarm, ...]
    facts: tuple[FactCheck, ...]
    cells: CellScore | None = None
    named: NamedScore | None = None
    failure: str | None = None

    @property
    def total(self) -> Tally:
        """Return the tally over all figures; cells are counted apart."""
        return sum(self.indicators.values(), Tally())


def score_document(gold: GoldDocument, report: Report) -> DocumentScore:
    """Score what was read of one document against its labels."""
    text, observations = report.document.text, choose_scored(gold, report.observations)
    places = find_places(gold.labels, text)
    pairs = match(places, observations)
    lone_places = [place for index, place in enumerate(places) if index not in pairs]
    taken = set(pairs.values())
    lone = [each for index, each in enumerate(observations) if index not in taken]
    matches = tuple(places[index].label for index in sorted(pairs))
    misses = tuple(describe_miss(gold.file, place, lone, text) for place in lone_places)
    return DocumentScore(
        file=gold.file,
        genre=gold.genre,
        format=report.document.media.value,
        indicators=count_indicators(gold.labels, observations, matches),
        matches=matches,
        misses=misses,
        false_alarms=tuple(describe_alarm(gold.file, each, misses, text) for each in lone),
        facts=tuple(check_facts(gold, report.header)),
        cells=score_cells(gold.file, gold.cells, report.cells) if gold.cells else None,
        named=None
        if gold.named is None
        else score_named(gold.file, text, gold.named, report.named),
    )


def choose_scored(
    gold: GoldDocument, observations: Sequence[Observation]
) -> tuple[Observation, ...]:
    """Return the observations that the labels speak of: all, or those of some indicators."""
    return tuple(each for each in observations if gold.only is None or each.indicator in gold.only)


def score_unread(gold: GoldDocument, failure: str) -> DocumentScore:
    """Score a document that could not be read: everything in it is missed."""
    return DocumentScore(
        file=gold.file,
        genre=gold.genre,
        format=name_format(gold.file),
        indicators=count_indicators(gold.labels, (), ()),
        matches=(),
        misses=tuple(Miss(gold.file, label, Reason.UNREAD, None) for label in gold.labels),
        false_alarms=(),
        facts=tuple(check_facts(gold, None)),
        cells=score_cells(gold.file, gold.cells, ()) if gold.cells else None,
        named=None if gold.named is None else score_named(gold.file, "", gold.named, ()),
        failure=failure,
    )


def count_indicators(
    labels: Iterable[Label], observations: Iterable[Observation], matched: Iterable[Label]
) -> Mapping[str, Tally]:
    """Return the tally of every indicator that was labelled or found."""
    return add_up(
        [(label.indicator, Tally(labelled=1)) for label in labels]
        + [(figure.indicator, Tally(found=1)) for figure in observations]
        + [(label.indicator, Tally(matched=1)) for label in matched]
    )


def name_format(file: str) -> str:
    """Return the format a file's name promises, as `Media` calls it; for files not read."""
    suffix = PurePath(file).suffix.lower().removeprefix(".")
    return {"txt": "text", "htm": "html", "mht": "mhtml", "": "unknown"}.get(suffix, suffix)


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
