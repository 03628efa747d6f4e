"""The QR code in the terminal: right, whole, dark on light, and only where it can be seen."""

import io
import re

import pytest
import segno

from etl.console import qr_code
from etl.console.qr_code import BORDER, draw_code, show_code

LINK = "http://192.168.100.200:8501/?key=Zt4wQ0bN7kUuHsyvF1JxOA"
HALVES = {" ": (0, 0), "▀": (1, 0), "▄": (0, 1), "█": (1, 1)}


def read_modules(lines):
    """Return the rows of modules that the lines show, as a camera sees them."""
    rows = []
    for line in lines:
        pairs = [HALVES[char] for char in line]
        rows += [[upper for upper, _ in pairs], [lower for _, lower in pairs]]
    return rows


def test_the_lines_show_the_code_of_the_link_with_a_margin_all_around():
    rows = read_modules(draw_code(LINK))
    code = [list(map(int, row)) for row in segno.make(LINK, error="m", micro=False).matrix]
    size = len(code)
    assert [row[BORDER:-BORDER] for row in rows[BORDER : BORDER + size]] == code
    margin = [*rows[:BORDER], *rows[BORDER + size :]]
    assert len(margin) >= 2 * BORDER and not any(map(any, margin))
    assert not any(any(row[:BORDER] + row[-BORDER:]) for row in rows)


def test_an_address_of_the_usual_length_fits_a_terminal_of_the_usual_size():
    lines = draw_code(LINK)
    assert len(lines) <= 24 and {len(line) for line in lines} == {len(lines[0])}
    assert len(lines[0]) <= 80


class Terminal(io.StringIO):
    """A terminal of some size, or none at all."""

    def __init__(self, lively=True):
        super().__init__()
        self.lively = lively

    def isatty(self):
        return self.lively


def show(monkeypatch, lively=True, columns=80, lines=40, **settings):
    """Return what the terminal got."""
    for name in ("NO_COLOR", "TERM", "COLORTERM", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    settings = {"TERM": "xterm-256color", "COLUMNS": columns, "LINES": lines} | settings
    for name, value in settings.items():
        monkeypatch.setenv(name, str(value))
    terminal = Terminal(lively)
    monkeypatch.setattr(qr_code.sys, "stdout", terminal)
    show_code(LINK)
    return terminal.getvalue()


@pytest.mark.parametrize("term", ["xterm-256color", "xterm", "linux"])
def test_every_line_is_black_on_white_whatever_the_terminal_is(monkeypatch, term):
    shown = show(monkeypatch, TERM=term).rstrip("\n").split("\n")
    lines = draw_code(LINK)
    assert len(shown) == len(lines)
    for told, line in zip(shown, lines, strict=True):
        code, text, end = re.fullmatch(r"\x1b\[([\d;]+)m(.*)\x1b\[(0?)m", told).groups()
        assert (text, end) == (line, "0")
        assert code in ("38;5;16;48;5;231", "30;107", "30;47", "38;5;0;48;5;15")


@pytest.mark.parametrize(
    "setting",
    [
        {"lively": False},
        {"columns": 40},
        {"lines": 20},
        {"TERM": "dumb"},
        {"NO_COLOR": "1"},
    ],
)
def test_where_it_cannot_be_seen_whole_there_is_none(monkeypatch, setting):
    assert show(monkeypatch, **setting) == ""
