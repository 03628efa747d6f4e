"""Parts of a page drawn by our own script: text goes in as data, never as markup.

Owns how a component is put together (every script starts with dom.js, whose only way to put
text on the page is `textContent`). Refuses data that would be read as HTML anywhere.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.shared.theme import SANS, SERIF, palette, read_asset

Mount = Callable[..., Any]


def make_component(name: str) -> Mount:
    """Return a component from assets/<name>.js and .css."""
    return st.components.v2.component(
        f"fazhi_{name}",
        css=read_asset("base.css") + read_asset(f"{name}.css"),
        js=read_asset("dom.js") + read_asset(f"{name}.js"),
    )


def mount(component: Mount, key: str, data: dict[str, Any], *events: str, **options: Any) -> Any:
    """Show a component; returns its state, with one trigger per event name."""
    colours = {**palette().tokens(), "sans": SANS, "serif": SERIF}
    listeners = {f"on_{event}_change": _ignore for event in events}
    return component(key=key, data={**data, "theme": colours}, **listeners, **options)


def _ignore() -> None:
    """Let the trigger rerun the page; the page reads it where it draws."""
