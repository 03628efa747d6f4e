"""The terminal: streams in UTF-8, colour and progress only where somebody looks.

Owns the decision what a stream can show. Refuses to know any command. Piped output holds no
control codes, and neither does a terminal with NO_COLOR or TERM=dumb.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from etl.model import Span

PIPED_WIDTH = 120
MARKED = "bold black on #FFE3B8"


def prepare_streams() -> None:
    """Make both streams write UTF-8, whatever the locale; odd file names print escaped."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def is_lively(stream: TextIO) -> bool:
    """Tell whether somebody watches the stream on a terminal that can redraw lines."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def has_colour(stream: TextIO) -> bool:
    """Tell whether the stream may be given colours."""
    return is_lively(stream) and not os.environ.get("NO_COLOR")


def open_console(stream: TextIO | None = None) -> Console:
    """Return a console on standard output, or on `stream`, that shows what it can."""
    stream = stream or sys.stdout
    return Console(
        file=stream,
        force_terminal=is_lively(stream),
        color_system="auto" if has_colour(stream) else None,
        width=None if stream.isatty() else PIPED_WIDTH,
        highlight=False,
        markup=False,
        emoji=False,
    )


def write_exact(text: str) -> None:
    """Write `text` to standard output, not a character more, no line end translated."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def show_sentence(sentence: str) -> None:
    """Say one sentence to the user on standard error."""
    open_console(sys.stderr).print(Text(strip_controls(sentence)), soft_wrap=True)


def strip_controls(text: str) -> str:
    """Return `text` with control codes made visible: what a file holds must not steer a screen."""
    return "".join(
        char if char.isprintable() or char in "\n\t" else f"\\x{ord(char):02x}" for char in text
    )


def name_rejection(source: str, kind: str, message: str, line: int | None = None) -> str:
    """Return one line on a file that was not taken; messages that name it need no name more."""
    place = source if line is None else f"{source} 第 {line} 行"
    told = message if source in message and line is None else f"{place}：{message}"
    return strip_controls(f"拒绝 [{kind}] {told}")


def mark(sentence: str, quote: Span, *, colour: bool) -> Text:
    """Return `sentence` with the quote set off: by colour, or by 【】 where there is none."""
    before, marked = sentence[: quote.start], quote.cut(sentence)
    after = sentence[quote.end :]
    if not colour:
        return Text(f"{before}【{marked}】{after}")
    return Text.assemble(before, (marked, MARKED), after)


@contextmanager
def follow(label: str, total: int) -> Iterator[Callable[[str], None]]:
    """Yield a function that moves a progress bar on by one; silent where nobody watches."""
    if total < 2 or not is_lively(sys.stderr):
        yield lambda _source: None
        return
    console = open_console(sys.stderr)
    columns = (
        TextColumn(label),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[source]}", markup=False),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(label, total=total, source="")
        yield lambda source: progress.update(task, advance=1, source=source[-40:])
