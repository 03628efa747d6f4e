"""Reports in the order of how much of them stands in another one: bars, and the way to the words.

Owns handing rows to their component. Refuses to compare.
"""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from pages.shared.alike import Alike, Likeness, Relation, ReportRecord
from pages.shared.component import make_component, mount
from pages.shared.theme import is_phone
from pages.shared.view import View
from pages.shared.words import say

_ROWS = make_component("likeness_rows")
_MOST, _PHONE_MOST = 12, 6  # rows shown at first
_WORDS = (
    "caption",
    "report",
    "other",
    "share",
    "paragraphs",
    "figures",
    "more",
    "source",
    "untold",
)


def order_rows(alike: Alike, relation: Relation) -> list[Likeness]:
    """Return the likeness of one kind, most first; of a body's report to the nearest year alone.

    An older year stands beside it only where more of the report stands there.
    """
    best: dict[tuple[str, str], Likeness] = {}
    for each in alike.likeness:
        if each.relation is relation:
            key = each.report_id, "" if relation is Relation.EARLIER else each.other_id
            if key not in best or (each.share or 0) > (best[key].share or 0):
                best[key] = each
    records = alike.records

    def rank(each: Likeness) -> tuple[float, int, str]:
        own = records[each.report_id]
        return -(-1.0 if each.share is None else each.share), -own.year, own.agency

    return sorted(best.values(), key=rank)


def share_text(share: float) -> str:
    """Write a share in whole hundredths; what is less than one is not nothing."""
    return "<1%" if 0 < share < 0.01 else f"{share:.0%}"


def name_report(record: ReportRecord, view: View) -> tuple[str, int, str]:
    """Return the short name of a body, the year, and the genre where it is not the usual one."""
    body = view.names.get(record.body_key, record.agency)
    genre = "" if record.genre == "rol" else say(f"genre.{record.genre}", view.lang)
    return body, record.year, genre


def show_rows(alike: Alike, rows: Sequence[Likeness], view: View, key: str) -> str | None:
    """Draw the rows; return the pair that was picked in this run."""
    shown = [_row(each, alike, view) for each in rows]
    peers = bool(rows) and rows[0].relation is Relation.PEER
    words = {name: say(f"likeness.row.{name}", view.lang, n="{n}") for name in _WORDS}
    if not peers:
        words["other"] = say("likeness.row.before", view.lang)
    data = {"rows": shown, "most": _PHONE_MOST if is_phone() else _MOST, "words": words}
    result = mount(_ROWS, key, data, "pick", "open")
    opened, picked = getattr(result, "open", None), getattr(result, "pick", None)
    if opened in {row["id"] for row in shown}:
        st.switch_page("report.py", query_params=view.parameters(id=str(opened)))
    return picked if picked in {row["pair"] for row in shown} else None


def _row(each: Likeness, alike: Alike, view: View) -> dict[str, Any]:
    body, year, genre = name_report(alike.records[each.report_id], view)
    other, other_year, _ = name_report(alike.records[each.other_id], view)
    peer = each.relation is Relation.PEER
    figures = len(each.figures)
    return {
        "pair": f"{each.report_id}.{each.other_id}",
        "id": each.report_id,
        "address": f"report?{view.query(id=[each.report_id])}",
        "body": body,
        "year": year,
        "genre": genre,
        "other": other if peer else say("year_span", view.lang, span=other_year),
        "share": None if each.share is None else round(each.share * 100, 1),
        "text": "" if each.share is None else share_text(each.share),
        "paragraphs": f"{each.taken}/{each.paragraphs}",
        "figures": f"{each.unchanged}/{figures}" if figures else "",
    }
