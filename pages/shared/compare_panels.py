"""One panel for each indicator compared: its chart, chosen by what the figures allow, and notes.

Owns which bodies a panel draws and in which colour, and what is said where a chart cannot be
drawn. Refuses arithmetic (compared.py, ranks.py) and drawing (compare_charts.py, compare_bump.py).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pages.shared import markup
from pages.shared.change import Stick, show_sticks
from pages.shared.chart import Point, Series, show_figure
from pages.shared.compare_bump import Climb, make_bump
from pages.shared.compare_charts import (
    COLOURED,
    Frame,
    Strand,
    make_lines,
)
from pages.shared.compare_choice import Asked, Chart
from pages.shared.compare_notes import (
    MOST_LINES,
    MOST_PLACES,
    Panel,
    drawn,
    find_fault,
    find_standing,
    list_notes,
    order,
    write_scope,
)
from pages.shared.compare_scale import clip, find_scale
from pages.shared.compared import Mode, Told, Track
from pages.shared.ranks import Standing, find_ranks
from pages.shared.theme import Palette, is_phone, palette
from pages.shared.view import View
from pages.shared.words import join, say, unit_name

_ALT = 8  # bodies an alternative text names


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


def find_years(panel: Panel) -> tuple[int, int] | None:
    """Return the two years a slope runs between: far apart, and stated by many in both."""
    years = sorted({told.year for track in panel.compared.drawn for told in drawn(track)})
    if len(years) < 2:
        return None
    has = [{told.year for told in drawn(track)} for track in panel.compared.drawn]
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
    shown = asked.chart if asked.chart is Chart.BUMP else asked.mode
    heading = panel.name if titled else say(f"compare.section.{shown}", lang)
    key = f"compare-{panel.indicator}-{asked.mode}-{asked.chart}"
    fault = find_fault(panel, asked)
    if fault:
        markup.show_section(heading, "")
        markup.show_note(say(f"compare.fault.{fault}", lang))
        return
    tracks = order(panel)
    stated = sorted({told.year for track in tracks for told in drawn(track)})
    frame = Frame(palette(), _calendar(stated), is_phone(), half)
    markup.show_section(heading, write_scope(panel, asked, tracks, years, unit, lang))
    if len(stated) == 1:
        _show_year(tracks, stated[0], asked, panel, lang, key)
    elif asked.chart is Chart.BUMP:
        _show_bump(panel, colours, frame, lang, key)
    else:
        _show_lines(tracks, panel, asked, colours, frame, years, lang, key)
    notes = list_notes(panel, asked, tracks, lang)
    if notes:
        markup.show_note(say("sentence_mark", lang).join(notes))


def _calendar(years: Sequence[int]) -> tuple[int, ...]:
    return tuple(range(years[0], years[-1] + 1))


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
    chosen = [told for told in drawn(track) if years is None or told.year in years]
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


def _show_bump(panel: Panel, colours: Colours, frame: Frame, lang: str, key: str) -> None:
    basis, tracks = panel.compared.basis, find_standing(panel)
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
    rows = [(track, drawn(track)[0]) for track in [*tracks[:MOST_PLACES], *picked]]
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
