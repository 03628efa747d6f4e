"""Values of the model → rows of schema.sql, in pure functions.

Owns identities (of documents, observations, named things, ledger rows) and refuses a report whose quotes
are not in its text.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from etl.model import (
    LARGEST,
    Cell,
    Document,
    Finding,
    FormCell,
    LedgerFigure,
    NamedThing,
    Observation,
    Report,
    Span,
)
from etl.warehouse.sentence import find_sentence

Row = tuple[Any, ...]


class Indicator(Protocol):
    """What the warehouse keeps of an indicator of the catalogue."""

    @property
    def id(self) -> str: ...
    @property
    def name_zh(self) -> str: ...
    @property
    def name_en(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def units(self) -> tuple[str, ...]: ...
    @property
    def kind(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def definition_zh(self) -> str: ...
    @property
    def definition_en(self) -> str: ...
    @property
    def caveats(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document's rows come from: data set, file, and what read it when.

    `reader` is the code that turned the file into text, `engine` code and catalogue that read
    figures from the text.
    """

    dataset: str
    sha256: str
    source: str
    location: str
    reader: str
    engine: str
    version: int

    @property
    def document_id(self) -> str:
        """The id of the document: its data set and its content, nothing else."""
        return hashlib.sha256(f"{self.dataset}\n{self.sha256}".encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Entry:
    """One document turned into rows, table by table; `reading` is a digest of them."""

    document_id: str
    sha256: str
    media: str
    reading: str
    rows: dict[str, list[Row]]


def _make_entry(origin: Origin, media: str, rows: dict[str, list[Row]]) -> Entry:
    reading = hashlib.sha256(repr(sorted(rows.items())).encode()).hexdigest()
    document = (
        *(origin.document_id, origin.dataset, origin.sha256, origin.source, origin.location),
        *(media, origin.reader, origin.engine, reading, origin.version),
    )
    rows = {"documents": [document], **rows}
    return Entry(origin.document_id, origin.sha256, media, reading, rows)


def read_value(value: Decimal) -> Decimal:
    """Return the value as the warehouse keeps it; refuse what is no number of a report."""
    if not value.is_finite() or abs(value) >= LARGEST:
        raise ValueError(f"not a figure: {value}")
    return value.quantize(Decimal("0.000001"))


def split_report(report: Report, origin: Origin) -> Entry:
    """Turn a report into rows; its agency and year must be known."""
    document, header, key = report.document, report.header, origin.document_id
    if not header.agency or header.year is None:
        raise ValueError("a report needs a body and a year")
    rows: dict[str, list[Row]] = {
        "reports": [_report_row(key, report)],
        "sections": [
            (key, position, section.kind.value, section.span.start, section.span.end)
            for position, section in enumerate(header.sections, 1)
        ],
        "observations": list(_observation_rows(key, document.text, report.observations)),
        "named_things": list(_named_rows(key, document.text, report.named)),
        "findings": [
            _finding_row(key, position, finding)
            for position, finding in enumerate(report.findings, 1)
        ],
        "table_cells": list(_cell_rows(key, document)),
        "form_cells": [_form_row(key, cell) for cell in report.cells],
    }
    return _make_entry(origin, document.media.value, rows)


def _report_row(key: str, report: Report) -> Row:
    document, header, page = report.document, report.header, report.document.page
    return (
        *(key, header.genre.value, header.title, header.agency),
        *(header.region or "", header.region_code, header.year),
        *(header.published_on, header.signed_on),
        *(list(page.titles), page.publisher, page.published, page.signed, page.site, page.url),
        *(_spans(table.span for table in document.tables), document.text),
        *(document.body.start, document.body.end),
    )


def _place(observation: Observation) -> tuple[Any, ...]:
    return (
        *(observation.span, observation.number, observation.indicator),
        *(observation.part or "", observation.value, observation.unit, observation.rule),
    )


def _observation_rows(key: str, text: str, observations: Iterable[Observation]) -> Iterator[Row]:
    """Number the observations in the order of the text, a total before its parts."""
    position = 0
    stack: list[tuple[Observation, str | None]] = [
        (item, None) for item in sorted(observations, key=_place, reverse=True)
    ]
    while stack:
        observation, parent = stack.pop()
        position += 1
        row_id = f"{key}-{position}"
        yield _observation_row(key, row_id, position, parent, text, observation)
        parts = sorted(observation.parts, key=_place, reverse=True)
        stack.extend((part, row_id) for part in parts)


def _observation_row(
    key: str, row_id: str, position: int, parent: str | None, text: str, found: Observation
) -> Row:
    _check_quote(text, found.span, found.quote)
    sentence = find_sentence(text, found.span)
    return (
        *(row_id, key, position, parent),
        *(found.indicator, read_value(found.value), found.qualifier.value, found.unit, found.part),
        *(found.span.start, found.span.end, found.number.start, found.number.end),
        *(found.quote, sentence.cut(text), sentence.start, found.rule),
    )


def _named_rows(key: str, text: str, named: Iterable[NamedThing]) -> Iterator[Row]:
    """Number the named things in the order of the text."""
    ordered = sorted(named, key=lambda each: (each.span, each.kind.value, each.name))
    for position, thing in enumerate(ordered, 1):
        _check_quote(text, thing.span, thing.quote)
        sentence = find_sentence(text, thing.span)
        yield (
            *(f"{key}-n{position}", key, position, thing.kind.value, thing.name),
            *(thing.number, thing.issuer, thing.deed.value if thing.deed else None),
            *(thing.span.start, thing.span.end, thing.quote),
            *(sentence.cut(text), sentence.start),
        )


def _check_quote(text: str, span: Span, quote: str) -> None:
    if not quote or span.cut(text) != quote:
        raise ValueError(f"quote {quote!r} is not at {span.start}..{span.end} of the text")


def _finding_row(key: str, position: int, finding: Finding) -> Row:
    spans = _spans(finding.spans)
    return (key, position, finding.kind, finding.message, finding.indicator, spans)


def _spans(spans: Iterable[Span]) -> list[dict[str, int]]:
    return [{"span_start": span.start, "span_end": span.end} for span in spans]


def _cell_rows(key: str, document: Document) -> Iterator[Row]:
    for number, table in enumerate(document.tables, 1):
        for cell in table.cells:
            yield _cell_row(key, number, cell)


def _cell_row(key: str, number: int, cell: Cell) -> Row:
    place = (cell.row, cell.column, cell.row_span, cell.column_span)
    return (key, number, *place, cell.span.start, cell.span.end, cell.text)


def _form_row(key: str, cell: FormCell) -> Row:
    value = None if cell.value is None else read_value(cell.value)
    return (
        *(key, cell.form, cell.row, cell.column, cell.raw, cell.meaning.value, value),
        *(cell.outcome, cell.span.start, cell.span.end, cell.words.start, cell.words.end),
    )


@dataclass(frozen=True, slots=True)
class PlacedFigure:
    """A ledger row and the name under which reports of its region are filed, if there are any."""

    figure: LedgerFigure
    place: str


def split_ledger(figures: Iterable[PlacedFigure], origin: Origin) -> Entry:
    """Turn the good rows of a ledger into rows."""
    rows = [_ledger_row(origin.document_id, item.figure, item.place) for item in figures]
    return _make_entry(origin, "ledger", {"ledger_rows": rows})


def _ledger_row(key: str, figure: LedgerFigure, place: str) -> Row:
    return (
        *(f"{key}-{figure.line}", key, figure.line),
        *(figure.region, place, figure.agency, figure.year, figure.genre.value),
        *(figure.indicator, read_value(figure.value), figure.qualifier.value, figure.unit),
        *(figure.part or None, figure.published_on, figure.source_url),
    )
