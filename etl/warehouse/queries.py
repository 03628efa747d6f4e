"""What pages and commands ask of the warehouse: read-only, with bound parameters.

Owns the questions and the shape of the answers. Refuses to write and to interpret.
"""

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from etl.warehouse.reading import read_report_view
from etl.warehouse.served import Served
from etl.warehouse.versions import current_version
from etl.warehouse.views import Counts, Dataset, DatasetCounts, Filter, ReportView, Scope

__all__ = ["Filter", "Warehouse", "current_version"]

_WHERE = """
    dataset = $dataset
    AND ($first IS NULL OR year BETWEEN $first AND $last)
    AND (len($regions) = 0 OR list_contains($regions, region))
    AND (len($agencies) = 0 OR list_contains($agencies, agency))
    AND (len($genres) = 0 OR list_contains($genres, genre))
"""
_INDICATORS = "(len($indicators) = 0 OR list_contains($indicators, indicator))"

_EVIDENCE = """
    s.report_id, s.quote, s.sentence, s.span_start AS "start", s.span_end AS "end",
    s.number_start, s.number_end, s.span_start - s.sentence_start AS quote_in_sentence,
    s.source_url, s.source, s.rule
"""

_FIGURES = f"""
SELECT f.region, f.agency, f.year, f.indicator, f.value::DOUBLE AS value, f.qualifier, f.unit,
       f.basis, f.conflict, f.genre, f.observation_id, f.note, f.others, {_EVIDENCE}
FROM (SELECT * FROM figures WHERE {_WHERE} AND {_INDICATORS}) AS f
JOIN (SELECT * FROM statements WHERE {_WHERE} AND {_INDICATORS}) AS s USING (observation_id)
ORDER BY f.indicator, f.region, f.agency, f.year
"""

_OBSERVATIONS = f"""
SELECT s.region, s.agency, s.year, s.indicator, s.value::DOUBLE AS value, s.qualifier, s.unit,
       s.part, s.parent_id, s.genre, s.observation_id, s.published_on, {_EVIDENCE}
FROM statements AS s
WHERE in_force AND {_WHERE} AND {_INDICATORS}
ORDER BY s.indicator, s.region, s.agency, s.year, s.genre, s.report_id, s.position,
         s.observation_id
"""

_NAMED_COLUMNS = """
    region, agency, year, genre, named_id, report_id, kind, name, number, issuer, deed, quote,
    sentence, span_start AS "start", span_end AS "end",
    span_start - sentence_start AS quote_in_sentence
"""
_KINDS = "(len($kinds) = 0 OR list_contains($kinds, kind))"

_NAMED = f"""
SELECT {_NAMED_COLUMNS}
FROM things_named
WHERE in_force AND {_WHERE} AND {_KINDS}
ORDER BY kind, year DESC, region, agency, genre, report_id, position
"""

# What is typed and what is named meet without case, white space, and brackets of any kind.
_BARE = r"[\s〔〕\[\]（）()《》〈〉“”\"「」·]"
_FOUND = f"""
SELECT {_NAMED_COLUMNS}
FROM (
    SELECT *, regexp_replace(lower(concat_ws('|', name, number, issuer, quote)), $bare, '', 'g')
        AS searched
    FROM things_named WHERE in_force AND {_WHERE} AND {_KINDS}
)
WHERE len(list_filter($words, lambda word: NOT contains(searched, word))) = 0
ORDER BY year DESC, kind, region, agency, genre, report_id, position
LIMIT $most
"""

_REPORTS = f"""
SELECT report_id, region, agency, year, genre, title, published_on, signed_on, in_force,
       superseded_by, page_url AS url, source
FROM placed_reports
WHERE {_WHERE}
ORDER BY region, agency, year, genre, in_force DESC, report_id
"""

# Of several reports of a year the disclosure report is asked: the form is prescribed there.
_REQUEST_FORM = f"""
SELECT r.region, r.agency, r.year, r.report_id, r.title, r.source, r.page_url AS url,
       report_id || '-c' || c.span_start AS cell_id, c.row_name, c.outcome,
       c.column_name AS applicant, c.value::DOUBLE AS value, c.meaning, c.raw,
       substring(r.text, c.words_start + 1, c.words_end - c.words_start) AS quote,
       c.span_start - c.words_start AS raw_in_quote
FROM form_cells AS c
JOIN (SELECT * FROM placed_reports WHERE in_force AND {_WHERE}) AS r USING (report_id)
WHERE c.form = 'requests'
    AND (len($applicants) = 0 OR list_contains($applicants, c.column_name))
QUALIFY dense_rank() OVER (
    PARTITION BY r.region, r.agency, r.year ORDER BY r.genre <> 'dis', r.report_id
) = 1
ORDER BY r.region, r.agency, r.year, c.span_start
"""

# Whoever reports or stands in a ledger, whether or not a figure could be read.
_SPOKEN = """
    (SELECT dataset, region, agency, year FROM placed_reports
     UNION ALL SELECT dataset, region, agency, year FROM statements)
"""
_BODIES = f"""
SELECT DISTINCT region, agency FROM {_SPOKEN} WHERE dataset = $dataset ORDER BY region, agency
"""
_YEARS = f"SELECT DISTINCT year FROM {_SPOKEN} WHERE dataset = $dataset ORDER BY year"

_REJECTIONS = """
SELECT source, line, kind, message FROM rejections WHERE dataset = $dataset ORDER BY position
"""

_COUNTS = f"""
SELECT dataset,
       (SELECT count(*) FROM placed_reports r WHERE r.dataset = s.dataset AND in_force),
       (SELECT count(*) FROM placed_reports r WHERE r.dataset = s.dataset AND NOT in_force),
       (SELECT count(*) FROM statements t WHERE t.dataset = s.dataset AND report_id IS NULL),
       count(DISTINCT region) FILTER (region <> ''),
       count(DISTINCT [region, agency]), min(year), max(year),
       (SELECT count(*) FROM statements t WHERE t.dataset = s.dataset AND in_force),
       (SELECT count(*) FROM figures f WHERE f.dataset = s.dataset),
       (SELECT count(*) FROM rejections j WHERE j.dataset = s.dataset)
FROM {_SPOKEN} AS s GROUP BY dataset ORDER BY dataset
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
        years = self.rows(_YEARS, {"dataset": dataset})
        regions = [str(name) for name in bodies["region"].unique() if name]
        return Scope([row[0] for row in years], regions, bodies)

    def figures(self, filter: Filter, indicators: Sequence[str] = ()) -> pd.DataFrame:
        """Return THE figure of each body, year and indicator, with its evidence."""
        return self.frame(_FIGURES, _bind(filter) | {"indicators": list(indicators)})

    def observations(self, filter: Filter, indicators: Sequence[str] = ()) -> pd.DataFrame:
        """Return every stated figure in force, parts and repetitions included."""
        return self.frame(_OBSERVATIONS, _bind(filter) | {"indicators": list(indicators)})

    def request_form(self, filter: Filter, applicants: Sequence[str] = ()) -> pd.DataFrame:
        """Return the form that counts requests for disclosure: one a body and year, by cell."""
        return self.frame(_REQUEST_FORM, _bind(filter) | {"applicants": list(applicants)})

    def named(self, filter: Filter, kinds: Sequence[str] = ()) -> pd.DataFrame:
        """Return what reports in force name, with the words that name it."""
        return self.frame(_NAMED, _bind(filter) | {"kinds": list(kinds)})

    def find_named(
        self, filter: Filter, text: str, kinds: Sequence[str] = (), most: int = 500
    ) -> pd.DataFrame:
        """Return the named things that hold every word of `text`, newest first."""
        words = [re.sub(_BARE, "", word) for word in unicodedata.normalize("NFKC", text).split()]
        asked = {"kinds": list(kinds), "words": [word.lower() for word in words if word]}
        return self.frame(_FOUND, _bind(filter) | asked | {"bare": _BARE, "most": most})

    def reports(self, filter: Filter) -> pd.DataFrame:
        """Return the reports, superseded ones included and marked."""
        return self.frame(_REPORTS, _bind(filter))

    def report(self, report_id: str) -> ReportView | None:
        """Return one report with all that was read from it; None where there is none."""
        return read_report_view(self, report_id)

    def rejections(self, dataset: str) -> pd.DataFrame:
        """Return what the last load of a data set did not take."""
        return self.frame(_REJECTIONS, {"dataset": dataset})

    def counts(self) -> Counts:
        """Return what `fazhi status` says."""
        datasets = tuple(DatasetCounts(*row) for row in self.rows(_COUNTS))
        return Counts(self.version, self.built_at, self.engine, datasets)


def _bind(filter: Filter) -> dict[str, Any]:
    first, last = filter.years or (None, None)
    return {
        "dataset": filter.dataset,
        "first": first,
        "last": last,
        "regions": list(filter.regions),
        "agencies": list(filter.agencies),
        "genres": list(filter.genres),
    }
