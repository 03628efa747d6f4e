"""The public JSON of `fazhi extract --json`: reports and rejections as plain dictionaries.

Owns the field names and their order, which are a promise to users (README documents them).
Refuses to read, choose or compute anything: what the model does not hold is not added here.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from etl.errors import RejectionKind
from etl.model import (
    REQUIRED_SECTIONS,
    Document,
    Finding,
    FormCell,
    Header,
    NamedThing,
    Observation,
    Report,
)

JsonObject = Mapping[str, Any]


def show_report(report: Report) -> JsonObject:
    """Return the public form of a report."""
    return {
        "source": report.document.source,
        "sha256": report.document.sha256,
        **show_header(report.header),
        "observations": [show_observation(each) for each in report.observations],
        "findings": [show_finding(each, report.document) for each in report.findings],
        "tables": [show_cell(each) for each in report.cells],
        "named": [show_named(each) for each in report.named],
    }


def show_rejection(source: str, kind: RejectionKind, message: str) -> JsonObject:
    """Return the public form of a file that gave no report."""
    return {"source": source, "error": {"kind": kind.value, "message": message}}


def show_header(header: Header) -> JsonObject:
    """Return the fields that say what a report is."""
    return {
        "genre": header.genre.value,
        "title": header.title,
        "agency": header.agency,
        "region": header.region,
        "region_code": header.region_code,
        "year": header.year,
        "published_on": show_date(header.published_on),
        "signed_on": show_date(header.signed_on),
        "sections": {kind.value: header.has_section(kind) for kind in REQUIRED_SECTIONS},
    }


def show_observation(observation: Observation) -> JsonObject:
    """Return one figure; its sub-counts take the same shape below `parts`."""
    return {
        "indicator": observation.indicator,
        "value": show_value(observation.value),
        "qualifier": observation.qualifier.value,
        "unit": observation.unit,
        "part": observation.part,
        "start": observation.span.start,
        "end": observation.span.end,
        "quote": observation.quote,
        "rule": observation.rule,
        "parts": [show_observation(part) for part in observation.parts],
    }


def show_finding(finding: Finding, document: Document) -> JsonObject:
    """Return one finding with the passages it rests on."""
    return {
        "kind": finding.kind,
        "indicator": finding.indicator,
        "message": finding.message,
        "evidence": [
            {"start": span.start, "end": span.end, "quote": span.cut(document.text)}
            for span in finding.spans
        ],
    }


def show_cell(cell: FormCell) -> JsonObject:
    """Return one cell of a standard table; `value` is null where it holds no number."""
    return {
        "form": cell.form,
        "row": cell.row,
        "column": cell.column,
        "outcome": cell.outcome,
        "raw": cell.raw,
        "meaning": cell.meaning.value,
        "value": None if cell.value is None else show_value(cell.value),
        "start": cell.span.start,
        "end": cell.span.end,
    }


def show_named(thing: NamedThing) -> JsonObject:
    """Return one named thing; number, issuer and deed are null where there are none."""
    return {
        "kind": thing.kind.value,
        "name": thing.name,
        "number": thing.number,
        "issuer": thing.issuer,
        "deed": None if thing.deed is None else thing.deed.value,
        "start": thing.span.start,
        "end": thing.span.end,
        "quote": thing.quote,
    }


def show_value(value: Decimal) -> int | float:
    """Return a whole value as an integer, any other as the nearest float."""
    return int(value) if value == value.to_integral_value() else float(value)


def show_date(day: date | None) -> str | None:
    """Return a date as ISO 8601 writes it."""
    return None if day is None else day.isoformat()
