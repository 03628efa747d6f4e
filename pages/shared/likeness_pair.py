"""Two reports side by side: copied passages marked, the figures in them that changed or did not.

Owns setting paragraph beside paragraph and cutting them into pieces. Refuses to compare, and
markup: the words go to the browser as plain pieces.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from etl.model import Span
from pages.shared import markup
from pages.shared.alike import Likeness, Relation, ReportRecord, find_rules
from pages.shared.component import make_component, mount
from pages.shared.evidence import CELL_GAP
from pages.shared.likeness_rows import name_report, share_text
from pages.shared.view import View
from pages.shared.words import say

_PAIR = make_component("likeness_pair")
_WORDS = ("caption", "source", "gap", "copied", "edited", "changed", "same", "absent")
_LINE = re.compile(r"[^\n]+")
_LONGEST = 40  # characters of the words by which a passage is found in its report
_DIGITS = re.compile(r"[0-9０-９]+")

Piece = tuple[str, str]  # words, and what they are: plain, copied, edited, changed, same


@dataclass(frozen=True, slots=True)
class Side:
    """One report of a pair: its lines, and what is marked in it, by kind."""

    text: str
    lines: Sequence[Span]
    copied: Sequence[Span]
    marks: Sequence[tuple[Span, str]]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of either report, or one of each that say the same; numbers of lines."""

    own: int | None
    other: int | None


def show_pair(found: Likeness, own: ReportRecord, other: ReportRecord, view: View) -> None:
    """Draw the two reports."""
    lang = view.lang
    names = [_name(record, view) for record in (own, other)]
    markup.show_section(say("likeness.pair", lang, own=names[0], other=names[1]))
    markup.show_note(_tell(found, own, other, view))
    ours, theirs = read_sides(found, own, other)
    rows = [_row(row, ours, theirs) for row in pair_lines(found, ours, theirs)]
    data = {
        "pair": f"{own.report_id}.{other.report_id}:{lang}",
        "heads": [_head(*each, view) for each in ((own, names[0]), (other, names[1]))],
        "rows": rows,
        "words": {name: say(f"likeness.pair.{name}", lang, n="{n}") for name in _WORDS},
    }
    opened = getattr(mount(_PAIR, "likeness-pair", data, "open"), "open", None)
    if isinstance(opened, dict) and opened.get("id") in (own.report_id, other.report_id):
        find = {"find": str(opened["find"])} if opened.get("find") else {}
        st.switch_page("report.py", query_params=view.parameters(id=opened["id"], **find))


def read_sides(found: Likeness, own: ReportRecord, other: ReportRecord) -> tuple[Side, Side]:
    """Return both reports with what is marked in them."""
    marks: tuple[list[tuple[Span, str]], list[tuple[Span, str]]] = [], []
    for each in found.copied:
        marks[0].extend((span, "edited") for span in each.own_changes)
        marks[1].extend((span, "edited") for span in each.other_changes)
    for figure in found.figures:
        kind = "changed" if figure.changed else "same"
        marks[0].append((figure.own, kind))
        marks[1].append((figure.other, kind))
    ours = Side(own.text or "", _lines(own), [each.own for each in found.copied], marks[0])
    theirs = Side(other.text or "", _lines(other), [each.other for each in found.copied], marks[1])
    return ours, theirs


def _lines(record: ReportRecord) -> list[Span]:
    found = _LINE.finditer(record.text or "", record.body.start, record.body.end)
    return [Span(*line.span()) for line in found if line[0].strip()]


def pair_lines(found: Likeness, ours: Side, theirs: Side) -> list[Row]:
    """Set each line beside the one that most of its copied words stand in; none is left out."""
    partners = _find_partners(found, ours, theirs)
    rows, at, used = [], 0, set(partners.values())
    for number in range(len(ours.lines)):
        partner = partners.get(number)
        while partner is not None and at < partner:
            if at not in used:
                rows.append(Row(None, at))
            at += 1
        rows.append(Row(number, partner))
        at = max(at, partner + 1) if partner is not None else at
    rest = (Row(None, place) for place in range(at, len(theirs.lines)) if place not in used)
    return [*rows, *rest]


def _find_partners(found: Likeness, ours: Side, theirs: Side) -> dict[int, int]:
    weights: dict[tuple[int, int], int] = {}
    for each in found.copied:
        key = _find_line(ours, each.own.start), _find_line(theirs, each.other.start)
        weights[key] = weights.get(key, 0) + each.own.end - each.own.start
    bare = {_bare(theirs, number): number for number in reversed(range(len(theirs.lines)))}
    for number in range(len(ours.lines)):
        same = bare.get(_bare(ours, number))
        if same is not None:  # headings say the same, too
            weights.setdefault((number, same), 1)
    partners: dict[int, int] = {}
    taken: set[int] = set()
    for (own, other), _ in sorted(weights.items(), key=lambda item: (-item[1], item[0])):
        if own not in partners and other not in taken:
            partners[own] = other
            taken.add(other)
    return partners


def _find_line(side: Side, place: int) -> int:
    return next(number for number, line in enumerate(side.lines) if place < line.end)


def _bare(side: Side, number: int) -> str:
    return _DIGITS.sub("#", "".join(side.lines[number].cut(side.text).split()))


def _row(row: Row, ours: Side, theirs: Side) -> dict[str, Any]:
    """Return a row for the browser: `shown` at once where words are copied, or a heading is."""
    cells = [_cell(ours, row.own), _cell(theirs, row.other)]
    heading = _is_heading(row, ours, theirs) and not _has_copied(cells)
    return {"cells": cells, "heading": heading, "shown": heading or _has_copied(cells)}


def _has_copied(cells: Sequence[dict[str, Any] | None]) -> bool:
    return any(cell and cell["find"] for cell in cells)


def _is_heading(row: Row, ours: Side, theirs: Side) -> bool:
    """Tell whether a line says the same in both reports, and is no row of a table."""
    if row.own is None or row.other is None or "\t" in ours.lines[row.own].cut(ours.text):
        return False
    return _bare(ours, row.own) == _bare(theirs, row.other)


def _cell(side: Side, number: int | None) -> dict[str, Any] | None:
    if number is None:
        return None
    line = side.lines[number]
    first = next((span for span in side.copied if line.overlaps(span)), None)
    return {"pieces": list(cut_line(side, line)), "find": _words(side.text, first) if first else ""}


def _words(text: str, span: Span) -> str:
    """Return words that find the passage: its beginning, without white space that parts words."""
    return span.cut(text).split("\n")[0].strip()[:_LONGEST]


def cut_line(side: Side, line: Span) -> Iterator[Piece]:
    """Cut a line wherever what its words are changes."""
    inner = [(span, kind) for span, kind in side.marks if line.overlaps(span)]
    copied = [(span, "copied") for span in side.copied if line.overlaps(span)]
    cuts = {line.start, line.end}
    for span, _ in [*inner, *copied]:
        cuts |= {max(span.start, line.start), min(span.end, line.end)}
    ordered = sorted(cuts)
    for start, end in zip(ordered, ordered[1:], strict=False):
        kinds = [
            kind for span, kind in [*inner, *copied] if span.start <= start and end <= span.end
        ]
        yield side.text[start:end].replace("\t", CELL_GAP), kinds[0] if kinds else ""


def _name(record: ReportRecord, view: View) -> str:
    body, year, genre = name_report(record, view)
    return say("likeness.name", view.lang, body=body, year=year, genre=genre).rstrip()


def _head(record: ReportRecord, name: str, view: View) -> dict[str, str]:
    return {
        "id": record.report_id,
        "name": name,
        "title": record.title or "",
        "address": f"report?{view.query(id=[record.report_id])}",
    }


def _tell(found: Likeness, own: ReportRecord, other: ReportRecord, view: View) -> str:
    """Say how much is alike, in the sentence of data/likeness.yml, and how many figures are."""
    rules, lang = find_rules(), view.lang
    if found.share is None:
        told = rules.reasons["unclear"][lang]
    else:
        kind = "peer" if found.relation is Relation.PEER else "earlier"
        sentence = rules.reasons[f"{kind}.{rules.level(found.share)}"][lang]
        told = sentence.format(
            year=other.year,
            other=name_report(other, view)[0],
            share=share_text(found.share).rstrip("%"),
            taken=found.taken,
            paragraphs=found.paragraphs,
        )
    if not found.figures:
        return told
    figures = say("likeness.figures", lang, n=found.unchanged, of=len(found.figures))
    return say("sentence_mark", lang).join([told, figures])
