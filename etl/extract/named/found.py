"""What a reader of one kind hands on: a name and where it stands on the normalised text."""

from dataclasses import dataclass

from etl.model import Deed, NamedKind


@dataclass(frozen=True, slots=True)
class Found:
    """A thing named at `start`..`end` of the normalised text."""

    kind: NamedKind
    name: str
    start: int
    end: int
    number: str | None = None
    issuer: str | None = None
    deed: Deed | None = None
