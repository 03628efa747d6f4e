"""What an indicator is made of, where reports say so: the parts under a total (其中 …).

Owns the section and which statements are parts of an indicator. Refuses to sum parts: they
rarely make up the whole, and no two bodies name the same ones.
"""

from collections.abc import Sequence

from pages.shared import markup
from pages.shared.data_link import show_data_link
from pages.shared.evidence import Evidence, read_evidence
from pages.shared.prepared import LARGE, per_view
from pages.shared.quotes import show_table
from pages.shared.store import find_observations
from pages.shared.view import View
from pages.shared.words import say

_UNNAMED = ""  # the indicator of a part that counts something else than its total


def show_parts(view: View, indicator: str, key: str) -> None:
    """Draw the section; nothing where no report in view names a part."""
    rows = find_parts(view, indicator)
    if rows:
        scope = say("parts.scope", view.lang, n=len({row.report_id for row in rows}))
        markup.show_section(say("section.parts", view.lang), scope)
        show_table(rows, view, f"{key}-parts", named="part")
        show_data_link(view, [indicator], statements=True)


@per_view(LARGE)
def find_parts(view: View, indicator: str) -> Sequence[Evidence]:
    """Return the parts stated of an indicator, each named in place of the indicator."""
    stated = view.label(find_observations(view.asked, (_UNNAMED, indicator)))
    totals = set(stated.loc[stated["indicator"] == indicator, "observation_id"])
    own = (stated["indicator"] == indicator) | stated["parent_id"].isin(totals)
    parts = stated[stated["part"].notna() & own]
    named = parts.assign(indicator=parts["part"])
    return read_evidence(named, {part: part for part in named["part"]}, view)
