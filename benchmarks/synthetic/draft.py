"""A report as its author leaves it: title, headings, paragraphs, tables, signature.

Owns the shape every format is written from. Refuses wording.
"""

from dataclasses import dataclass
from datetime import date

from benchmarks.synthetic.plan import Outline


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table and how far it reaches."""

    text: str
    columns: int = 1
    rows: int = 1


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; a cell that reaches down is missing in the rows below, as in HTML."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or, where it is one, a heading."""

    text: str
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """One report, ready to be written in any format."""

    outline: Outline
    title: str
    blocks: tuple[Paragraph | Table, ...]
    signed: str
    published_on: date

    @property
    def lines(self) -> list[str]:
        """Return the paragraphs as lines of plain text, tables left out."""
        return [block.text for block in self.blocks if isinstance(block, Paragraph)]
