"""Reports that were saved again with the same text: which one a decision is about now.

A report is known by the bytes of its file, a decision is about its text: a page saved again with
another count of visitors has a new name and the old words. Owns the way from the one to the other,
which asks for texts only of reports that were decided upon and replaced. Refuses to apply anything.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from etl.corrections import Review

Ask = Callable[[str, Mapping[str, Any]], list[Any]]

# Once without texts: mostly there is nothing to compare.
_REPLACED = """
SELECT o.report_no, n.report_no
FROM (SELECT unnest($ids) AS report_id) JOIN reports AS o USING (report_id)
JOIN reports AS n ON n.report_id = o.superseded_by
"""
_GONE = """
SELECT o.report_no, n.report_no
FROM (SELECT unnest($ids) AS report_id) JOIN previous.reports AS o USING (report_id)
ANTI JOIN reports AS r ON r.report_id = o.report_id
JOIN reports AS n ON n.in_force AND n.dataset = o.dataset AND n.region = o.region
    AND n.agency = o.agency AND n.year = o.year AND n.genre = o.genre
"""
_SAME = """
SELECT o.report_id, n.report_id
FROM (SELECT unnest($old) AS old, unnest($new) AS new) AS p
JOIN {before}reports AS o ON o.report_no = p.old JOIN reports AS n ON n.report_no = p.new
WHERE o.text = n.text
"""
_APPLIED = """
SELECT DISTINCT w.report_id, v.report_id
FROM (SELECT unnest($reviews) AS review_id, unnest($named) AS report_id) AS w
JOIN {before}reviews AS v USING (review_id) WHERE v.report_id <> w.report_id
"""


def find_heirs(ask: Ask, reviews: Iterable[Review], previous: bool = False) -> dict[str, str]:
    """Return the report in force with the same text, by the one that decisions name.

    `previous` says that the version before is attached: it knows texts that are gone since, and
    where their decisions went.
    """
    given = list(reviews)
    if not given:
        return {}
    bound = {"reviews": [each.id for each in given], "named": [each.report_id for each in given]}
    moved = dict(ask(_APPLIED.format(before="previous." if previous else ""), bound))
    ids = sorted({*bound["named"], *moved.values()})
    same = _compare(ask, _REPLACED, ids, "")
    if previous:
        same |= _compare(ask, _GONE, ids, "previous.")
    return {named: same.get(at, at) for named, at in moved.items()} | same


def _compare(ask: Ask, pairs: str, ids: list[str], before: str) -> dict[str, str]:
    """Return which of the pairs that a question finds have one text."""
    found = ask(pairs, {"ids": ids})
    if not found:
        return {}
    old, new = map(list, zip(*found, strict=True))
    return dict(ask(_SAME.format(before=before), {"old": old, "new": new}))


def follow(reviews: Iterable[Review], heirs: Mapping[str, str]) -> tuple[Review, ...]:
    """Return decisions at the place they are about now, in their order."""
    return tuple(
        replace(each, report_id=heirs[each.report_id]) if each.report_id in heirs else each
        for each in reviews
    )
