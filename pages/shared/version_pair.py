"""Which two versions are set side by side: read from the address, chosen on the page.

Owns the two parameters `before` and `after`, what they fall back to, and how a version is named.
Refuses to compare.
"""

from dataclasses import dataclass

import streamlit as st

from pages.shared.changed import History, State, Version, find_previous
from pages.shared.words import say

BEFORE, AFTER = "before", "after"
_WIDGETS = {BEFORE: "changes.before", AFTER: "changes.after"}


@dataclass(frozen=True, slots=True)
class Pair:
    """An older version and a newer one; `strange` where the address asked for another pair."""

    before: int
    after: int
    strange: bool = False

    @property
    def names(self) -> dict[str, int]:
        """The two as blanks of a sentence."""
        return {"before": self.before, "after": self.after}


def read_pair(history: History) -> Pair | None:
    """Return the pair of the address, else the served version and the one before it.

    None where nothing stands before the served version.
    """
    asked = {name: st.query_params.get(name, "") for name in (BEFORE, AFTER)}
    return choose_pair(history, asked[BEFORE], asked[AFTER])


def choose_pair(history: History, before: str, after: str) -> Pair | None:
    """Return the pair asked for as far as there is one; what falls back is `strange`."""
    newer = _read(after) if after else history.served
    if newer is None or not _can_follow(history, newer):
        usual = choose_pair(history, "", "") if after else None
        return usual and Pair(usual.before, usual.after, strange=True)
    older = _read(before) if before else find_previous(history, newer)
    offered = list_older(history, newer)
    if older in offered:
        return Pair(older, newer)
    return Pair(find_previous(history, newer) or offered[0], newer, strange=bool(before))


def _read(typed: str) -> int | None:
    return int(typed) if typed.isdecimal() and len(typed) <= 8 else None


def _can_follow(history: History, version: int) -> bool:
    return version in list_usable(history) and bool(list_older(history, version))


def list_usable(history: History) -> list[int]:
    """Return the versions that can be compared, newest first."""
    return [each.version for each in history.versions if each.state is State.USABLE]


def list_older(history: History, version: int) -> list[int]:
    """Return the versions that can stand before one, newest first."""
    return [each for each in list_usable(history) if each < version]


def tell_built(version: Version, lang: str) -> str:
    """Return when a version was built."""
    if version.built_at is None:
        return say("changes.unknown", lang)
    return f"{version.built_at:%Y-%m-%d %H:%M}"


def show_pair(history: History, pair: Pair, lang: str) -> None:
    """Draw the choice of the two versions; what is chosen goes to the address."""
    offered = {
        BEFORE: list_older(history, pair.after),
        AFTER: [each for each in list_usable(history) if list_older(history, each)],
    }
    for name, value in ((BEFORE, pair.before), (AFTER, pair.after)):
        st.session_state[_WIDGETS[name]] = value
        st.selectbox(
            say(f"changes.{name}", lang),
            offered[name],
            key=_WIDGETS[name],
            format_func=lambda each: _label(history, each, lang),
            on_change=_keep,
            args=(name,),
            width=300,
        )


def _label(history: History, number: int, lang: str) -> str:
    version = history.find(number)
    built = tell_built(version, lang) if version else ""
    label = say("changes.version", lang, version=number, built=built)
    if number == history.served:
        return label + say("changes.version.served", lang)
    if version and version.withdrawn:
        return label + say("changes.version.withdrawn", lang)
    return label


def _keep(name: str) -> None:
    st.query_params[name] = str(st.session_state[_WIDGETS[name]])
    if name == AFTER:  # what stands before it may not be older any more
        st.query_params.pop(BEFORE, None)
