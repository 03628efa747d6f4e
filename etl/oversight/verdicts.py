"""Duties and agreement as findings: the checks that may be certain.

Owns telling their outcomes with rule and law. Refuses to judge.
"""

from collections.abc import Iterator

from etl.checks.duties import check_duties, read_duties
from etl.checks.duty_rules import Test
from etl.checks.identities import is_soft, read_identities
from etl.checks.identities import tell as tell_agreement
from etl.checks.outcome import ACCUSING, Outcome, Verdict
from etl.checks.reasons import tell
from etl.checks.roster import Roster, bind_regions
from etl.oversight.compared import compare_stated
from etl.oversight.finding import Check, Finding, Level, Topic
from etl.oversight.stock import Stock
from etl.warehouse.served import Served

_ON_TIME = frozenset({Test.FILED, Test.PUBLIC})


def find_duties(stock: Stock, roster: Roster) -> Iterator[Finding]:
    """Yield what the law's duties give; the stock has its texts."""
    regions = bind_regions(stock.asked.dataset, stock.asked.regions, stock.list_regions())
    for each in check_duties(stock.records, read_duties(), roster.within(regions)):
        if stock.asked.lets(each.region, each.agency, each.year, each.genre):
            yield _tell_duty(each, stock)


def _tell_duty(outcome: Outcome, stock: Stock) -> Finding:
    rule = read_duties().rule(outcome.rule)
    return write_finding(
        outcome,
        stock,
        check=Check.DUTIES,
        rule_name=rule.name["zh"],
        topic=Topic.TIME if rule.test in _ON_TIME else Topic.CONTENT,
        level=_level(outcome),
        sentence=tell(outcome, "zh"),
        law=f"{rule.law['zh']}{rule.article['zh']}",
    )


def find_disagreement(served: Served, stock: Stock) -> Iterator[Finding]:
    """Yield what the check of agreement gives."""
    _, outcomes = compare_stated(served, stock.asked)
    for each in outcomes:
        yield _tell_agreement(each, stock)


def _tell_agreement(outcome: Outcome, stock: Stock) -> Finding:
    identities = read_identities()
    return write_finding(
        outcome,
        stock,
        check=Check.AGREEMENT,
        rule_name=identities.kind_names[identities.kind_of(outcome.rule)]["zh"],
        topic=Topic.FIGURES,
        level=Level.LOOK if is_soft(outcome) else _level(outcome),
        sentence=tell_agreement(outcome, "zh"),
    )


def _level(outcome: Outcome) -> Level:
    if outcome.verdict in ACCUSING:
        return Level.CERTAIN
    return Level.KEPT if outcome.verdict is Verdict.KEPT else Level.UNCLEAR


def write_finding(
    outcome: Outcome,
    stock: Stock,
    *,
    check: Check,
    rule_name: str,
    topic: Topic,
    level: Level,
    sentence: str,
    law: str = "",
) -> Finding:
    """Return an outcome as a finding; a fact has no verdict."""
    return Finding(
        check=check,
        rule=outcome.rule,
        rule_name=rule_name,
        topic=topic,
        level=level,
        verdict=None if topic is Topic.FACT else outcome.verdict,
        dataset=outcome.dataset,
        region=outcome.region,
        agency=outcome.agency,
        year=outcome.year,
        genre=outcome.genre,
        sentence=sentence,
        key=outcome.key,
        evidence=stock.show(outcome.passages),
        values=outcome.values,
        law=law,
    )
