"""The sidebar: pages in groups named by what one does, and what is being shown.

Owns the list of pages and the foot. Refuses filters: they stand above the page.
"""

from html import escape

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from etl.review import is_allowed as is_review_allowed
from etl.uploads import is_allowed
from pages.shared.store import find_datasets, open_warehouse
from pages.shared.view import View
from pages.shared.words import say

_PAGES = {
    "look": (
        ("overview", ":material/dashboard:"),
        ("inspections", ":material/fact_check:"),
        ("normative_documents", ":material/description:"),
        ("disclosures", ":material/campaign:"),
        ("legal_counsel", ":material/balance:"),
        ("study", ":material/school:"),
        ("decisions", ":material/rule:"),
        ("enforcement", ":material/gavel:"),
        ("remedies", ":material/handshake:"),
        ("compare", ":material/stacked_line_chart:"),
        ("brief", ":material/print:"),
    ),
    "find": (
        ("report", ":material/article:"),
        ("search", ":material/search:"),
        ("data", ":material/database:"),
        ("indicators", ":material/menu_book:"),
    ),
    "oversee": (
        ("duties", ":material/event_available:"),
        ("agreement", ":material/rule_settings:"),
        ("likeness", ":material/compare_arrows:"),
        ("promises", ":material/checklist:"),
        ("changes", ":material/update:"),
    ),
}
UPLOAD = "upload"
# Where the server was started for it.
_UPLOAD = ((UPLOAD, ":material/upload_file:"),)
_REVIEW = (("review", ":material/rate_review:"),)
# They set all bodies in view side by side; changes are listed one by one.
SIDE_BY_SIDE = tuple(name for name, _ in (*_PAGES["look"], *_PAGES["oversee"]) if name != "changes")
# Each shows the subject of the catalogue it is named after.
SUBJECT_PAGES = (
    *("inspections", "normative_documents", "disclosures", "legal_counsel"),
    *("study", "decisions", "enforcement", "remedies"),
)


def list_pages(lang: str) -> dict[str, list[StreamlitPage]]:
    """Return the pages by group, named in the reader's language."""
    offered = {
        **_PAGES,
        "find": (*_PAGES["find"], *(_UPLOAD if is_allowed() else ())),
        "oversee": (*_PAGES["oversee"], *(_REVIEW if is_review_allowed() else ())),
    }
    return {
        say(f"group.{group}", lang): [
            st.Page(
                f"{name}.py",
                title=say(f"page.{name}", lang),
                icon=icon,
                url_path=name,
                default=name == "overview",
            )
            for name, icon in pages
        ]
        for group, pages in offered.items()
        if pages
    }


def show_foot(view: View) -> None:
    """Say which data is shown: data set, its size, version, when it was built."""
    warehouse, lang = open_warehouse(), view.lang
    dataset = next(item for item in find_datasets() if item.id == view.choice.data)
    size = "reports" if dataset.reports else "ledger"
    lines = [
        say(f"foot.{size}", lang, reports=dataset.reports, figures=f"{dataset.figures:,}"),
        say("foot.version", lang, version=warehouse.version, day=f"{warehouse.built_at:%Y-%m-%d}"),
    ]
    text = "<br>".join(escape(line) for line in lines)
    st.sidebar.html(f'<p class="fz-foot">{text}</p>')
