"""The comparing page: indicators, bodies and years side by side, and the words behind each figure.

Owns the order of the page: finding, controls, a panel for each indicator, quote, table. Refuses
arithmetic, drawing and the address: each has a file of its own.
"""

from collections.abc import Sequence

import streamlit as st
from pandas import DataFrame

from pages.shared import markup
from pages.shared.chart import chosen
from pages.shared.comparable import find_body_changes, latest_comparable_year
from pages.shared.compare_choice import (
    Asked,
    Chart,
    read_asked,
    read_years,
    show_controls,
    show_years,
)
from pages.shared.compare_notes import Panel, order
from pages.shared.compare_panels import (
    Colours,
    choose_colours,
    find_years,
    show_panel,
)
from pages.shared.compare_table import prepare_compared, show_compared
from pages.shared.compared import Mode
from pages.shared.data_link import show_data_link
from pages.shared.evidence import PLUS
from pages.shared.findings import find_subject_title, span_text
from pages.shared.names import join_regions, label_text
from pages.shared.notices import show_nothing
from pages.shared.prepared import Frames, find_frames, find_rows
from pages.shared.quotes import show_card
from pages.shared.store import find_indicators
from pages.shared.theme import is_phone, palette
from pages.shared.view import View, current_view
from pages.shared.words import join, say


def show_compare() -> None:
    """Draw the page."""
    view = current_view()
    frames = find_frames(view)
    if not frames:
        show_nothing(view, say("page.compare", view.lang))
        return
    catalogue = find_indicators()
    present = list(frames)
    asked = read_asked(view, present, catalogue["subject"])
    panels = [_panel(view, each, catalogue, asked.mode) for each in asked.indicators]
    _show_head(view, asked, panels, frames)
    names = catalogue[f"name_{view.lang}"]
    bodies = sorted(set().union(*(frames[each]["body"] for each in asked.indicators)))
    show_controls(view, asked, present, names, bodies)
    _show_panels(view, asked, panels)
    _show_words(view, asked, choose_colours(panels, asked, palette()))


def _panel(view: View, indicator: str, catalogue: DataFrame, mode: Mode) -> Panel:
    entry = catalogue.loc[indicator]
    compared = prepare_compared(view, indicator, mode)
    return Panel(indicator, entry[f"name_{view.lang}"], entry["kind"], compared)


def _show_head(view: View, asked: Asked, panels: Sequence[Panel], frames: Frames) -> None:
    lang = view.lang
    if asked.strange:
        values = "、".join(asked.strange)
        st.info(label_text(say("compare.unknown", lang, values=values)))
    shown = [frames[each] for each in asked.indicators]
    stated = set().union(*(frame["body"] for frame in shown))
    markup.show_title(_find_title(view, asked, panels, frames), [
        join_regions(view.offer.regions, view.choice.regions, lang),
        say("stated_by", lang, n=len(stated), of=len(view.bodies)),
        _signs_text(shown, lang),
    ])  # fmt: skip


def _signs_text(frames: Sequence[DataFrame], lang: str) -> str:
    signs = set().union(*(frame["qualifier"] for frame in frames)) - {"exact"}
    return say(f"signs.{'both' if len(signs) > 1 else signs.pop()}", lang) if signs else ""


def _find_title(view: View, asked: Asked, panels: Sequence[Panel], frames: Frames) -> str:
    """State a finding where one indicator allows it; else say what is compared."""
    lang = view.lang
    years = sorted(set().union(*(frames[each]["year"] for each in asked.indicators)))
    names = join([panel.name for panel in panels], lang)
    silent = say("title.silent", lang, span=span_text(years, lang), name=names)
    if len(panels) > 1:
        return silent
    panel, frame = panels[0], frames[panels[0].indicator]
    if asked.mode is Mode.ABSOLUTE:
        return find_subject_title(panel.name, panel.kind, frame, lang).text
    found = _change_title if asked.mode is Mode.CHANGE else _share_title
    return found(panel, frame, asked, lang) or silent


def _change_title(panel: Panel, frame: DataFrame, asked: Asked, lang: str) -> str | None:
    year = latest_comparable_year(frame)
    ways = [item.change.direction for item in find_body_changes(frame, year)]
    if len(ways) < 2:  # of one body the chart and the table say more
        return None
    counts = {"down": ways.count(-1), "up": ways.count(1)}
    whole = next((way for way, count in counts.items() if count == len(ways)), None)
    if whole:
        spoken = {"name": panel.name, "first": year - 1, "last": year, "n": len(ways)}
        return say(f"title.all.{whole}", lang, **spoken)
    return say("title.some", lang, name=panel.name, first=year - 1, last=year, **counts)


def _share_title(panel: Panel, frame: DataFrame, asked: Asked, lang: str) -> str | None:
    """State the share of the body that stands out, else of the largest."""
    tracks = order(panel)
    if not tracks:
        return None
    track = next((each for each in tracks if each.body == asked.highlight), tracks[0])
    told = [each for each in track.told if each.value is not None][-1]
    spoken = {"year": told.year, "body": track.body, "name": panel.name, "share": told.text}
    return say("title.share", lang, **spoken)


def _show_panels(view: View, asked: Asked, panels: Sequence[Panel]) -> None:
    several = len(panels) > 1
    colours = choose_colours(panels, asked, palette())
    years = _choose_years(view, asked, panels)
    for start in range(0, len(panels), 2):
        pair = panels[start : start + 2]
        half = several and not is_phone()
        places = st.columns(2, gap="large") if half else [st.container() for _ in pair]
        for place, panel in zip(places, pair, strict=False):
            with place:
                show_panel(panel, view, asked, colours, years, half=half, titled=several)


def _choose_years(view: View, asked: Asked, panels: Sequence[Panel]) -> tuple[int, int] | None:
    """Return the two years of the slopes, all panels alike; their choice stands above them."""
    if asked.chart is not Chart.SLOPE:
        return None
    default = next(filter(None, map(find_years, panels)), None)
    if default is None:
        return None
    told = (told for panel in panels for track in panel.compared.drawn for told in track.told)
    offered = sorted({each.year for each in told if each.value is not None})
    years = read_years(offered, default)
    show_years(view, offered, years)
    return years


def _show_words(view: View, asked: Asked, colours: Colours) -> None:
    """Draw the quote of what is chosen, and the table."""
    rows = [row for each in asked.indicators for row in find_rows(view, each)]
    highlight = asked.highlight or (colours.bodies[0] if len(colours.of) == 1 else None)
    rows.sort(key=lambda row: row.body != highlight)  # its newest figure stands in the card
    several = PLUS in (chosen() or "") and asked.mode is Mode.CHANGE
    show_card(rows, view, "compare", several="of_change" if several else "of_sum")
    note = say(f"compare.table.note.{asked.mode}", view.lang)
    markup.show_section(say("section.table", view.lang), note)
    show_compared(view, asked.indicators, asked.mode, highlight)
    show_data_link(view, asked.indicators)
