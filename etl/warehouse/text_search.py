"""Full-text search: the newest reports whose text, as published, holds every word asked for.

Owns the way there: the table of pairs names the blocks of reports that can hold the words, and only
the stretches these lie in are unpacked and read, a few more at a time, until the newest are found.
What was not looked at is not counted: the total then is the least there can be. Refuses to rank:
newest first, as rows stand.
"""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial, reduce
from operator import and_, or_
from typing import Any

from etl.model import Span
from etl.warehouse.conditions import bind_filter
from etl.warehouse.sentence import find_sentence
from etl.warehouse.served import Served
from etl.warehouse.sought import count_words, find_places, read_words, write_pattern
from etl.warehouse.stretches import BLOCK, BLOCKS, STRETCH, bound_pairs, number_pairs
from etl.warehouse.views import Filter, FoundLine, FoundReport, TextFound

_LINES = 3  # of a report
_REACH = 60  # characters kept each side of what was looked for
_FAR = 120  # and after the first of several places
_ALL = (1 << BLOCKS) - 1
_HANDS = 2  # stretches read side by side: DuckDB reads as few rows with one
_FIRST = 2  # stretches read at once; each time twice as many

# Stretches in which anything is asked for, and the newest year of it.
_STRETCHES = f"""
SELECT (report_no - 1) // {STRETCH} AS stretch, max(year) FROM reports
WHERE in_force AND {{where}} GROUP BY stretch
"""
_PAIRS = """
SELECT stretch, pair, blocks, altered FROM text_pairs WHERE pair IN ({pairs})
"""
_BEGINNING = """
SELECT stretch, bit_or(blocks) FROM text_pairs WHERE pair BETWEEN {first} AND {last} GROUP BY stretch
"""
# CASE: words are looked for in no text but those of the blocks, and by pattern only where a plain
# comparison, several times as fast, might miss them.
_BIT = f"((report_no - 1) // {BLOCK} % {BLOCKS})"
_HOLDS = "contains({of}, $word_{place})"
_HOLDS_SOMEHOW = f"""
CASE WHEN ({{altered}} >> {_BIT}) & 1 = 0 THEN contains({{of}}, $word_{{place}})
     WHEN NOT contains({{of}}, $run_{{place}}) THEN FALSE
     ELSE regexp_matches({{of}}, $pattern_{{place}}) END
"""
# What stands around a report on a web page is no part of it; to cut it off takes time.
_BODY = "substring(text, body_start + 1, body_end - body_start)"
_READ = f"""
(SELECT count(*) OVER () AS found, year, report_no, report_id, region, agency, genre, title, text,
        body_start, body_end
FROM reports
WHERE report_no BETWEEN {{lowest}} AND {{highest}} AND in_force AND {{where}}
  AND CASE WHEN ({{blocks}} >> {_BIT}) & 1 = 0 THEN FALSE
      WHEN {{holds}} THEN {{holds_itself}} ELSE FALSE END
ORDER BY year DESC, report_no LIMIT $most)
"""

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where a word can stand in a stretch: blocks, and those where it may be written otherwise.

    Its `run` stands there plainly, whatever happened to the rest of it.
    """

    blocks: int
    altered: int
    run: str


@dataclass(frozen=True, slots=True)
class _Stretch:
    number: int
    newest: int  # year
    words: tuple[_Standing, ...]

    @property
    def order(self) -> tuple[int, int]:
        """Its place among stretches: before it nothing newer can stand, nor as new in a lower one."""
        return -self.newest, self.number


def search_texts(served: Served, filter: Filter, typed: str, most: int) -> TextFound:
    """Return the newest reports in force that hold every word typed; none where nothing was."""
    words = read_words(typed)
    left = _find_stretches(served, filter, words) if words else []
    total, rows = 0, list[Row]()
    for some in _take_more(len(left)):
        here, left = left[:some], left[some:]
        found = _read(served, filter, words, here, most)
        total += sum({_stretch_of(row): row[0] for row in found}.values())
        rows = sorted([*rows, *found], key=lambda row: (-row[1], row[2]))[:most]
        if left and len(rows) == most and left[0].order > (-rows[-1][1], _stretch_of(rows[-1])):
            break  # whatever else there is comes after these
    return TextFound(total, not left, tuple(_show(row, words) for row in rows))


def _take_more(count: int) -> Iterator[int]:
    """Yield how many stretches are read at once: few at first, as common words are found there."""
    some = _FIRST
    while count > 0:
        yield some
        count, some = count - some, some * 2


def _stretch_of(row: Row) -> int:
    number: int = row[2]
    return (number - 1) // STRETCH


def _find_stretches(served: Served, filter: Filter, words: Sequence[str]) -> list[_Stretch]:
    """Return the stretches that can hold all words, those with the newest reports first."""
    where, values = bind_filter(filter)
    standing = [_find_standing(served, word) for word in words]
    if not all(standing):
        return []
    found = [
        _Stretch(number, newest, tuple(each[number] for each in standing))
        for number, newest in served.rows(_STRETCHES.format(where=where), values)
        if all(number in each for each in standing)
    ]
    return sorted(found, key=lambda each: each.order)


def _find_standing(served: Served, word: str) -> dict[int, _Standing]:
    """Return of each stretch how a word can stand in it, where it can."""
    pairs = number_pairs(word)
    if not pairs:
        first, last = bound_pairs(word)
        rows = served.rows(_BEGINNING.format(first=first, last=last))
        return {number: _Standing(blocks, blocks, "") for number, blocks in rows}
    masks: dict[int, dict[int, tuple[int, int]]] = {}
    for number, pair, blocks, altered in served.rows(_PAIRS.format(pairs=_list(set(pairs)))):
        masks.setdefault(number, {})[pair] = (blocks, altered)
    found = {
        number: _join(word, [each[pair] for pair in pairs])
        for number, each in masks.items()
        if len(each) == len(set(pairs))
    }
    return {number: standing for number, standing in found.items() if standing.blocks}


def _list(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, sorted(numbers)))


def _join(word: str, masks: Sequence[tuple[int, int]]) -> _Standing:
    blocks = reduce(and_, (each for each, _ in masks))
    altered = [blocks & each for _, each in masks]
    return _Standing(blocks, reduce(or_, altered), _longest_run(word, altered))


def _longest_run(word: str, altered: Sequence[int]) -> str:
    """Return the longest part of a word whose pairs are altered nowhere."""
    longest, start = "", 0
    for place, mask in enumerate([*altered, _ALL]):
        if mask:
            run = word[start : place + 1] if place > start else ""
            longest, start = max(longest, run, key=len), place + 1
    return longest


def _read(
    served: Served, filter: Filter, words: Sequence[str], stretches: Sequence[_Stretch], most: int
) -> list[Row]:
    """Return the newest reports of each stretch that hold all words, and how many there are."""
    with ThreadPoolExecutor(_HANDS) as hands:
        ask = partial(_read_stretch, served, filter, words, most)
        return [row for rows in hands.map(ask, stretches) for row in rows]


def _read_stretch(
    served: Served, filter: Filter, words: Sequence[str], most: int, stretch: _Stretch
) -> list[Row]:
    where, values = bind_filter(filter)
    holds = []
    for place, (word, standing) in enumerate(zip(words, stretch.words, strict=True)):
        values[f"word_{place}"] = word
        if standing.altered:
            values[f"run_{place}"], values[f"pattern_{place}"] = standing.run, write_pattern(word)
        form = _HOLDS_SOMEHOW if standing.altered else _HOLDS
        holds.append(partial(form.format, place=place, altered=standing.altered))
    query = _READ.format(
        lowest=stretch.number * STRETCH + 1,
        highest=(stretch.number + 1) * STRETCH,
        blocks=reduce(and_, (each.blocks for each in stretch.words)),
        where=where,
        holds=" AND ".join(each(of="text") for each in holds),
        holds_itself=" AND ".join(each(of=_BODY) for each in holds),
    )
    return served.rows(query, {**values, "most": most})


def _show(row: Row, words: Sequence[str]) -> FoundReport:
    _, year, _, report_id, region, agency, genre, title, text, start, end = row
    places = find_places(text, words, Span(start, end))
    lines = tuple(_choose_lines(text, places))
    return FoundReport(report_id, region, agency, year, genre, title, len(places), lines)


def _choose_lines(text: str, places: Sequence[Span]) -> list[FoundLine]:
    """Return the sentences that hold most of the words, in the order of the text."""
    sentences: dict[Span, list[Span]] = {}
    for place in places:
        last = next(reversed(sentences), None)
        inside = last is not None and place.end <= last.end
        sentences.setdefault(last if inside and last else find_sentence(text, place), []).append(
            place
        )
    ranked = sorted(sentences.items(), key=lambda each: -count_words(text, each[1]))[:_LINES]
    return [_cut_line(text, *each) for each in sorted(ranked, key=lambda each: each[0].start)]


def _cut_line(text: str, sentence: Span, places: Sequence[Span]) -> FoundLine:
    """Cut what is far from the places; those far from the first are not shown."""
    first = places[0]
    start = max(sentence.start, first.start - _REACH)
    shown = [place for place in places if place.end <= first.end + _FAR]
    end = min(sentence.end, shown[-1].end + _REACH)
    within = tuple(Span(place.start - start, place.end - start) for place in shown)
    cut = (start > sentence.start, end < sentence.end)
    return FoundLine(start, text[start:end], within, *cut)
