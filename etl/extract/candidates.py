"""Candidates: every quantity a wording claims, with a verdict and its reason.

Owns the walk over one text: quantities, shared lists, heads of lists, scope, what is stated without
a number.
Chooses nothing between candidates: that is resolution's part.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from etl.catalog import Catalog
from etl.extract.among import is_among, is_counted_before, opens_among
from etl.extract.carry import carry_over
from etl.extract.claim import Candidate
from etl.extract.heads import find_lists, shorten
from etl.extract.label import read_label, restore_label
from etl.extract.lists import Spread, spread_lists
from etl.extract.reasons import Reason, Reporter
from etl.extract.row import Row, goes_ahead, open_row, read_item, write_item
from etl.extract.scope import judge
from etl.extract.shares import settle_shares
from etl.extract.unnumbered import Speech, Unnumbered, lead
from etl.extract.wording import Bond, Hearing, Lexicon, Match
from etl.model import SectionKind
from etl.text.clauses import Place, Sentences, last_clause
from etl.text.quantities import Quantity, Shape, find_quantities

_ROW_MARK = re.compile(r"(?:、|和|及|与|以及|(?<=复议))$")
_DENIED = re.compile(
    r"(?:未|没有|无)(?:再|曾)?(?:发生|收到|出现|产生|接到|受理|引发)?(?:过|任何)?$"
)
_COUNTED = re.compile(r"[^，。；、\d]{0,10}\d+[名位人家件]")
_LONGEST_NOUN = 6  # what a number of a row stands before
_PART_OF_WORD = frozenset(("年", "级", "类", "方", "届"))  # 两级执法人员, 三类事项, 第三方, 新一届


class Reader:
    """Reads candidates from normalised text by one catalogue."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self._lexicon = Lexicon(catalog)
        self._unnumbered = Unnumbered(catalog)

    def read(
        self, text: str, reporter: Reporter, section_at: Callable[[int], SectionKind]
    ) -> list[Candidate]:
        """Return all candidates of masked, normalised `text`, in reading order."""
        quantities = find_quantities(text)
        published, text = text, _write_digits(text, quantities)
        sentences = Sentences(text)
        spread = spread_lists(text, quantities, sentences)
        heard = _Heard(text, self._lexicon.hear(text), spread, reporter, section_at)
        found: list[Candidate] = []
        row: Row | None = None
        for quantity in quantities:
            place = sentences.place(quantity.start, quantity.end)
            item = read_item(row, quantity, text)
            ahead = row if goes_ahead(row, quantity, text) else None
            claims = list(self._claims(quantity, place, heard, row, item, ahead))
            row = _next_row(quantity, place, claims, row if item else None)
            found.extend(claims)
        said = Speech(published, Sentences(published), reporter, section_at)
        found.extend(self._unnumbered.find_nothings(said))
        found.extend(
            self._unnumbered.find_firms(replace(said, text=text, sentences=sentences), found)
        )
        found = [restore_label(each, text, published) for each in found]
        found.sort(key=lambda each: (each.number_start, each.indicator or ""))
        found = list(self._put_under_heads(found, quantities, sentences, heard))
        carried = carry_over(found, self.catalog.units, reporter.year)
        return list(settle_shares(carried, self.catalog.units, text, reporter))

    def _claims(
        self,
        quantity: Quantity,
        place: Place,
        heard: "_Heard",
        row: Row | None,
        item: str | None,
        ahead: Row | None,
    ) -> Iterator[Candidate]:
        section = heard.section_at(quantity.start)
        if quantity.start in heard.spread:
            yield from self._spread_claims(quantity, place, heard, section)
            return
        among = is_among(place)
        best = self._best(quantity, place, heard.hearing, row, item)
        if ahead is not None and (best is None or best.bond is Bond.WITHIN):
            best = self._ahead_of_thing(quantity, place, ahead) or best
        if best is None or (among and best.wording.noun):
            yield _unclaimed(quantity, place, among)
            return
        reason = judge(quantity, place, best.indicator, heard.reporter, section)
        if reason is None and quantity.value == 1 and _DENIED.search(place.clause):
            reason = Reason.DENIED  # 未发生一起…案件 is a stated nothing, and no 1
        if reason is None and quantity.shape is Shape.FIRST and _COUNTED.match(place.right):
            reason = Reason.ORDINAL  # 首位公职律师1名: the count is written out beside it
        if reason is None and is_counted_before(place):
            reason = Reason.PART
        if reason is None and self._is_shared(quantity, place, best):
            reason = Reason.SHARED
        yield _candidate(quantity, place, best, among, read_label(quantity, place, best), reason)

    def _best(
        self,
        quantity: Quantity,
        place: Place,
        hearing: Hearing,
        row: Row | None,
        item: str | None,
    ) -> Match | None:
        """Return the wording that claims a number; in a row, by the verb of the first item."""
        counted = replace(quantity, unit="%") if quantity.shape is Shape.POINTS else quantity
        matches = self._lexicon.matches(counted, place, hearing)
        own = matches[0] if matches else None
        if row is None or item is None:
            return own
        if own is not None and own.bond is Bond.BESIDE and not own.wording.noun:
            return own
        for match in self._lexicon.matches(quantity, write_item(row, item, place)):
            if match.indicator.id == row.indicator and match.bond >= Bond.TOPIC:
                return replace(match, start=quantity.start - len(item))
        return own

    def _ahead_of_thing(self, quantity: Quantity, place: Place, row: Row) -> Match | None:
        """办理10件建议和28件提案: return what claims 28 by the verb before 10."""
        written = replace(place, left=row.words, clause=row.words)
        matches = self._lexicon.matches(quantity, written)
        return next((m for m in matches if m.end - quantity.end <= _LONGEST_NOUN), None)

    def _spread_claims(
        self, quantity: Quantity, place: Place, heard: "_Heard", section: SectionKind
    ) -> Iterator[Candidate]:
        spread = heard.spread[quantity.start]
        for match, words in self._spread_matches(quantity, place, spread):
            reason = judge(quantity, place, match.indicator, heard.reporter, section)
            if reason is Reason.PLAN:  # 保留、拟修改分别为4件、2件: the plan of one of them
                item = replace(place, left=words, clause=last_clause(words))
                reason = judge(quantity, item, match.indicator, heard.reporter, section)
            whole = replace(match, start=quantity.start - len(place.clause))
            label = words if spread.each else ""
            yield replace(_candidate(quantity, place, whole, False, label, reason), weak=False)

    def _spread_matches(
        self, quantity: Quantity, place: Place, spread: Spread
    ) -> Iterator[tuple[Match, str]]:
        known: set[str] = set()
        said = place.left[: len(place.left) - len(place.clause)]
        for words in spread.words:
            written = replace(place, left=said + words, clause=last_clause(words))
            said += f"{words}，"  # what the item before it named holds for this one too
            matches = self._lexicon.matches(quantity, written)
            if not matches:  # 计量、标准化法规宣传分别4场、3场: what the last one is, all are
                words += spread.words[-1]
                written = replace(place, left=said + words, clause=last_clause(words))
                matches = self._lexicon.matches(quantity, written)
            for match in matches[:1]:
                if spread.each or match.indicator.id not in known:
                    known.add(match.indicator.id)
                    yield match, words

    def _put_under_heads(
        self,
        found: Sequence[Candidate],
        quantities: Sequence[Quantity],
        sentences: Sentences,
        heard: "_Heard",
    ) -> Iterator[Candidate]:
        """Yield `found`, numbers that only the head of their list claims with its indicator."""
        by_start = {each.numeral_start: each for each in quantities}
        told: dict[int, Candidate] = {}
        for listed in find_lists(found, heard.text):
            claims = [
                self._claim_under(listed.head, item, by_start[each.number_start], sentences, heard)
                for each, item in zip(listed.members, listed.items, strict=True)
            ]
            told |= {claim.number_start: claim for claim in claims if claim}
        for each in found:
            yield told.get(each.number_start, each)

    def _claim_under(
        self, head: str, item: str, quantity: Quantity, sentences: Sentences, heard: "_Heard"
    ) -> Candidate | None:
        place = sentences.place(quantity.start, quantity.end)
        readings = (
            self._lexicon.matches(
                quantity, replace(place, left=words, clause=head + item, paragraph=head)
            )
            for words in shorten(head)
        )
        matches = next(filter(None, readings), [])
        if len(matches) != 1:
            return None
        section = heard.section_at(quantity.start)
        match = replace(matches[0], start=quantity.start - len(item))
        reason = judge(quantity, place, match.indicator, heard.reporter, section)
        return _candidate(quantity, place, match, False, item, reason)

    def _is_shared(self, quantity: Quantity, place: Place, match: Match) -> bool:
        """复议、诉讼案件共2件: one number for two indicators is a figure of neither."""
        before = place.left[: max(match.start - place.left_start, 0)]
        row = _ROW_MARK.search(before)
        if row is None or match.start >= quantity.start:
            return False
        words = before[: row.start()]
        others = self._lexicon.matches(
            quantity, replace(place, left=words, clause=last_clause(words))
        )
        return any(
            other.indicator.id != match.indicator.id and other.bond is Bond.BESIDE
            for other in others[:1]
        )


@dataclass(frozen=True, slots=True)
class _Heard:
    """One text as its numbers are asked: what is heard where, who speaks, in which chapter."""

    text: str
    hearing: Hearing
    spread: Mapping[int, Spread]
    reporter: Reporter
    section_at: Callable[[int], SectionKind]


def _next_row(
    quantity: Quantity, place: Place, claims: Sequence[Candidate], row: Row | None
) -> Row | None:
    """Return the row that a further item may go on with, None behind what nothing claims."""
    claimed = claims[-1].indicator if claims else None
    if claimed is None:
        return None
    if row is not None:
        return replace(row, end=quantity.end, indicator=claimed)
    return open_row(quantity, place.clause, claimed)


def _write_digits(text: str, quantities: Sequence[Quantity]) -> str:
    """Write Chinese numerals as digits of the same length, so that wording sees one form.

    Years keep their words: scope reads them.
    """
    pieces, position = [], 0
    for quantity in quantities:
        numeral = text[quantity.numeral_start : quantity.numeral_end]
        if quantity.unit in _PART_OF_WORD or numeral[0].isdigit() or numeral == "首":
            continue
        pieces += [text[position : quantity.numeral_start], "0" * len(numeral)]
        position = quantity.numeral_end
    return "".join([*pieces, text[position:]])


def _candidate(
    quantity: Quantity, place: Place, match: Match, among: bool, label: str, reason: Reason | None
) -> Candidate:
    start = min(match.start, quantity.start)
    clause = place.start - len(place.clause)
    if start > clause and start - clause <= 24:
        start = clause
    return Candidate(
        match.indicator.id, f"{match.indicator.id}/{match.wording.id}", quantity.value,
        quantity.qualifier, quantity.unit or match.indicator.unit, start,
        max(match.end, quantity.end), quantity.numeral_start, quantity.end,
        place.sentence, among, label, reason, _SUMMING.search(place.clause) is not None,
        match.wording.weak or match.bond <= Bond.WITHIN, opens_among(place), match.wording.weak,
    )  # fmt: skip


_SUMMING = re.compile(r"(?:合计|共计|总计)[^，。；\d]{0,8}$")


def _unclaimed(quantity: Quantity, place: Place, among: bool) -> Candidate:
    return Candidate(
        None, "", quantity.value, quantity.qualifier, quantity.unit,
        quantity.start - len(lead(place)), quantity.end, quantity.numeral_start, quantity.end,
        place.sentence, among, lead(place), Reason.NO_WORDING,
        among_before=opens_among(place),
    )  # fmt: skip
