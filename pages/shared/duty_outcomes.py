"""The outcomes of all duties in view, made once per version, regions and roster.

Owns the making, and what the page says of a roster that cannot be read. Refuses to draw.
"""

from dataclasses import dataclass

from etl.checks.duties import check_duties, read_duties
from etl.checks.outcome import ACCUSING, Outcome, Verdict
from etl.checks.roster import Roster, bind_regions
from etl.errors import CatalogError
from pages.shared.overseen import (
    name_around,
    read_roster_file,
    read_texts,
    stamp_roster,
)
from pages.shared.shelf import Shelf
from pages.shared.view import View

FILED = ".filed"


@dataclass(frozen=True, slots=True)
class Duties:
    """Every outcome; the name of the roster where there is one, or what is wrong with it."""

    outcomes: tuple[Outcome, ...]
    roster: str = ""
    fault: str = ""

    @property
    def accusing(self) -> tuple[Outcome, ...]:
        """What is late, missing or contradicted, newest first."""
        found = (each for each in self.outcomes if each.verdict in ACCUSING)
        return tuple(sorted(found, key=lambda each: (-each.year, each.agency, each.rule)))

    @property
    def reports(self) -> int:
        """How many reports were looked at."""
        held = (each for each in self.outcomes if not _is_absent(each))
        return len({(each.region, each.agency, each.year, each.genre) for each in held})


def _is_absent(outcome: Outcome) -> bool:
    return outcome.rule.endswith(FILED) and outcome.verdict is not Verdict.KEPT


_MADE: Shelf[Duties] = Shelf(6)
_SHOWN: Shelf[Duties] = Shelf(24)


def find_duties(view: View) -> Duties:
    """Return what holds of the reports in view; nobody may change it."""
    key = (name_around(view), stamp_roster())
    shown = (*key, view.choice)
    return _SHOWN.get(shown, lambda: _narrow(view, _MADE.get(key, lambda: _make(view))))


def _make(view: View) -> Duties:
    records = read_texts(view)
    try:
        roster, fault = read_roster_file(), ""
    except CatalogError as error:
        roster, fault = Roster(), str(error)
    present = {record.region for record in records}
    roster = roster.within(bind_regions(view.choice.data, view.choice.regions, present))
    outcomes = check_duties(records, read_duties(), roster)
    return Duties(tuple(outcomes), roster.source if roster.expected else "", fault)


def _narrow(view: View, made: Duties) -> Duties:
    asked = view.asked
    kept = (
        each
        for each in made.outcomes
        if asked.lets(each.region, each.agency, each.year, each.genre)
    )
    return Duties(tuple(kept), made.roster, made.fault)


def name_body(view: View, outcome: Outcome) -> str:
    """Return the short name of a body; a body of the roster may have no report in the data."""
    known = view.names.get((outcome.region, outcome.agency))
    return known or outcome.agency.removeprefix(outcome.region) or outcome.agency
