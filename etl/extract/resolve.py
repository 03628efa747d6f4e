"""Resolution: from candidates to the figures a report states.

Owns three rules: a repeat merges, a sub-count hangs under its whole, and two different totals of
one thing both stay and are reported as a contradiction.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from etl.extract.among import TOLD_THROUGH
from etl.extract.claim import Candidate
from etl.extract.parts import core_words, is_common, name_parts
from etl.extract.reasons import Reason
from etl.extract.repeats import is_firmer, repeats, unit_kind

# Figures of one indicator, or of one sentence, that are compared with each other: no report
# states so many, and a text that is nothing but numbers must not take the square of them.
_MOST = 300
_NO_CHANCE = 20  # from here on two numbers that add up to a third do so for a reason
_TOLD_ANEW = re.compile(
    f"(?:其中)?{TOLD_THROUGH}|(?:全年|另外?|还|共)*(?:举办|开展|组织|召开|举行|实施|完成|办理|受理|作出|检查|培训|制定|出台|发布|公开|聘请)"
)
_BARE_SUM = re.compile("(?:共计|合计|总计|一共|共|总数)(?:为|达|是|有)?")


@dataclass(slots=True)
class Stated:
    """A figure taken, with the sub-counts that hang under it."""

    candidate: Candidate
    part: str | None = None
    parts: list[Candidate] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the candidates come to: figures, contradictions, and every candidate's fate."""

    figures: tuple[Stated, ...]
    contradictions: tuple[tuple[Stated, ...], ...]
    left: tuple[Candidate, ...]


def resolve(candidates: Sequence[Candidate]) -> Resolution:
    """Choose among `candidates` (in reading order)."""
    left: list[Candidate] = []
    figures: list[Stated] = []
    by_sentence: dict[int, list[Stated]] = defaultdict(list)
    before: list[Stated] = []
    for candidate in candidates:
        if candidate.among_before:
            by_sentence[candidate.sentence] = by_sentence[candidate.sentence] or before[-1:]
        near = by_sentence[candidate.sentence][-_MOST:]
        whole = _whole_of(candidate, near)
        summed = _sum_of(candidate, near)
        if summed is not None:
            figures.append(summed)
            for part in summed.parts:
                figures = [stated for stated in figures if stated.candidate is not part]
                left.append(replace(part, reason=Reason.PART))
            by_sentence[candidate.sentence].append(summed)
            before.append(summed)
        elif whole is not None:
            whole.parts.append(candidate)
            left.append(replace(candidate, reason=Reason.PART))
        elif candidate.reason is not None or candidate.indicator is None:
            left.append(candidate)
        else:
            stated = Stated(candidate)
            figures.append(stated)
            by_sentence[candidate.sentence].append(stated)
            before.append(stated)
    groups: dict[str, list[Stated]] = defaultdict(list)
    for stated in figures:
        groups[str(stated.candidate.indicator)].append(stated)
    kept: list[Stated] = []
    contradictions: list[tuple[Stated, ...]] = []
    for group in groups.values():
        merged = _hang_split(_mergerepeats(_drop_weak(group, left), left), left)
        contradictions.extend(_name_parts(merged, left))
        kept.extend(merged)
    kept.sort(key=lambda stated: stated.candidate.number_start)
    return Resolution(tuple(kept), tuple(contradictions), tuple(left))


def _whole_of(candidate: Candidate, before: Sequence[Stated]) -> Stated | None:
    """The figure a number after 其中 is a part of; another indicator's figure is its own."""
    if not before:
        return None
    if not candidate.among:
        return _goes_on(candidate, before)
    same = [each for each in before if each.candidate.indicator == candidate.indicator]
    if same and same[-1].candidate.loose and candidate.reason is None and not candidate.weak:
        return None  # 在册执法人员33人，其中持证29人: the loose wording gives way below
    whole = same[-1] if same else before[-1]
    if candidate.reason not in (None, Reason.NO_WORDING):
        return None
    if candidate.indicator is not None and candidate.indicator != whole.candidate.indicator:
        return None
    if candidate.indicator is not None:
        return whole
    same_kind = unit_kind(candidate.unit) == unit_kind(whole.candidate.unit)
    return whole if same_kind and candidate.value <= whole.candidate.value else None


def _sum_of(candidate: Candidate, before: Sequence[Stated]) -> Stated | None:
    """A件402、B件517，共919件: a bare total takes in the shares before it that add up to it."""
    if not before or candidate.indicator == before[-1].candidate.indicator:
        return None
    if not _BARE_SUM.fullmatch(candidate.label):
        return None
    kind = unit_kind(candidate.unit)
    shares = [
        each
        for each in before
        if each.candidate.indicator == before[-1].candidate.indicator
        and unit_kind(each.candidate.unit) == kind
        and not each.parts
    ]
    if len(shares) < 2 or _total(shares) != candidate.value:
        return None
    first = shares[0].candidate
    whole = replace(
        candidate, indicator=first.indicator, rule=first.rule, reason=None, start=first.start
    )
    return Stated(whole, parts=[each.candidate for each in shares])


def _goes_on(candidate: Candidate, before: Sequence[Stated]) -> Stated | None:
    """其中A20条；B15条；C10条: shares go on past ； while they fit within their whole.

    What has a verb of its own (；举办培训班三期) is told anew.
    """
    first = before[-1].parts[0].label if before[-1].parts else ""
    if _TOLD_ANEW.match(candidate.label) and not _TOLD_ANEW.match(first):
        return None  # shares that were told so from the first (其中通过A公开20条；通过B15条) go on
    for whole in reversed(before):
        if whole.candidate.indicator == candidate.indicator and 0 < len(whole.parts) < _MOST:
            shares = [p for p in whole.parts if p.indicator == candidate.indicator]
            total = sum((part.value for part in shares), candidate.value)
            if shares and candidate.reason is None and total <= whole.candidate.value:
                return whole
    return None


def _drop_weak(group: list[Stated], left: list[Candidate]) -> list[Stated]:
    """A loose wording (执法人员6名) gives way to a strict one (其中持证5名) in the same report."""
    strict = [stated for stated in group if not stated.candidate.weak]
    if not strict or len(strict) == len(group):
        return group
    kept = [each for each in group if each in strict or _opens_row(each.candidate, strict)]
    weak = [each.candidate for each in group if each not in kept]
    left.extend(replace(candidate, reason=Reason.REPEATED) for candidate in weak)
    return kept


def _opens_row(weak: Candidate, strict: Sequence[Stated]) -> bool:
    """线上2860人次、线下745人次: what the second goes on with, the first has stated."""
    return not weak.loose and any(
        each.candidate.unit == weak.unit
        and each.candidate.start < weak.number_start < each.candidate.number_start
        and each.candidate.sentence == weak.sentence
        for each in strict
    )


def _mergerepeats(group: list[Stated], left: list[Candidate]) -> list[Stated]:
    """The same value stated again is one figure; the firmer statement stays.

    A stated value also covers a bound that it meets (summary: 超过600件, body: 612件).
    """
    merged: list[Stated] = []
    for stated in group:
        twin = next(
            (each for each in merged[-_MOST:] if repeats(each.candidate, stated.candidate)), None
        )
        if twin is None:
            merged.append(stated)
            continue
        twin.parts.extend(stated.parts)
        loser = stated.candidate
        if is_firmer(stated.candidate, twin.candidate):
            loser, twin.candidate = twin.candidate, stated.candidate
        left.append(replace(loser, reason=Reason.REPEATED))
    return merged


def _hang_split(group: list[Stated], left: list[Candidate]) -> list[Stated]:
    """A row in one sentence whose numbers add up to another number hangs under it."""
    if len(group) > _MOST:
        return group
    for whole in reversed(group):
        others = [each for each in group if each is not whole]
        same = [each for each in others if each.candidate.sentence == whole.candidate.sentence]
        rest = others if len(others) > 1 and _total(others) == whole.candidate.value else same
        adds_up = (
            len(rest) > 1
            and _total(rest) == whole.candidate.value
            and _may_be_whole(whole.candidate, rest)
        )
        sums_up = (
            whole.candidate.summing
            and rest
            and rest[-1].candidate.number_start < whole.candidate.number_start
            and _total(rest) <= whole.candidate.value
        )
        if adds_up or sums_up:
            whole.parts.extend(each.candidate for each in rest)
            left.extend(replace(each.candidate, reason=Reason.PART) for each in rest)
            return [each for each in group if each not in rest]
    return group


def _may_be_whole(whole: Candidate, rest: Sequence[Stated]) -> bool:
    """Tell whether a sum is no chance: small numbers add up to each other (会议1次、2次、3次)."""
    places = [each.candidate.number_start for each in rest]
    outside = whole.number_start < min(places) or whole.number_start > max(places)
    told = whole.summing or is_common(whole.label) or whole.value >= _NO_CHANCE
    return outside and told


def _total(figures: Sequence[Stated]) -> Decimal:
    return sum((each.candidate.value for each in figures), Decimal(0))


def _name_parts(group: list[Stated], left: list[Candidate]) -> list[tuple[Stated, ...]]:
    """Name figures that split one indicator; return those that contradict each other.

    Figures that nothing but common words introduce are totals, wherever else parts are named.
    """
    if len(group) < 2:
        return []
    if len(kinds := {_counting(stated.candidate.unit) for stated in group}) > 1:
        return [rivals for kind in kinds for rivals in _name_kind(group, kind, left)]
    if len({stated.candidate.sentence for stated in group}) > 1:
        if rivals := _rivals(group):
            return [rivals]
        wholes = [stated for stated in group if is_common(stated.candidate.label)]
        if len(wholes) == 1:
            _hang_under(wholes[0], group, left)
            group = [stated for stated in group if stated is not wholes[0]]
    names = name_parts([stated.candidate.label for stated in group])
    for number, (stated, name) in enumerate(zip(group, names, strict=True), 1):
        stated.part = name or f"分项{number}"
    return []


def _name_kind(group: list[Stated], kind: str, left: list[Candidate]) -> list[tuple[Stated, ...]]:
    """Name the figures of one kind of measure word; a lone one is a part where its words say so."""
    alike = [stated for stated in group if _counting(stated.candidate.unit) == kind]
    if len(alike) > 1:
        return _name_parts(alike, left)
    label = alike[0].candidate.label
    alike[0].part = None if is_common(label) else name_parts([label, ""])[0]
    return []


def _counting(unit: str) -> str:
    """Return what a measure word counts: visits to somebody (家次, 户次) or anything else."""
    return "visits" if unit[:1] in ("家", "户", "所", "处") else "other"


def _hang_under(whole: Stated, group: list[Stated], left: list[Candidate]) -> None:
    """Hang what is told of one part alone under the total, where it fits in."""
    kind = unit_kind(whole.candidate.unit)
    for stated in [each for each in group if each is not whole]:
        part = stated.candidate
        if unit_kind(part.unit) == kind and part.value <= whole.candidate.value:
            whole.parts.append(part)
            left.append(replace(part, reason=Reason.PART))
            group.remove(stated)


def _rivals(group: Sequence[Stated]) -> tuple[Stated, ...]:
    """Figures in different sentences with the same words and measure word: one fact, two totals."""
    by_words: dict[tuple[str, str], list[Stated]] = defaultdict(list)
    for stated in group:
        label = stated.candidate.label
        words = "" if is_common(label) else core_words(label)
        by_words[words, unit_kind(stated.candidate.unit)].append(stated)
    rivals = max(by_words.values(), key=len)
    return tuple(rivals) if len({each.candidate.sentence for each in rivals}) > 1 else ()
