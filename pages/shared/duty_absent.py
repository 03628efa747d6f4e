"""Who has no report: bodies of the roster with none, and gaps of bodies known from other years.

Owns the two lists and the advice where there is no roster. Refuses to accuse without one.
"""

from collections import defaultdict
from collections.abc import Iterable

from etl.checks.outcome import Outcome, Verdict
from pages.shared import markup
from pages.shared.duty_outcomes import FILED, Duties, name_body
from pages.shared.findings import spans_text
from pages.shared.view import View
from pages.shared.words import say

_MOST = 40  # lines of a list


def show_absent(duties: Duties, view: View) -> None:
    """Draw the section."""
    lang = view.lang
    filed = [each for each in duties.outcomes if each.rule.endswith(FILED)]
    missing = [each for each in filed if each.verdict is Verdict.MISSING]
    unclear = [each for each in filed if each.verdict is Verdict.UNCLEAR]
    scope = say("duties.absent.roster", lang) if duties.roster else say("duties.absent.none", lang)
    markup.show_section(say("duties.absent.title", lang), scope)
    if duties.fault:
        markup.show_fault(say("duties.absent.fault", lang), duties.fault)
    elif not duties.roster:
        markup.show_note(say("duties.absent.advice", lang))
    if duties.roster and not missing:
        markup.show_note(say("duties.absent.all", lang))
    _show_lines(missing, "missing", view)
    _show_lines(unclear, "unclear", view)


def _show_lines(outcomes: Iterable[Outcome], kind: str, view: View) -> None:
    lang = view.lang
    years: dict[tuple[str, str], list[int]] = defaultdict(list)
    for each in outcomes:
        genre = say(f"genre.{each.genre.value}", lang)
        years[name_body(view, each), genre].append(each.year)
    lines = [
        say(f"duties.absent.{kind}", lang, body=body, genre=genre, years=spans_text(found, lang))
        for (body, genre), found in sorted(years.items(), key=lambda item: (-len(item[1]), item[0]))
    ]
    if lines:
        markup.show_lines(lines[:_MOST])
    if len(lines) > _MOST:
        markup.show_note(say("duties.absent.more", lang, n=len(lines) - _MOST))
