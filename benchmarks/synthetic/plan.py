"""Which report the i-th one is: whose, about which year, of which genre, in which format.

Owns the order of regions and the stated shares, which hold exactly in every hundred reports.
Refuses to write a word of a report.
"""

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from random import Random

import yaml

from etl.model import Genre, Media

REGIONS = Path(__file__).resolve().parents[2] / "data" / "regions.csv"
SHARES = {Media.TEXT: 55, Media.HTML: 38, Media.DOCX: 5, Media.PDF: 2}  # of a hundred reports
DISCLOSURES = 10  # of a hundred reports; all others are rule-of-law reports
FIRST_YEAR, YEARS = 2013, 12

_HUNDRED = 100
_SUFFIXES = {Media.TEXT: "txt", Media.HTML: "html", Media.DOCX: "docx", Media.PDF: "pdf"}
_BODIES = yaml.safe_load(Path(__file__).with_name("bodies.yml").read_text(encoding="utf-8"))
BODIES: Sequence[tuple[str, str]] = tuple((name, slug) for slug, name in _BODIES.items())
PER_REGION = len(BODIES) * YEARS


@dataclass(frozen=True, slots=True)
class Region:
    """A county or prefecture whose name stands for it alone in the whole country."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Outline:
    """What is settled about a report before its text is written."""

    seed: int
    index: int
    region: Region
    body: str
    slug: str
    year: int
    genre: Genre
    media: Media

    @property
    def name(self) -> str:
        """Return the reporting body's full name."""
        return f"{self.region.name}{self.body}"

    @property
    def path(self) -> PurePosixPath:
        """Return where the file stands below the corpus: no folder holds over 432 of them."""
        file = f"{self.slug}-{self.genre.value}-{self.year}.{_SUFFIXES[self.media]}"
        return PurePosixPath(self.region.code[:2], self.region.code, file)

    def random(self) -> Random:
        """Return the source of everything that varies in this report."""
        return Random((self.seed << 40) + self.index)


def outline(index: int, seed: int = 1) -> Outline:
    """Return the outline of the `index`-th report, whatever the size of the corpus."""
    number, rest = divmod(index, PER_REGION)
    body, slug = BODIES[rest // YEARS]
    deal = _deal(index // _HUNDRED, seed)[index % _HUNDRED]
    region = _regions(seed)[number]
    return Outline(seed, index, region, body, slug, FIRST_YEAR + rest % YEARS, *deal)


def most_reports() -> int:
    """Return how many different reports there can be."""
    return len(_regions(0)) * PER_REGION


@lru_cache(maxsize=4)
def _deal(block: int, seed: int) -> list[tuple[Genre, Media]]:
    """Return genre and format of a hundred reports, in the stated shares."""
    random = Random((seed << 40) + block + (1 << 39))
    genres = [Genre.DIS] * DISCLOSURES + [Genre.ROL] * (_HUNDRED - DISCLOSURES)
    formats = [media for media, share in SHARES.items() for _ in range(share)]
    random.shuffle(genres)
    random.shuffle(formats)
    return list(zip(genres, formats, strict=True))


@lru_cache(maxsize=2)
def _regions(seed: int) -> list[Region]:
    with REGIONS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = Counter(row["name"] for row in rows)
    lasting = [
        Region(row["code"], row["name"])
        for row in rows
        if row["level"] in ("county", "prefecture")
        and names[row["name"]] == 1
        and not row["since"]
        and not row["until"]
    ]
    Random(seed).shuffle(lasting)
    return lasting
