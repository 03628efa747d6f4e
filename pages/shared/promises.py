"""The page of plans and deeds: a plan year, its bodies with counts, one plan item by item.

Owns the order of the page and which plan it opens. Refuses to judge: plans.py asked the checks.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import streamlit as st

from etl.checks.followed import State
from pages.shared import markup
from pages.shared.component import make_component, mount
from pages.shared.download import show_download
from pages.shared.filter_line import show_region_choice
from pages.shared.loosening import count_reports
from pages.shared.names import join_regions
from pages.shared.notices import show_nothing
from pages.shared.plans import Plan, Plans, find_plans
from pages.shared.promise_rows import list_rows, show_items, show_method, show_standing
from pages.shared.store import find_reports
from pages.shared.view import View, current_view
from pages.shared.words import say

_BODIES = make_component("promise_bodies")
_PLAN, _OF = "plan", "of"  # in the address: the year of the plan, and the report that holds it
_YEAR = "promises.year"
_MOST = 400  # reports whose texts are read for one page
_STATES = tuple(State)


def show_promises() -> None:
    """Draw the page."""
    view = current_view()
    reports = _count_reports(view)
    if reports > _MOST:
        markup.show_empty(
            say("promises.wide", view.lang, n=f"{reports:,}"),
            say("promises.wide.advice", view.lang, most=_MOST),
        )
        if len(view.offer.regions) > 1:
            show_region_choice(view)
        return
    found = find_plans(view.asked) if reports else Plans((), (), 0, 0)
    if not found.plans and not found.standing:
        _show_nothing(view, reports)
        return
    plans = _choose_year(found.plans)
    _show_head(plans, found, view)
    if plans:
        _show_plans(found, plans, view)
    show_standing(found.standing, view)
    show_method(view.lang)
    label = say("promises.download", view.lang)
    show_download(label, "promises", lambda: list_rows(found, view), "promises-file", view.lang)


def _count_reports(view: View) -> int:
    reports = find_reports(view.asked)
    return int((reports["genre"] == "rol").sum())


def _show_nothing(view: View, reports: int) -> None:
    if view.narrowed and not reports:
        show_nothing(view, say("page.promises", view.lang), count_reports)
        return
    key = "promises.none" if reports else "promises.no_reports"
    markup.show_empty(say(key, view.lang), say("promises.none.advice", view.lang))


def _choose_year(plans: Sequence[Plan]) -> tuple[Plan, ...]:
    """Return the plans of the year in the address, else of the newest one."""
    years = {plan.year for plan in plans}
    asked = st.query_params.get(_PLAN, "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else max(years, default=0)
    return tuple(plan for plan in plans if plan.year == year)


def count_states(plans: Sequence[Plan]) -> Counter[State]:
    """Count the items of these plans by what became of them."""
    return Counter(each.state for plan in plans for each in plan.followed)


def _show_head(plans: Sequence[Plan], found: Plans, view: View) -> None:
    lang = view.lang
    place = join_regions(view.offer.regions, view.choice.regions, lang)
    if not plans:
        markup.show_title(say("promises.title.standing", lang, n=len(found.standing)), [place])
        return
    counts = count_states(plans)
    judged = sum(counts.values()) - counts[State.UNCLEAR]
    key = "promises.title" if judged else "promises.title.unclear"
    title = say(
        key,
        lang,
        year=plans[0].year,
        n=judged,
        done=counts[State.DONE],
        silent=counts[State.SILENT],
        mentioned=counts[State.MENTIONED],
    )
    unclear = counts[State.UNCLEAR]
    open_ones = say("promises.unjudged", lang, n=unclear) if unclear else ""
    bodies = say("promises.bodies", lang, n=len(plans))
    markup.show_title(title, [place, bodies, open_ones])


def _show_plans(found: Plans, plans: Sequence[Plan], view: View) -> None:
    years = sorted({plan.year for plan in found.plans}, reverse=True)
    if len(years) > 1:
        _show_years(years, plans[0].year, view.lang)
    chosen = next((plan for plan in plans if plan.report_id == st.query_params.get(_OF)), None)
    chosen = chosen or max(plans, key=_weigh)
    if len(plans) > 1:
        picked = _show_bodies(plans, chosen, view)
        if picked in {plan.report_id for plan in plans} and picked != chosen.report_id:
            st.query_params[_OF] = str(picked)
            st.rerun()
    show_items(chosen, view)


def _weigh(plan: Plan) -> tuple[int, int]:
    """Return how much a plan has to show: items that were judged, and in how many ways."""
    judged = [each for each in plan.followed if each.state is not State.UNCLEAR]
    return len(judged), len({each.state for each in judged})


def _show_years(years: Sequence[int], shown: int, lang: str) -> None:
    st.session_state[_YEAR] = shown
    st.pills(
        say("promises.years", lang),
        years,
        key=_YEAR,
        format_func=lambda year: say("promises.pair", lang, year=year, next=year + 1),
        label_visibility="collapsed",
        required=True,
        on_change=_keep_year,
    )


def _keep_year() -> None:
    st.query_params[_PLAN] = str(st.session_state[_YEAR])
    st.query_params.pop(_OF, None)


def _show_bodies(plans: Sequence[Plan], chosen: Plan, view: View) -> Any:
    lang = view.lang
    rows = [
        {
            "id": plan.report_id,
            "body": view.names.get((plan.region, plan.agency), plan.agency),
            "counts": [count_states([plan])[state] for state in _STATES],
        }
        for plan in plans
    ]
    data = {
        "rows": rows,
        "chosen": chosen.report_id,
        "states": [state.value for state in _STATES],
        "heads": [say(f"promises.state.{state}", lang) for state in _STATES],
        "most": 12,
        "words": {
            "body": say("body", lang),
            "caption": say("promises.caption", lang),
            "more": say("promises.more", lang, n="{n}"),
        },
    }
    return getattr(mount(_BODIES, "promise-bodies", data, "open"), "open", None)
