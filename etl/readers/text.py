"""A plain text to a Document.

Owns the place of each line in a text that stays as published but for its line ends, so that
every offset holds. Refuses nothing but emptiness: a passage without a title is read as body.
"""

import re

from etl.model import Document, Media, Span
from etl.readers.page import read_facts
from etl.readers.passages import Passage, split_passages

_LINE = re.compile(r"^[^\S\n]*\S[^\n]*", re.MULTILINE)


def read_text(text: str, source: str, sha256: str) -> Document:
    """Read a plain text; `text` has something on it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    places = [Span(match.start(), match.end()) for match in _LINE.finditer(text)]
    ends = [*(place.start for place in places[1:]), len(text)]
    lines = [
        Passage(place.cut(text), text.count("\n", place.end, end) > 1)
        for place, end in zip(places, ends, strict=True)
    ]
    parts = split_passages(lines)
    page = [line.text.strip() for line in [*lines[: parts.body], *lines[parts.body_end :]]]
    title = "".join(line.text.strip() for line in lines[parts.title : parts.title_end])
    info = [line for line in page if line != title]
    facts = read_facts(info, info, (title,) if title else ())
    body = Span(places[parts.body].start, places[parts.body_end - 1].end)
    return Document(source, sha256, Media.TEXT, text, body, facts)
