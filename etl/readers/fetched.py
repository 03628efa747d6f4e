"""A file whose bytes came from elsewhere and are in hand: read like any other file."""

from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file whose bytes are in hand already; it stands where a path may stand, for reading."""

    label: str
    content: bytes = field(repr=False)

    @property
    def name(self) -> str:
        """Return the last part of its name."""
        return self.label.rpartition("/")[2]

    @property
    def suffix(self) -> str:
        """Return the ending of its name."""
        return Path(self.name).suffix

    def as_posix(self) -> str:
        """Return what to call it."""
        return self.label

    def __str__(self) -> str:
        return self.label

    def resolve(self) -> "Fetched":
        """Return itself."""
        return self

    def read_bytes(self) -> bytes:
        """Return its bytes."""
        return self.content

    def open(self, mode: Literal["rb"] = "rb") -> BytesIO:
        """Return its bytes as a file."""
        return BytesIO(self.content)
