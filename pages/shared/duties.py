"""The page of duties: the finding, a board for each genre, the open cell, what was in time.

Owns the order of the page, its title, and the rows to take away. Refuses to judge: etl/checks does.
"""

from collections import Counter
from collections.abc import Callable, Sequence

from pandas import DataFrame

from etl.checks.duties import read_duties
from etl.checks.outcome import Outcome, Verdict
from etl.checks.reasons import tell
from pages.shared import markup
from pages.shared.download import show_download
from pages.shared.duty_absent import show_absent
from pages.shared.duty_board import list_outcome, show_boards
from pages.shared.duty_outcomes import Duties, find_duties, name_body
from pages.shared.duty_share import show_share
from pages.shared.findings import span_text
from pages.shared.loosening import count_reports
from pages.shared.names import join_regions
from pages.shared.notice import show_notice
from pages.shared.notices import show_nothing
from pages.shared.verdicts import name_verdict, show_verdicts
from pages.shared.view import View, current_view
from pages.shared.words import join, say

_ACCUSED = (Verdict.LATE, Verdict.MISSING, Verdict.DIFFERS)


def show_duties() -> None:
    """Draw the page."""
    view = current_view()
    duties = find_duties(view)
    if not duties.outcomes:
        show_nothing(view, say("page.duties", view.lang), count_reports)
        return
    _show_head(duties, view)
    show_boards(duties, view)
    show_share(duties.outcomes, view)
    _show_accusing(duties, view)
    show_absent(duties, view)
    show_notice(view)
    _show_file(duties, view)


def _show_head(duties: Duties, view: View) -> None:
    lang = view.lang
    unclear = sum(each.verdict is Verdict.UNCLEAR for each in duties.outcomes)
    markup.show_title(
        _find_title(duties, lang),
        [
            join_regions(view.offer.regions, view.choice.regions, lang),
            say("duties.scope", lang, n=duties.reports, checks=f"{len(duties.outcomes):,}"),
            say("duties.unclear", lang, n=unclear) if unclear else "",
        ],
    )


def _find_title(duties: Duties, lang: str) -> str:
    """Say what was found over the years in view; where nothing was, say no more than that."""
    span = span_text([each.year for each in duties.outcomes], lang)
    counts = Counter(_name_finding(each) for each in duties.accusing)
    if not counts:
        return say("duties.title.none", lang, span=span)
    told = [say(f"duties.title.{name}", lang, n=counts[name]) for name in _FINDINGS if counts[name]]
    return say("duties.title", lang, span=span, told=join(told, lang))


_FINDINGS = ("late", "absent", "missing", "differs")


def _name_finding(outcome: Outcome) -> str:
    absent = outcome.reason == "absent"
    return "absent" if absent else outcome.verdict.value


def _show_accusing(duties: Duties, view: View) -> None:
    lang, accusing = view.lang, [each for each in duties.accusing if each.reason != "absent"]
    markup.show_section(say("duties.list", lang), say("duties.list.note", lang, n=len(accusing)))
    if accusing:
        show_verdicts([list_outcome(each, view) for each in accusing], view, "duties-list")
    else:
        markup.show_note(say("duties.list.none", lang))


def _show_file(duties: Duties, view: View) -> None:
    label = say("duties.download", view.lang, n=f"{len(duties.outcomes):,}")
    make = _frame_of(duties.outcomes, view)
    show_download(label, "fazhi-duties", make, "duties-file", view.lang)


def _frame_of(outcomes: Sequence[Outcome], view: View) -> Callable[[], DataFrame]:
    def make() -> DataFrame:
        return DataFrame([_list_row(each, view) for each in outcomes])

    return make


def _list_row(outcome: Outcome, view: View) -> dict[str, object]:
    rule, lang = read_duties().rule(outcome.rule), view.lang
    first = outcome.passages[0] if outcome.passages else None
    return {
        "id": outcome.key,
        "region": outcome.region,
        "agency": outcome.agency,
        "body": name_body(view, outcome),
        "year": outcome.year,
        "genre": outcome.genre.value,
        "rule": outcome.rule,
        "rule_name": rule.name[lang],
        "law": f"{rule.law[lang]} {rule.article[lang]}".strip(),
        "severity": rule.severity.value,
        "verdict": outcome.verdict.value,
        "verdict_name": name_verdict(outcome.verdict, lang),
        "sentence": tell(outcome, lang),
        "quote": " / ".join(passage.quote for passage in outcome.passages),
        "report_id": first.report_id if first else "",
    }
