"""Names of bodies short enough for a chart, of indicators, and text made harmless for labels.

Owns the shortening (the region's name is dropped where one region is shown), the name of an
indicator that is in the catalogue no more (its id, or what it was called), and the escaping for
Plotly and for Markdown labels. Refuses to resolve who a body is: that is read from reports.
"""

import re
from collections import Counter
from collections.abc import Iterable

from pages.shared.store import find_indicators
from pages.shared.words import join, say

_ADDRESS = re.compile(r"www\.(?=\w)|(?<=\w)@(?=\w)|&(?=[\w#])", re.IGNORECASE)
_JOINER = "\u2060"
_SHORTEST = 2  # a name shorter than this says nothing
_MARKDOWN = "\\`*_{}[]()#+-.!|<>$~&"


def short_names(bodies: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Return a short, unique name for each (region, agency)."""
    bodies = list(dict.fromkeys(bodies))
    one_region = len({region for region, _ in bodies}) == 1
    names = {body: _strip(*body) if one_region else body[1] for body in bodies}
    seen = Counter(names.values())
    return {
        body: name if seen[name] == 1 else " ".join(part for part in body if part)
        for body, name in names.items()
    }


def _strip(region: str, agency: str) -> str:
    rest = agency.removeprefix(region)
    return rest if region and len(rest) >= _SHORTEST else agency


def name_indicator(indicator: str, lang: str, otherwise: str | None = None) -> str:
    """Return what an indicator is called; `otherwise`, or its id, where the catalogue lacks it."""
    return str(find_indicators()[f"name_{lang}"].get(indicator, otherwise or indicator))


def chart_text(text: str) -> str:
    """Return `text` so that Plotly shows it and interprets nothing in it."""
    return text.replace("&", "＆").replace("<", "＜").replace(">", "＞").replace("$", "＄")


def label_text(text: str) -> str:
    """Return `text` so that a Markdown label shows it and interprets nothing in it."""
    # Bare addresses become links, and entities signs, however much is escaped: an invisible
    # joiner keeps them what they are.
    text = _ADDRESS.sub(lambda found: f"{found[0]}{_JOINER}", text)
    escaped = "".join("\\" + char if char in _MARKDOWN else char for char in text)
    return escaped.replace(":", "：").replace("\n", " ")


def cut(text: str, length: int) -> str:
    """Shorten `text` to at most `length` characters."""
    return text if len(text) <= length else text[: length - 1] + "…"


def join_regions(offered: Iterable[str], chosen: Iterable[str], lang: str) -> str:
    """Name the place in view: the chosen regions, the only one, or how many there are."""
    offered, chosen = list(offered), list(chosen)
    if chosen:
        return join(chosen, lang, most=3)
    if not offered:
        return say("no_region", lang)
    return offered[0] if len(offered) == 1 else say("all_regions", lang, n=len(offered))
