"""One panel for each indicator compared: its chart, chosen by what the figures allow, and notes.

Owns which bodies a panel draws and in which colour, and what is said where a chart cannot be
drawn. Refuses arithmetic (compared.py, ranks.py) and drawing (compare_charts.py, compare_bump.py).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pages.shared import markup
from pages.shared.breaks import list_words
from pages.shared.change import Stick, show_sticks
from pages.shared.chart import Point, Series, list_rows
from pages.shared.chart_table import ChartTable, Kind, Stated
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
from pages.shared.exhibit import Caption, show_exhibit
from pages.shared.ranks import Rank, Standing, find_ranks
from pages.shared.theme import Palette, is_phone, palette
from pages.shared.view import View
from pages.shared.words import say, unit_name

_KINDS = {
    Mode.ABSOLUTE: Kind.FIGURES,
    Mode.CHANGE: Kind.CHANGES,
    Mode.SHARE: Kind.SHARES,
}


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
    frame = Frame(palette(), _calendar(stated), lang, is_phone(), half)
    scope = write_scope(panel, asked, tracks, years, unit, lang)
    notes = (*list_notes(panel, asked, tracks, lang), *_list_breaks(panel, asked, years, frame))
    caption = Caption(panel.name, heading, lang, scope, notes)
    if titled:  # the heading names the indicator; its picture names the chart, too
        caption = replace(caption, heading=say(f"compare.section.{shown}", lang))
    markup.show_section(heading, scope)
    if len(stated) == 1:
        _show_year(tracks, stated[0], asked, panel, caption, key)
    elif asked.chart is Chart.BUMP:
        _show_bump(panel, colours, frame, caption, key)
    else:
        _show_lines(tracks, panel, asked, colours, frame, years, caption, key)


def _calendar(years: Sequence[int]) -> tuple[int, ...]:
    return tuple(range(years[0], years[-1] + 1))


def _list_breaks(
    panel: Panel, asked: Asked, years: tuple[int, int] | None, frame: Frame
) -> tuple[str, ...]:
    """Say which breaks lie between the years; lines over the years have them in the chart."""
    if asked.chart is Chart.LINES:
        return ()
    basis = panel.compared.basis
    ranked = basis.years if asked.chart is Chart.BUMP and basis else None
    return list_words(panel.indicator, ranked or years or frame.years, frame.lang)


def _show_lines(
    tracks: Sequence[Track], panel: Panel, asked: Asked, colours: Colours, frame: Frame,
    years: tuple[int, int] | None, caption: Caption, key: str,
) -> None:  # fmt: skip
    slope = asked.chart is Chart.SLOPE and years is not None
    clipped = asked.mode is Mode.CHANGE and panel.kind != "rate"
    strands = []
    for track in _cut(tracks, colours):
        points = _points(track, years if slope else None, clipped=clipped)
        if len(points) == 2 or (points and not slope):
            strands.append(Strand(Series(track.body, points), colours.of.get(track.body)))
    if not strands:
        markup.show_note(say("compare.fault.slope", caption.lang))
        return
    if slope and years:
        frame = replace(frame, years=years)
    per_cent = panel.kind == "rate" or asked.mode is Mode.SHARE or clipped
    values = [point.value for strand in strands for point in strand.series.points]
    scale = find_scale(values, asked.mode, caption.lang, per_cent=per_cent)
    figure = make_lines(tuple(strands), scale, frame, panel.indicator, slope=slope)
    # Those that stand out come first wherever the chart is put into words.
    told = sorted(strands, key=lambda strand: strand.colour is None)
    rows = list_rows(strand.series for strand in told)
    show_exhibit(figure, ChartTable(_KINDS[asked.mode], rows), caption, key)


def _cut(tracks: Sequence[Track], colours: Colours) -> list[Track]:
    """Keep what a chart can hold, those that stand out among them."""
    kept = tracks[:MOST_LINES]
    return [*kept, *(track for track in tracks[MOST_LINES:] if track.body in colours.of)]


def _points(track: Track, years: tuple[int, int] | None, *, clipped: bool) -> tuple[Point, ...]:
    chosen = [told for told in drawn(track) if years is None or told.year in years]
    points = map(_make_point, chosen)
    return tuple(replace(each, value=clip(each.value)) if clipped else each for each in points)


def _make_point(told: Told) -> Point:
    assert told.value is not None
    return Point(
        told.year, told.value, told.qualifier, told.label, told.token, told.words, told.stated
    )


def _show_bump(panel: Panel, colours: Colours, frame: Frame, caption: Caption, key: str) -> None:
    basis, tracks = panel.compared.basis, find_standing(panel)
    assert basis
    by_body = {track.body: {told.year: told for told in track.told} for track in tracks}
    ranks = {year: _find_ranks(by_body, year) for year in basis.years}
    last = ranks[basis.years[-1]]
    shown = sorted(by_body, key=lambda body: last[body].height)[:MOST_PLACES]
    shown += [body for body in colours.bodies if body in by_body and body not in shown]
    climbs = tuple(
        Climb(
            body,
            colours.of.get(body),
            tuple(
                _step(by_body[body][year], ranks[year][body], caption.lang) for year in basis.years
            ),
        )
        for body in shown
    )
    figure = make_bump(climbs, MOST_PLACES, replace(frame, years=_calendar(basis.years)))
    rows = list_rows(
        Series(climb.body, tuple(point for point, _ in climb.steps)) for climb in climbs
    )
    show_exhibit(figure, ChartTable(Kind.PLACES, rows), caption, key)


def _find_ranks(by_body: Mapping[str, Mapping[int, Told]], year: int) -> Mapping[str, Rank]:
    return find_ranks(
        [Standing(body, told[year].value, told[year].qualifier) for body, told in by_body.items()]  # type: ignore[arg-type]
    )


def _step(told: Told, rank: Rank, lang: str) -> tuple[Point, Rank]:
    key = f"compare.place.{'shared' if rank.shared else 'own'}"
    flag = say("compare.place.open", lang) if rank.open else ""
    place = say(key, lang, n=rank.place) + flag
    stated = Stated(float(rank.place), "exact", "", place, told.stated.text)
    point = _make_point(told)
    return replace(point, words=f"{place}\n{point.words}", stated=stated), rank


def _show_year(
    tracks: Sequence[Track], year: int, asked: Asked, panel: Panel, caption: Caption, key: str
) -> None:
    """Draw one year as sticks: a line needs two."""
    lang = caption.lang
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
            year=told.year,
            stated=told.stated,
        )
        for track, told in rows
    ]
    left = len(tracks) - len(rows)
    note = say("compare.one_year", lang, year=year)
    note += say("compare.one_year.left", lang, n=left) if left else ""
    caption = replace(caption, notes=(note, *caption.notes))
    show_sticks(sticks, _KINDS[asked.mode], caption, key)
