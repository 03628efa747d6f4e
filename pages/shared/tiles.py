"""Tiles: one indicator each, with its change, coverage and a small trend.

Owns handing tiles to their component and telling which one was picked. Refuses arithmetic:
facts.py says what a tile states.
"""

from collections.abc import Sequence

from pages.shared.component import make_component, mount
from pages.shared.facts import Fact, other_units_text, title_text, value_text
from pages.shared.words import say

_TILES = make_component("tiles")


def show_tiles(
    facts: Sequence[Fact], bodies: int, lang: str, key: str, selected: str | None = None
) -> str | None:
    """Draw the tiles; return the indicator of the tile picked in this run."""
    tiles = [_tile(fact, bodies, lang) for fact in facts]
    data = {"tiles": tiles, "selected": selected}
    return getattr(mount(_TILES, key, data, "pick"), "pick", None)


def _tile(fact: Fact, bodies: int, lang: str) -> dict[str, object]:
    number, unit = value_text(fact, lang)
    return {
        "id": fact.indicator,
        "name": fact.name,
        "year": say("year_span", lang, span=fact.year),
        "number": number,
        "unit": unit,
        "full": title_text(fact, lang),
        "others": other_units_text(fact, lang),
        "change": fact.change_text,
        "basis": fact.basis_text,
        "coverage": say("coverage", lang, n=fact.stated, of=bodies),
        "trend": list(fact.trend),
    }
