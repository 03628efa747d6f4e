"""Likeness and plans as findings: facts about texts, told with both sides and without a verdict.

Owns which of them are worth a look. Refuses to accuse: likeness has many reasons, and what a
report does not tell may have been done.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from etl.checks.followed import Followed, State
from etl.checks.likeness import Copied, Likeness, Relation
from etl.checks.likeness_search import find_likeness
from etl.checks.outcome import Outcome, Passage, Verdict
from etl.checks.promise_outcomes import list_outcomes
from etl.checks.reasons import fill
from etl.checks.shared_passages import SharedPassages, find_shared_passages
from etl.checks.standing import Standing, find_standing
from etl.hands import lend_hands
from etl.likeness_rules import load_likeness
from etl.model import Genre
from etl.oversight.finding import Check, Finding, Level, Topic
from etl.oversight.plans import Pair, follow_plans, sample_rarity
from etl.oversight.stock import Stock
from etl.oversight.verdicts import write_finding
from etl.oversight.words import load_oversight
from etl.promise_words import load_promise_words
from etl.record import ReportRecord
from etl.warehouse.served import Served

_STRETCHES = 2  # sentences of a report that are shown beside those of the other
_NAMED = 3  # bodies that are named before the rest is counted
_LONGEST = 60  # characters of a report's words within a sentence
_LEVELS = {State.DONE: Level.KEPT, State.SILENT: Level.LOOK}


def find_alike(stock: Stock) -> Iterator[Finding]:
    """Yield how alike reports are to earlier ones and to those of other bodies."""
    rules = load_likeness()
    records = stock.up_to(stock.asked.years[1] if stock.asked.years else None)
    with lend_hands(len(records)) as hands:
        likeness = find_likeness(records, rules, hands)
        groups = find_shared_passages(records, rules, hands)
    for each in _choose_nearest(likeness):
        ids = (each.report_id,) if each.relation is Relation.EARLIER else _ids(each)
        if stock.has(ids):
            yield _tell_likeness(each, stock)
    for group in groups:
        if stock.has(member.report_id for member in group.members):
            yield _tell_group(group, stock)


def _ids(each: Likeness) -> tuple[str, str]:
    return each.report_id, each.other_id


def _choose_nearest(found: Iterable[Likeness]) -> Iterator[Likeness]:
    """Yield of a report's earlier ones the one it is most like, and every peer."""
    best: dict[str, Likeness] = {}
    for each in found:
        if each.relation is Relation.PEER:
            yield each
        elif each.report_id not in best or (each.share or 0) > (best[each.report_id].share or 0):
            best[each.report_id] = each
    yield from best.values()


def _tell_likeness(each: Likeness, stock: Stock) -> Finding:
    rules, own, other = load_likeness(), stock.by_id[each.report_id], stock.by_id[each.other_id]
    level = None if each.share is None else rules.level(each.share)
    reason = f"{each.relation}.{level}" if level else "unclear"
    values: dict[str, str | int] = {
        "year": other.year,
        "other": other.agency,
        "share": round((each.share or 0) * 100),
        "taken": each.taken,
        "paragraphs": each.paragraphs,
        "figures": len(each.figures),
        "unchanged": each.unchanged,
    }
    sentence = _fill(rules.reasons[reason]["zh"], values)
    if level and each.figures:
        sentence += _fill(load_oversight().told["figures"], values)
    passages = [
        passage
        for copied in _choose_longest(each.copied)
        for passage in (
            stock.cut(own.report_id, copied.own),
            stock.cut(other.report_id, copied.other),
        )
    ]
    graded = {None: Level.UNCLEAR, rules.levels[-1][0]: Level.KEPT}
    outcome = _fact(own, Check.LIKENESS, each.relation.value, reason, values, passages)
    outcome = replace(outcome, side=f"{other.region}|{other.agency}|{other.year}")
    return _write(outcome, stock, graded.get(level, Level.LOOK), sentence)


def _choose_longest(copied: Sequence[Copied]) -> list[Copied]:
    longest = sorted(copied, key=lambda each: each.own.start - each.own.end)[:_STRETCHES]
    return sorted(longest, key=lambda each: each.own.start)


def _tell_group(group: SharedPassages, stock: Stock) -> Finding:
    """Tell the passages of the first member beside those of the second; all others are named."""
    members = sorted(group.members, key=lambda each: not stock.has([each.report_id]))
    own, *others = (stock.by_id[each.report_id] for each in members)
    values: dict[str, str | int] = {
        "n": group.size,
        "others": _name(others),
        "share": round(group.alike * 100),
    }
    passages = [
        stock.cut(member.report_id, span)
        for place in range(min(group.size, _STRETCHES))
        for member in members[:2]
        for span in (member.passages[place],)
    ]
    passages += [_name_page(each) for each in others[1:]]
    sentence = _fill(load_oversight().told[f"shared.{group.kind}"], values)
    outcome = _fact(own, Check.LIKENESS, "shared", "shared", values, passages)
    return _write(replace(outcome, side=group.kind.value), stock, Level.LOOK, sentence)


def _name(others: Sequence[ReportRecord]) -> str:
    names = "、".join(each.agency for each in others[:_NAMED])
    return f"{names}等 {len(others)} 个单位" if len(others) > _NAMED else names


def find_plans(served: Served, stock: Stock) -> Iterator[Finding]:
    """Yield what became of plans, told of the report of the year after, and what stands again."""
    last = stock.asked.years[1] if stock.asked.years else None
    agencies = stock.asked.agencies
    records = [
        each
        for each in stock.up_to(last)
        if each.genre is Genre.ROL and each.in_force and (not agencies or each.agency in agencies)
    ]
    rarity = sample_rarity(served, stock.asked.dataset)
    for pair in follow_plans(records, rarity):
        if pair.later is not None and stock.has([pair.later.report_id]):
            yield from _tell_pair(pair, pair.later, stock)
    for each in find_standing(records, rarity):
        if stock.has([each.told[-1].report_id]):
            yield _tell_standing(each, stock)


def _tell_standing(standing: Standing, stock: Stock) -> Finding:
    """Tell a shortcoming of the last report that states it, with the words of every year."""
    first, *_, last = standing.told
    values: dict[str, str | int] = {
        "n": len(standing.told),
        "first": first.year,
        "last": last.year,
        "quote": _shorten(last.quote),
    }
    passages = [Passage(each.report_id, each.quote, each.span) for each in reversed(standing.told)]
    own = stock.by_id[last.report_id]
    outcome = _fact(own, Check.PROMISES, "standing", "standing", values, passages)
    return _write(outcome, stock, Level.LOOK, _fill(load_oversight().told["standing"], values))


def _tell_pair(pair: Pair, later: ReportRecord, stock: Stock) -> Iterator[Finding]:
    notes = load_oversight().notes
    outcomes = list_outcomes(pair.record, pair.followed)
    for each, outcome in zip(pair.followed, outcomes, strict=True):
        values = {**outcome.values, "plan_year": pair.record.year, "state": each.state.value}
        level = _LEVELS.get(each.state, Level.UNCLEAR)
        found = _write(replace(outcome, values=values), stock, level, _tell_plan(each))
        planned, *answer = found.evidence
        evidence = [replace(planned, note=notes["planned"])]
        evidence += [replace(near, note=notes["nearest"]) for near in answer]
        if not answer:
            evidence += stock.show([_name_page(later)])
        yield replace(found, year=later.year, evidence=tuple(evidence))


def _tell_plan(each: Followed) -> str:
    reason = load_promise_words().reasons[each.reason]["zh"]
    planned = _shorten(each.promise.quote)
    shown = {name: str(value) for name, value in each.values.items()}
    values = {
        "plan_year": str(each.promise.year),
        "promise": planned,
        "reason": fill(reason, shown),
    }
    return fill(load_oversight().told["promise"], values)


def _shorten(quote: str) -> str:
    words = "".join(quote.split()).rstrip("。；，")
    return words if len(words) <= _LONGEST else words[:_LONGEST] + "……"


def _name_page(record: ReportRecord) -> Passage:
    return Passage(record.report_id, record.title or record.source)


def _fill(sentence: str, values: dict[str, str | int]) -> str:
    return fill(sentence, {name: str(value) for name, value in values.items()}, values)


def _fact(
    record: ReportRecord,
    check: Check,
    rule: str,
    reason: str,
    values: dict[str, str | int],
    passages: Sequence[Passage],
) -> Outcome:
    """Return an outcome that accuses nobody."""
    return Outcome(
        check=check.value,
        rule=rule,
        verdict=Verdict.UNCLEAR,
        dataset=record.dataset,
        region=record.region,
        agency=record.agency,
        year=record.year,
        genre=record.genre,
        reason=reason,
        values=values,
        passages=tuple(passages),
    )


def _write(outcome: Outcome, stock: Stock, level: Level, sentence: str) -> Finding:
    return write_finding(
        outcome,
        stock,
        check=Check(outcome.check),
        rule_name=load_oversight().rules[f"{outcome.check}.{outcome.rule}"],
        topic=Topic.FACT,
        level=level,
        sentence=sentence,
    )
