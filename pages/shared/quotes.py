"""The quote card: whatever is selected, else the newest figure; and the table twin.

Owns the two components that show evidence, and the step from them to the report page.
Refuses to choose what is shown: evidence.py found it.
"""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from pages.shared.chart import choose, chosen
from pages.shared.component import make_component, mount
from pages.shared.evidence import PLUS, Evidence, find_evidence
from pages.shared.reviewing import may_review
from pages.shared.view import View
from pages.shared.words import say

_CARD = make_component("quote_card")
_TABLE = make_component("table_twin")
_ROWS = 12  # shown at first; the rest unfolds in the browser
_CARD_WORDS = ("to_report", "to_source", "no_quote", "close", "more", "to_review")
_COLUMNS = ("body", "indicator", "year", "value", "unit", "stated", "quote", "file")
_ROWS_WORDS = ("unit", "stated", "file", "quote", "no_quote")
_TABLE_WORDS = ("body", "year", "value", "quote", "to_report", "to_source", "more")


def show_card(rows: Sequence[Evidence], view: View, key: str, *, several: str = "of_sum") -> None:
    """Draw the quote card: of what is chosen, else of the newest figure.

    `several` names the words that say how more figures than one came to be the one chosen.
    """
    token = chosen()
    found = find_evidence(rows, token)
    picked = bool(token) and all(row.id in str(token).split(PLUS) for row in found)
    show_quotes(found, view, key, picked=picked, several=several)


def show_quotes(
    found: Sequence[Evidence],
    view: View,
    key: str,
    *,
    picked: bool,
    several: str = "of_sum",
    review: bool = True,
) -> None:
    """Draw a card of these figures; one the reader picked sticks to the foot of the window.

    With `review` each leads to its review, where there is one.
    """
    reviews = _find_reviews(found, view) if review and may_review() else {}
    data = {
        "quotes": [row.data() for row in found],
        "reviews": reviews,
        "chosen": picked,
        "words": _words("card", _CARD_WORDS, view.lang)
        | {"of_several": say(f"card.{several}", view.lang)},
    }
    with st.container(key="quote-stuck" if picked else "quote"):
        result = mount(_CARD, f"{key}-card", data, "open", "close", "review")
    if getattr(result, "close", None):
        choose(None)
        st.rerun()
    open_report(getattr(result, "open", None), found, view)
    asked: str | None = getattr(result, "review", None)
    if asked is not None and asked in reviews:
        st.switch_page("review.py", query_params=view.parameters(figure=asked))


def _find_reviews(found: Sequence[Evidence], view: View) -> dict[str, str]:
    """Return the address of each figure's review."""
    return {row.id: f"review?{view.query(figure=[row.id])}" for row in found if row.report_id}


def show_table(
    rows: Sequence[Evidence],
    view: View,
    key: str,
    *,
    silent: Sequence[dict[str, Any]] = (),
    named: str | None = None,
) -> None:
    """Draw the table twin: the same figures in words, the quote as last column.

    `named` heads a column of what each figure counts: an `indicator`, or a `part` of one.
    """
    data = {
        "rows": [row.data() for row in rows] + list(silent),
        "most": _ROWS,
        "several": named is not None,
        "caption": say("table.caption", view.lang),
        "words": _words("table", _TABLE_WORDS, view.lang)
        | {"indicator": say(f"table.{named or 'indicator'}", view.lang)},
    }
    result = mount(_TABLE, f"{key}-table", data, "open")
    open_report(getattr(result, "open", None), rows, view)


def show_rows_table(
    rows: Sequence[dict[str, Any]],
    view: View,
    key: str,
    sorting: tuple[str, bool],
    sort: Callable[[Any], None],
) -> None:
    """Draw rows of data in the table twin, every column of theirs; `sort` sorts them elsewhere."""
    data = {
        "rows": list(rows),
        "columns": list(_COLUMNS),
        "sorted": {"by": sorting[0], "down": sorting[1]},
        "most": len(rows),
        "caption": say("rows.caption", view.lang),
        "words": _words("table", (*_TABLE_WORDS, "indicator"), view.lang)
        | {name: say(f"rows.{name}", view.lang) for name in _ROWS_WORDS},
    }
    result = mount(_TABLE, f"{key}-table", data, "open", "sort", on=sort)
    known = next((row for row in rows if row["id"] == getattr(result, "open", None)), None)
    if known and known["report"]:
        own = {"id": str(known["report"]), "figure": str(known["id"])}
        st.switch_page("report.py", query_params=view.parameters(**own))


def _words(part: str, names: Sequence[str], lang: str) -> dict[str, str]:
    # {n} is filled in the browser, where it is known how many rows are folded away.
    return {name: say(f"{part}.{name}", lang, n="{n}") for name in names}


def open_report(figure: str | None, rows: Sequence[Evidence], view: View) -> None:
    """Go to the report of a figure, its place marked."""
    known = next((row for row in rows if row.id == figure and row.address), None)
    if known:
        own = {"id": str(known.report_id), "figure": known.id}
        st.switch_page("report.py", query_params=view.parameters(**own))
