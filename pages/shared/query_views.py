"""The documented views, one a line: what it holds, its columns, an example for the editor.

Owns the list, and its form, which lists of other things share. Refuses words of its own on the
views: those are data/views.yml.
"""

from collections.abc import Sequence
from typing import Any

from pages.shared import markup
from pages.shared.component import make_component, mount
from pages.shared.listed import find_types
from pages.shared.query_editor import fill_editor
from pages.shared.store import list_views
from pages.shared.view import View
from pages.shared.words import say

_VIEWS = make_component("views")
_WORDS = ("columns", "example", "example.of")


def show_views(view: View) -> None:
    """Draw the list below the editor, with an example of each."""
    lang = view.lang
    markup.show_section(say("views.title", lang), say("views.note", lang))
    show_entries(list_entries(lang), view, "query-views", "columns")


def list_entries(lang: str, *, with_examples: bool = True) -> list[dict[str, Any]]:
    """Return the views as lines, each column with its type."""
    types = find_types()
    return [
        {
            "name": each.name,
            "text": _describe(each, lang),
            "columns": [
                {
                    "name": column.name,
                    "type": types.get((each.name, column.name)),
                    "text": _describe(column, lang),
                }
                for column in each.columns
            ],
            "example": each.example if with_examples else None,
        }
        for each in list_views().values()
    ]


def show_entries(entries: Sequence[dict[str, Any]], view: View, key: str, counted: str) -> None:
    """Draw lines that unfold; an example that is picked goes into the editor."""
    words = {name: say(f"views.{name}", view.lang, n="{n}") for name in _WORDS}
    words["columns"] = say(f"views.{counted}", view.lang, n="{n}")
    mount(_VIEWS, key, {"views": list(entries), "words": words}, "example", on=_fill_example)


def _describe(thing: Any, lang: str) -> str:
    # The file's marks of code are for terminals and readers of Markdown.
    return str(getattr(thing, lang)).replace("`", "")


def _fill_example(name: Any) -> None:
    views = list_views()
    if name in views:
        fill_editor(views[name].example)
