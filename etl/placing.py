"""Ledger rows under the names that reports are filed under, so that one body is one body.

Owns what a region column may hold (浙江省绍兴市诸暨市 is the place 诸暨市). Refuses to guess: a
name that several places carry stays as written.
"""

from dataclasses import replace
from typing import Protocol

from etl.model import LedgerFigure
from etl.warehouse.rows import PlacedFigure


class NamesLike(Protocol):
    """What placing needs to know of names."""

    def split_body(self, name: str) -> tuple[tuple[str, ...], str]: ...
    def resolve_region(self, places: tuple[str, ...], *, year: int | None) -> object | None: ...
    def resolve_agency(self, text: str, region: str | None = None) -> str: ...


def place_figure(figure: LedgerFigure, names: NamesLike) -> PlacedFigure:
    """Return the figure with its agency's usual name and the place its region means."""
    place = _resolve_place(figure.region, figure.year, names)
    agency = names.resolve_agency(figure.agency, place)
    return PlacedFigure(replace(figure, agency=agency), place)


def _resolve_place(region: str, year: int, names: NamesLike) -> str:
    name = "".join(region.split())
    places, rest = names.split_body(name)
    alone = places[-1:]
    if rest or names.resolve_region(alone, year=year) is None:
        return region
    return alone[0]
