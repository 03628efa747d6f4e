"""One panel for each indicator compared: its chart, chosen by what the figures allow, and notes.

Owns which bodies a panel draws and in which colour, and what is said where a chart cannot be
drawn. Refuses arithmetic (compared.py, ranks.py) and drawing (compare_charts.py).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pages.shared import markup
from pages.shared.change import Stick, show_sticks
from pages.shared.chart import Point, Series, show_figure
from pages.shared.compare_charts import (
    COLOURED,
    Climb,
    Frame,
    Strand,
    make_bump,
    make_lines,
)
from pages.shared.compare_choice import Asked, Chart
from pages.shared.compare_scale import WIDEST, clip, find_scale
from pages.shared.compared import Compared, Mode, Told, Track
from pages.shared.findings import spans_text
from pages.shared.ranks import Standing, find_ranks
from pages.shared.theme import Palette, is_phone, palette
from pages.shared.view import View
from pages.shared.words import join, say, unit_name

MOST_LINES = 200
MOST_PLACES = 12
_ALT = 8  # bodies an alternative text names


@dataclass(frozen=True, slots=True)
class Panel:
    """An indicator as it is compared."""

    indicator: str
    name: str
    kind: str
    compared: Compared


@dataclass(frozen=True, slots=True)
class Colours:
    """Who is drawn in which colour; who is in none is grey."""

    of: Mapping[str, str]

    @property
    def bodies(self) -> list[str]:
        """Those that stand out."""
        return list(self.of)


def choose_colours(panels: Sequence[Panel], asked: Asked, colours: Palette) -> Colours:
    """Give up to six bodies a colour each; of more, or where one is asked for, one stands out."""
    bodies = list(dict.fromkeys(track.body for panel in panels for track in order(panel)))
    if asked.highlight in bodies:
        return Colours({asked.highlight: colours.main})
    if len(bodies) <= COLOURED:
        return Colours(dict(zip(bodies, colours.series, strict=False)))
    return Colours({bodies[0]: colours.main})


def order(panel: Panel) -> list[Track]:
    """Return the tracks to draw, the largest latest value first."""
    tracks = [track for track in panel.compared.drawn if any(_drawn(track))]
    return sorted(tracks, key=lambda track: (-_drawn(track)[-1].value, track.body))  # type: ignore[operator]


def _drawn(track: Track) -> list[Told]:
    return [told for told in track.told if told.value is not None]


def find_years(panel: Panel) -> tuple[int, int] | None:
    """Return the two years a slope runs between: far apart, and stated by many in both."""
    years = sorted({told.year for track in panel.compared.drawn for told in _drawn(track)})
    if len(years) < 2:
        return None
    has = [{told.year for told in _drawn(track)} for track in panel.compared.drawn]
    counts = {
        (first, last): sum(first in each and last in each for each in has)
        for last in years[-2:]
        for first in years
        if first < last
    }
    most = max(counts.values())
    good = [pair for pair, count in counts.items() if 10 * count >= 7 * most]
    return min(good, key=lambda pair: (-pair[1], pair[0]))


def show_panel(
    panel: Panel, view: View, asked: Asked, colours: Colours, years: tuple[int, int] | None,
    *, half: bool, titled: bool,
) -> None:  # fmt: skip
    """Draw one panel: heading, chart, notes; or why there is no chart."""
    lang = view.lang
    unit = "%" if panel.kind == "rate" else unit_name(panel.compared.measure, lang)
    drawn = asked.chart if asked.chart is Chart.BUMP else asked.mode
    heading = panel.name if titled else say(f"compare.section.{drawn}", lang)
    key = f"compare-{panel.indicator}-{asked.mode}-{asked.chart}"
    fault = _find_fault(panel, asked)
    if fault:
        markup.show_section(heading, "")
        markup.show_note(say(f"compare.fault.{fault}", lang))
        return
    tracks = order(panel)
    stated = sorted({told.year for track in tracks for told in _drawn(track)})
    frame = Frame(palette(), _calendar(stated), is_phone(), half)
    markup.show_section(heading, _scope_text(panel, asked, tracks, years, unit, lang))
    if len(stated) == 1:
        _show_year(tracks, stated[0], asked, panel, lang, key)
    elif asked.chart is Chart.BUMP:
        _show_bump(panel, colours, frame, lang, key)
    else:
        _show_lines(tracks, panel, asked, colours, frame, years, lang, key)
    notes = _notes(panel, asked, tracks, lang)
    if notes:
        markup.show_note(say("sentence_mark", lang).join(notes))


def _calendar(years: Sequence[int]) -> tuple[int, ...]:
    return tuple(range(years[0], years[-1] + 1))


def _find_fault(panel: Panel, asked: Asked) -> str | None:
    """Name what keeps a panel from being drawn."""
    if asked.mode is Mode.SHARE and panel.kind == "rate":
        return "rate"
    if asked.mode is Mode.SHARE and panel.compared.basis is None:
        return "share"
    if not order(panel):
        return {Mode.CHANGE: "change", Mode.SHARE: "small"}.get(asked.mode, "nothing")
    if asked.chart is Chart.BUMP and not _standing_tracks(panel):
        return "bump"
    return None


def _scope_text(
    panel: Panel, asked: Asked, tracks: Sequence[Track], years: tuple[int, int] | None,
    unit: str, lang: str,
) -> str:  # fmt: skip
    """Say what is drawn: the unit, whose figures, and over which set."""
    basis = panel.compared.basis
    if asked.mode is Mode.SHARE and basis:
        spans = spans_text(basis.years, lang)
        key = "compare.scope.share" if len(basis.years) > 1 else "compare.scope.share_year"
        return say(key, lang, unit=unit, n=len(basis.bodies), of=basis.stated_by, years=spans)
    if asked.chart is Chart.BUMP and basis:
        spans = spans_text(basis.years, lang)
        n = len(_standing_tracks(panel))
        return say("compare.scope.bump", lang, unit=unit, n=n, of=basis.stated_by, years=spans)
    if asked.chart is Chart.SLOPE and years:
        n = sum(set(years) <= {told.year for told in _drawn(track)} for track in tracks)
        return say("compare.scope.slope", lang, unit=unit, n=n, first=years[0], last=years[1])
    key = "compare.scope.points" if panel.kind == "rate" and asked.mode is Mode.CHANGE else (
        f"compare.scope.{asked.mode}")  # fmt: skip
    return say(key, lang, unit=unit, n=len(tracks)).strip()


def _notes(panel: Panel, asked: Asked, tracks: Sequence[Track], lang: str) -> list[str]:
    """Say what is not drawn, and how signs are to be read."""
    notes = []
    apart: dict[str, set[str]] = {}
    for track in panel.compared.tracks:
        if track.measure != panel.compared.measure:
            apart.setdefault(track.measure, set()).add(track.body)
    for measure, bodies in apart.items():
        unit = unit_name(measure, lang)
        notes.append(say("compare.apart", lang, n=len(bodies), unit=unit))
    if asked.chart is Chart.BUMP:
        notes.append(say("compare.level", lang))
        if len(_standing_tracks(panel)) > MOST_PLACES:
            notes.append(say("compare.places", lang, n=MOST_PLACES))
    elif len(tracks) > MOST_LINES:
        notes.append(say("compare.cut", lang, n=MOST_LINES, of=len(tracks)))
    if asked.mode is Mode.SHARE and any(
        told.value is None for track in tracks for told in track.told
    ):
        notes.append(say("compare.share_small", lang))
    if asked.mode is Mode.CHANGE:
        notes += _change_notes(panel, tracks, lang)
    return notes


def _change_notes(panel: Panel, tracks: Sequence[Track], lang: str) -> list[str]:
    values = [told.value or 0.0 for track in tracks for told in _drawn(track)]
    silent = sum(told.value is None for track in panel.compared.drawn for told in track.told)
    notes = [say("compare.small", lang, n=silent)] if silent else []
    if panel.kind != "rate" and any(abs(value) > WIDEST for value in values):
        notes.append(say("compare.clipped", lang, n=f"{WIDEST:g}"))
    return notes


def _show_lines(
    tracks: Sequence[Track], panel: Panel, asked: Asked, colours: Colours, frame: Frame,
    years: tuple[int, int] | None, lang: str, key: str,
) -> None:  # fmt: skip
    slope = asked.chart is Chart.SLOPE and years is not None
    clipped = asked.mode is Mode.CHANGE and panel.kind != "rate"
    strands = []
    for track in _cut(tracks, colours):
        points = _points(track, years if slope else None, clipped=clipped)
        if len(points) == 2 or (points and not slope):
            strands.append(Strand(Series(track.body, points), colours.of.get(track.body)))
    if not strands:
        markup.show_note(say("compare.fault.slope", lang))
        return
    if slope and years:
        frame = replace(frame, years=years)
    per_cent = panel.kind == "rate" or asked.mode is Mode.SHARE or clipped
    values = [point.value for strand in strands for point in strand.series.points]
    scale = find_scale(values, asked.mode, lang, per_cent=per_cent)
    alt = _alt("lines", panel, strands, lang)
    show_figure(make_lines(tuple(strands), scale, frame, slope=slope), key, alt)


def _cut(tracks: Sequence[Track], colours: Colours) -> list[Track]:
    """Keep what a chart can hold, those that stand out among them."""
    kept = tracks[:MOST_LINES]
    return [*kept, *(track for track in tracks[MOST_LINES:] if track.body in colours.of)]


def _points(track: Track, years: tuple[int, int] | None, *, clipped: bool) -> tuple[Point, ...]:
    chosen = [told for told in _drawn(track) if years is None or told.year in years]
    return tuple(
        Point(
            told.year,
            clip(told.value) if clipped else told.value,  # type: ignore[arg-type]
            told.qualifier,
            told.label,
            told.token,
            told.words,
        )
        for told in chosen
    )


def _alt(chart: str, panel: Panel, strands: Iterable[Strand], lang: str) -> str:
    """Describe the lines that stand out; how many the others are."""
    strands = list(strands)
    own = [strand.series for strand in strands if strand.colour][:_ALT]
    words = "; ".join(
        f"{one.name} " + ", ".join(f"{point.year} {point.label}" for point in one.points)
        for one in own
    )
    left = len(strands) - len(own)
    more = say("compare.alt.more", lang, n=left) if left else ""
    return say(f"compare.alt.{chart}", lang, name=panel.name, words=words + more)


def _standing_tracks(panel: Panel) -> list[Track]:
    """Return the comparable set's tracks: there is no order of places without one."""
    basis = panel.compared.basis
    if basis is None or len(basis.years) < 2:
        return []
    members = set(basis.bodies)
    return [track for track in panel.compared.drawn if track.body in members]


def _show_bump(panel: Panel, colours: Colours, frame: Frame, lang: str, key: str) -> None:
    basis, tracks = panel.compared.basis, _standing_tracks(panel)
    assert basis
    by_body = {track.body: {told.year: told for told in track.told} for track in tracks}
    ranks = {
        year: find_ranks(
            [
                Standing(body, told[year].value, told[year].qualifier)
                for body, told in by_body.items()
            ]  # type: ignore[arg-type]
        )
        for year in basis.years
    }
    last = ranks[basis.years[-1]]
    shown = sorted(by_body, key=lambda body: last[body].height)[:MOST_PLACES]
    shown += [body for body in colours.bodies if body in by_body and body not in shown]
    climbs = [
        Climb(
            body,
            colours.of.get(body),
            tuple(_step(by_body[body][year], ranks[year][body], lang) for year in basis.years),
        )
        for body in shown
    ]
    frame = replace(frame, years=_calendar(basis.years))
    words = "; ".join(
        f"{climb.body} " + ", ".join(f"{point.year} {rank.place}" for point, rank in climb.steps)
        for climb in climbs[:_ALT]
    )
    alt = say("compare.alt.bump", lang, name=panel.name, words=words)
    show_figure(make_bump(tuple(climbs), MOST_PLACES, frame), key, alt)


def _step(told: Told, rank, lang: str):
    key = f"compare.place.{'shared' if rank.shared else 'own'}"
    place = say(key, lang, n=rank.place)
    flag = say("compare.place.open", lang) if rank.open else ""
    words = f"{place}{flag}\n{told.words}"
    return Point(told.year, told.value, told.qualifier, told.label, told.token, words), rank


def _show_year(
    tracks: Sequence[Track], year: int, asked: Asked, panel: Panel, lang: str, key: str
) -> None:
    """Draw one year as sticks: a line needs two."""
    picked = [track for track in tracks[MOST_PLACES:] if track.body == asked.highlight]
    rows = [(track, _drawn(track)[0]) for track in [*tracks[:MOST_PLACES], *picked]]
    values = [abs(told.value or 0.0) for _, told in rows]
    peak = max(values) or 1.0
    sticks = [
        Stick(
            name=track.body,
            length=clip((told.value or 0.0) / peak * 100),
            text=told.label,
            token=told.token,
            words=told.words,
            open=told.qualifier != "exact",
        )
        for track, told in rows
    ]
    left = len(tracks) - len(rows)
    note = say("compare.one_year", lang, year=year)
    markup.show_note(note + (say("compare.one_year.left", lang, n=left) if left else ""))
    words = join([f"{stick.name} {stick.text}" for stick in sticks], lang, _ALT)
    show_sticks(sticks, key, say("alt.ranking", lang, name=panel.name, words=words))
