"""Which of many reports are alike: each beside its body's earlier ones, and beside its peers.

Owns the choice of the pairs worth a comparison, and the parts the work falls into: reading some
reports, comparing some pairs. What is found, and its order, is the same whoever does them.
"""

import marshal
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from etl.checks.likeness import Likeness, Read, compare, leave_out
from etl.checks.likeness_index import LikenessIndex, hash_all
from etl.checks.paragraphs import Sentence, own_names, read_sentences, split_clauses
from etl.checks.parts import Hands, share, split
from etl.likeness_rules import LikenessRules
from etl.model import Genre, Span
from etl.record import ReportRecord

_SLIGHT = 1  # level of packing
_REPORTS = 50  # that are read as one part: a tenth of a second
_PAIRS = 100  # that are compared as one part
_Body = tuple[str, str]
_Pair = tuple[int, int, bool]  # the numbers of two reports, and whether it is told in any case


def find_likeness(
    records: Iterable[ReportRecord], rules: LikenessRules, hands: Hands | None = None
) -> list[Likeness]:
    """Return the likeness of every report to the one before it, and what else is listed."""
    return list(compare_all(records, rules, hands))


def compare_all(
    records: Iterable[ReportRecord], rules: LikenessRules, hands: Hands | None = None
) -> Iterator[Likeness]:
    """Yield what `find_likeness` lists, one by one: memory does not grow with what is found.

    Of superseded publications and reports without text nothing is told.
    """
    stock = _Stock(rules)
    told = (record for record in records if record.in_force and record.text)
    for some in share(read_reports, rules, split(told, _REPORTS), hands):
        for each in some:
            stock.add(each)
    equipment = rules, stock.index.find_formulas(rules.formula)
    pairs = chain(stock.list_years(), stock.list_peers())
    parts = (stock.make_part(some) for some in split(pairs, _PAIRS))
    for found in share(compare_part, equipment, parts, hands):
        yield from found


@dataclass(frozen=True, slots=True)
class _Packed:
    """A report in a third of its size, and the hashes it is found by."""

    body: _Body
    year: int
    genre: Genre
    content: bytes
    sentences: "array[int]"
    clauses: "array[int]"


@dataclass(frozen=True, slots=True)
class _Part:
    """Pairs to be compared, and the packed reports they name."""

    contents: Mapping[int, bytes]
    pairs: Sequence[_Pair]


def read_reports(rules: LikenessRules, records: Sequence[ReportRecord]) -> list[_Packed]:
    """Return reports as they are kept until they are compared."""
    return [_read(record, rules) for record in records]


def compare_part(equipment: tuple[LikenessRules, frozenset[int]], part: _Part) -> list[Likeness]:
    """Return what is told of these pairs: the last report in any case, others where alike."""
    rules, formulas = equipment
    reads = {number: _unpack(content, formulas) for number, content in part.contents.items()}
    found = ((_compare(reads[a], reads[b], rules), certain) for a, b, certain in part.pairs)
    return [each for each, certain in found if certain or _is_listed(each, rules)]


def _compare(own: Read, other: Read, rules: LikenessRules) -> Likeness:
    """Compare with an earlier report; of two peers the one more of which stands in the other."""
    found = compare(own, other, rules)
    if own.body == other.body:
        return found
    return max((found, compare(other, own, rules)), key=lambda each: each.share or 0)


def _is_listed(found: Likeness, rules: LikenessRules) -> bool:
    return found.share is not None and found.share * 100 >= rules.listed


def _read(record: ReportRecord, rules: LikenessRules) -> _Packed:
    text, names, least = record.text or "", own_names(record), rules.peers.clause
    sentences = read_sentences(record, rules)
    clauses = (each for one in sentences for each in split_clauses(text, one.span, names, least))
    return _Packed(
        body=record.body_key,
        year=record.year,
        genre=record.genre,
        content=_pack(record, sentences),
        sentences=hash_all(sentence.bare for sentence in sentences),
        clauses=hash_all(clauses),
    )


def _pack(record: ReportRecord, sentences: Sequence[Sentence]) -> bytes:
    rows = [(*_ends(each.span), each.paragraph, each.bare, each.size) for each in sentences]
    whole = record.report_id, record.body_key, record.text, rows
    return zlib.compress(marshal.dumps(whole), _SLIGHT)


def _unpack(content: bytes, formulas: frozenset[int]) -> Read:
    report_id, body, text, rows = marshal.loads(zlib.decompress(content))
    sentences = [Sentence(Span(start, end), *rest) for start, end, *rest in rows]
    return Read(report_id, body, text, leave_out(sentences, formulas))


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


class _Stock:
    """The reports added, packed with their sentences: a hundred thousand take some 600 MB."""

    def __init__(self, rules: LikenessRules) -> None:
        self.index = LikenessIndex()
        self._rules = rules
        self._years = array("l")
        self._contents: list[bytes] = []
        self._bodies: dict[tuple[_Body, Genre], list[int]] = defaultdict(list)

    def add(self, each: _Packed) -> None:
        number = self.index.add(each.body, each.year, each.genre, each.sentences, each.clauses)
        self._years.append(each.year)
        self._contents.append(each.content)
        self._bodies[each.body, each.genre].append(number)

    def list_years(self) -> Iterator[_Pair]:
        """Yield each report with the one before it, and with older ones that may be like it."""
        for numbers in self._bodies.values():
            yield from self._list_body(sorted(numbers, key=self._years.__getitem__))

    def _list_body(self, ordered: Sequence[int]) -> Iterator[_Pair]:
        clauses = {number: set(self.index.clauses(number).tolist()) for number in ordered}
        for place, number in enumerate(ordered):
            year = self._years[number]
            older = [each for each in ordered[:place] if self._years[each] < year]
            for other in reversed(older):
                last = other == older[-1]
                shared = len(clauses[number] & clauses[other])
                if last or shared * 100 >= len(clauses[number]) * self._rules.peers.share:
                    yield number, other, last

    def list_peers(self) -> Iterator[_Pair]:
        """Yield reports of two bodies that share unusual clauses."""
        for own, other in self.index.find_peers(self._rules.peers):
            yield own, other, False

    def make_part(self, pairs: Sequence[_Pair]) -> _Part:
        """Return pairs with the reports they name."""
        numbers = dict.fromkeys(chain.from_iterable(pair[:2] for pair in pairs))
        return _Part({number: self._contents[number] for number in numbers}, pairs)
