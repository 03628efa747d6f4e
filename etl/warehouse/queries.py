"""What pages and commands ask of the warehouse: read-only, with bound parameters.

Owns the questions and the shape of the answers. Refuses to write and to interpret.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from etl.corrections import Review
from etl.warehouse.conditions import bind_filter, choose
from etl.warehouse.heirs import find_heirs
from etl.warehouse.reading import read_report_view
from etl.warehouse.served import Served
from etl.warehouse.text_search import search_texts
from etl.warehouse.versions import current_version
from etl.warehouse.views import (
    BARE,
    Counts,
    Dataset,
    DatasetCounts,
    Filter,
    ReportView,
    Scope,
    TextFound,
)

__all__ = ["Filter", "Warehouse", "current_version"]

_EVIDENCE = """
    r.report_id, o.quote, o.sentence, o.span_start AS "start", o.span_end AS "end",
    o.number_start, o.number_end, o.span_start - o.sentence_start AS quote_in_sentence,
    r.page_url AS source_url, r.source, o.rule,
    o.review, o.reviewer, o.reviewed_at, o.review_reason,
    o.value_read::DOUBLE AS value_read, o.qualifier_read, o.unit_read
"""
# A row of a ledger has its address for evidence, and no words.
_NO_EVIDENCE = """
    NULL AS report_id, NULL AS quote, NULL AS sentence, NULL AS "start", NULL AS "end",
    NULL AS number_start, NULL AS number_end, NULL AS quote_in_sentence,
    l.source_url, l.source, NULL AS rule,
    NULL AS review, NULL AS reviewer, NULL AS reviewed_at, NULL AS review_reason,
    NULL::DOUBLE AS value_read, NULL AS qualifier_read, NULL AS unit_read
"""
_FIGURE = """
    f.region, f.agency, f.year, f.indicator, f.value::DOUBLE AS value, f.qualifier, f.unit,
    f.basis, f.conflict, f.genre, f.observation_id, f.note, f.others
"""

_FIGURES = f"""
WITH f AS MATERIALIZED ({{figures}})
SELECT {_FIGURE}, {_EVIDENCE}
FROM f
JOIN reviewed AS o ON o.report_no = f.report_no AND o.observation_id = f.observation_id
JOIN reports AS r ON r.report_no = f.report_no
UNION ALL
SELECT {_FIGURE}, {_NO_EVIDENCE}
FROM f JOIN ledger_rows AS l ON l.row_id = f.observation_id
WHERE f.report_no IS NULL
ORDER BY indicator, region, agency, year
"""

_OBSERVATIONS = f"""
SELECT o.region, o.agency, o.year, o.indicator, o.value::DOUBLE AS value, o.qualifier, o.unit,
       o.part, o.parent_id, o.genre, o.observation_id, r.published_on, o.position, {_EVIDENCE}
FROM (SELECT * FROM reviewed WHERE in_force AND {{where}}) AS o
JOIN reports AS r USING (report_no)
UNION ALL
SELECT l.region, l.agency, l.year, l.indicator, l.value::DOUBLE AS value, l.qualifier, l.unit,
       l.part, NULL, l.genre, l.row_id, l.published_on, l.line, {_NO_EVIDENCE}
FROM ledger_rows AS l
WHERE in_force AND {{where}}
ORDER BY indicator, region, agency, year, genre, report_id, position, observation_id
"""

_NAMED_COLUMNS = """
    region, agency, year, genre, named_id, report_id, kind, name, number, issuer, deed, quote,
    sentence, span_start AS "start", span_end AS "end",
    span_start - sentence_start AS quote_in_sentence
"""

_NAMED = f"""
SELECT {_NAMED_COLUMNS}
FROM named_things
WHERE in_force AND {{where}}
ORDER BY kind, year DESC, region, agency, genre, report_id, position
"""

_FOUND = f"""
SELECT {_NAMED_COLUMNS}
FROM named_things
WHERE in_force AND {{where}}
ORDER BY year DESC, kind, region, agency, genre, report_id, position
LIMIT $most
"""

_REPORTS = """
SELECT report_id, region, agency, year, genre, title, published_on, signed_on, in_force,
       superseded_by, page_url AS url, source
FROM reports
WHERE {where}
ORDER BY region, agency, year, genre, in_force DESC, report_id
"""

# Of several reports of a year the disclosure report is asked: the form is prescribed there.
_REQUEST_FORM = """
WITH r AS MATERIALIZED (
    SELECT report_no, region, agency, year, genre, report_id, title, source, page_url
    FROM reports WHERE in_force AND {where}
),
c AS (
    SELECT c.*, r.* EXCLUDE (report_no, report_id)
    FROM form_cells AS c JOIN r USING (report_no)
    WHERE c.form = 'requests' AND {applicants}
    QUALIFY dense_rank() OVER (
        PARTITION BY r.region, r.agency, r.year ORDER BY r.genre <> 'dis', r.report_id
    ) = 1
)
SELECT c.region, c.agency, c.year, c.report_id, c.title, c.source, c.page_url AS url,
       c.report_id || '-c' || c.span_start AS cell_id, c.row_name, c.outcome,
       c.column_name AS applicant, c.value::DOUBLE AS value, c.meaning, c.raw,
       substring(t.text, c.words_start + 1, c.words_end - c.words_start) AS quote,
       c.span_start - c.words_start AS raw_in_quote
FROM c JOIN reports AS t USING (report_no)
ORDER BY c.region, c.agency, c.year, c.span_start
"""

CHOSEN = "SELECT * FROM figures WHERE {where}"
# Among the reports of some genres: the first of them, where several state it, as resolution.py has it.
CHOSEN_OF_GENRES = """
SELECT * FROM (FROM figures UNION ALL FROM genre_figures) WHERE {where}
QUALIFY row_number() OVER (
    PARTITION BY region, agency, indicator, year
    ORDER BY report_no IS NULL, list_position(['rol', 'dis', 'enf', 'unknown'], genre)
) = 1
"""

_COVERAGE = """
SELECT indicator, count(*) AS figures, count(DISTINCT (region, agency)) AS bodies,
       list_sort(list_distinct(list(year))) AS years
FROM ({figures}) GROUP BY indicator ORDER BY indicator
"""

_BODIES = "SELECT region, agency FROM bodies WHERE dataset = $dataset ORDER BY region, agency"
_SPANS = "SELECT years, genres FROM sizes WHERE dataset = $dataset"

_REJECTIONS = """
SELECT source, line, kind, message FROM rejections WHERE dataset = $dataset ORDER BY position
"""

_FINDINGS = """
SELECT report_id, kind, indicator, message
FROM findings JOIN (SELECT report_no FROM reports WHERE in_force AND {where}) USING (report_no)
ORDER BY report_no, position
"""
_DECIDED = """
SELECT report_id, indicator, number_start, min(observation_id)
FROM (SELECT unnest($reports) AS report_id, unnest($indicators) AS indicator,
             unnest($starts) AS number_start)
JOIN observations USING (report_id, indicator, number_start)
WHERE in_force GROUP BY ALL
"""
_WORDINGS = (
    "SELECT rule, count(*) FROM observations WHERE dataset = $dataset AND in_force GROUP BY rule"
)

_COUNTS = """
SELECT dataset, reports, superseded, listed, regions, bodies, first_year, last_year, stated, chosen,
       (SELECT count(*) FROM rejections AS j WHERE j.dataset = s.dataset)
FROM sizes AS s ORDER BY dataset
"""


class Warehouse(Served):
    """An open version of the warehouse; may be shared by threads."""

    @staticmethod
    def open(directory: Path) -> "Warehouse":
        """Open the served version, or the last good one with a `notice`."""
        return Warehouse(directory)

    def datasets(self) -> list[Dataset]:
        """Return the data sets that hold anything, by name."""
        counts = self.counts().datasets
        return [Dataset(item.dataset, item.reports, item.figures) for item in counts]

    def indicators(self) -> pd.DataFrame:
        """Return the catalogue as it was loaded, in its order."""
        return self.frame("SELECT * FROM indicators ORDER BY position")

    def scope(self, dataset: str) -> Scope:
        """Return the years, regions and bodies a data set knows of."""
        bodies = self.frame(_BODIES, {"dataset": dataset})
        spans = self.rows(_SPANS, {"dataset": dataset})
        years, genres = spans[0] if spans else ([], [])
        regions = [str(name) for name in bodies["region"].unique() if name]
        return Scope(list(years), regions, bodies, list(genres))

    def figures(self, filter: Filter, indicators: Sequence[str] = ()) -> pd.DataFrame:
        """Return THE figure of each body, year and indicator, with its evidence.

        Where genres are asked for, it is chosen among what their reports state.
        """
        return self._frame(_FIGURES, filter, {"indicator": indicators})

    def coverage(self, filter: Filter) -> pd.DataFrame:
        """Return of each indicator how many figures there are, of how many bodies, which years."""
        return self._frame(_COVERAGE, filter)

    def observations(self, filter: Filter, indicators: Sequence[str] = ()) -> pd.DataFrame:
        """Return every stated figure in force, parts and repetitions included."""
        frame = self._frame(_OBSERVATIONS, filter, {"indicator": indicators})
        return frame.drop(columns="position")

    def request_form(self, filter: Filter, applicants: Sequence[str] = ()) -> pd.DataFrame:
        """Return the form that counts requests for disclosure: one a body and year, by cell."""
        chosen, values = choose({"column_name": applicants})
        return self._frame(_REQUEST_FORM.replace("{applicants}", chosen), filter, {}, values)

    def named(self, filter: Filter, kinds: Sequence[str] = ()) -> pd.DataFrame:
        """Return what reports in force name, with the words that name it."""
        return self._frame(_NAMED, filter, {"kind": kinds})

    def find_named(
        self, filter: Filter, text: str, kinds: Sequence[str] = (), most: int = 500
    ) -> pd.DataFrame:
        """Return the named things that hold every word of `text`, newest first."""
        typed = unicodedata.normalize("NFKC", text).lower().split()
        words = [bare for word in typed if (bare := re.sub(BARE, "", word))]
        values = {f"word_{place}": word for place, word in enumerate(words)}
        holds = "".join(f" AND contains(searched, ${name})" for name in values)
        query = _FOUND.replace("{where}", "{where}" + holds)
        return self._frame(query, filter, {"kind": kinds}, values | {"most": most})

    def find_texts(self, filter: Filter, text: str, most: int = 40) -> TextFound:
        """Return the newest reports in force whose text holds every word of `text`."""
        return search_texts(self, filter, text, most)

    def reports(self, filter: Filter) -> pd.DataFrame:
        """Return the reports, superseded ones included and marked."""
        return self._frame(_REPORTS, filter)

    def report(self, report_id: str) -> ReportView | None:
        """Return one report with all that was read from it; None where there is none."""
        return read_report_view(self, report_id)

    def findings(self, filter: Filter) -> pd.DataFrame:
        """Return what reports in force say against themselves: report, kind, indicator, message."""
        return self._frame(_FINDINGS, filter)

    def wordings(self, dataset: str) -> dict[str, int]:
        """Return how many figures each wording found in a data set, by the name of its rule."""
        return dict(self.rows(_WORDINGS, {"dataset": dataset}))

    def reviews(self) -> tuple[str, frozenset[str]]:
        """Return the digest of the decisions a version was built with, and the ids of those applied."""
        [(digest,)] = self.rows("SELECT reviews_digest FROM build")
        return digest, frozenset(id for (id,) in self.rows("SELECT review_id FROM reviews"))

    def heirs(self, reviews: Sequence[Review]) -> dict[str, str]:
        """Return which report took the place of one decided upon, with the same text."""
        return find_heirs(self.rows, reviews)

    def decided(self, places: Sequence[tuple[str, str, int]]) -> dict[tuple[str, str, int], str]:
        """Return the ids of statements in force by report, indicator and place of the number."""
        names = ("reports", "indicators", "starts")
        bound = {name: [each[n] for each in places] for n, name in enumerate(names)}
        rows = self.rows(_DECIDED, bound) if places else []
        return {(report, indicator, start): figure for report, indicator, start, figure in rows}

    def rejections(self, dataset: str) -> pd.DataFrame:
        """Return what the last load of a data set did not take."""
        return self.frame(_REJECTIONS, {"dataset": dataset})

    def _frame(
        self,
        query: str,
        filter: Filter,
        more: Mapping[str, Sequence[str]] | None = None,
        values: Mapping[str, Any] | None = None,
    ) -> pd.DataFrame:
        where, bound = bind_filter(filter, more)
        query = query.replace("{figures}", CHOSEN_OF_GENRES if filter.genres else CHOSEN)
        return self.frame(query.replace("{where}", where), bound | dict(values or {}))

    def counts(self) -> Counts:
        """Return what `fazhi status` says."""
        datasets = tuple(DatasetCounts(*row) for row in self.rows(_COUNTS))
        return Counts(self.version, self.built_at, self.engine, datasets)
