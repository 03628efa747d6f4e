"""The door to the texts that are compared: likeness of reports, and passages that bodies share.

Owns which reports are read: those in view and all they may be like, as long as these are not too
many for a page. Refuses to draw.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from etl.checks.likeness import Copied, Likeness, Relation, compare_reports
from etl.checks.likeness_search import find_likeness
from etl.checks.shared_passages import Member, SharedPassages, find_shared_passages
from etl.hands import lend_hands
from etl.likeness_rules import LikenessRules, load_likeness
from etl.record import ReportRecord
from etl.warehouse.records import read_records
from etl.warehouse.views import Filter
from pages.shared.store import find_offer, find_reports, open_warehouse

__all__ = ["Alike", "Copied", "Likeness", "Member", "Relation", "ReportRecord", "SharedPassages"]

MOST = 4_000  # reports whose texts one page compares


@dataclass(frozen=True, slots=True)
class Alike:
    """What was found; `records` are the reports that are named in it, with their texts.

    It is `narrow` where only reports in view were compared, as all others are too many.
    """

    likeness: Sequence[Likeness]
    groups: Sequence[SharedPassages]
    records: Mapping[str, ReportRecord]
    compared: int
    narrow: bool


def find_rules() -> LikenessRules:
    """Return the thresholds, and what is said of them."""
    return load_likeness()


def find_alike(asked: Filter) -> Alike:
    """Return the likeness of the reports in view, to whichever report it is."""
    wide = _widen(asked)
    narrow = len(find_reports(wide)) > MOST
    read = _cut_years(asked) if narrow else wide
    records = {each.report_id: each for each in read_records(open_warehouse(), read, text=True)}
    rules = find_rules()
    shown = {key for key, each in records.items() if _lets(asked, each)}
    with lend_hands(len(records)) as hands:
        found = find_likeness(records.values(), rules, hands)
        shared = find_shared_passages(records.values(), rules, hands)
    likeness = [
        each
        for each in found
        if each.report_id in shown or (each.relation is Relation.PEER and each.other_id in shown)
    ]
    groups = [
        group for group in shared if any(member.report_id in shown for member in group.members)
    ]
    named = {key for each in likeness for key in (each.report_id, each.other_id)}
    named |= {member.report_id for group in groups for member in group.members}
    kept = {key: record for key, record in records.items() if key in named}
    return Alike(likeness, groups, kept, len(records), narrow)


def compare_two(
    first: str, second: str, asked: Filter
) -> tuple[Likeness, ReportRecord, ReportRecord] | None:
    """Return the likeness of two reports of the data set; None where one is not there."""
    everything = replace(asked, years=None, regions=(), agencies=(), genres=())
    reports = find_reports(everything)
    bodies = reports.loc[reports["report_id"].isin((first, second)), ["region", "agency"]]
    asked = replace(everything, agencies=tuple(dict.fromkeys(bodies["agency"])))
    if bodies.empty:
        return None
    records = {each.report_id: each for each in read_records(open_warehouse(), asked, text=True)}
    own, other = records.get(first), records.get(second)
    if own is None or other is None or own is other:
        return None
    return compare_reports(own, other, find_rules()), own, other


def _widen(asked: Filter) -> Filter:
    """Ask for the earlier years, and for all bodies of the place, too."""
    years = find_offer(asked.dataset).years
    last = asked.years[1] if asked.years else None
    whole = (years[0], last) if last and years else None
    return replace(asked, years=whole, agencies=())


def _cut_years(asked: Filter) -> Filter:
    """Ask for what is in view, and the year before it; of many years for the last ones alone."""
    reports = find_reports(replace(asked, years=None))
    last = asked.years[1] if asked.years else int(reports["year"].max())
    first = last - 1
    while first > 0 and reports["year"].between(first - 1, last).sum() <= MOST:
        first -= 1
        if first < reports["year"].min():
            break
    return replace(asked, years=(first, last))


def _lets(asked: Filter, record: ReportRecord) -> bool:
    return asked.lets(record.region, record.agency, record.year, record.genre)
