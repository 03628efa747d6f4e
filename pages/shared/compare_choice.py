"""What the comparing page is asked for: its part of the address, and the controls that set it.

Owns the round trip: the address is the truth, every control is set from it and writes back into
it, defaults are left out. Refuses to compute: which years and bodies there are it is told.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import streamlit as st

from pages.shared.compared import Mode
from pages.shared.filters import keep_indicators
from pages.shared.sidebar import SUBJECT_PAGES
from pages.shared.switch import show_switch
from pages.shared.view import View
from pages.shared.words import say

MOST = 4  # indicators beside each other
_INDICATOR, _MODE, _CHART = "indicator", "mode", "chart"
_FROM, _TO, _HIGHLIGHT = "from", "to", "highlight"
_KEY = "compare-{}"


class Chart(StrEnum):
    """How what is compared is drawn."""

    LINES = "lines"
    SLOPE = "slope"
    BUMP = "bump"


# A change is no place in an order, and small changes even less.
CHARTS = {
    Mode.ABSOLUTE: (Chart.LINES, Chart.SLOPE, Chart.BUMP),
    Mode.CHANGE: (Chart.LINES, Chart.SLOPE),
    Mode.SHARE: (Chart.LINES, Chart.SLOPE),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """The choice: `highlight` is a short name of the view; `strange` is what nobody knows."""

    indicators: tuple[str, ...]
    mode: Mode
    chart: Chart
    highlight: str | None
    strange: tuple[str, ...]


def read_asked(view: View, present: Sequence[str], subjects: Mapping[str, str]) -> Asked:
    """Return what the address asks for; what is unknown falls back and is named."""
    asked = st.query_params.get_all(_INDICATOR)
    known = list(dict.fromkeys(each for each in asked if each in present))
    mode, chart = st.query_params.get(_MODE, Mode.ABSOLUTE), st.query_params.get(_CHART, "")
    strange = [each for each in asked if each not in present]
    strange += [] if mode in tuple(Mode) else [mode]
    strange += [] if not chart or chart in tuple(Chart) else [chart]
    shown = Mode(mode) if mode in tuple(Mode) else Mode.ABSOLUTE
    drawn = Chart(chart) if chart in CHARTS[shown] else Chart.LINES
    named = st.query_params.get(_HIGHLIGHT)
    highlight = next((short for short, full in full_names(view).items() if full == named), None)
    strange += [named] if named and highlight is None else []
    return Asked(
        tuple(known[:MOST]) or (find_first(present, subjects),),
        shown,
        drawn,
        highlight,
        tuple(strange),
    )


def find_first(present: Sequence[str], subjects: Mapping[str, str]) -> str:
    """Return the indicator shown where none is asked for: the first of the subjects' pages."""
    for subject in SUBJECT_PAGES:
        found = next((each for each in present if subjects[each] == subject), None)
        if found:
            return found
    return present[0]


def full_names(view: View) -> dict[str, str]:
    """Return the names of the view's bodies as they stand in a link, by their short names."""
    seen = Counter(agency for _, agency in view.names)
    return {
        short: agency if seen[agency] == 1 else f"{region} {agency}"
        for (region, agency), short in view.names.items()
    }


def read_years(offered: Sequence[int], default: tuple[int, int]) -> tuple[int, int]:
    """Return the two years of a slope, the earlier one first."""
    chosen = [
        int(text) if text.isdecimal() and int(text) in offered else year
        for text, year in zip(
            (st.query_params.get(_FROM, ""), st.query_params.get(_TO, "")), default, strict=True
        )
    ]
    return (min(chosen), max(chosen)) if chosen[0] != chosen[1] else default


def show_controls(
    view: View, asked: Asked, present: Sequence[str], names: Mapping[str, str], bodies: list[str]
) -> None:
    """Draw the controls: indicators, mode, chart, the body that stands out."""
    lang = view.lang
    _set(_INDICATOR, list(asked.indicators))
    with st.container(key="compare-indicators"):
        st.multiselect(
            say("compare.indicators", lang),
            list(present),
            key=_KEY.format(_INDICATOR),
            format_func=lambda each: names[each],
            max_selections=MOST,
            on_change=_write_indicators,
            placeholder=say("compare.indicators.placeholder", lang, n=MOST),
        )
    with st.container(key="compare-controls", horizontal=True, vertical_alignment="bottom"):
        _show_segments(_MODE, tuple(Mode), asked.mode, lang)
        _show_segments(_CHART, CHARTS[asked.mode], asked.chart, lang)
        if len(bodies) > 1:
            _show_highlight(view, asked, bodies)


def _show_highlight(view: View, asked: Asked, bodies: list[str]) -> None:
    lang = view.lang
    _set(_HIGHLIGHT, asked.highlight if asked.highlight in bodies else None)
    st.selectbox(
        say("compare.highlight", lang),
        bodies,
        index=None,
        key=_KEY.format(_HIGHLIGHT),
        placeholder=say("compare.highlight.none", lang),
        on_change=_write_highlight,
        args=(full_names(view),),
        width=230,
    )


def _show_segments(name: str, options: Sequence[StrEnum], chosen: StrEnum, lang: str) -> None:
    show_switch(
        *(f"compare.{name}", tuple(options), chosen, lang),
        lambda: _write(name, options[0].value),
        key=_KEY.format(name),
        each=f"compare.{name}.{{}}",
        labelled=True,
    )


def show_years(view: View, offered: Sequence[int], shown: tuple[int, int]) -> None:
    """Draw the choice of the two years a slope runs between."""
    with st.container(key="compare-years", horizontal=True, vertical_alignment="center"):
        for name, year in zip((_FROM, _TO), shown, strict=True):
            _set(name, year)
            st.selectbox(
                say(f"compare.{name}", view.lang),
                list(offered),
                key=_KEY.format(name),
                on_change=_write_years,
                args=(shown,),
                width=110,
            )


def pick_highlight(view: View, body: str | None) -> None:
    """Let a body stand out; the one that does already no longer."""
    full = full_names(view).get(body or "")
    if full and full != st.query_params.get(_HIGHLIGHT):
        st.query_params[_HIGHLIGHT] = full
    else:
        st.query_params.pop(_HIGHLIGHT, None)


def _set(name: str, value: object) -> None:
    st.session_state[_KEY.format(name)] = value


def _read(name: str) -> object:
    return st.session_state[_KEY.format(name)]


def _write(name: str, default: str) -> None:
    value = _read(name)
    if value and value != default:
        st.query_params[name] = str(value)
    else:
        st.query_params.pop(name, None)


def _write_indicators() -> None:
    chosen = st.session_state[_KEY.format(_INDICATOR)]
    if chosen:
        st.query_params[_INDICATOR] = list(chosen)
    else:
        st.query_params.pop(_INDICATOR, None)
        keep_indicators(())


def _write_highlight(names: Mapping[str, str]) -> None:
    body = st.session_state[_KEY.format(_HIGHLIGHT)]
    if body in names:
        st.query_params[_HIGHLIGHT] = names[body]
    else:
        st.query_params.pop(_HIGHLIGHT, None)


def _write_years(shown: tuple[int, int]) -> None:
    """Keep both years apart: the one that was moved stays, the other gives way."""
    first, last = (st.session_state[_KEY.format(name)] for name in (_FROM, _TO))
    if first != last:
        st.query_params[_FROM], st.query_params[_TO] = str(min(first, last)), str(max(first, last))
