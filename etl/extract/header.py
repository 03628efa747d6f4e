"""The header of a report: what it is, whose, of which year, signed and published when.

Owns the order in which the facts are found. Refuses to interpret figures, and to reject a
passage for being short: what a load needs (body, year) is asked for by the pipeline.
"""

import re

from etl.extract.agency import Sources, find_body
from etl.extract.contents import find_contents
from etl.extract.names import Names
from etl.extract.report_dates import find_year, read_date
from etl.extract.signature import find_signature
from etl.extract.title import find_genre, find_headline, find_title, guess_genre
from etl.extract.verdict import check_report
from etl.model import Document, Genre, Header, Span
from etl.text.sections import Chapter, split_sections

_PAGE_LINE = re.compile(
    r"(?:发布|公开|发表|上网|公布|更新|生成)(?:日期|时间)[ \u3000]*+[:：]?[ \u3000]*+([0-9].*)"
    r"|^[ \u3000]*(20[0-9]{2}[-年/.][0-9]{1,2}[-月/.][0-9]{1,2}.*"
    "(?:浏览|来源|点击|阅读|字号|作者|打印|关闭|[|｜]).*)"
    # （2023-01-13 发布）
    r"|^[ \u3000]*[（(\[【]?(20[0-9]{2}[-年/.][0-9]{1,2}[-月/.][0-9]{1,2}日?)[ \u3000]*(?:发布|公布|公开)",
    re.MULTILINE,
)
_OPENING = 600


def read_header(document: Document, names: Names) -> Header:
    """Return the header facts of `document`; raise `Rejected` where it is no report."""
    return read_opening(document, names)[0]


def read_opening(document: Document, names: Names) -> tuple[Header, tuple[Chapter, ...]]:
    """Return the header facts of `document`, and its chapters; raise `Rejected` as above."""
    body = document.body.cut(document.text)
    title = find_title(document)
    check_report(title or find_headline(document), body)
    signature = find_signature(body)
    published = read_date(document.page.published or _written_date(document))
    signed = signature.day or read_date(document.page.signed)
    year = find_year(title, body, signed, published)
    reporter = find_body(Sources(title, signature.bodies, document), names, year)
    genre = _genre(title, body)
    chapters = shift_chapters(split_sections(body, year), document.body.start)
    header = Header(
        genre=genre,
        title=title,
        agency=reporter.agency,
        region=reporter.region,
        region_code=reporter.code,
        year=year,
        published_on=published,
        signed_on=signed,
        sections=find_contents(document.text, document.body, chapters, genre),
    )
    return header, chapters


def shift_chapters(chapters: tuple[Chapter, ...], start: int) -> tuple[Chapter, ...]:
    """Return the chapters of a body at their place in the whole text."""
    return tuple(
        Chapter(c.kind, c.level, c.heading, Span(c.span.start + start, c.span.end + start))
        for c in chapters
    )


def _genre(title: str | None, body: str) -> Genre:
    genre = find_genre(title) if title else Genre.UNKNOWN
    return genre if genre is not Genre.UNKNOWN else guess_genre(body[:_OPENING])


def _written_date(document: Document) -> str | None:
    """Return the date of a page line at the head of a text that has no page facts."""
    match = _PAGE_LINE.search(document.text[: document.body.start + _OPENING])
    return next(group for group in match.groups() if group) if match else None
