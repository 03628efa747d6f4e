"""The documented views, one a line: what it holds, its columns, an example for the editor.

Owns the list. Refuses words of its own on the views: those are data/views.yml.
"""

from typing import Any

from pages.shared import markup
from pages.shared.component import make_component, mount
from pages.shared.query_editor import fill_editor
from pages.shared.store import list_views
from pages.shared.view import View
from pages.shared.words import say

_VIEWS = make_component("views")
_WORDS = ("columns", "example", "example.of")


def show_views(view: View) -> None:
    """Draw the list; an example that is picked goes into the editor."""
    lang = view.lang
    views = list_views().values()
    markup.show_section(say("views.title", lang), say("views.note", lang))
    rows: list[dict[str, Any]] = [
        {
            "name": each.name,
            "text": _describe(each, lang),
            "columns": [
                {"name": column.name, "text": _describe(column, lang)} for column in each.columns
            ],
            "example": each.example,
        }
        for each in views
    ]
    words = {name: say(f"views.{name}", lang, n="{n}") for name in _WORDS}
    data = {"views": rows, "words": words}
    mount(_VIEWS, "query-views", data, "example", on=_fill_example)


def _describe(thing: Any, lang: str) -> str:
    # The file's marks of code are for terminals and readers of Markdown.
    return str(getattr(thing, lang)).replace("`", "")


def _fill_example(name: Any) -> None:
    views = list_views()
    if name in views:
        fill_editor(views[name].example)
