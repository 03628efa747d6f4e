"""Prose: the figures a report's sentences state, with their exact words.

Owns the way from a Document to observations and findings: normalise, read candidates, resolve,
map back to the text as published.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from etl.extract.candidates import Reader
from etl.extract.claim import Candidate
from etl.extract.parts import core_words
from etl.extract.reasons import Reporter
from etl.extract.resolve import Resolution, Stated, resolve
from etl.model import Document, Finding, Observation, SectionKind, Span
from etl.text.clauses import mask_asides
from etl.text.normalise import Normalised, normalise

_EDGES = "，、；：。"


@dataclass(frozen=True, slots=True)
class Prose:
    """What the prose of one document states, and what was left with which reason.

    `copy` is the prose as it was read, `masked` the same with its asides blanked.
    """

    observations: tuple[Observation, ...]
    findings: tuple[Finding, ...]
    left: tuple[tuple[Candidate, Span], ...]
    copy: Normalised
    masked: str


def read_prose(
    document: Document,
    reader: Reader,
    reporter: Reporter,
    section_at: Callable[[int], SectionKind],
    rows: Iterable[Normalised] = (),
    cuts: Iterable[Span] = (),
) -> Prose:
    """Read the figures of `document`'s body outside its tables, and of `rows` of tables.

    `section_at` tells the chapter of an offset of the text as published; `cuts` are what was
    read in another way.
    """
    tables = [table.span for table in document.tables]
    prose = copy = normalise(document.text, document.body, [*tables, *cuts])
    for row in rows:
        copy = copy.followed_by(row)
    masked = mask_asides(copy.text)
    resolution = _resolve(copy, masked, reader, reporter, section_at)
    mapper = _Mapper(document.text, copy)
    return Prose(
        tuple(mapper.observation(stated) for stated in resolution.figures),
        tuple(mapper.contradiction(group) for group in resolution.contradictions),
        tuple((candidate, mapper.span(candidate)) for candidate in resolution.left),
        prose,
        masked[: len(prose.text)],
    )


def _resolve(
    copy: Normalised,
    masked: str,
    reader: Reader,
    reporter: Reporter,
    section_at: Callable[[int], SectionKind],
) -> Resolution:
    def section_of(position: int) -> SectionKind:
        return section_at(copy.origin[position])

    return resolve(reader.read(masked, reporter, section_of))


class _Mapper:
    """From candidates on normalised text to observations on the text as published."""

    def __init__(self, text: str, copy: Normalised) -> None:
        self.text, self.copy = text, copy

    def span(self, candidate: Candidate) -> Span:
        start = candidate.start
        while start < candidate.number_start and self.copy.text[start] in _EDGES:
            start += 1
        return self.copy.span(start, candidate.end)

    def observation(self, stated: Stated) -> Observation:
        parts = tuple(self._figure(part, core_words(part.label) or None) for part in stated.parts)
        return self._figure(stated.candidate, stated.part, parts)

    def _figure(
        self, candidate: Candidate, part: str | None, parts: tuple[Observation, ...] = ()
    ) -> Observation:
        span = self.span(candidate)
        return Observation(
            indicator=candidate.indicator or (parts[0].indicator if parts else ""),
            value=candidate.value,
            qualifier=candidate.qualifier,
            unit=candidate.unit,
            span=span,
            number=self.copy.span(candidate.number_start, candidate.number_end),
            quote=span.cut(self.text),
            rule=candidate.rule,
            part=part,
            parts=parts,
        )

    def contradiction(self, group: tuple[Stated, ...]) -> Finding:
        values = "、".join(f"{stated.candidate.value:f}{stated.candidate.unit}" for stated in group)
        return Finding(
            kind="contradiction",
            message=f"同一事项出现不同的数字：{values}",
            spans=tuple(self.span(stated.candidate) for stated in group),
            indicator=group[0].candidate.indicator,
        )
