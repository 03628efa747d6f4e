"""What stands out in the latest year, in three sentences computed from the data.

Owns which body's figure is worth a sentence: the largest rise, the largest fall, a zero after
years of more, a value above all before. Each rests on figures that say so for certain: no lower
bounds, no percentages of small bases. Refuses to praise or to blame: more is not better.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from pandas import DataFrame

from pages.shared.comparable import BodyChange, find_body_changes
from pages.shared.evidence import PLUS
from pages.shared.headline import find_latest
from pages.shared.numbers import ARROW, Change, full, percent_text, with_unit
from pages.shared.prepared import SMALL, find_frames, per_view
from pages.shared.store import find_indicators
from pages.shared.view import View
from pages.shared.words import say

MOST = 3
_FLAT = 0.5  # per cent; less is no change to speak of
_LONG = 4  # years a record must be of

Frames = Mapping[str, DataFrame]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One finding in words, and the figures it rests on: whose, of which indicator, their ids."""

    text: str
    indicator: str
    body: str
    token: str


@dataclass(frozen=True, slots=True)
class _Scene:
    """The year told of, in which language, and the names of the indicators."""

    year: int
    lang: str
    names: Mapping[str, str]

    def say(self, kind: str, indicator: str, body: str, **values: object) -> str:
        return say(f"plain.{kind}", self.lang, name=self.names[indicator], body=body, **values)


@per_view(SMALL)
def find_sentences(view: View) -> Sequence[Sentence]:
    """Return at most three findings of the latest year in view; figures there must be."""
    catalogue = find_indicators()
    counted = {
        each: frame
        for each, frame in find_frames(view).items()
        if catalogue.loc[each, "kind"] != "rate"
    }
    return tell_year(counted, find_latest(view), catalogue[f"name_{view.lang}"], view.lang)


def tell_year(frames: Frames, year: int, names: Mapping[str, str], lang: str) -> Sequence[Sentence]:
    """Return the findings of a year; a frame holds the figures of one indicator, with `measure`."""
    scene = _Scene(year, lang, names)
    kept: dict[tuple[str, str], Sentence] = {}
    for sentence in chain(
        _tell_extremes(frames, scene), _tell_zero(frames, scene), _tell_record(frames, scene)
    ):
        kept.setdefault((sentence.body, sentence.indicator), sentence)
    return list(kept.values())[:MOST]


def _tell_extremes(frames: Frames, scene: _Scene) -> Iterator[Sentence]:
    """Tell the largest rise and the largest fall; of equal ones that of the larger figures."""
    changes = [
        (indicator, each)
        for indicator, frame in frames.items()
        for each in find_body_changes(frame, scene.year)
        if each.change.percent is not None and abs(each.change.percent) >= _FLAT
    ]
    for kind, way in (("rise", 1), ("fall", -1)):
        going = [pair for pair in changes if pair[1].change.direction == way]
        if going:
            indicator, found = max(going, key=_weigh)
            yield _tell_change(kind, indicator, found, scene)


def _weigh(pair: tuple[str, BodyChange]) -> tuple[float, float]:
    change = pair[1].change
    return abs(change.percent or 0.0), change.before.value


def _tell_change(kind: str, indicator: str, found: BodyChange, scene: _Scene) -> Sentence:
    change = found.change
    text = scene.say(
        kind,
        indicator,
        found.body,
        values=_write_values(change, found.units[1], scene.lang),
        percent=_write_percent(change),
    )
    return Sentence(text, indicator, found.body, PLUS.join(found.ids))


def _write_values(change: Change, unit: str, lang: str) -> str:
    before = full(change.before.value, change.before.qualifier)
    return f"{before} {ARROW} {with_unit(change.after.value, change.after.qualifier, unit, lang)}"


def _write_percent(change: Change) -> str:
    rough = "about" in (change.before.qualifier, change.after.qualifier)
    return ("≈" if rough else "") + percent_text(change.percent or 0.0)


def _tell_zero(frames: Frames, scene: _Scene) -> Iterator[Sentence]:
    """Tell of the first stated zero after figures above zero alone; the highest of them."""
    found: list[tuple[float, Sentence]] = []
    for indicator, frame in frames.items():
        zeros = (frame["value"] == 0) & (frame["qualifier"] == "exact")
        for row in frame[(frame["year"] == scene.year) & zeros].itertuples():
            past = frame[(frame["body"] == row.body) & (frame["year"] < scene.year)]
            if past.empty or past["value"].min() == 0:
                continue
            last = past.loc[past["year"].idxmax()]
            then = with_unit(last["value"], last["qualifier"], last["unit"], scene.lang)
            text = scene.say("zero", indicator, row.body, then=then, before=int(last["year"]))
            token = PLUS.join((row.observation_id, last["observation_id"]))
            found.append((float(last["value"]), Sentence(text, indicator, row.body, token)))
    if found:
        yield max(found, key=lambda each: each[0])[1]


def _tell_record(frames: Frames, scene: _Scene) -> Iterator[Sentence]:
    """Tell of a figure above all of its measure before it; the one with the longest past."""
    found: list[tuple[int, float, Sentence]] = []
    for indicator, frame in frames.items():
        for row in frame[frame["year"] == scene.year].itertuples():
            own = frame[(frame["body"] == row.body) & (frame["measure"] == row.measure)]
            past = own[own["year"] < scene.year]
            certain = row.qualifier == "exact" and (past["qualifier"] == "exact").all()
            if len(own) < _LONG or not certain or row.value <= past["value"].max():
                continue
            value = with_unit(row.value, row.qualifier, row.unit, scene.lang)
            text = scene.say("record", indicator, row.body, value=value, n=len(own))
            sentence = Sentence(text, indicator, row.body, row.observation_id)
            found.append((len(own), row.value, sentence))
    if found:
        yield max(found, key=lambda each: each[:2])[2]
