"""Small multiples: one little chart a body, on its own scale or on one.

Owns the grid. Refuses more bodies than a reader can take in: the rest is in the table.
"""

import math
from collections.abc import Sequence
from functools import lru_cache

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from pages.shared.breaks import find_breaks
from pages.shared.chart import KEPT, Kept, Series, add_series, list_rows, make_figure
from pages.shared.chart_table import ChartTable, Kind
from pages.shared.exhibit import Caption, show_exhibit
from pages.shared.names import chart_text, cut
from pages.shared.theme import Palette, is_phone, palette

MOST = 12
_ROW = 132
_GAP = 58
_SPACING = {2: 0.17, 3: 0.12}  # of the width: room for a value beside its last point
_FLOOR, _CEILING = 0.1, 1.12  # of the peak: a mark at zero stands clear of the years


def show_multiples(
    series: Sequence[Series],
    years: Sequence[int],
    indicator: str,
    caption: Caption,
    key: str,
    *,
    one_scale: bool,
) -> None:
    """Draw the grid: three a row, two on a phone; and what belongs to a chart."""
    columns = 2 if is_phone() else 3
    shown = tuple(series)[:MOST]
    breaks = tuple(item["year"] for item in find_breaks(indicator, years))
    figure = _make(shown, tuple(years), columns, palette(), one_scale=one_scale, breaks=breaks)
    show_exhibit(figure, ChartTable(Kind.FIGURES, list_rows(shown)), caption, key)


def make_multiples(
    series: Sequence[Series],
    years: Sequence[int],
    columns: int,
    colours: Palette,
    *,
    one_scale: bool,
    breaks: Sequence[int] = (),
) -> go.Figure:
    """Return the figure of the grid; a dotted line stands before each of the years `breaks`."""
    series = list(series)[:MOST]
    rows = math.ceil(len(series) / columns)
    height = rows * (_ROW + _GAP) + 8
    figure = make_subplots(
        figure=Kept(),
        rows=rows,
        cols=columns,
        vertical_spacing=_GAP / height if rows > 1 else 0,
        horizontal_spacing=_SPACING[columns],
    )
    look = make_figure(colours, height, margin={"l": 18, "r": 64, "t": 30, "b": 26}).layout
    figure.update_layout(look)
    top = max(point.value for one in series for point in one.points)
    for number, one in enumerate(series):
        place = {"row": number // columns + 1, "col": number % columns + 1}
        peak = top if one_scale else max(point.value for point in one.points)
        _add_body(figure, one, years, peak, colours, place)
        for year in breaks:
            dotted = {"color": colours.quiet, "width": 1, "dash": "dot"}
            figure.add_vline(x=year - 0.5, line=dotted, **place)
    return figure


_make = lru_cache(maxsize=KEPT)(make_multiples)


def _add_body(
    figure: go.Figure,
    series: Series,
    years: Sequence[int],
    peak: float,
    colours: Palette,
    place: dict[str, int],
) -> None:
    add_series(figure, series, years, colours.main, colours, size=7, width=2, **place)
    first, last = years[0], years[-1]
    ends = [first] if first == last else [first, last]
    figure.update_xaxes(
        tickvals=ends,
        ticktext=[str(year) for year in ends],
        range=[first - 0.3, last + 0.3],
        fixedrange=True,
        showgrid=False,
        zeroline=False,
        tickfont={"color": colours.quiet, "size": 12},
        **place,
    )
    figure.update_yaxes(
        range=[-(peak or 1) * _FLOOR, (peak or 1) * _CEILING],
        showticklabels=False,
        showgrid=False,
        zeroline=True,
        zerolinecolor=colours.rule,
        zerolinewidth=1,
        fixedrange=True,
        **place,
    )
    _add_words(figure, series, peak, years, colours, place)


def _add_words(
    figure: go.Figure,
    series: Series,
    peak: float,
    years: Sequence[int],
    colours: Palette,
    place: dict[str, int],
) -> None:
    last = series.points[-1]
    figure.add_annotation(
        x=years[0] - 0.3,
        y=(peak or 1) * _CEILING,
        text=cut(chart_text(series.name), 12),
        showarrow=False,
        xanchor="left",
        yanchor="bottom",
        yshift=4,
        font={"color": colours.ink, "size": 13},
        **place,
    )
    figure.add_annotation(
        x=last.year,
        y=last.value,
        text=f"<b>{last.label}</b>",
        showarrow=False,
        xanchor="left",
        xshift=7,
        bgcolor=colours.page,  # no dotted line strikes it through
        borderpad=0,
        font={"color": colours.ink, "size": 12},
        **place,
    )
