"""The page 导入: reports are handed over, read, looked at, and only then loaded.

Owns its steps and what a session keeps between them. Refuses to read a file itself (etl.uploads
does, in a process of its own), and to be there where the server was not started for it.
"""

import threading
from collections.abc import Sequence
from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from etl.by_command import Published
from etl.uploads import (
    LARGEST,
    MEGABYTE,
    MOST_BYTES,
    MOST_FILES,
    SUFFIXES,
    Read,
    UploadError,
    discard,
    publish,
    put_aside,
    read_aside,
)
from pages.shared import markup
from pages.shared.filters import current_lang
from pages.shared.names import cut, label_text
from pages.shared.store import can_ask, warehouse_directory
from pages.shared.upload_found import show_found
from pages.shared.words import say

# What a session keeps: where its files wait, what was read in them, what a load made of them,
# and how often the uploader was emptied.
_FOLDER, _READ, _DONE, _TIMES = "upload.folder", "upload.read", "upload.done", "upload.times"
_NAME_LENGTH = 40
_TURN = threading.Lock()  # reports are read and loaded for one reader at a time


def show_upload() -> None:
    """Draw the page."""
    lang = current_lang()
    if not can_ask():
        markup.show_empty(say("upload.published", lang), say("upload.published.advice", lang))
        return
    limits = {"files": MOST_FILES, "all": MOST_BYTES // MEGABYTE, "one": LARGEST // MEGABYTE}
    markup.show_title(say("upload.title", lang), [say("upload.limits", lang, **limits)])
    _show_done(lang)
    files = _show_box(lang)
    if files and st.button(
        say("upload.read", lang, n=len(files)), type="primary", icon=":material/manage_search:"
    ):
        _read(files, lang)
    reads: Sequence[Read] = st.session_state.get(_READ, ())
    if reads:
        show_found(reads, lang)
        _show_choice(reads, lang)


def _show_box(lang: str) -> list[UploadedFile]:
    with st.container(key=f"upload-box-{lang}"):  # the sheet writes the button's words
        return st.file_uploader(
            say("upload.files", lang),
            type=list(SUFFIXES),
            accept_multiple_files=True,
            key=f"upload.files-{st.session_state.get(_TIMES, 0)}",
            max_upload_size=LARGEST // MEGABYTE,
            on_change=_forget,
        )


def _forget() -> None:
    """Drop what was read: other files are in the box now."""
    folder: Path | None = st.session_state.pop(_FOLDER, None)
    if folder is not None:
        discard(folder)
    st.session_state.pop(_READ, None)
    st.session_state.pop(_DONE, None)


def _read(files: Sequence[UploadedFile], lang: str) -> None:
    """Read every file in turn, telling of each as soon as it is read."""
    _forget()
    found: list[Read] = []
    bar = st.progress(0.0, say("upload.reading", lang, n=0, of=len(files)))
    try:
        with _TURN:
            folder = put_aside((file.name, file.getvalue()) for file in files)
            st.session_state[_FOLDER] = folder
            for each in read_aside(folder):
                found.append(each)
                done = len({read.file for read in found})
                words = say("upload.reading", lang, n=done, of=len(files))
                name = label_text(cut(each.source, _NAME_LENGTH))
                bar.progress(min(done / len(files), 1.0), f"{words} {name}")
    except UploadError as error:
        markup.show_fault(str(error))
    bar.empty()
    st.session_state[_READ] = tuple(found)


def _show_choice(reads: Sequence[Read], lang: str) -> None:
    """Offer to load what holds a report, or to leave it all."""
    good = sum(each.report is not None for each in reads)
    with st.container(key="upload-choice", horizontal=True):
        load = good and st.button(
            say("upload.publish", lang, n=good), type="primary", icon=":material/publish:"
        )
        st.button(say("upload.leave", lang), type="tertiary", on_click=_start_anew)
    if load:
        _publish(reads, lang)


def _publish(reads: Sequence[Read], lang: str) -> None:
    folder: Path = st.session_state[_FOLDER]
    try:
        with st.spinner(say("upload.publishing", lang)), _TURN:
            done = publish(folder, reads, warehouse_directory())
    except (UploadError, OSError) as error:
        markup.show_fault(say("upload.failed", lang), str(error))
        return
    _start_anew()
    st.session_state[_DONE] = done
    st.rerun()


def _start_anew() -> None:
    _forget()
    st.session_state[_TIMES] = st.session_state.get(_TIMES, 0) + 1


def _show_done(lang: str) -> None:
    """Say what the last load of this session made of it, and where it can be seen."""
    done: Published | None = st.session_state.get(_DONE)
    if done is None:
        return
    counts = {"new": done.new, "corrected": done.corrected, "withdrawn": done.withdrawn}
    changed = say("upload.changed", lang, **counts) if any(counts.values()) else ""
    with st.container(key="upload-done"):
        words = say("upload.done" if done.fresh else "upload.same", lang, version=done.version)
        st.success(words + changed)
        if st.button(say("upload.see", lang), icon=":material/article:", type="tertiary"):
            query = {"data": "own"} | ({"lang": "en"} if lang == "en" else {})
            st.switch_page("report.py", query_params=query)
