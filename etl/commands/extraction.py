"""`fazhi extract`: what reports state, as a page to read, as JSON, or as their bare text."""

import json
import sys
from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from etl.commands.documents import Extractor, Unread, find_files, open_extractor
from etl.console.report import show_header, show_report
from etl.console.terminal import (
    follow,
    name_rejection,
    open_console,
    show_sentence,
    write_exact,
)
from etl.errors import UsageError
from etl.json_form import show_rejection
from etl.model import Report

if TYPE_CHECKING:
    from etl.extract.prose import Prose


class Form(Enum):
    """How extraction is printed."""

    PAGE = "page"
    JSON = "json"
    TEXT = "text"
    EXPLAIN = "explain"


JOBS = {
    Form.PAGE: "etl.jobs:read_report",
    Form.JSON: "etl.commands.answers:answer_json",
    Form.TEXT: "etl.commands.answers:answer_text",
    Form.EXPLAIN: "etl.commands.answers:answer_explained",
}


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
            outcome = extractor.ask(JOBS[form], path)
            rejected += isinstance(outcome, Unread)
            print_outcome(outcome, form, extractor)
            advance(path.name)
    return 1 if rejected else 0


def print_outcome(outcome: Any, form: Form, extractor: Extractor) -> None:
    """Print what was answered of one document in the form asked for."""
    if isinstance(outcome, Unread):
        print_rejection(outcome, form)
    elif form in (Form.JSON, Form.TEXT):
        write_exact(outcome)
    elif form is Form.EXPLAIN:
        report, prose = outcome
        explain(report, prose, extractor)
    else:
        show_report(outcome, extractor.catalog.indicators, open_console())


def print_rejection(unread: Unread, form: Form) -> None:
    """Print why a document gave no report: as a line of JSON, or as a sentence."""
    if form is Form.JSON:
        shown = show_rejection(unread.source, unread.kind, unread.message)
        write_exact(json.dumps(shown, ensure_ascii=False) + "\n")
    else:
        show_sentence(name_rejection(unread.source, unread.kind, unread.message))


def explain(report: Report, prose: "Prose", extractor: Extractor) -> None:
    """Print what became of every number of a report's prose and ordinary tables."""
    from etl.console.explain import show_explanation  # only here: it imports the extraction

    console = open_console()
    show_header(report, console)
    show_explanation(report.document, prose, extractor.catalog.indicators, console)
