"""Which filter leaves nothing to show: each is left out in turn, and what is then there counted.

Owns the search. Refuses to draw (notices.py), and to loosen anything by itself.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pages.shared.findings import span_text
from pages.shared.link import Choice
from pages.shared.store import Filter, find_coverage, find_reports
from pages.shared.view import View, ask
from pages.shared.words import join, say

Count = Callable[[Filter], int]


@dataclass(frozen=True, slots=True)
class Loosening:
    """A filter that could be left out: the choice without it, what it holds, what is then found."""

    name: str
    value: str
    choice: Choice
    found: int


def find_loosenings(view: View, count: Count) -> list[Loosening]:
    """Return the filters set, each of which alone stands in the way of something to show."""
    loosened = [
        Loosening(name, value, choice, count(ask(choice)))
        for name, value, choice in _leave_out_each(view)
    ]
    return [each for each in loosened if each.found]


def _leave_out_each(view: View) -> list[tuple[str, str, Choice]]:
    choice, lang = view.choice, view.lang
    values = {
        "years": span_text(choice.years, lang) if choice.years else "",
        "bodies": join(list(choice.bodies), lang, 2),
        "regions": join(list(choice.regions), lang, 2),
        "genre": say(f"genre.{choice.genre}.named", lang) if choice.genre else "",
    }
    empty: dict[str, object] = {"years": None, "bodies": (), "regions": (), "genre": None}
    return [
        (name, value, replace(choice, **{name: empty[name]}))  # type: ignore[arg-type]
        for name, value in values.items()
        if value
    ]


def count_figures(indicators: Sequence[str]) -> Count:
    """Count the figures of these indicators, of all where none is named."""

    def count(asked: Filter) -> int:
        figures = find_coverage(asked)["figures"]
        return int(figures[figures.index.isin(indicators) if indicators else slice(None)].sum())

    return count


def count_reports(asked: Filter) -> int:
    """Count the reports."""
    return len(find_reports(asked))
