"""Short made-up reports, and what is read from them in a short notation.

`inspections 12` is an exact figure, `inspections 10+` a lower bound, `inspections 30~` an
approximation. Whatever is read, its quote and its number must be the published characters.
"""

from functools import cache

from etl.catalog import load_catalog
from etl.extract import load_names, read_report
from etl.model import Observation, Qualifier, Report
from tests.makers import make_document

TITLE = "青岚县水利局2023年度法治政府建设情况报告"
CITY_TITLE = "望川市人民政府2023年度法治政府建设情况报告"
_MARKS = {Qualifier.EXACT: "", Qualifier.OVER: "+", Qualifier.ABOUT: "~"}

catalog = cache(load_catalog)
names = cache(load_names)


def read_short(body: str, title: str = TITLE) -> Report:
    """Return what is read from a report whose first chapter is `body`."""
    text = f"{title}\n一、主要举措和成效\n{body}\n"
    report = read_report(make_document(text), catalog(), names())
    for observation in report.observations:
        check_evidence(observation, text)
    return report


def check_evidence(observation: Observation, text: str) -> None:
    """Assert that words, number and parts are those of the text as published."""
    assert observation.quote == text[observation.span.start : observation.span.end]
    assert observation.quote.strip() and observation.span.contains(observation.number)
    assert observation.number.start < observation.number.end
    for part in observation.parts:
        assert part.quote == text[part.span.start : part.span.end]


def note(observation: Observation) -> str:
    """Return an observation in the short notation."""
    value = f"{observation.value.normalize():f}"
    return f"{observation.indicator} {value}{_MARKS[observation.qualifier]}"


def stated(body: str, title: str = TITLE) -> list[str]:
    """Return the figures of a short report, sorted, in the short notation."""
    return sorted(note(each) for each in read_short(body, title).observations)


def parts(body: str) -> dict[str, list[str]]:
    """Return the values that hang under each figure of a short report."""
    return {
        note(each): [f"{part.value.normalize():f}" for part in each.parts]
        for each in read_short(body).observations
    }


def named(body: str) -> dict[str | None, str]:
    """Return the figures of a short report by the name of their part."""
    return {each.part: note(each) for each in read_short(body).observations}
