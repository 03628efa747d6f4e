"""Decisions on made-up figures, each field as a test wants it."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from etl.corrections import Amount, Decision, Review, make_id
from etl.model import Qualifier


def amount(value: str | int, unit: str = "次", qualifier: Qualifier = Qualifier.EXACT) -> Amount:
    """Return a value in a unit."""
    return Amount(Decimal(value), qualifier, unit)


def decision(
    number: int = 1, made: Decision = Decision.ACCEPTED, new: str | None = None, **changes: Any
) -> Review:
    """Return a decision on the figure at a place of a text, taken so many minutes after nine."""
    review = Review(
        id=make_id(),
        decision=made,
        who="李复核",
        at=f"2025-06-01T09:{number:02d}:00.000+08:00",
        why="与台账核对",
        dataset="own",
        region="望川市",
        agency="望川市水利局",
        year=2023,
        genre="rol",
        indicator="inspections",
        part=None,
        report_id="text1",
        source="a.txt",
        number_start=10 * number,
        quote=f"检查{number}次",
        old=amount(number),
        new=amount(new) if new else None,
    )
    return replace(review, **changes)
