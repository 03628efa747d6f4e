"""The words that leave the page with a chart: its title, what it is of, where it comes from.

Owns what stands around an exported picture and the names of files. Refuses to draw: the browser
makes the picture from the chart on the page, and asks nobody for anything.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pages.shared.findings import span_text
from pages.shared.names import join_regions
from pages.shared.store import open_warehouse
from pages.shared.view import View
from pages.shared.words import join, known, say

# In a file's name, on some system; and what turns its reading direction.
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\s.\u200b-\u200f\u202a-\u202e\u2060-\u2069]+')
_LONGEST = 40  # characters of each part of a file's name


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands around a chart, on the page and in its picture."""

    indicator: str
    heading: str
    lang: str
    scope: str = ""
    notes: tuple[str, ...] = ()

    @property
    def lead(self) -> str:
        """What is drawn, in one line."""
        return say("chart.lead", self.lang, name=self.indicator, heading=self.heading)


def describe_picture(
    caption: Caption, units: Sequence[str], years: tuple[int, int], view: View
) -> dict[str, Any]:
    """Return the words of the picture as plain data: title, facts, origin, notes, source.

    `units` are measured in what is drawn, `years` are its first and its last one.
    """
    origin = f"origin.{view.choice.data}"
    return {
        "title": caption.lead,
        "facts": [fact for fact in (caption.scope, _write_filters(caption, units, view)) if fact],
        "origin": say(origin, view.lang) if known(origin) else "",
        "notes": list(caption.notes),
        "made": f"{say('chart.maker', view.lang)} · {write_version(view)}",
        "file": name_file(caption, years, view),
    }


def _write_filters(caption: Caption, units: Sequence[str], view: View) -> str:
    """Write the filters in words: place, years, bodies; and what is counted, if not yet said."""
    lang, years, bodies = view.lang, view.years, view.choice.bodies
    span = span_text(years, lang) if years else ""
    named = join(list(bodies), lang) if bodies else say("all_bodies", lang, n=len(view.bodies))
    place = join_regions(view.offer.regions, view.choice.regions, lang)
    counted = [unit for unit in units if unit not in caption.scope]
    unit = say("chart.unit", lang, units=join(counted, lang)) if counted else ""
    return " · ".join(part for part in (place, span, named, unit) if part)


def write_version(view: View) -> str:
    """Say which data set is shown, in which version, of which day."""
    warehouse, lang = open_warehouse(), view.lang
    version = say(
        "foot.version", lang, version=warehouse.version, day=f"{warehouse.built_at:%Y-%m-%d}"
    )
    return f"{say(f'data.{view.choice.data}', lang)} · {version}"


def write_origin(view: View) -> str:
    """Say where rows come from that leave the page, and whether they are made up."""
    origin = f"origin.{view.choice.data}"
    told = [say(origin, view.lang)] if known(origin) else []
    return " · ".join([write_version(view), *told])


def name_file(caption: Caption, drawn: tuple[int, int], view: View) -> str:
    """Return a file's name that tells what it holds: indicator, place, years, chart."""
    first, last = drawn
    place = join_regions(view.offer.regions, view.choice.regions, view.lang)
    years = str(first) if first == last else f"{first}-{last}"
    parts = (caption.indicator, place, years, caption.heading)
    return "_".join(
        _FORBIDDEN.sub(" ", part).strip()[:_LONGEST].replace(" ", "-") for part in parts
    )
