"""What people decided of single figures: accepted, corrected, rejected; who, when, why, of which words.

Owns the rows of `reviews.jsonl` beside the warehouse, their form and what makes one valid. A
decision is about a number at a place in one text, so that it outlives new rules and falls with the
text, not with the bytes of its file (warehouse/heirs.py). Refuses to change any figure: every load
applies what stands here (warehouse/reviewing.py).
"""

import hashlib
import json
import re
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from etl.journal import Line, append_lines, read_lines
from etl.model import LARGEST, Qualifier
from etl.review_faults import ReviewError, ReviewFault, Undecidable

REVIEWS = "reviews.jsonl"
LONGEST_NAME, LONGEST_REASON = 40, 500
_PLACES = 6  # decimals that the warehouse keeps
_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")
_LARGEST_NUMBER = 2**31  # of a year, and of a place in a text


class Decision(StrEnum):
    """What was decided; `REOPENED` takes back whatever was decided before."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class Amount:
    """A value as a report states it: `value` in `unit`, exactly or not."""

    value: Decimal
    qualifier: Qualifier
    unit: str


@dataclass(frozen=True, slots=True)
class Review:
    """One decision on one figure, by the place of its number in the text of a report.

    `old` is what was read, `new` what it should be (corrected ones alone have it); `quote` are the
    words that were looked at, `at` is when (ISO 8601 with its offset), `why` a note in words.
    """

    id: str
    decision: Decision
    who: str
    at: str
    why: str
    dataset: str
    region: str
    agency: str
    year: int
    genre: str
    indicator: str
    part: str | None
    report_id: str
    source: str
    number_start: int
    quote: str
    old: Amount
    new: Amount | None = None

    @property
    def place(self) -> tuple[str, str, int]:
        """What the decision is about: of several, the last one counts."""
        return self.report_id, self.indicator, self.number_start

    @property
    def moment(self) -> datetime:
        """When it was decided, comparable whatever the offset."""
        return datetime.fromisoformat(self.at)


def make_id() -> str:
    """Return a name for a new decision that no other has."""
    return uuid.uuid4().hex[:16]


def check_review(review: Review, units: Sequence[str], kind: str) -> None:
    """Raise `Undecidable` where a decision lacks a name or a note, or its value cannot be.

    `units` are the measure words of its indicator, `kind` is count, amount or rate.
    """
    if not review.who.strip() or len(review.who) > LONGEST_NAME:
        raise Undecidable(ReviewFault.NAME, most=LONGEST_NAME)
    if len(review.why) > LONGEST_REASON:
        raise Undecidable(ReviewFault.LONG, most=LONGEST_REASON)
    if review.decision in (Decision.CORRECTED, Decision.REJECTED) and not review.why.strip():
        raise Undecidable(ReviewFault.REASON)
    if (review.new is not None) != (review.decision is Decision.CORRECTED):
        raise Undecidable(ReviewFault.AMOUNT)
    if review.new is not None:
        _check_amount(review.new, units, kind)


def _check_amount(amount: Amount, units: Sequence[str], kind: str) -> None:
    if amount.unit not in units:
        raise Undecidable(ReviewFault.UNIT, unit=amount.unit, units="、".join(units))
    if not 0 <= amount.value < LARGEST:
        raise Undecidable(ReviewFault.RANGE)
    if round(amount.value, _PLACES) != amount.value:
        raise Undecidable(ReviewFault.DECIMALS, most=_PLACES)
    if kind == "count" and amount.value != amount.value.to_integral_value():
        raise Undecidable(ReviewFault.WHOLE)
    if kind == "rate" and amount.value > 100:
        raise Undecidable(ReviewFault.RATE)


def read_amount(typed: str) -> Decimal:
    """Return the number somebody typed: 1,234.5 or 1234.5; raises `Undecidable` for anything else."""
    try:
        value = Decimal(typed.strip().replace(",", "").replace("，", ""))
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise Undecidable(ReviewFault.NUMBER, typed=typed.strip()[:20])
    return value


def read_reviews(directory: Path) -> tuple[Review, ...]:
    """Return every decision of a warehouse in the order in which they count: the last one last."""
    return order_reviews(read_file(directory / REVIEWS))


def read_file(path: Path) -> list[Review]:
    """Return the decisions of a file; raises `ReviewError` naming the first line that is none."""
    return [_read(line, path, number) for number, line in read_lines(path)]


def order_reviews(reviews: Iterable[Review]) -> tuple[Review, ...]:
    """Put decisions in the order of their times, each once, whoever wrote them down first."""
    known = {each.id: each for each in reviews}
    return tuple(sorted(known.values(), key=lambda each: (each.moment, each.id)))


def find_standing(reviews: Iterable[Review]) -> dict[tuple[str, str, int], Review]:
    """Return the decision that counts at each place; none where it was taken back."""
    last = {each.place: each for each in order_reviews(reviews)}
    return {place: each for place, each in last.items() if each.decision is not Decision.REOPENED}


def add_reviews(directory: Path, reviews: Sequence[Review]) -> None:
    """Write decisions down beside the warehouse; raises `WarehouseError` where that fails."""
    append_lines(directory / REVIEWS, map(write_line, reviews))


def add_review(
    directory: Path,
    review: Review,
    seen: str | None,
    follow: Callable[[Sequence[Review]], Sequence[Review]] = tuple,
) -> None:
    """Write a decision down, made in the knowledge of the one named `seen` (None: of none).

    `follow` tells at which place decisions stand now, where a report was saved again.
    Raises `Undecidable` where somebody else has decided of the same figure meanwhile, or where
    this machine's clock would put the decision before the one that it is to replace.
    """

    def demand() -> None:
        known = follow(read_reviews(directory))
        [place] = {each.place for each in follow([review])}
        found = find_standing(known).get(place)
        if (found.id if found else None) != seen:
            raise _find_overtaken(found)
        last = max((each.moment for each in known if each.place == place), default=None)
        if last is not None and review.moment <= last:
            raise Undecidable(ReviewFault.CLOCK, moment=f"{last:%Y-%m-%d %H:%M:%S}")

    append_lines(directory / REVIEWS, [write_line(review)], demand)


def _find_overtaken(found: Review | None) -> Undecidable:
    if found is None:
        return Undecidable(ReviewFault.TAKEN_BACK)
    moment = found.at[:16].replace("T", " ")
    return Undecidable(ReviewFault.OVERTAKEN, who=found.who, moment=moment)


def write_line(review: Review) -> dict[str, Any]:
    """Return a decision as a row that can be read by people and kept under version control."""
    return {
        "id": review.id,
        "decision": review.decision.value,
        "who": review.who,
        "at": review.at,
        "why": review.why,
        **{name: getattr(review, name) for name in _WHOSE},
        "old": _write_amount(review.old),
        "new": _write_amount(review.new) if review.new else None,
    }


@lru_cache(maxsize=4096)
def _dump(review: Review) -> str:
    return json.dumps(write_line(review), ensure_ascii=False, sort_keys=True)


def digest_reviews(reviews: Iterable[Review]) -> str:
    """Return what tells the decisions that count from any others."""
    lines = sorted(map(_dump, find_standing(reviews).values()))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


_WHOSE = (
    *("dataset", "region", "agency", "year", "genre", "indicator", "part"),
    *("report_id", "source", "number_start", "quote"),
)
_NUMBERS = frozenset({"year", "number_start"})


def _write_amount(amount: Amount) -> dict[str, str]:
    value = f"{amount.value.normalize():f}"
    return {"value": value, "qualifier": amount.qualifier.value, "unit": amount.unit}


def _read(line: Line | None, path: Path, number: int) -> Review:
    try:
        if line is None:
            raise ValueError("不是一行 JSON")
        return parse_line(line)
    except (KeyError, ValueError, TypeError, ArithmeticError) as error:
        raise ReviewError(
            f"{path} 第 {number} 行不是有效的复核记录（{_tell_cause(error)}）：请改正或删去这一行。"
        ) from error


def _tell_cause(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"缺少 {error.args[0]}"
    if isinstance(error, UnicodeError):
        return "文字编码有误"
    return "数值有误" if isinstance(error, ArithmeticError) else str(error) or "数值有误"


def parse_line(line: Line) -> Review:
    """Return the decision of a row; raises what Python raises where it is none."""
    said: dict[str, Any] = {name: _read_words(line, name) for name in ("id", "who", "at", "why")}
    review = Review(
        **said,
        decision=Decision(line["decision"]),
        old=_read_amount(line["old"]),
        new=_read_amount(line["new"]) if line["new"] is not None else None,
        **{name: _read_field(name, line) for name in _WHOSE},
    )
    if not _ID.fullmatch(review.id):
        raise ValueError("id 应为字母和数字")
    if not review.indicator or not review.report_id:
        raise ValueError("缺少指标或报告")
    if review.moment.tzinfo is None:
        raise ValueError("at 没有时区")
    if (review.new is not None) != (review.decision is Decision.CORRECTED):
        raise ValueError("只有 corrected 有 new")
    return review


def _read_words(line: Line, name: str) -> str:
    words = str(line[name])
    words.encode()  # half a character could be written nowhere
    return words


def _read_field(name: str, line: Line) -> Any:
    if name not in _NUMBERS:
        return None if name == "part" and line[name] is None else _read_words(line, name)
    number = int(line[name])
    if not 0 <= number < _LARGEST_NUMBER:
        raise ValueError(f"{name} 有误")
    return number


def _read_amount(said: Mapping[str, Any]) -> Amount:
    value = Decimal(str(said["value"]))
    if not value.is_finite() or abs(value) >= LARGEST or round(value, _PLACES) != value:
        raise ValueError("数值有误")
    return Amount(value, Qualifier(said["qualifier"]), _read_words(said, "unit"))
