"""Where things stand on the sheet: A4 in points, its margins, the grid of the charts.

Owns the measures that screen and PDF share. Refuses to draw.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pages.shared.brief_charts import BriefChart
from pages.shared.brief_drawing import Drawing, draw_chart

WIDTH, HEIGHT = 595.28, 841.89
MARGIN = 42.0
INNER = WIDTH - 2 * MARGIN
GAP = 22.0  # between two columns
_LEAD, _BESIDE = 150.0, 138.0
HALF = (INNER - GAP) / 2


@dataclass(frozen=True, slots=True)
class Placed:
    """A chart with its drawing; `wide` where it takes both columns."""

    chart: BriefChart
    drawing: Drawing
    wide: bool


def place_charts(
    charts: Sequence[BriefChart], lang: str, *, narrow: bool = False
) -> tuple[Placed, ...]:
    """Put the charts on a grid of two columns: an odd first one takes both.

    On a `narrow` screen each is drawn for one column, so that its words can be read.
    """
    return tuple(
        _place(chart, lang, wide=number == 0 and len(charts) % 2 == 1 and not narrow)
        for number, chart in enumerate(charts)
    )


def _place(chart: BriefChart, lang: str, *, wide: bool) -> Placed:
    room, height = (INNER, _LEAD) if wide else (HALF, _BESIDE)
    return Placed(chart, draw_chart(chart, room, height, lang), wide)
