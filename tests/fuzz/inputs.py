"""The inputs of a run, each told by the run's seed and its number alone.

Owns what is spoiled how: a kind of file in turn, one of its sound files, one damage or several.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from tests.fuzz.forms import spoil_archive, spoil_page, spoil_pdf
from tests.fuzz.grammar import make_text
from tests.fuzz.mutations import LONGEST, spoil_bytes
from tests.fuzz.seeds import KINDS, find_seeds

Spoil = Callable[[Random, bytes, bytes], bytes]
SPOILERS: Mapping[str, Spoil] = {
    "html": spoil_page,
    "mhtml": spoil_page,
    "docx": spoil_archive,
    "xlsx": spoil_archive,
    "zip": spoil_archive,
    "pdf": spoil_pdf,
}
SENTENCES = "sentences"  # texts put together word by word
TURNS = (
    SENTENCES,
    "txt",
    "html",
    SENTENCES,
    "docx",
    "pdf",
    SENTENCES,
    "mhtml",
    "zip",
    "xlsx",
    "csv",
)


@dataclass(frozen=True, slots=True)
class Input:
    """Bytes to be read, and the kind of file they were."""

    kind: str
    data: bytes

    @property
    def ending(self) -> str:
        """Return how a file of that kind is named at its end."""
        return ".txt" if self.kind == SENTENCES else f".{self.kind}"


def make_input(seed: int, number: int) -> Input:
    """Return input `number` of the run with that seed."""
    random = Random(f"{seed}-{number}")
    kind = TURNS[number % len(TURNS)]
    if kind == SENTENCES:
        return Input(kind, make_text(random).encode(random.choice(("utf-8", "gb18030"))))
    data = random.choice(find_seeds(kind)).data
    for _ in range(random.choice((1, 1, 2, 4))):
        data = spoil(random, kind, data)
    return Input(kind, data)


def spoil(random: Random, kind: str, data: bytes) -> bytes:
    """Return `data`, a file of a kind, with one damage more."""
    form = SPOILERS.get(kind)
    if form is not None and random.random() < 0.6:
        return form(random, data, b"")
    lender = kind if random.random() < 0.7 else random.choice(KINDS)
    return spoil_bytes(random, data, random.choice(find_seeds(lender)).data)[:LONGEST]
