"""Whether a report has its required contents and chapters, with the passage that shows each.

Owns when something may be called missing: the text is long enough, its other contents were
recognised under headings, it points to no attachment, and no words hint at what was not
recognised. All else is "cannot tell". Contents come from the reading of reports; chapters are looked for by their words.
"""

from collections.abc import Sequence

from etl.checks.duty_rules import ReadingLimits, Rule, Test
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
_HEADING = 40  # characters of the longest line that is taken for a heading


def check_content(filing: Filing, rule: Rule, limits: ReadingLimits, *, bound: bool) -> Outcome:
    """Return whether a required content is there, in any publication."""
    assert rule.content is not None
    empty: Outcome | None = None
    for record in filing.records:
        found = record.content(rule.content)
        if found is not None:
            shown = [_open_content(record, found) or name_report(record)]
            values = {"content": rule.content.value}
            hollow = _find_hollow(record, found, limits)
            verdict = Verdict.UNCLEAR if hollow else Verdict.KEPT
            told = conclude(rule, record, verdict, hollow or "content_found", values, shown)
            if not hollow:
                return told
            empty = empty or told
    if empty is not None:
        return empty
    head = filing.head
    others = [each for each in head.contents if each.kind in REQUIRED_SECTIONS]
    headed = {each.kind for each in others if _has_heading(head, each)}
    read = bool(headed - {SectionKind.MEASURES}) and len(headed) >= limits.contents_seen
    shown = [_open_content(head, each) for each in others]
    return _tell_absence(head, rule, limits, shown, read=read, bound=bound)


def _find_hollow(record: ReportRecord, content: ContentRecord, limits: ReadingLimits) -> str | None:
    """Return why a content is there by its heading only; None where something is said below it."""
    if record.text is None or not _has_heading(record, content):
        return None
    heading = first_line(record.text, content.span)
    below = read_bare(record.text, Span(heading.end, content.span.end))
    if len(below.text) < limits.pointing and find_any(below, limits.elsewhere):
        return "content_pointed"
    return "content_thin" if len(below.text) < limits.thinnest else None


def check_chapters(
    record: ReportRecord, rules: Sequence[Rule], limits: ReadingLimits, *, bound: bool
) -> list[Outcome]:
    """Return which of the chapters are there, by heading or by the rows of their tables."""
    bare = read_bare(record.text or "", record.body) if record.text is not None else None
    found = {rule.id: _find_chapter(record, bare, rule) for rule in rules}
    others = [each for each in found.values() if each]
    read = len(others) >= limits.chapters_seen
    return [
        conclude(rule, record, Verdict.KEPT, "content_found", _blanks(rule), [found[rule.id]])
        if found[rule.id]
        else _tell_absence(record, rule, limits, others, read=read, bound=bound)
        for rule in rules
    ]


def _find_chapter(record: ReportRecord, bare: Bare | None, rule: Rule) -> Passage | None:
    place = find_any(bare, rule.words) if bare else None
    if place is not None:
        return quote(record.report_id, record.text or "", place)
    content = record.content(rule.content) if rule.content else None
    return _open_content(record, content) if content else None


def _blanks(rule: Rule) -> dict[str, str | int]:
    return {
        "content": rule.content.value if rule.test is Test.CONTENT and rule.content else rule.id
    }


def _tell_absence(
    record: ReportRecord,
    rule: Rule,
    limits: ReadingLimits,
    shown: Sequence[Passage | None],
    *,
    read: bool,
    bound: bool,
) -> Outcome:
    """Return "missing" where the text allows to say so, else why it cannot be told."""
    passages: list[Passage | None] = [each for each in shown if each] or [name_report(record)]
    values = _blanks(rule)
    if record.text is None:
        return conclude(rule, record, Verdict.UNCLEAR, "content_no_text", values, passages)
    bare = read_bare(record.text, record.body)
    values["length"] = len(bare.text)
    elsewhere = find_any(bare, limits.elsewhere)
    hint = _find_hint(record, bare, rule)
    if len(bare.text) < limits.shortest.get(rule.genre, 0):
        reason = "content_short"
    elif elsewhere is not None:
        reason = "content_elsewhere"
        passages = [quote(record.report_id, record.text, elsewhere)]
    elif hint is not None:
        reason, passages = "content_hinted", [hint]
    elif not read:
        reason = "content_unread"
    elif not bound:
        reason = "content_not_bound"
    else:
        return conclude(rule, record, Verdict.MISSING, "content_missing", values, passages)
    return conclude(rule, record, Verdict.UNCLEAR, reason, values, passages)


def _find_hint(record: ReportRecord, bare: Bare, rule: Rule) -> Passage | None:
    """Return words around the first word that hints at the content."""
    text, following = record.text or "", str(record.year + 1)
    hints = [hint.replace("{next}", following) for hint in rule.hints]
    place = find_hint(bare, hints, rule.beside)
    if place is None:
        return None
    sentence = sentence_around(text, place)
    start = max(sentence.start, min(place.start - 10, sentence.end - _SHOWN))
    near = trim(text, Span(start, min(sentence.end, start + _SHOWN)))
    return quote(record.report_id, text, near)


def _has_heading(record: ReportRecord, content: ContentRecord) -> bool:
    """Tell whether a content stands under a heading of its own.

    Of a text that runs on without headings nobody can say by its chapters what it leaves out.
    """
    if record.text is None:
        line = first_line(content.opening, Span(0, len(content.opening))).cut(content.opening)
    else:
        line = first_line(record.text, content.span).cut(record.text)
    return 0 < len(line) <= _HEADING and not any(end in line for end in "。；")


def _open_content(record: ReportRecord, content: ContentRecord) -> Passage | None:
    """Return the first words of a content's passage; None where it holds none."""
    span = content.span
    if record.text is not None:
        opening = first_line(record.text, span)
        found = quote(record.report_id, record.text, opening)
    else:
        local = first_line(content.opening, Span(0, len(content.opening)))
        place = Span(span.start + local.start, span.start + local.end)
        found = Passage(record.report_id, local.cut(content.opening), place)
    return found if found.quote else None
