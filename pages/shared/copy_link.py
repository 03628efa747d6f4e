"""The button that copies the address of the whole view.

Owns the button, and that what it copies opens for whoever receives it: on a shared dashboard the
address others reach, with the access key. Refuses to decide what the address says of the view:
that is link.py.
"""

import os

from etl.access import PARAMETER, SHARED_URL, find_key
from pages.shared.component import make_component, mount
from pages.shared.view import View
from pages.shared.words import say

_COPY = make_component("copy_link", "touch")


def show_copy_link(view: View, own: dict[str, list[str]]) -> None:
    """Draw the button; it copies the address with the data set named, so that it keeps.

    `own` are the page's own parameters.
    """
    key = find_key()
    words = {name: say(f"copy.{name}", view.lang) for name in ("label", "done", "field")}
    if key:
        own = {**own, PARAMETER: [key]}
        words |= {name: say(f"copy.keyed.{name}", view.lang) for name in ("done", "field", "note")}
    data = {
        "query": view.query(**own),
        "lang": "en" if view.lang == "en" else "zh-CN",
        "shared": os.environ.get(SHARED_URL, ""),
        **words,
    }
    mount(_COPY, "copy-link", data, width="content")
