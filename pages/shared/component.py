"""Parts of a page drawn by our own script: text goes in as data, never as markup.

Owns how a component is put together (every script starts with dom.js, whose only way to put
text on the page is `textContent`). Refuses data that would be read as HTML anywhere.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.shared.theme import ASSETS, MONO, SANS, SERIF, palette, read_asset

Mount = Callable[..., Any]


def make_component(name: str, *scripts: str) -> Mount:
    """Return a component from assets/<name>.js and .css; `scripts` run beside it, in their own look."""
    looks = ["base.css", *(f"{each}.css" for each in scripts), f"{name}.css"]
    return st.components.v2.component(
        f"fazhi_{name}",
        css="".join(read_asset(each) for each in looks if (ASSETS / each).exists()),
        js="".join(read_asset(f"{each}.js") for each in ("dom", *scripts, name)),
    )


def mount(
    component: Mount,
    key: str,
    data: dict[str, Any],
    *events: str,
    on: Callable[[Any], None] | None = None,
    **options: Any,
) -> Any:
    """Show a component; returns its state, with one trigger per event name.

    `on` is told the value of a trigger before the page runs anew.
    """
    colours = {**palette().tokens(), "sans": SANS, "serif": SERIF, "mono": MONO}

    def listen(event: str) -> Callable[[], None]:
        return _ignore if on is None else lambda: on(st.session_state[key][event])

    listeners = {f"on_{event}_change": listen(event) for event in events}
    return component(key=key, data={**data, "theme": colours}, **listeners, **options)


def _ignore() -> None:
    """Let the trigger rerun the page; the page reads it where it draws."""
