"""What people decided of a figure, in words: wherever the figure stands, it says so.

Owns the words. Refuses to know where a decision comes from.
"""

import math
from decimal import Decimal
from typing import Any

from pages.shared.numbers import with_unit
from pages.shared.words import say


def tell_review(row: Any, lang: str) -> str:
    """Return the sentence on a figure's review; '' where nobody looked at it.

    `row` has the columns of the view `reviewed`: review, reviewer, reviewed_at, review_reason and
    what was read before it was corrected.
    """
    decision = _word(row.review)
    if not decision:
        return ""
    read = "" if _is_missing(row.value_read) else _read(row, lang)
    values = {"who": _word(row.reviewer), "day": _word(row.reviewed_at)[:10], "read": read}
    told = say(f"review.told.{decision}", lang, **values)
    why = _word(row.review_reason)
    return told + (say("review.told.why", lang, why=why) if why else "")


def _read(row: Any, lang: str) -> str:
    return with_unit(row.value_read, row.qualifier_read, row.unit_read, lang)


def _word(value: Any) -> str:
    return "" if _is_missing(value) else str(value)


def _is_missing(value: Any) -> bool:
    if isinstance(value, Decimal | str):
        return False
    return value is None or (isinstance(value, float) and math.isnan(value)) or value != value
