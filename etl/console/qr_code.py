"""A QR code in the terminal, for the phone of whoever stands beside it.

Owns how a code is drawn: two modules a character, black on white whatever the terminal's own
colours are, as many phones do not read a code in reverse. Refuses terminals that are too small
or show no colour: half a code is worse than none, and the link stands above it.
"""

import sys
from collections.abc import Sequence

import segno
from rich.text import Text

from etl.console.terminal import has_colour, open_console

BORDER = 4  # modules left blank around the code, as its standard asks
INK = "#000000 on #FFFFFF"
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def show_code(link: str) -> None:
    """Print the code of a link on standard output, where it can be shown whole."""
    console = open_console()
    lines = draw_code(link)
    seen = has_colour(sys.stdout) and console.color_system is not None
    if seen and len(lines[0]) <= console.width and len(lines) <= console.height:
        console.print(*(Text(line, style=INK) for line in lines), sep="\n", no_wrap=True)


def draw_code(link: str) -> list[str]:
    """Return the lines of a code, dark modules as ink."""
    code = segno.make(link, error="m", micro=False)
    rows = [[bool(module) for module in row] for row in code.matrix_iter(border=BORDER)]
    if len(rows) % 2:
        rows.append([False] * len(rows[0]))
    return [_join(*rows[at : at + 2]) for at in range(0, len(rows), 2)]


def _join(upper: Sequence[bool], lower: Sequence[bool]) -> str:
    return "".join(_HALVES[pair] for pair in zip(upper, lower, strict=True))
