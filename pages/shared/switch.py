"""A switch between a few ways to show the same: one is always on, and the link says which.

Owns its look. Refuses to know what it switches: a page reads and writes its own parameter.
"""

from collections.abc import Callable, Sequence

import streamlit as st

from pages.shared.words import say


def show_switch(
    words: str,
    options: Sequence[str],
    chosen: str,
    lang: str,
    take: Callable[[], None],
    *,
    key: str,
    each: str = "{}",
    labelled: bool = False,
) -> None:
    """Draw the switch; `take` then finds the option under `key` in the session's state.

    `words` names the switch, and `each` its options (`matrix.{}`), among the words of the pages.
    """
    st.session_state[key] = chosen
    st.segmented_control(
        say(words, lang),
        list(options),
        key=key,
        format_func=lambda option: say(each.format(option), lang),
        label_visibility="visible" if labelled else "collapsed",
        required=True,
        on_change=take,
    )
