"""Rows to take away: a CSV file that a spreadsheet opens as what it is.

Owns the form of the file: UTF-8 with its mark, text that a spreadsheet would take for a formula
made plain. Refuses to choose rows; they are asked for when the reader wants the file.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st
from pandas import DataFrame

# Chinese and Japanese spreadsheets take the full-width signs for the plain ones.
_FORMULA = (*"=+-@＝＋－＠", "\t", "\r", "\n")


def show_download(label: str, file: str, make: Callable[[], DataFrame], key: str) -> None:
    """Draw a quiet button that hands over the rows `make` returns."""
    st.download_button(
        label,
        data=lambda: write_csv(make()),
        file_name=file,
        mime="text/csv",
        key=key,
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
    )


def write_csv(rows: DataFrame) -> bytes:
    """Return the rows as a file."""
    plain = rows.map(_disarm).set_axis([_disarm(name) for name in rows.columns], axis=1)
    return plain.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _disarm(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
