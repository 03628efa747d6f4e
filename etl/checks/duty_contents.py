"""Whether a report has its required contents and chapters, with the passage that shows each.

Owns when something may be called missing: the text is long enough, its other contents were
recognised, it points to no attachment, and no words hint at what was not recognised. All else is
"cannot tell". Contents come from the reading of reports; chapters are looked for by their words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from etl.checks.duty_rules import ReadingLimits, Rule
from etl.checks.filing import Filing, conclude, name_report
from etl.checks.outcome import Outcome, Passage, Verdict
from etl.checks.wording import (
    Bare,
    find_any,
    find_hint,
    first_line,
    quote,
    read_bare,
    sentence_around,
    trim,
)
from etl.model import REQUIRED_SECTIONS, SectionKind, Span
from etl.record import ContentRecord, ReportRecord

_SHOWN = 60  # characters of a passage


@dataclass(frozen=True, slots=True)
class Reading:
    """A report's text as contents are looked for in it; None where the text is not at hand."""

    record: ReportRecord
    text: str
    bare: Bare | None

    def show(self, span: Span) -> Passage:
        """Return words of the text as a passage."""
        return quote(self.record.report_id, self.text, span)


def read_text(record: ReportRecord) -> Reading:
    """Return the text of a report made ready."""
    bare = None if record.text is None else read_bare(record.text, record.body)
    return Reading(record, record.text or "", bare)


def check_content(
    filing: Filing, reading: Reading, rule: Rule, limits: ReadingLimits, *, bound: bool
) -> Outcome:
    """Return whether a required content is there, in any publication."""
    assert rule.content is not None
    for record in filing.records:
        found = record.content(rule.content)
        if found is not None:
            shown = [_open_content(record, found)]
            values = {"content": rule.content.value}
            return conclude(rule, record, Verdict.KEPT, "content_found", values, shown)
    others = [each for each in reading.record.contents if each.kind in _others(rule.content)]
    seen = len({each.kind for each in others})
    telling = any(each.kind is not SectionKind.MEASURES for each in others)
    read = telling and seen >= limits.contents_seen
    shown = [_open_content(reading.record, each) for each in others]
    return _tell_absence(reading, rule, limits, rule.content.value, shown, read=read, bound=bound)


def _others(kind: SectionKind) -> set[SectionKind]:
    return set(REQUIRED_SECTIONS) - {kind}


def check_chapters(
    filing: Filing, reading: Reading, rules: Sequence[Rule], limits: ReadingLimits, bound: bool
) -> list[Outcome]:
    """Return which of the chapters are there, by heading or by the rows of their tables."""
    if reading.bare is None:
        unread = (reading.record, Verdict.UNCLEAR, "content_no_text")
        title = name_report(reading.record)
        return [conclude(rule, *unread, {"content": rule.id}, [title]) for rule in rules]
    found = {rule.id: _find_chapter(filing, reading, reading.bare, rule) for rule in rules}
    outcomes = []
    for rule in rules:
        passage = found[rule.id]
        if passage:
            values = {"content": rule.id}
            kept = (reading.record, Verdict.KEPT, "content_found", values, [passage])
            outcomes.append(conclude(rule, *kept))
            continue
        others = [each for each in found.values() if each]
        read = len(others) >= limits.chapters_seen
        outcomes.append(
            _tell_absence(reading, rule, limits, rule.id, others, read=read, bound=bound)
        )
    return outcomes


def _find_chapter(filing: Filing, reading: Reading, bare: Bare, rule: Rule) -> Passage | None:
    place = find_any(bare, rule.words)
    if place is not None:
        return reading.show(place)
    content = reading.record.content(rule.content) if rule.content else None
    return _open_content(reading.record, content) if content else None


def _tell_absence(
    reading: Reading,
    rule: Rule,
    limits: ReadingLimits,
    content: str,
    shown: Sequence[Passage | None],
    *,
    read: bool,
    bound: bool,
) -> Outcome:
    """Return "missing" where the text allows to say so, else why it cannot be told."""
    record = reading.record
    values: dict[str, str | int] = {"content": content}
    passages: list[Passage | None] = [each for each in shown if each] or [name_report(record)]
    if reading.bare is None:
        return conclude(rule, record, Verdict.UNCLEAR, "content_no_text", values, passages)
    length = len(reading.bare.text)
    values["length"] = length
    elsewhere = find_any(reading.bare, limits.elsewhere)
    hint = _find_hint(reading, rule)
    if length < limits.shortest.get(rule.genre, 0):
        reason = "content_short"
    elif elsewhere is not None:
        reason, passages = "content_elsewhere", [reading.show(elsewhere)]
    elif hint is not None:
        reason, passages = "content_hinted", [hint]
    elif not read:
        reason = "content_unread"
    elif not bound:
        reason = "content_not_bound"
    else:
        return conclude(rule, record, Verdict.MISSING, "content_missing", values, passages)
    return conclude(rule, record, Verdict.UNCLEAR, reason, values, passages)


def _find_hint(reading: Reading, rule: Rule) -> Passage | None:
    """Return the sentence in which a word hints at the content."""
    assert reading.bare is not None
    following = str(reading.record.year + 1)
    hints = [hint.replace("{next}", following) for hint in rule.hints]
    place = find_hint(reading.bare, reading.text, hints, rule.beside)
    if place is None:
        return None
    sentence = sentence_around(reading.text, place)
    start = max(sentence.start, min(place.start - 10, sentence.end - _SHOWN))
    return reading.show(trim(reading.text, Span(start, min(sentence.end, start + _SHOWN))))


def _open_content(record: ReportRecord, content: ContentRecord) -> Passage | None:
    """Return the first words of a content's passage."""
    span = content.span
    if record.text is not None:
        opening = first_line(record.text, span)
        return quote(record.report_id, record.text, opening)
    local = first_line(content.opening, Span(0, len(content.opening)))
    place = Span(span.start + local.start, span.start + local.end)
    return Passage(record.report_id, local.cut(content.opening), place)
