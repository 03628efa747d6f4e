"""One row of data in words: value, unit, how it was stated, its quote, where it was published.

Owns the words; every code of the warehouse is spelt out. Refuses markup: all goes to the browser
as text.
"""

import re
from typing import Any
from urllib.parse import urlsplit

from pages.shared.evidence import cut_sentence
from pages.shared.link import source_address
from pages.shared.listed import Listed
from pages.shared.names import name_indicator
from pages.shared.numbers import SIGNS, exact_digits
from pages.shared.reviewed import tell_review
from pages.shared.view import View
from pages.shared.words import say, unit_name


def describe_row(row: Listed, view: View, *, with_region: bool) -> dict[str, Any]:
    """Return a row as plain data for the table; `below` stands small under a cell."""
    lang, web = view.lang, source_address(row.source_url)
    own = {"id": [row.report_id], "figure": [row.observation_id]} if row.report_id else {}
    return {
        "id": row.observation_id,
        "report": row.report_id,
        "body": row.agency,
        "indicator": name_indicator(row.indicator, lang),
        "year": row.year,
        "text": SIGNS[row.qualifier] + exact_digits(row.value),
        "value": float(row.value),
        "unit": unit_name(row.unit, lang),
        "stated": say(f"rows.qualifier.{row.qualifier}", lang),
        "pieces": cut_sentence(row) if row.quote is not None else None,
        "address": f"report?{view.query(**own)}" if row.report_id else None,
        "file": re.split(r"[/\\\\]", row.source)[-1],
        "web": {"address": web, "host": urlsplit(web).netloc} if web else None,
        "below": {
            "body": row.region if with_region else "",
            "indicator": say("rows.part_of", lang, part=row.part) if row.part else "",
            "stated": _join(
                [say(f"rows.basis.{row.basis}", lang), say(f"genre.{row.genre}", lang)], lang
            ),
            "value": _say_note(row, lang),
            "file": f"{row.published_on:%Y-%m-%d}" if row.published_on else "",
        },
    }


def _say_note(row: Listed, lang: str) -> str:
    """Say how the figure was chosen, and that others are stated where that does not say so."""
    told = list(filter(None, [tell_review(row, lang)]))
    told += [say(f"note.{row.note}", lang)] if row.note else []
    if row.conflict and not (row.note or "").startswith("conflict"):
        told.append(say("rows.conflict", lang))
    return _join(told, lang)


def _join(texts: list[str], lang: str) -> str:
    return say("sentence_mark", lang).join(texts)
