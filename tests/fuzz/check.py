"""What must hold for any file: a report whose every quote is in its text, or a verdict in words.

Owns the whole way of one file as a load takes it: found below a folder, read through where it
is an archive, read as a report or as a table of figures, turned into rows and into JSON.
Raises `AssertionError` where a promise is broken; any other error is a crash.
"""

import json
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from etl import jobs
from etl.catalog import Catalog
from etl.errors import Rejected
from etl.json_form import show_report
from etl.model import Document, Observation, Report, Span
from etl.readers import Member, files_below, is_ledger
from etl.warehouse.rows import Origin, Row, split_ledger, split_report

MEMBERS = 12  # of one archive
SECONDS = 15.0  # of processor time for one document, none of which is larger than 200 KB
_ORIGIN = Origin("own", "0" * 64, "a", "/a", "reader", "engine", 1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: `verdicts` are "report", "table", or the kind of a rejection.

    `seconds` are of processor time: a busy machine breaks no promise.
    """

    verdicts: tuple[str, ...]
    figures: int = 0
    seconds: float = 0.0


def check(catalog: Catalog, data: bytes, ending: str) -> Outcome:
    """Take a file with the given bytes the whole way; return what became of it."""
    began = time.process_time()
    with tempfile.TemporaryDirectory(prefix="fazhi-fuzz-") as folder:
        path = Path(folder) / f"a{ending}"
        path.write_bytes(data)
        found = list(islice(files_below([Path(folder)]), MEMBERS)) or [path]
        outcomes = [check_file(catalog, each) for each in found]
        assert [each.name for each in Path(folder).iterdir()] == [path.name], "a file was written"
    seconds = time.process_time() - began
    assert seconds < SECONDS * len(found), f"{seconds:.1f} s for {len(found)} documents"
    return Outcome(
        tuple(verdict for each in outcomes for verdict in each.verdicts),
        sum(each.figures for each in outcomes),
        seconds,
    )


def check_file(catalog: Catalog, file: Path | Member) -> Outcome:
    """Take one file the whole way."""
    try:
        if is_ledger(file):
            ledger = jobs.read_ledger(catalog, file, "a")
            check_rows(split_ledger(ledger.figures, _ORIGIN).rows.items())
            return Outcome(("table",), len(ledger.figures))
        report = jobs.read_report(catalog, file, "a")
    except Rejected as verdict:
        assert verdict.message.endswith("。"), f"no sentence: {verdict.message}"
        assert len(verdict.message) > 8, f"no sentence: {verdict.message}"
        return Outcome((verdict.kind.value,))
    check_report(report)
    return Outcome(("report",), len(report.observations))


def check_report(report: Report) -> None:
    """Check a report, and that it can be stored and printed."""
    check_document(report.document)
    text = report.document.text
    for figure in walk(report.observations):
        assert figure.quote, "an empty quote"
        assert figure.span.cut(text) == figure.quote, f"the quote {figure.quote!r} is elsewhere"
        assert figure.value.is_finite(), f"no number: {figure.value}"
        check_inside(figure.number, text)
    for finding in report.findings:
        for span in finding.spans:
            check_inside(span, text)
    for cell in report.cells:
        assert cell.span.cut(text) == cell.raw, f"the cell {cell.raw!r} is elsewhere"
    for section in report.header.sections:
        check_inside(section.span, text)
    json.dumps(show_report(report), ensure_ascii=False).encode()
    if report.header.agency and report.header.year is not None:
        check_rows(split_report(report, _ORIGIN).rows.items())


def check_document(document: Document) -> None:
    """Check the body and the tables of a document."""
    text = document.text
    assert document.body.start < document.body.end <= len(text), "the body is elsewhere"
    assert document.body.cut(text).strip(), "an empty body"
    for table in document.tables:
        for cell in table.cells:
            assert cell.span.cut(text) == cell.text, f"the cell {cell.text!r} is elsewhere"


def check_inside(span: Span, text: str) -> None:
    """Check that a span lies in a text."""
    assert span.start < span.end <= len(text), f"{span} is outside of the text"


def check_rows(tables: Iterable[tuple[str, list[Row]]]) -> None:
    """Check that a database can hold the rows: words without NUL, numbers of 32 bits."""
    for name, rows in tables:
        for value in (value for row in rows for value in row):
            if isinstance(value, str):
                assert "\x00" not in value, f"NUL in {name}"
                value.encode()
            elif isinstance(value, int):
                assert abs(value) < 2**31, f"{value} in {name}"


def walk(figures: Iterable[Observation]) -> Iterator[Observation]:
    """Yield figures and the parts below them."""
    for figure in figures:
        yield figure
        yield from walk(figure.parts)
