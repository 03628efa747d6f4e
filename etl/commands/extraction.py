"""`fazhi extract`: what reports state, as a page to read, as JSON, or as their bare text."""

import json
import sys
from collections.abc import Sequence
from enum import Enum
from pathlib import Path

from etl.commands.documents import Extractor, Unread, find_files, open_extractor
from etl.console.explain import show_explanation
from etl.console.report import show_header, show_report
from etl.console.terminal import (
    follow,
    name_rejection,
    open_console,
    show_sentence,
    write_exact,
)
from etl.errors import UsageError
from etl.extract.report import read_figures
from etl.json_form import show_rejection
from etl.json_form import show_report as show_json
from etl.model import Report


class Form(Enum):
    """How extraction is printed."""

    PAGE = "page"
    JSON = "json"
    TEXT = "text"
    EXPLAIN = "explain"


def extract(paths: Sequence[Path], form: Form, directories: Sequence[Path]) -> int:
    """Print every document below the paths; return 1 where some gave no report."""
    files = find_files(paths)
    if form is Form.TEXT and len(files) > 1:
        raise UsageError(f"--text 一次只能打印一份文件，这里有 {len(files)} 份。")
    extractor = open_extractor(directories)
    rejected = 0
    # A bar would run through the page being printed: it is for output that goes elsewhere.
    watched = 0 if sys.stdout.isatty() else len(files)
    with follow("读取", watched) as advance:
        for path in files:
            outcome = extractor.read(path)
            rejected += isinstance(outcome, Unread)
            print_outcome(outcome, form, extractor)
            advance(path.name)
    return 1 if rejected else 0


def print_outcome(outcome: Report | Unread, form: Form, extractor: Extractor) -> None:
    """Print one document in the form asked for."""
    if form is Form.JSON:
        print_json(outcome)
    elif isinstance(outcome, Unread):
        show_sentence(name_rejection(outcome.source, outcome.kind, outcome.message))
    elif form is Form.TEXT:
        write_exact(outcome.document.text)
    elif form is Form.EXPLAIN:
        explain(outcome, extractor)
    else:
        show_report(outcome, extractor.catalog.indicators, open_console())


def explain(report: Report, extractor: Extractor) -> None:
    """Print what became of every number of a report's prose and ordinary tables."""
    catalog, console = extractor.catalog, open_console()
    prose = read_figures(report.document, report.header, catalog, report.cells)
    show_header(report, console)
    show_explanation(report.document, prose, catalog.indicators, console)


def print_json(outcome: Report | Unread) -> None:
    """Print one document as a line of JSON."""
    if isinstance(outcome, Unread):
        form = show_rejection(outcome.source, outcome.kind, outcome.message)
    else:
        form = show_json(outcome)
    write_exact(json.dumps(form, ensure_ascii=False) + "\n")
