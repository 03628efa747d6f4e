"""The look in numbers: the palette of each theme, fonts, and the page-wide style sheet.

Owns colours and spacing; refuses to know what is drawn with them. Contrasts were measured
(text at least 4.5, marks at least 3) against the page and the second surface.
"""

from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

import streamlit as st

ASSETS = Path(__file__).parent / "assets"
SANS = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif'
MONO = 'ui-monospace, "SFMono-Regular", Menlo, Consolas, "Liberation Mono", "Noto Sans Mono CJK SC", monospace'
SERIF = '"Songti SC", "Noto Serif CJK SC", "Noto Serif SC", SimSun, serif'


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one theme; `ramp` goes from little to much, `ramp_ink` is its text."""

    page: str
    surface: str
    ink: str
    quiet: str
    line: str
    rule: str
    main: str
    wash: str
    evidence: str
    mark: str
    mark_ink: str
    unread: str
    absent: str
    series: tuple[str, ...]
    ramp: tuple[str, ...]
    ramp_ink: tuple[str, ...]

    def tokens(self) -> dict[str, object]:
        """Return the colours as plain data for a component in the browser."""
        return asdict(self)


LIGHT = Palette(
    page="#FFFFFF",
    surface="#F4F5F2",
    ink="#1B2430",
    quiet="#5F6973",
    line="#E6E8E3",
    rule="#C9CEC6",
    main="#1F5A96",
    wash="#EEF3F9",
    evidence="#C8641B",
    mark="#FFE3B8",
    mark_ink="#1B2430",
    unread="#F8EDE4",
    absent="#EFF0EE",
    series=("#1F5A96", "#2E8073", "#8A4F9E", "#B03A55", "#5C6B7A", "#8A6410"),
    ramp=("#E3ECF5", "#B9D0E6", "#86AFD4", "#3F76AC", "#1F5A96"),
    ramp_ink=("#1B2430", "#1B2430", "#1B2430", "#FFFFFF", "#FFFFFF"),
)

DARK = Palette(
    page="#14181D",
    surface="#1C2229",
    ink="#E6E8E3",
    quiet="#9AA5B0",
    line="#262D35",
    rule="#46515C",
    main="#7FB3E6",
    wash="#1B2733",
    evidence="#E9985A",
    mark="#6B4A1C",
    mark_ink="#E6E8E3",
    unread="#2A231E",
    absent="#22282F",
    series=("#7FB3E6", "#6CC4B4", "#C79BD6", "#E58AA0", "#A5B1BD", "#D9B65C"),
    ramp=("#1F2F40", "#27486A", "#2F6394", "#4F87BC", "#8FBDEB"),
    ramp_ink=("#E6E8E3", "#E6E8E3", "#E6E8E3", "#0D1116", "#0D1116"),
)


def palette() -> Palette:
    """Return the palette of the theme the reader uses now."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def is_phone() -> bool:
    """Tell by the user agent whether the page is read on a phone."""
    agent = st.context.headers.get("User-Agent") or ""
    return "Mobi" in agent


@lru_cache
def read_asset(name: str) -> str:
    """Return the text of a style sheet or script beside the pages."""
    return (ASSETS / name).read_text(encoding="utf-8")


def icon() -> str:
    """Return the page icon: drawn by us, fetched from nowhere."""
    return str(ASSETS / "icon.png")


def variables(colours: Palette) -> str:
    """Return the palette as CSS custom properties."""
    pairs = {
        "page": colours.page,
        "surface": colours.surface,
        "ink": colours.ink,
        "quiet": colours.quiet,
        "line": colours.line,
        "rule": colours.rule,
        "main": colours.main,
        "wash": colours.wash,
        "evidence": colours.evidence,
        "mark": colours.mark,
        "mark-ink": colours.mark_ink,
    }
    named = "".join(f"--fz-{name}:{value};" for name, value in pairs.items())
    return f":root{{{named}--fz-sans:{SANS};--fz-serif:{SERIF};--fz-mono:{MONO};}}"


def show_styles() -> None:
    """Put the page-wide style sheet into the page."""
    st.html(f"<style>{variables(palette())}{read_asset('page.css')}</style>")
