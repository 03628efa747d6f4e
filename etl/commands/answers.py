"""What `fazhi extract` has the other process say of one document.

Owns the three forms of an answer. What is only printed travels as text: a report with all its
figures costs more to carry than to print.
"""

import json

from etl.catalog import Catalog
from etl.extract.prose import Prose
from etl.extract.report import read_figures
from etl.jobs import read_report
from etl.json_form import show_report
from etl.model import Report
from etl.readers import File


def answer_text(catalog: Catalog, file: File | bytes, source: str) -> str:
    """Return the text that figures are counted in."""
    return read_report(catalog, file, source).document.text


def answer_json(catalog: Catalog, file: File | bytes, source: str) -> str:
    """Return the report as a line of JSON."""
    form = show_report(read_report(catalog, file, source))
    return json.dumps(form, ensure_ascii=False) + "\n"


def answer_explained(catalog: Catalog, file: File | bytes, source: str) -> tuple[Report, Prose]:
    """Return the report, and what became of every number of its prose and ordinary tables."""
    report = read_report(catalog, file, source)
    prose = read_figures(report.document, report.header, catalog, report.cells)
    return report, prose
