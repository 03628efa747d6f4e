"""Which figures people should look at, the most pressing first, and why.

Owns the reasons and their order; thresholds and sentences are data (data/review.yml), as those of
every check (see reasons.py). Pure. Refuses to call any figure wrong.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cache
from statistics import median, median_high, median_low
from typing import Any

from etl.catalog_file import read_family
from etl.checks.reasons import DATA, fill, read_reasons, show_day
from etl.corrections import Decision, Review
from etl.measured import Counts

_CHECK = "review"  # names the file


class Reason(StrEnum):
    """Why a figure is worth a look, the most pressing first."""

    TEXT_CHANGED = "text_changed"
    READ_ANEW = "read_anew"
    CONTRADICTION = "contradiction"
    OUTLIER = "outlier"
    FINDING = "finding"
    GENRES_DIFFER = "genres_differ"
    RARE_WORDING = "rare_wording"
    WEAK_INDICATOR = "weak_indicator"


_ORDER = {reason: place for place, reason in enumerate(Reason)}
_DECIDED = (Decision.ACCEPTED, Decision.CORRECTED, Decision.REJECTED)


@dataclass(frozen=True, slots=True)
class Candidate:
    """THE figure of a body, year and indicator, as a report states it and as it was read."""

    region: str
    agency: str
    year: int
    genre: str
    indicator: str
    value: Decimal
    unit: str
    conflict: bool
    note: str | None
    rule: str
    report_id: str
    observation_id: str
    number_start: int
    qualifier: str = "exact"
    summed: bool = False  # of parts, the first of which stands at the place

    @property
    def place(self) -> tuple[str, str, int]:
        """What a decision on it is about (see `Review.place`)."""
        return self.report_id, self.indicator, self.number_start

    @property
    def series(self) -> tuple[str, str, str, str]:
        """Figures that are of one line in a chart."""
        return self.region, self.agency, self.indicator, self.unit


@dataclass(frozen=True, slots=True)
class Cause:
    """A reason with what fills the blanks of its sentence."""

    reason: Reason
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Queued:
    """A figure to be looked at, with all there is to say."""

    figure: Candidate
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the figures themselves.

    `wordings` counts the figures of the data set by the rule that found them; `findings` are
    messages by report and indicator; `precision` is measured, by indicator.
    """

    wordings: Mapping[str, int]
    findings: Mapping[tuple[str, str], Sequence[str]]
    precision: Mapping[str, Counts]
    reviews: Sequence[Review] = ()


@cache
def read_thresholds() -> dict[str, Any]:
    """Return the thresholds of data/review.yml."""
    return read_family(DATA / f"{_CHECK}.yml")


def tell_cause(cause: Cause, lang: str) -> str:
    """Return a cause as a sentence."""
    sentences, names = read_reasons(_CHECK)
    values = dict(cause.values)
    if "day" in values:
        values["day"] = show_day(values["day"], lang)
    if "decision" in values:
        values["decision"] = names[values["decision"]][lang]
    numbers = {name: int(value) for name, value in values.items() if value.isdecimal()}
    return fill(sentences[cause.reason][lang], values, {**values, **numbers})


def find_queue(figures: Iterable[Candidate], known: Known) -> list[Queued]:
    """Return the undecided figures that are worth a look, the most pressing first."""
    stated = list(figures)
    series = _group(stated)
    standing = {each.place: each for each in known.reviews}
    former = _find_former(known.reviews, stated)
    queue = []
    for figure in stated:
        decided = standing.get(figure.place)
        if decided is not None and _holds(decided, figure):
            continue
        causes = tuple(_find_causes(figure, series, known, former, decided))
        if causes:
            queue.append(Queued(figure, causes))
    return sorted(queue, key=_press)


def _holds(review: Review, figure: Candidate) -> bool:
    """Tell whether a decision is one on the figure as it is read now.

    An approval vouches for no other value; a sum of parts is not what was approved, a part is.
    """
    if review.decision is not Decision.ACCEPTED or figure.summed:
        return review.decision in _DECIDED
    old = review.old
    return (figure.value, figure.qualifier, figure.unit) == (old.value, old.qualifier, old.unit)


def _press(queued: Queued) -> tuple[Any, ...]:
    figure = queued.figure
    first = _ORDER[queued.causes[0].reason]
    return first, -len(queued.causes), -figure.year, figure.region, figure.agency, figure.indicator


def _group(figures: Iterable[Candidate]) -> dict[tuple[str, str, str, str], list[Candidate]]:
    series: dict[tuple[str, str, str, str], list[Candidate]] = defaultdict(list)
    for figure in figures:
        series[figure.series].append(figure)
    return series


def _find_former(
    reviews: Iterable[Review], figures: Iterable[Candidate]
) -> dict[tuple[Any, ...], Review]:
    """Return decisions on the same figure in a text that is not the one in force."""
    texts = {figure.report_id for figure in figures}
    return {
        (each.region, each.agency, each.year, each.genre, each.indicator): each
        for each in reviews
        if each.report_id not in texts and each.decision in _DECIDED
    }


def _find_causes(
    figure: Candidate,
    series: Mapping[tuple[str, str, str, str], Sequence[Candidate]],
    known: Known,
    former: Mapping[tuple[Any, ...], Review],
    lapsed: Review | None,
) -> Iterable[Cause]:
    key = (figure.region, figure.agency, figure.year, figure.genre, figure.indicator)
    if key in former:
        yield _tell_former(former[key])
    if lapsed is not None and lapsed.decision is Decision.ACCEPTED:
        yield _tell_lapsed(lapsed)
    if figure.conflict:
        yield Cause(Reason.CONTRADICTION)
    yield from _find_outlier(figure, series[figure.series])
    for message in known.findings.get((figure.report_id, figure.indicator), ()):
        yield Cause(Reason.FINDING, {"message": message})
    if figure.note == "genres_differ":
        yield Cause(Reason.GENRES_DIFFER)
    yield from _find_weakness(figure, known)


def _tell_former(review: Review) -> Cause:
    day = review.moment.date().isoformat()
    values = {"decision": review.decision.value, "who": review.who, "day": day}
    return Cause(Reason.TEXT_CHANGED, values)


def _tell_lapsed(review: Review) -> Cause:
    day, old = review.moment.date().isoformat(), f"{review.old.value.normalize():,f}"
    values = {"who": review.who, "day": day, "old": old, "unit": review.old.unit}
    return Cause(Reason.READ_ANEW, values)


def _find_outlier(figure: Candidate, line: Sequence[Candidate]) -> Iterable[Cause]:
    others = [each.value for each in line if each.year != figure.year]
    if len(others) < read_thresholds()["outlier"]["years"]:
        return
    # Of two other years one may be the odd one itself: a figure is far from both, or near enough.
    if all(_is_far(figure.value, each) for each in (median_low(others), median_high(others))):
        middle = f"{median(others).normalize():,f}"
        yield Cause(Reason.OUTLIER, {"middle": middle, "unit": figure.unit})


def _is_far(value: Decimal, other: Decimal) -> bool:
    bounds = read_thresholds()["outlier"]
    low, high = sorted((value, other))
    return bool(high - low >= bounds["distance"] and high >= bounds["factor"] * low)


def _find_weakness(figure: Candidate, known: Known) -> Iterable[Cause]:
    thresholds = read_thresholds()
    rare, weak = thresholds["rare_wording"], thresholds["weak_indicator"]
    count = known.wordings.get(figure.rule, 0)
    if sum(known.wordings.values()) >= rare["of_at_least"] and 0 < count <= rare["most"]:
        yield Cause(Reason.RARE_WORDING, {"count": str(count)})
    counts = known.precision.get(figure.indicator)
    if counts is None or counts.precision is None or counts.found < weak["found"]:
        return
    if counts.precision < weak["precision"]:
        yield Cause(Reason.WEAK_INDICATOR, {"precision": f"{100 * counts.precision:.1f}"})
