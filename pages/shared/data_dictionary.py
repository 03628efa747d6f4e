"""The data dictionary: views with their columns and types, codes, indicators with their units.

Owns the three lists and the file of them. Refuses words of its own on the data: those are
data/views.yml, data/codes.yml and the catalogue.
"""

from typing import Any

from pages.shared import markup
from pages.shared.download import show_formats
from pages.shared.files import find_codes, find_source, make_dictionary_file
from pages.shared.query_views import list_entries, show_entries
from pages.shared.sidebar import SUBJECT_PAGES
from pages.shared.store import can_ask, find_indicators
from pages.shared.view import View, current_view
from pages.shared.words import join, say, unit_name


def show_dictionary() -> None:
    """Draw the part."""
    view = current_view()
    lang, source = view.lang, find_source()
    markup.show_title(say("dictionary.title", lang), [say("dictionary.facts", lang)])
    show_formats(
        say("dictionary.download", lang),
        "fazhi-dictionary",
        lambda kind: make_dictionary_file(source, kind),
        "dictionary-file",
        lang,
    )
    asked = can_ask()
    markup.show_section(
        say("dictionary.views", lang), say("dictionary.views.note", lang) if asked else ""
    )
    entries = list_entries(lang, with_examples=asked)
    show_entries(entries, view, "dictionary-views", "columns")
    markup.show_section(say("dictionary.codes", lang), say("dictionary.codes.note", lang))
    show_entries(_list_codes(lang), view, "dictionary-codes", "codes")
    markup.show_section(say("dictionary.indicators", lang), say("dictionary.indicators.note", lang))
    show_entries(_list_indicators(view), view, "dictionary-indicators", "indicators")


def _list_codes(lang: str) -> list[dict[str, Any]]:
    return [
        {
            "name": column,
            "text": "、".join(codes) if lang == "zh" else ", ".join(codes),
            "columns": [
                {"name": code, "text": str(getattr(words, lang))} for code, words in codes.items()
            ],
            "example": None,
        }
        for column, codes in find_codes().items()
    ]


def _list_indicators(view: View) -> list[dict[str, Any]]:
    lang, catalogue = view.lang, find_indicators()
    grouped = {each: catalogue[catalogue["subject"] == each] for each in SUBJECT_PAGES}
    return [
        {
            "name": say(f"page.{subject}", lang),
            "text": join(list(rows[f"name_{lang}"]), lang, 6),
            "columns": [
                {
                    "name": row.id,
                    "text": say(
                        "dictionary.indicator",
                        lang,
                        name=getattr(row, f"name_{lang}"),
                        units=unit_name("、".join(row.units), lang),
                        definition=getattr(row, f"definition_{lang}"),
                    ),
                }
                for row in rows.itertuples()
            ],
            "example": None,
        }
        for subject, rows in grouped.items()
        if len(rows)
    ]
