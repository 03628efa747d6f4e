"""What reports state, as the check of agreement is told of it: figures, cells, contradictions.

Owns the questions; only reports in force are compared. Refuses to interpret.
"""

from typing import Any

from etl.compared import CellRecord, FigureRecord, IndicatorRecord, Stated, StatedReport
from etl.model import CellMeaning, Genre, Qualifier, Span
from etl.warehouse.asked import Asked
from etl.warehouse.served import Served
from etl.warehouse.views import Filter

_R = "WITH r AS MATERIALIZED (SELECT report_no FROM reports WHERE in_force AND {where})"
_REPORTS = """
SELECT report_no, report_id, dataset, region, agency, year, genre, text, body_start, body_end
FROM reports WHERE in_force AND {where}
ORDER BY dataset, region, agency, year, genre, report_id
"""
_FIGURES = f"""
{_R}
SELECT report_no, observation_id, indicator, value, qualifier, unit, part, parent_id, span_start,
       span_end, number_start, number_end, sentence_start, length(sentence),
       starts_with(rule, 'table:')
FROM observations JOIN r USING (report_no)
ORDER BY report_no, position
"""
_CELLS = f"""
{_R}
SELECT report_no, form, row_name, column_name, meaning, value, outcome, span_start, span_end,
       words_start, words_end
FROM form_cells JOIN r USING (report_no)
ORDER BY report_no, span_start
"""
_RIVALS = f"""
{_R}
SELECT report_no, spans FROM findings JOIN r USING (report_no)
WHERE kind = 'contradiction' ORDER BY report_no, position
"""
_INDICATORS = "SELECT id, name_zh, name_en, kind, unit FROM indicators ORDER BY position"


def read_stated(served: Served, filter: Filter) -> Stated:
    """Return what the reports of a view state, ordered by body and year."""
    ask = Asked(served, filter)
    figures, cells, rivals = ask.gather(_FIGURES), ask.gather(_CELLS), ask.gather(_RIVALS)
    reports = []
    for number, *row in ask.rows(_REPORTS):
        report_id, dataset, region, agency, year, genre, text, start, end = row
        reports.append(
            StatedReport(
                report_id=report_id,
                dataset=dataset,
                region=region,
                agency=agency,
                year=year,
                genre=Genre(genre),
                text=text,
                body=Span(start, end),
                figures=tuple(_figure(*each) for each in figures[number]),
                cells=tuple(_cell(*each) for each in cells[number]),
                rivals=tuple(_rivals(*each) for each in rivals[number]),
            )
        )
    names = {each: IndicatorRecord(*rest) for each, *rest in served.rows(_INDICATORS)}
    return Stated(tuple(reports), names)


def _figure(*row: Any) -> FigureRecord:
    own, indicator, value, qualifier, unit, part, parent, *places, from_table = row
    start, end, number_start, number_end, sentence_start, length = places
    return FigureRecord(
        id=own,
        indicator=indicator,
        value=value,
        qualifier=Qualifier(qualifier),
        unit=unit,
        part=part,
        parent=parent,
        span=Span(start, end),
        number=Span(number_start, number_end),
        sentence=Span(sentence_start, sentence_start + length),
        from_table=from_table,
    )


def _cell(*row: Any) -> CellRecord:
    form, name, column, meaning, value, outcome, start, end, words_start, words_end = row
    return CellRecord(
        form=form,
        row=name,
        column=column,
        meaning=CellMeaning(meaning),
        value=value,
        outcome=outcome,
        span=Span(start, end),
        words=Span(words_start, words_end),
    )


def _rivals(spans: list[dict[str, int]]) -> tuple[Span, ...]:
    return tuple(Span(each["span_start"], each["span_end"]) for each in spans)
