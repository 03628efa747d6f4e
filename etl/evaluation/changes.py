"""What one evaluation gained and lost against an earlier one, both as `--json` writes them.

Owns when two results speak of the same figure: a label by its words in the gold file, a false
alarm by its value and sentence, a cell or header fact by its name. Only files that both results
scored are compared, and only labels that both had. Refuses to read files and to print.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from etl.errors import UsageError
from etl.evaluation.matching import squeeze
from etl.evaluation.tally import Tally

JsonObject = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing scored: where it is, what it says, and the words that tell it from others."""

    gold: str
    file: str
    figure: str
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is otherwise than before; `reason` is why it is wrong, where it is."""

    gold: str
    file: str
    figure: str
    sentence: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that changed, and the counts of all files that were compared."""

    gained: tuple[Change, ...] = ()
    lost: tuple[Change, ...] = ()
    new_alarms: tuple[Change, ...] = ()
    gone_alarms: tuple[Change, ...] = ()
    before: Tally = Tally()
    now: Tally = Tally()
    compared: int = 0
    only_before: int = 0
    only_now: int = 0

    def __add__(self, other: "Changes") -> "Changes":
        return Changes(
            gained=self.gained + other.gained,
            lost=self.lost + other.lost,
            new_alarms=self.new_alarms + other.new_alarms,
            gone_alarms=self.gone_alarms + other.gone_alarms,
            before=self.before + other.before,
            now=self.now + other.now,
            compared=self.compared + other.compared,
            only_before=self.only_before + other.only_before,
            only_now=self.only_now + other.only_now,
        )

    @property
    def any(self) -> bool:
        """Tell whether anything at all was gained or lost."""
        return bool(self.gained or self.lost or self.new_alarms or self.gone_alarms)


@dataclass(frozen=True, slots=True)
class Result:
    """A result read back: its files, and everything in them by how it was scored.

    `slips` are wrong cells and header facts; `told` has the sentence and the reason of errors.
    """

    files: Mapping[tuple[str, str], Tally]
    right: Counter[Item]
    missed: Counter[Item]
    alarms: Counter[Item]
    slips: Counter[Item]
    told: Mapping[Item, tuple[str, str | None]]


EMPTY = Result({}, Counter(), Counter(), Counter(), Counter(), {})


def parse_result(form: JsonObject, source: str, name: str | None = None) -> Result:
    """Return a result from its JSON; `name` renames the set of a result that has just one.

    Raises `UsageError` naming `source` where the JSON is no result.
    """
    try:
        only = [row["set"] for row in form["sets"]]
        return _parse(form, {only[0]: name} if name and len(only) == 1 else {})
    except (KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            f"{source} 不是本版本 fazhi evaluate --json 的结果，无法比较，请重新评测并保存。"
        ) from error


def _parse(form: JsonObject, names: Mapping[str, str]) -> Result:
    told: dict[Item, tuple[str, str | None]] = {}

    def collect(section: str, show: Callable[[JsonObject], tuple[str, str]]) -> Counter[Item]:
        items = []
        for row in form[section]:
            item = Item(names.get(row["set"], row["set"]), row["file"], *show(row))
            told[item] = (show_words(row) or item.words, row.get("reason"))
            items.append(item)
        return Counter(items)

    return Result(
        files={
            (names.get(row["set"], row["set"]), row["file"]): Tally(
                row["labelled"], row["found"], row["matched"]
            )
            for row in form["files"]
        },
        right=collect("matches", show_label),
        missed=collect("misses", show_label),
        alarms=collect("false_alarms", show_alarm),
        slips=collect("cell_errors", show_cell) + collect("header_errors", show_field),
        told=told,
    )


def show_label(row: JsonObject) -> tuple[str, str]:
    """Return the figure of a labelled row, and its quote, which no other label shares."""
    return show_figure(row["label"]), row["label"]["quote"]


def show_alarm(row: JsonObject) -> tuple[str, str]:
    """Return the figure of a false alarm, and its sentence: quotes shift more easily."""
    return show_figure(row["observation"]), squeeze(row["sentence"])


def show_figure(figure: JsonObject) -> str:
    """Return a label or an observation in one phrase."""
    part = f"（{figure['part']}）" if figure["part"] else ""
    return f"{figure['indicator']} {figure['value']} {figure['qualifier']}{part}"


def show_cell(row: JsonObject) -> tuple[str, str]:
    """Return which table cell a row speaks of."""
    return f"{row['form']} {row['cell']}", ""


def show_field(row: JsonObject) -> tuple[str, str]:
    """Return which header fact a row speaks of."""
    return row["field"], ""


def show_words(row: JsonObject) -> str:
    """Return the sentence of an error, or what was expected and what was found."""
    if "expected" in row:
        return f"应为 {row['expected']}，读成 {row['found']}"
    return row.get("sentence") or ""


def compare(before: Result, now: Result) -> Changes:
    """Return what `now` gained and lost in the files that `before` scored, too."""
    common = before.files.keys() & now.files.keys()

    def tell(items: Counter[Item], result: Result) -> tuple[Change, ...]:
        return tuple(
            Change(item.gold, item.file, item.figure, *result.told[item])
            for item in items.elements()
            if (item.gold, item.file) in common
        )

    return Changes(
        gained=tell((now.right - before.right) & before.missed, before)
        + tell(before.slips - now.slips, before),
        lost=tell((before.right - now.right) & now.missed, now)
        + tell(now.slips - before.slips, now),
        new_alarms=tell(now.alarms - before.alarms, now),
        gone_alarms=tell(before.alarms - now.alarms, before),
        before=sum((before.files[file] for file in common), Tally()),
        now=sum((now.files[file] for file in common), Tally()),
        compared=len(common),
        only_before=len(before.files.keys() - common),
        only_now=len(now.files.keys() - common),
    )
