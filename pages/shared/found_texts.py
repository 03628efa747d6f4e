"""Reports that hold what was looked for: each with the lines that show it, and the way to them.

Owns handing them to their component, and the step to the report, its places marked. Refuses to
search: store.py was asked.
"""

from typing import Any

import pandas as pd
import streamlit as st

from pages.shared.component import make_component, mount
from pages.shared.evidence import CELL_GAP
from pages.shared.store import FoundReport, TextFound
from pages.shared.view import View
from pages.shared.words import say

_FOUND = make_component("found_texts")
_WORDS = ("caption", "to_report", "rest", "more")
_ROWS = 15  # shown at first; the rest unfolds in the browser


def show_texts(found: TextFound, text: str, view: View, most: int = _ROWS) -> None:
    """Draw the reports; a click leads to the first place in the report."""
    rows = _label(found, view)
    data = {
        "rows": [_row(report, body, text, view) for report, body in rows],
        "most": most,
        "words": {name: say(f"texts.{name}", view.lang, n="{n}") for name in _WORDS},
    }
    picked = getattr(mount(_FOUND, "search-texts", data, "open"), "open", None)
    if picked in {report.report_id for report, _ in rows}:
        st.switch_page("report.py", query_params=view.parameters(id=str(picked), find=text))


def _label(found: TextFound, view: View) -> list[tuple[FoundReport, str]]:
    """Give every report the short name of its body."""
    frame = pd.DataFrame(
        {
            "region": [report.region for report in found.reports],
            "agency": [report.agency for report in found.reports],
            "report": found.reports,
        }
    )
    labelled = view.label(frame)
    return list(zip(labelled["report"], labelled["body"], strict=True))


def _row(report: FoundReport, body: str, text: str, view: View) -> dict[str, Any]:
    shown = sum(len(line.places) for line in report.lines)
    return {
        "id": report.report_id,
        "address": f"report?{view.query(id=[report.report_id], find=[text])}",
        "body": body,
        "year": report.year,
        "genre": say(f"genre.{report.genre}", view.lang),
        "lines": [_pieces(line) for line in report.lines],
        "rest": report.places - shown,
    }


def _pieces(line: Any) -> list[str]:
    """Return the line cut at its places: every second piece is one."""
    cuts = [0, *(cut for place in line.places for cut in (place.start, place.end)), len(line.words)]
    pieces = [line.words[cuts[at] : cuts[at + 1]] for at in range(len(cuts) - 1)]
    before = "…" if line.cut_before else ""
    after = "…" if line.cut_after else ""
    pieces = [before + pieces[0].lstrip(), *pieces[1:-1], pieces[-1].rstrip() + after]
    return [piece.replace("\t", CELL_GAP) for piece in pieces]
