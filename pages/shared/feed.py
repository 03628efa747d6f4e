"""The Atom feed of the data: one entry for each of the last versions, what it changed in counts and words.

Owns the entries, their names and the XML (RFC 4287). What reports say goes in as text of elements:
no word of theirs can become markup. An entry keeps its name wherever the dashboard stands, as that
is made of the version and the moment it was built. Refuses to know requests (feed_server.py).
"""

import re
import socket
import uuid
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from urllib.parse import urlencode

from etl.errors import FazhiError
from pages.shared.changed import (
    Counted,
    Difference,
    History,
    Kind,
    ReportChange,
    ReportKind,
    State,
    Version,
    find_previous,
)
from pages.shared.feed_counts import find_counts
from pages.shared.names import name_indicator
from pages.shared.numbers import ARROW, SIGNS, attach, exact_digits
from pages.shared.store import open_warehouse
from pages.shared.words import known, say

ATOM, XHTML = "http://www.w3.org/2005/Atom", "http://www.w3.org/1999/xhtml"
MOST = 20  # versions told of
# What XML 1.0 cannot hold, however it is written.
_UNSPEAKABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONGEST = 200  # characters of a quote or a title
_Kind = TypeVar("_Kind", Kind, ReportKind)


@dataclass(frozen=True, slots=True)
class Entry:
    """One version: `query` leads to its page, `lines` are what it changed."""

    name: str
    title: str
    updated: datetime
    query: str
    summary: str
    lines: tuple[str, ...]


def read_entries(
    history: History | None, lang: str, patience: float
) -> tuple[tuple[Entry, ...], bool]:
    """Return the entries, newest first, and whether all of them are counted.

    What is not counted within so many seconds is left out: an entry that went out without its counts
    would change under the same name and date. Raises `FazhiError` where no entry is left: a feed
    without a date is none.
    """
    if history is None:
        warehouse = open_warehouse()
        title = say("feed.entry.plain", lang, version=warehouse.version)
        name = _name_entry(warehouse.version, warehouse.built_at)
        said = say("changes.exported", lang)
        return (Entry(name, title, warehouse.built_at, "", said, ()),), True
    told = [each for each in history.versions if _is_told(each, history)][:MOST]
    before = {each.version: find_previous(history, each.version) for each in told}
    pairs = [(older, newer) for newer, older in before.items() if older is not None]
    counts, complete = find_counts(history, pairs, patience)
    entries = tuple(
        _write_entry(each, older, counts[older, each.version] if older else None, lang)
        for each in told
        for older in (before[each.version],)
        if older is None or (older, each.version) in counts
    )
    if not entries:
        raise FazhiError(history.notice if history.notice and not told else say("feed.open", lang))
    return entries, complete


def _is_told(version: Version, history: History) -> bool:
    """A version that was withdrawn, or never served, is no news."""
    usable = version.state is State.USABLE and version.built_at is not None
    return usable and not version.withdrawn and version.version <= (history.served or 0)


def _name_entry(version: int, built_at: datetime) -> str:
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'fazhi:{version}:{built_at.isoformat()}')}"


def _write_entry(version: Version, before: int | None, counted: Counted | None, lang: str) -> Entry:
    assert version.built_at is not None  # `_is_told` saw to it
    facts = [
        say("feed.totals", lang, reports=version.reports, figures=version.figures),
        say("feed.against", lang, before=before) if before else say("feed.alone", lang),
    ]
    parts = _list_parts(counted.datasets, counted, lang) if counted else []
    title = say("feed.entry.plain", lang, version=version.version)
    if counted:
        key = "feed.entry" if parts else "feed.entry.none"
        joined = say("changes.comma", lang).join(parts)
        title = say(key, lang, version=version.version, parts=joined)
    query = {"before": before, "after": version.version} if before else {}
    shown = {**query, **({"data": counted.datasets[0]} if counted and counted.datasets else {})}
    return Entry(
        _name_entry(version.version, version.built_at),
        title,
        version.built_at,
        urlencode(shown),
        ("" if lang == "zh" else " ").join(
            [*(_list_datasets(counted, lang) if counted else []), *facts]
        ),
        tuple(_list_lines(counted, lang)) if counted else (),
    )


def _list_parts(names: Sequence[str], counted: Counted, lang: str) -> list[str]:
    """Return what changed in these data sets, in counts; kinds of none are silent."""
    reports = {kind: _sum(counted.reports, names, kind) for kind in ReportKind}
    figures = {kind: _sum(counted.figures, names, kind) for kind in Kind}
    told = [(f"report.{kind}", count) for kind, count in reports.items()]
    told += [(f"figure.{kind}", count) for kind, count in figures.items()]
    return [say(f"changes.{name}.n", lang, n=count) for name, count in told if count]


def _sum(counts: Mapping[str, Mapping[_Kind, int]], names: Sequence[str], kind: _Kind) -> int:
    return sum(counts.get(name, {}).get(kind, 0) for name in names)


def _list_datasets(counted: Counted, lang: str) -> list[str]:
    return [
        say(
            "feed.dataset",
            lang,
            name=say(f"data.{name}", lang) if known(f"data.{name}") else name,
            parts=say("changes.comma", lang).join(_list_parts([name], counted, lang)),
        )
        + say("feed.stop", lang)
        for name in counted.datasets
    ]


def _list_lines(counted: Counted, lang: str) -> list[str]:
    """Return the first reports and figures that differ, each on a line with its words."""
    lines = [_tell_report(each, lang) for each in counted.told_reports]
    lines += [_tell_figure(each, lang) for each in counted.told_figures]
    total = sum(sum(kinds.values()) for kinds in counted.reports.values())
    total += sum(sum(kinds.values()) for kinds in counted.figures.values())
    return [*lines, say("feed.more", lang)] if total > len(lines) else lines


def _tell_report(each: ReportChange, lang: str) -> str:
    kind = say(f"feed.report.{each.kind}", lang)
    text = f"{each.agency} {each.year} {(each.title or each.source)[:_LONGEST]}"
    return say("feed.line", lang, kind=kind, text=text)


def _tell_figure(each: Difference, lang: str) -> str:
    sides = [side for side in (each.before, each.after) if side]
    values = f" {ARROW} ".join(
        attach(SIGNS[side.qualifier.value] + exact_digits(side.value), side.unit, lang)
        for side in sides
    )
    by_hand = bool(each.after and each.after.review == "corrected")
    kind = say("feed.by_hand" if by_hand else f"changes.kind.{each.kind}", lang)
    quotes = dict.fromkeys("".join(side.quote.split())[:_LONGEST] for side in sides if side.quote)
    words = f" {ARROW} ".join(f"“{quote}”" for quote in quotes)
    indicator = name_indicator(each.indicator, lang, each.indicator_name)
    text = f"{each.agency} {each.year} {indicator} {values} {words}".rstrip()
    return say("feed.line", lang, kind=kind, text=text)


def write_feed(
    entries: Sequence[Entry], base: str, lang: str, own: Mapping[str, str], place: str
) -> bytes:
    """Return the feed as XML; `own` is part of every address, `place` tells the warehouse."""
    feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": "en" if lang == "en" else "zh-CN"})
    ours = {**own, **({"lang": "en"} if lang == "en" else {})}
    _add(feed, "title", say("feed.title", lang))
    _add(feed, "subtitle", say("feed.subtitle", lang))
    _add(feed, "id", name_feed(place))
    _add(feed, "updated", max(each.updated for each in entries).isoformat())
    _add(_add(feed, "author"), "name", say("feed.author", lang))
    atom = {"rel": "self", "type": "application/atom+xml"}
    _add(feed, "link", **atom, href=_address(base, "feed.atom", "", ours))
    _add(feed, "link", rel="alternate", type="text/html", href=_address(base, "changes", "", ours))
    for each in entries:
        _add_entry(feed, each, _address(base, "changes", each.query, ours))
    written: bytes = ET.tostring(feed, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + written


def name_feed(place: str) -> str:
    """Return the feed's name: the same at every address and port, another on another machine."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'fazhi:{socket.gethostname()}:{place}')}"


def _address(base: str, page: str, query: str, own: Mapping[str, str]) -> str:
    joined = "&".join(part for part in (query, urlencode(own)) if part)
    return f"{base}/{page}" + (f"?{joined}" if joined else "")


def _add_entry(feed: ET.Element, each: Entry, address: str) -> None:
    entry = _add(feed, "entry")
    _add(entry, "title", each.title)
    _add(entry, "id", each.name)
    _add(entry, "published", each.updated.isoformat())
    _add(entry, "updated", each.updated.isoformat())
    _add(entry, "link", rel="alternate", type="text/html", href=address)
    _add(entry, "summary", each.summary)
    if each.lines:
        body = _add(_add(entry, "content", type="xhtml"), "div", xmlns=XHTML)
        _add(body, "p", each.summary)
        items = _add(body, "ul")
        for line in each.lines:
            _add(items, "li", line)


def _add(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, tag, attributes)
    child.text = None if text is None else _UNSPEAKABLE.sub("\ufffd", text)
    return child
