"""报告原文: a report as published, each figure marked in its place; or a list to choose from."""

import streamlit as st

from pages.shared.report_list import show_list
from pages.shared.report_page import show_report

report_id = st.query_params.get("id")
if report_id:
    show_report(report_id, st.query_params.get("figure"), st.query_params.get("find"))
else:
    show_list()
