"""Our own words on the page: title, section heading, note, banner.

Owns turning text into the little markup we use; every text is escaped, so that a body's name
or a title read from a report stays text. Refuses Markdown.
"""

import re
from html import escape

import streamlit as st

_NUMBER_GAP = re.compile(r"(?<=[0-9%]) (?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff]) (?=[0-9])")
_YEARS = re.compile(r"\d{4}–\d{4}")


def show_title(title: str, facts: list[str]) -> None:
    """Show the page's title and under it one line: place, unit, coverage."""
    line = " · ".join(escape(fact) for fact in facts if fact)
    below = f'<p class="fz-facts">{line}</p>' if line else ""
    # A number and its unit stay on one line.
    heading = escape(_NUMBER_GAP.sub("\u00a0", title))
    # And so do the two years of a span: a line would break after the dash.
    heading = _YEARS.sub(r"<span>\g<0></span>", heading)
    st.html(f'<h1 class="fz-title">{heading}</h1>{below}')


def show_section(title: str, note: str = "") -> None:
    """Show the heading of a section, its scope beside it."""
    scope = f"<small>{escape(note)}</small>" if note else ""
    st.html(f'<h2 class="fz-section">{escape(title)} {scope}</h2>')


def show_note(text: str) -> None:
    """Show a quiet line under a chart."""
    st.html(f'<p class="fz-note">{escape(text)}</p>')


def show_banner(text: str) -> None:
    """Show a line nobody can overlook, such as: this is made up."""
    st.html(f'<p class="fz-banner" role="note">{escape(text)}</p>')


def show_empty(title: str, advice: str) -> None:
    """Show a designed state: one clear sentence, and what to do."""
    st.html(
        f'<div class="fz-empty"><h1 class="fz-title">{escape(title)}</h1>'
        f"<p>{escape(advice)}</p></div>"
    )


def show_fault(sentence: str, detail: str = "") -> None:
    """Say what went wrong, and below it the words of whoever said so, line by line."""
    below = f'<div class="fz-detail">{escape(detail)}</div>' if detail else ""
    st.html(f'<div class="fz-fault" role="alert"><p>{escape(sentence)}</p>{below}</div>')


def show_lines(lines: list[str]) -> None:
    """Show sentences one below the other."""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    st.html(f'<ul class="fz-lines">{items}</ul>')


def show_chips(chips: list[tuple[str, bool]]) -> None:
    """Show short facts in a row; the flagged ones stand out by border and word."""
    items = "".join(
        f'<li class="{"fz-flagged" if flagged else ""}">{escape(text)}</li>'
        for text, flagged in chips
    )
    st.html(f'<ul class="fz-chips">{items}</ul>')
