"""Rows to take away: one button, behind it the three formats, and how many rows they hold.

Owns the look, the same below every table. A file is made when a reader asks for it, never while
a page is drawn. Refuses to write files (files.py).
"""

from collections.abc import Callable

import streamlit as st
from pandas import DataFrame

from pages.shared import markup
from pages.shared.files import Format, make_table_file
from pages.shared.words import say

Make = Callable[[Format], bytes]


def show_download(
    label: str, stem: str, make: Callable[[], DataFrame], key: str, lang: str, note: str = ""
) -> None:
    """Draw the button for rows that `make` returns; `stem` names the file and its sheet."""
    show_formats(label, stem, lambda kind: make_table_file(stem, make(), kind), key, lang, note)


def show_formats(
    label: str, stem: str, make: Make, key: str, lang: str, note: str = "", *, rows: int = 0
) -> None:
    """Draw the button for files that `make` returns in the format asked for; of so many `rows`."""
    with st.popover(label, icon=":material/download:", key=key, type="tertiary"):
        for kind in Format:
            if rows <= kind.most:
                _show_format(kind, stem, make, key, lang)
        notes = [note, say("download.note", lang)]
        if rows > Format.XLSX.most:
            notes.append(say("download.xlsx.large", lang, n=f"{Format.XLSX.most:,}"))
        markup.show_note(" ".join(filter(None, notes)))


def _show_format(kind: Format, stem: str, make: Make, key: str, lang: str) -> None:
    st.download_button(
        say(f"download.{kind.value}", lang),
        data=lambda: make(kind),
        file_name=f"{stem}.{kind}",
        mime=kind.mime,
        key=f"{key}-{kind}",
        icon=":material/download:",
        on_click="ignore",
        width="stretch",
    )
