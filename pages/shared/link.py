"""The view in the address: typed, plain words, defaults left out.

Owns the shared parameters (year twice for a range, region, body, genre, lang, data) and how they are
read, checked and written. Refuses to touch a page's own parameters (indicator, name, id, figure,
find, matrix, q, kind, part, sql, table, sort, page, form_body, form_year, subject, mode, chart, from,
to, highlight, about, case, pair, plan, of, before,
after, reason) and to raise over a value it does not know: that
value falls back, and a notice names it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode, urlsplit

SHARED = ("year", "region", "body", "genre", "lang", "data")
_OWN_OTHERWISE = ("indicator", "name")
_OWN = {
    "overview": ("indicator", "matrix"),
    "report": ("id", "figure", "find"),
    "search": ("q", "kind"),
    "data": ("part", "sql", "table", "indicator", "subject", "q", "sort", "page"),
    "indicators": ("indicator", "subject", "q"),
    "compare": ("indicator", "mode", "chart", "from", "to", "highlight"),
    "brief": ("about",),
    "agreement": ("kind",),
    "review": ("figure", "reason"),
    "duties": ("case",),
    "likeness": ("pair",),
    "promises": ("plan", "of"),
    "changes": ("before", "after"),
    "disclosures": (*_OWN_OTHERWISE, "form_body", "form_year"),
}
_PREFERRED = ("own", "sample", "public")

Parameters = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader chose; None and empty tuples mean all."""

    lang: str = "zh"
    data: str = ""
    years: tuple[int, int] | None = None
    regions: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    genre: str | None = None


@dataclass(frozen=True)
class Offer:
    """What there is to choose from in one data set; `bodies` are (region, agency)."""

    years: tuple[int, ...]
    bodies: tuple[tuple[str, str], ...]
    genres: tuple[str, ...] = ()

    @cached_property
    def regions(self) -> tuple[str, ...]:
        """Regions in their order, the untold one left out."""
        return tuple(dict.fromkeys(region for region, _ in self.bodies if region))

    def agencies(self, regions: Sequence[str] = ()) -> tuple[str, ...]:
        """Names of the bodies of these regions (of all, where none is given)."""
        kept = (agency for region, agency in self.bodies if not regions or region in regions)
        return tuple(dict.fromkeys(kept))


def own_names(page: str) -> tuple[str, ...]:
    """Return the parameters that are a page's own; those of other pages do not follow it."""
    return _OWN.get(page or "overview", _OWN_OTHERWISE)  # the page that opens first has no path


def order_datasets(present: Sequence[str]) -> list[str]:
    """Put the data sets in the order of the switch; the first is the default."""
    known = [name for name in _PREFERRED if name in present]
    return known + sorted(name for name in present if name not in _PREFERRED)


def read_lang(parameters: Parameters) -> str:
    """Return the language asked for, Chinese where none is."""
    return "en" if list(parameters.get("lang", ()))[:1] == ["en"] else "zh"


def read_data(parameters: Parameters, datasets: Sequence[str]) -> tuple[str, list[str]]:
    """Return the data set asked for, and values that are none."""
    asked = list(parameters.get("data", ()))
    known = [name for name in asked if name in datasets]
    chosen = known[0] if known else next(iter(datasets), "")
    return chosen, [name for name in asked if name not in datasets]


def read_choice(parameters: Parameters, data: str, offer: Offer) -> tuple[Choice, list[str]]:
    """Return the choice an address asks for, and the values that are unknown here."""
    regions, strange_regions = _known(parameters.get("region", ()), offer.regions)
    bodies, strange_bodies = _known(parameters.get("body", ()), offer.agencies(regions))
    years, strange_years = _read_years(parameters.get("year", ()), offer.years)
    genres, strange_genres = _known(parameters.get("genre", ()), offer.genres)
    strange_lang = [name for name in parameters.get("lang", ()) if name not in ("zh", "en")]
    genre = next(iter(genres), None)
    choice = Choice(read_lang(parameters), data, years, regions, bodies, genre)
    strange = [*strange_years, *strange_regions, *strange_bodies, *strange_genres, *strange_lang]
    return choice, strange


def _known(asked: Sequence[str], offered: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    kept = tuple(dict.fromkeys(name for name in asked if name in offered))
    return kept, [name for name in asked if name not in offered]


def _read_years(
    asked: Sequence[str], offered: Sequence[int]
) -> tuple[tuple[int, int] | None, list[str]]:
    """Read one year or two; a range is cut to the years there are."""
    numbers = [int(text) for text in asked if text.isdecimal() and len(text) == 4]
    strange = [text for text in asked if not (text.isdecimal() and len(text) == 4)]
    if not numbers or not offered:
        return None, strange
    inside = [year for year in offered if min(numbers) <= year <= max(numbers)]
    if not inside:
        return None, strange + [text for text in asked if text not in strange]
    ends = {min(numbers), max(numbers)}
    strange += [str(year) for year in sorted(ends) if not offered[0] <= year <= offered[-1]]
    years = (inside[0], inside[-1])
    return (None if years == (offered[0], offered[-1]) else years), strange


def write_choice(choice: Choice, default_data: str) -> dict[str, list[str]]:
    """Return the parameters of a choice, defaults left out."""
    years = [str(year) for year in choice.years or ()]
    pairs = {
        "year": years[:1] if len(set(years)) == 1 else years,
        "region": list(choice.regions),
        "body": list(choice.bodies),
        "genre": [choice.genre] if choice.genre else [],
        "lang": ["en"] if choice.lang == "en" else [],
        "data": [choice.data] if choice.data != default_data else [],
    }
    return {name: values for name, values in pairs.items() if values}


def write_query(parameters: Parameters) -> str:
    """Return the parameters as a query string."""
    pairs = [(name, value) for name, values in parameters.items() for value in values]
    return urlencode(pairs)


def source_address(url: object) -> str | None:
    """Return an address that may be offered as a link: http or https, with a host, else None."""
    if not isinstance(url, str):
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else None
