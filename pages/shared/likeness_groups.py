"""Shortcomings and plans that bodies state word for word: the words, and the bodies.

Owns handing groups to their component. Refuses to compare.
"""

from typing import Any

import streamlit as st

from pages.shared import markup
from pages.shared.alike import Alike, SharedPassages
from pages.shared.component import make_component, mount
from pages.shared.likeness_rows import share_text
from pages.shared.view import View
from pages.shared.words import say

_GROUPS = make_component("likeness_groups")
_MOST = 8  # groups shown at first
_LONGEST = 40
_WORDS = ("caption", "more")


def show_groups(alike: Alike, view: View) -> None:
    """Draw the groups, the newest first; a body leads to its report, a pair is set side by side."""
    lang = view.lang
    markup.show_section(say("likeness.groups", lang), say("likeness.groups.note", lang))
    if not alike.groups:
        markup.show_note(say("likeness.groups.none", lang))
        return
    data = {
        "groups": [_group(group, alike, view) for group in alike.groups],
        "most": _MOST,
        "words": {name: say(f"likeness.group.{name}", lang, n="{n}") for name in _WORDS},
    }
    opened = getattr(mount(_GROUPS, "likeness-groups", data, "open"), "open", None)
    if isinstance(opened, dict) and opened.get("id") in alike.records:
        own = {"id": str(opened["id"]), "find": str(opened.get("find", ""))}
        st.switch_page("report.py", query_params=view.parameters(**own))


def _group(group: SharedPassages, alike: Alike, view: View) -> dict[str, Any]:
    lang = view.lang
    head = [
        say("year_span", lang, span=group.year),
        say(f"section.{group.kind.value}", lang),
        say("likeness.group.bodies", lang, n=len(group.members)),
        say("likeness.group.alike", lang, share=share_text(group.alike)),
    ]
    first = group.members[0]
    text = alike.records[first.report_id].text or ""
    members = [_member(group, place, alike, view) for place in range(len(group.members))]
    return {
        "head": " · ".join(head),
        "passages": ["".join(span.cut(text).split("\n")) for span in first.passages],
        "members": members,
    }


def _member(group: SharedPassages, place: int, alike: Alike, view: View) -> dict[str, Any]:
    member = group.members[place]
    record = alike.records[member.report_id]
    words = member.passages[0].cut(record.text or "").split("\n")[0].strip()[:_LONGEST]
    return {
        "id": member.report_id,
        "find": words,
        "body": view.names.get(record.body_key, record.agency),
        "share": say("likeness.group.share", view.lang, share=share_text(member.share)),
        "address": f"report?{view.query(id=[member.report_id], find=[words])}",
    }
