"""Reports that are not there: against a roster, and against what bodies reported in other years.

Owns the two degrees: a body on the roster without a report is missing one, a body known from
other years only may be. Where the roster's name may be a short form of a body that does report,
nothing is said to be missing.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from etl.checks.duty_rules import DutyRules, Rule, Test
from etl.checks.filing import CHECK, BodyKey, Filing, name_report
from etl.checks.outcome import Outcome, Passage, Verdict
from etl.checks.roster import Expected, Roster
from etl.model import Genre

_SHORTEST = 2  # characters of a name's own part that can be a short form


@dataclass(frozen=True, slots=True)
class _Held:
    """What the data hold of one genre: filings by body and year, and the years there are."""

    by_body: Mapping[BodyKey, Mapping[int, Filing]]
    years: Sequence[int]


def find_absent(filings: Sequence[Filing], rules: DutyRules, roster: Roster) -> Iterator[Outcome]:
    """Yield an outcome for every report that was expected and is not held."""
    for rule in rules.rules:
        if rule.test is Test.FILED:
            held = _hold(filings, rule.genre)
            listed: set[tuple[BodyKey, int]] = set()
            expected = [each for each in roster.expected if each.genre is rule.genre]
            for dataset in dict.fromkeys(filing.head.dataset for filing in filings):
                yield from _miss_listed(rule, dataset, expected, held, listed)
            yield from _miss_known(rule, held, listed)


def _hold(filings: Sequence[Filing], genre: Genre) -> _Held:
    by_body: dict[BodyKey, dict[int, Filing]] = defaultdict(dict)
    for filing in filings:
        if filing.head.genre is genre:
            by_body[filing.body][filing.head.year] = filing
    years = sorted({year for of_body in by_body.values() for year in of_body})
    return _Held(by_body, years)


def _span(first: int | None, last: int | None, held: _Held, rule: Rule) -> list[int]:
    """Return the years from first to last, open ends as far as the data reach."""
    if not held.years and (first is None or last is None):
        return []
    low = held.years[0] if first is None else first
    high = held.years[-1] if last is None else last
    return [year for year in range(low, high + 1) if rule.covers(rule.genre, year)]


def _miss_listed(
    rule: Rule,
    dataset: str,
    expected: Sequence[Expected],
    held: _Held,
    listed: set[tuple[BodyKey, int]],
) -> Iterator[Outcome]:
    for each in expected:
        body = _name_body(dataset, each, held)
        like = None if body in held.by_body else _find_like(body, held)
        for year in _span(each.first, each.last, held, rule):
            listed.add((body, year))
            if year in held.by_body.get(body, {}):
                continue
            if like is not None:
                values: dict[str, str | int] = {"year": year, "body": like[2]}
                near = next(iter(held.by_body[like].values()))
                found = name_report(near.head)
                yield _absence(rule, body, year, Verdict.UNCLEAR, "absent_named", values, found)
            else:
                told = {"year": year, "line": each.line}
                yield _absence(rule, body, year, Verdict.MISSING, "absent", told)


def _name_body(dataset: str, each: Expected, held: _Held) -> BodyKey:
    """Return the body a line of the roster names; without a region it goes by its name alone."""
    named = (body for body in held.by_body if (body[0], body[2]) == (dataset, each.agency))
    found = None if each.region else next(named, None)
    return found or (dataset, each.region, each.agency)


def _miss_known(rule: Rule, held: _Held, listed: set[tuple[BodyKey, int]]) -> Iterator[Outcome]:
    last: dict[tuple[str, str], int] = {}  # of each place: what others reached, one may lack
    for (dataset, region, _), of_body in held.by_body.items():
        last[dataset, region] = max(*of_body, last.get((dataset, region), 0))
    for body, of_body in held.by_body.items():
        for year in _span(min(of_body), last[body[:2]], held, rule):
            if year in of_body or (body, year) in listed:
                continue
            nearest = of_body[min(of_body, key=lambda other: (abs(other - year), other))]
            found = name_report(nearest.head)
            values = {"year": year}
            yield _absence(rule, body, year, Verdict.UNCLEAR, "absent_known", values, found)


def _find_like(body: BodyKey, held: _Held) -> BodyKey | None:
    """Return a body that a name may be short for: 云岫市科技局, 云岫市科学技术局."""
    dataset, region, agency = body
    own = agency.removeprefix(region)
    if len(own) < _SHORTEST:
        return None
    for other in held.by_body:
        if other[0] != dataset or (region and other[1] != region):
            continue
        rest = other[2].removeprefix(other[1])
        if _is_within(own, rest) or _is_within(rest, own):
            return other
    return None


def _is_within(short: str, long: str) -> bool:
    """Tell whether the characters of one name stand in the other in their order."""
    rest = iter(long)
    return len(short) >= _SHORTEST and short[0] == long[:1] and all(c in rest for c in short)


def _absence(
    rule: Rule,
    body: BodyKey,
    year: int,
    verdict: Verdict,
    reason: str,
    values: Mapping[str, str | int],
    found: Passage | None = None,
) -> Outcome:
    passages = (found,) if found else ()
    return Outcome(CHECK, rule.id, verdict, *body, year, rule.genre, reason, values, passages)
