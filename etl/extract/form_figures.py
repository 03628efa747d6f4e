"""Figures from the cells of standard tables, beside those of the prose.

Owns which of the two speaks: a fact stated in prose and table is one figure, told by the
prose; where they differ both stay and a finding says so. A blank cell, / or — is no figure.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from etl.catalog import Catalog, Indicator
from etl.disclosure_form import Form, cell_key, load_forms
from etl.model import Finding, FormCell, Observation, Qualifier

_ROUGH = Decimal("0.1")  # how far an approximation may lie off the cell it rounds


def add_form_figures(
    stated: Sequence[Observation], cells: Sequence[FormCell], text: str, catalog: Catalog
) -> tuple[tuple[Observation, ...], tuple[Finding, ...]]:
    """Return the figures of prose and tables in reading order, and where the two disagree."""
    figures = list(stated)
    findings: list[Finding] = []
    for found in _find_figures(cells, text, catalog):
        same = [each for each in figures if each.indicator == found.indicator]
        wholes = [each for each in same if each.part is None]
        if any(_agrees(each, found.value) for each in wholes):
            continue
        if wholes:
            findings.append(_describe_conflict(wholes[0], found))
        elif _adds_up(same, found.value):
            figures = [each for each in figures if each not in same]
            found = replace(found, parts=tuple(same))
        figures.append(found)
    figures.sort(key=lambda each: (each.span, each.indicator))
    return tuple(figures), tuple(findings)


def _find_figures(cells: Sequence[FormCell], text: str, catalog: Catalog) -> Iterator[Observation]:
    forms: Mapping[str, Form] = {form.id: form for form in load_forms()}
    for cell in cells:
        key = cell_key(cell.row, cell.column)
        indicator = catalog.indicators.get(forms[cell.form].indicators.get(key, ""))
        if indicator is not None and cell.value is not None and cell.value >= 0:
            yield _observe(cell, key, cell.value, indicator, text)


def _observe(
    cell: FormCell, key: str, value: Decimal, indicator: Indicator, text: str
) -> Observation:
    return Observation(
        indicator=indicator.id,
        value=value,
        qualifier=Qualifier.EXACT,
        unit=indicator.unit,
        span=cell.words,
        number=cell.span,
        quote=cell.words.cut(text),
        rule=f"table:{key}",
    )


def _agrees(stated: Observation, value: Decimal) -> bool:
    """Tell whether the prose may mean the cell's value (20,000余 beside 20,115)."""
    if stated.qualifier is Qualifier.OVER:
        return stated.value <= value <= stated.value * 2
    if stated.qualifier is Qualifier.ABOUT:
        return abs(stated.value - value) <= stated.value * _ROUGH
    return stated.value == value


def _adds_up(parts: Sequence[Observation], value: Decimal) -> bool:
    total = sum((part.value for part in parts), Decimal(0))
    return bool(parts) and total <= value and all(not part.parts for part in parts)


def _describe_conflict(prose: Observation, cell: Observation) -> Finding:
    return Finding(
        kind="prose_table",
        message=f"正文写 {prose.value:f}{prose.unit}，表格写 {cell.value:f}{cell.unit}",
        spans=(prose.span, cell.span),
        indicator=cell.indicator,
    )
