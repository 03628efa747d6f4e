"""An answer on the page: how much it is, its rows in a table, the file; or why there is none.

Owns cutting what is too much for a screen, and saying so. All words of the rows stand in our
own voice: a query can write what it likes under any name, so none is shown as a report's quote.
"""

from pages.shared import markup
from pages.shared.answer import Answered, Failed, is_number, write_value
from pages.shared.component import make_component, mount
from pages.shared.download import show_download
from pages.shared.names import cut
from pages.shared.store import QUERY_LIMITS
from pages.shared.view import View
from pages.shared.words import say

_TABLE = make_component("answer_table")
_SHOWN = 1_000  # rows on the page
_AT_ONCE = 100  # rows before the reader asks for the rest
_LONGEST = 300  # characters of a cell
_MEGABYTE = 1024 * 1024
# What the door says of these is about this very query.
_OURS = ("wrong", "refused", "usage")


def show_answered(answer: Answered, view: View) -> None:
    """Draw the rows."""
    lang, count = view.lang, len(answer.rows)
    facts = (
        say("answer.first" if answer.truncated else "answer.rows", lang, n=f"{count:,}"),
        say("answer.seconds", lang, n=f"{answer.seconds:.1f}"),
        say("answer.version", lang, n=answer.version),
    )
    markup.show_section(say("answer.title", lang), " · ".join(facts))
    if not count:
        markup.show_note(say("answer.none", lang))
        return
    cells = [list(map(_write_cell, row)) for row in answer.rows[:_SHOWN]]
    _show_table(answer, cells, view)
    for note in _notes(answer, cells, lang):
        markup.show_note(note)
    label, stem = say("answer.download", lang, n=f"{count:,}"), f"fazhi-sql-v{answer.version}"
    show_download(label, stem, answer.frame, "answer-file", lang)


def _show_table(answer: Answered, cells: list[list[str | None]], view: View) -> None:
    lang = view.lang
    data = {
        "columns": [
            {"name": name, "type": kind, "number": is_number(kind)}
            for name, kind in zip(answer.columns, answer.types, strict=True)
        ],
        "rows": [[None if cell is None else cut(cell, _LONGEST) for cell in row] for row in cells],
        "most": _AT_ONCE,
        "words": {
            "caption": say("answer.caption", lang),
            "more": say("answer.more", lang, n="{n}"),
            "missing": "NULL",
        },
    }
    mount(_TABLE, "answer", data)


def _write_cell(value: object) -> str | None:
    return None if value is None else write_value(value)


def _notes(answer: Answered, cells: list[list[str | None]], lang: str) -> list[str]:
    """Say what of the answer is not on the page."""
    count = len(answer.rows)
    notes = []
    if answer.truncated:
        notes.append(say("answer.truncated", lang, n=f"{count:,}"))
    if count > _SHOWN:
        notes.append(say("answer.shown", lang, n=f"{_SHOWN:,}", of=f"{count:,}"))
    if any(cell and len(cell) > _LONGEST for row in cells for cell in row):
        notes.append(say("answer.cut", lang, n=_LONGEST))
    return notes


def show_failed(failed: Failed, view: View) -> None:
    """Say why there is no answer: what is wrong and what to do, never how the program runs."""
    lead, detail = explain(failed, view.lang)
    markup.show_fault(lead, detail)


def explain(failed: Failed, lang: str) -> tuple[str, str]:
    """Return a sentence, and the door's own words below it."""
    key = f"query.fault.{failed.kind}"
    limits = {
        "seconds": f"{QUERY_LIMITS.seconds:g}",
        "memory": QUERY_LIMITS.memory // _MEGABYTE,
        "size": QUERY_LIMITS.size // _MEGABYTE,
    }
    if failed.kind not in _OURS:
        return say(key, lang, **limits), ""
    if lang == "zh":
        lead, _, detail = failed.message.partition("\n")
        return lead, detail.strip("\n")
    return say(key, lang), failed.message.removeprefix(say(key, "zh"))
