"""What pages make of a view's figures before they draw: by indicator, with facts and evidence.

Owns keeping it: as long as version and choice stay, a page run takes it as it is. What is kept is
shared between runs and readers: nobody may change it.
"""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from pandas import DataFrame

from pages.shared.evidence import Evidence, read_evidence
from pages.shared.facts import Fact, find_fact
from pages.shared.measures import name_measures
from pages.shared.shelf import Shelf
from pages.shared.store import find_figures, find_indicators, name_version
from pages.shared.view import View

LARGE, SMALL = 48, 256  # views kept: frames and rows of a province are large, facts never are

Frames = dict[str, DataFrame]
_Args = ParamSpec("_Args")
_Made = TypeVar("_Made")
_Make = Callable[Concatenate[View, _Args], _Made]


def per_view(entries: int) -> Callable[[_Make[_Args, _Made]], _Make[_Args, _Made]]:
    """Keep what a function makes of a view and other hashable arguments, until the data change."""

    def keep(make: _Make[_Args, _Made]) -> _Make[_Args, _Made]:
        shelf: Shelf[_Made] = Shelf(entries)

        @wraps(make)
        def ask(view: View, /, *args: _Args.args, **named: _Args.kwargs) -> _Made:
            assert not named
            return shelf.get(
                (name_version(), view.choice, args), lambda: make(view, *args, **named)
            )

        return ask

    return keep


@per_view(LARGE)
def find_frames(view: View, indicators: tuple[str, ...] = ()) -> Frames:
    """Return the labelled figures of each indicator stated in view, in the catalogue's order.

    Without `indicators` all of the catalogue; each frame has its `measure` and `scope`.
    """
    figures = view.label(find_figures(view.asked, indicators))
    # Rows are walked one by one from here on: words of Arrow are unpacked at every step.
    figures = figures.astype(dict.fromkeys(figures.select_dtypes("str"), object))
    stated = dict(iter(figures.groupby("indicator", sort=False)))
    known = find_indicators()["id"]
    return {each: name_measures(stated[each]) for each in known if each in stated}


@per_view(SMALL)
def find_facts(
    view: View, chosen: tuple[str, ...], indicators: tuple[str, ...] = ()
) -> Sequence[Fact]:
    """Return the headline facts of the chosen ones among the indicators of `find_frames`."""
    catalogue = find_indicators()
    frames = find_frames(view, indicators)
    names, kinds = catalogue[f"name_{view.lang}"], catalogue["kind"]
    return [
        find_fact(each, names[each], kinds[each], frames[each], view.years, view.lang)
        for each in chosen
    ]


@per_view(LARGE)
def find_rows(view: View, chosen: str, indicators: tuple[str, ...] = ()) -> Sequence[Evidence]:
    """Return every figure in view of one of these indicators with the words that state it."""
    names = find_indicators()[f"name_{view.lang}"]
    return read_evidence(find_frames(view, indicators)[chosen], {chosen: names[chosen]}, view)
