"""The button that copies the address of the whole view.

Owns the button. Refuses to decide what the address says: that is link.py.
"""

from pages.shared.component import make_component, mount
from pages.shared.view import View
from pages.shared.words import say

_COPY = make_component("copy_link", "touch")


def show_copy_link(view: View, own: dict[str, list[str]]) -> None:
    """Draw the button; it copies the address with the data set named, so that it keeps.

    `own` are the page's own parameters.
    """
    words = {name: say(f"copy.{name}", view.lang) for name in ("label", "done", "field")}
    data = {"query": view.query(**own), "lang": "en" if view.lang == "en" else "zh-CN", **words}
    mount(_COPY, "copy-link", data, width="content")
