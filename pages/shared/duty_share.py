"""How many reports were public in time, year by year, beside published figures to compare with.

Owns the rows of the chart. Refuses a share where the base is small, and to put in one bar what
can be told and what cannot: what cannot be told is a piece of its own.
"""

from collections.abc import Sequence
from typing import Any

from etl.checks.duties import InTime, read_duties, share_in_time
from etl.checks.duty_rules import Reference
from etl.checks.outcome import Outcome
from etl.model import Genre
from pages.shared import markup
from pages.shared.component import make_component, mount
from pages.shared.view import View
from pages.shared.words import say

_CHART = make_component("duty_share")
_MEASURES = {
    "in_time": "duties.reference.in_time",
    "published": "duties.reference.published",
}
_GENRES = (Genre.ROL, Genre.DIS, Genre.ENF)


def show_share(outcomes: Sequence[Outcome], view: View) -> None:
    """Draw a bar a year for each genre, and the figures to compare with beneath theirs."""
    lang = view.lang
    shares = {genre: share_in_time(outcomes, genre) for genre in _GENRES}
    groups = [
        {
            "name": say(f"genre.{genre.value}.named", lang),
            "rows": [_row(str(year), share, lang) for year, share in by_year.items()],
            "references": [_refer(each, lang) for each in _list_references(genre)],
        }
        for genre, by_year in shares.items()
        if by_year
    ]
    if not groups:
        return
    markup.show_section(say("duties.share", lang), say("duties.share.note", lang))
    data = {
        "groups": groups,
        "words": {
            name: say(f"duties.share.{name}", lang)
            for name in ("caption", "references", "kept", "late", "unclear", "year")
        },
    }
    mount(_CHART, "duties-share", data)
    sources = dict.fromkeys(each.source[lang] for each in read_duties().references)
    if any(group["references"] for group in groups):
        markup.show_note(say("duties.share.source", lang, source="；".join(sources)))


def _list_references(genre: Genre) -> list[Reference]:
    return [each for each in read_duties().references if each.genre is genre]


def _row(label: str, share: InTime, lang: str) -> dict[str, Any]:
    counts = {"kept": share.kept, "late": share.late, "unclear": share.unclear}
    told = [say(f"duties.count.{name}", lang, n=n) for name, n in counts.items() if n]
    return {"label": label, "pieces": _cut(counts), "text": " · ".join(told)}


def _refer(reference: Reference, lang: str) -> dict[str, Any]:
    counts = {"kept": reference.n, "rest": reference.of - reference.n}
    text = say(_MEASURES[reference.measure], lang, n=reference.n, of=reference.of)
    label = say("duties.reference", lang, year=reference.year, bodies=reference.bodies[lang])
    return {"label": label, "pieces": _cut(counts), "text": text}


def _cut(counts: dict[str, int]) -> list[dict[str, Any]]:
    whole = sum(counts.values())
    return [{"kind": kind, "share": 100 * n / whole} for kind, n in counts.items() if n]
