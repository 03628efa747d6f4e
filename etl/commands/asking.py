"""`fazhi sql`: one question to the warehouse, read-only, and what can be asked."""

import io
import json
import os
import stat
import sys
from contextlib import suppress
from dataclasses import asdict
from enum import Enum
from pathlib import Path

from etl.console.answer import show_answer, show_views
from etl.console.rows import write_csv, write_lines
from etl.console.terminal import open_console, show_sentence, write_exact
from etl.errors import UsageError
from etl.warehouse.dictionary import read_views
from etl.warehouse.door import Limits
from etl.warehouse.door import ask as ask_door

SHOWN = 200  # rows on a screen, where nobody says how many
STANDARD_INPUT = "-"
_MARK = "\ufeff"


class Form(Enum):
    """How an answer is printed."""

    PAGE = "page"
    CSV = "csv"
    JSON = "json"


def ask(query: str, warehouse: Path, form: Form, rows: int | None, seconds: float) -> int:
    """Print the answer to a query; one that fails is an error of its own."""
    text = read_input() if query == STANDARD_INPUT else query
    most = rows or (SHOWN if form is Form.PAGE else Limits().rows)
    answer = ask_door(warehouse, text, Limits(rows=most, seconds=seconds))
    if answer.notice:
        show_sentence(answer.notice)
    if form is Form.PAGE:
        show_answer(answer, open_console())
        return 0
    if form is Form.CSV:
        mark = _MARK if is_new_file() else ""
        write_exact(mark + write_csv(answer.columns, answer.values()))
    else:
        write_exact(write_lines(answer.columns, answer.values()))
    if answer.truncated:
        show_sentence(f"只给出前 {len(answer.rows):,} 行，后面还有：用 --rows 多取，或缩小范围。")
    return 0


def read_input() -> str:
    """Return the query that comes on standard input."""
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError("标准输入里的查询不是 UTF-8：请转换编码后再试。") from error


def is_new_file() -> bool:
    """Tell whether output goes into a file from its start: there Excel needs a mark of UTF-8."""
    with suppress(OSError, io.UnsupportedOperation):
        number = sys.stdout.fileno()
        return stat.S_ISREG(os.fstat(number).st_mode) and os.lseek(number, 0, os.SEEK_CUR) == 0
    return False


def list_views(form: Form) -> int:
    """Print the documented views with their columns, an example each."""
    views = read_views().values()
    if form is Form.CSV:
        raise UsageError('--csv 要有查询：例如 fazhi sql "SELECT * FROM figures" --csv。')
    if form is Form.JSON:
        write_exact("".join(f"{json.dumps(asdict(each), ensure_ascii=False)}\n" for each in views))
    else:
        show_views(views, open_console())
    return 0
