"""Runs before every page: look, page list, login, shared filters, language. No logic of its own."""

import streamlit as st

from etl.errors import WarehouseError
from pages.shared import filter_line, filters, login, notices, sidebar, theme
from pages.shared.report_page import find_dataset
from pages.shared.store import find_datasets, has_data, open_warehouse
from pages.shared.view import keep_view

st.set_page_config(page_icon=theme.icon(), layout="wide")
theme.show_styles()
lang = filters.current_lang()
page = st.navigation(sidebar.list_pages(lang), expanded=True)


def _shown_dataset(chosen: str) -> str:
    """A report may be of another data set than the one the switch stands at."""
    report = st.query_params.get("id") if page.url_path == "report" else None
    return find_dataset(report, chosen)


def run() -> None:
    """Show the page that was asked for, or the state that stands in its way."""
    if page.url_path == sidebar.UPLOAD and not has_data():
        page.run()  # this is how the first data come in
        return
    warehouse = open_warehouse()
    if not find_datasets():
        notices.show_no_data(lang)
        return
    filters.adopt_address()
    filters.show_switches()
    view = filters.read_view()
    keep_view(view)
    sidebar.show_foot(view)
    filter_line.show_filters(view, page.url_path)
    notices.show_origin(_shown_dataset(view.choice.data), view.lang)
    said = st.container()
    # The page that opens first has no path of its own.
    if view.wide and (page.url_path or "overview") in sidebar.SIDE_BY_SIDE:
        notices.show_wide(view)
    else:
        page.run()
    with said:  # after the page, which may have met the damage
        notices.show_notice(warehouse.notice, view.lang)


try:
    if login.admit(lang):
        run()
except WarehouseError as error:
    notices.show_fault(error, lang)
