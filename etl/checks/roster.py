"""The roster: which bodies owe which reports of which years, as an operator lists them.

Owns the form of roster.csv and the sentences about its mistakes. Refuses to look for reports.

    region,agency,genres,from,to
    云岫市,云岫市教育局,rol dis,2020,
    云岫市,云岫市科学技术局,rol,2019,2023

`genres` are rol, dis, enf, parted by spaces, 、 or ;. `from` and `to` are reporting years; blank
means open: the first and the last year of which the data hold any report of the genre.
"""

import csv
import io
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from etl.errors import CatalogError
from etl.model import Genre

FILE_NAME = "roster.csv"
GIVEN = "FAZHI_ROSTER"  # in the environment: the file given on the command line
COLUMNS = ("region", "agency", "genres", "from", "to")
_PARTING = re.compile(r"[\s、；;，,/]+")
_YEARS = range(2000, 2100)
_BUNDLED = frozenset({"sample", "public"})
_OWED = {genre.value: genre for genre in (Genre.ROL, Genre.DIS, Genre.ENF)}


@dataclass(frozen=True, slots=True)
class Expected:
    """A body that owes reports of a genre; `line` is where the roster says so."""

    region: str
    agency: str
    genre: Genre
    first: int | None
    last: int | None
    line: int


@dataclass(frozen=True, slots=True)
class Roster:
    """All that is expected; `source` names the file."""

    expected: tuple[Expected, ...] = ()
    source: str = ""

    def within(self, regions: Collection[str] = (), agencies: Collection[str] = ()) -> "Roster":
        """Return the part about these regions and bodies; all of either, where none is given."""
        kept = (
            each
            for each in self.expected
            if (not regions or not each.region or each.region in regions)
            and (not agencies or each.agency in agencies)
        )
        return replace(self, expected=tuple(kept))


def find_roster(folder: Path, given: Path | None = None) -> Roster:
    """Return the roster given, else the one in the folder of the warehouse, else an empty one."""
    if given is not None:
        return read_roster(given)
    path = folder / FILE_NAME
    return read_roster(path) if path.is_file() else Roster()


def read_roster(path: Path) -> Roster:
    """Return the roster of a file; raises `CatalogError` that names file, line and mistake."""
    try:
        text = _decode(path.read_bytes())
    except OSError as error:
        raise CatalogError(f"名单 {path} 打不开：{error.strerror or error}。") from error
    except UnicodeDecodeError as error:
        raise CatalogError(f"名单 {path} 的编码认不出：请存成 UTF-8 的 CSV。") from error
    return Roster(tuple(_read_lines(path, text)), str(path))


def _decode(raw: bytes) -> str:
    """Return the text of a CSV as office programs save it."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("gb18030")


def _read_lines(path: Path, text: str) -> Iterator[Expected]:
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        head = [cell.strip() for cell in next(reader, [])]
        lacking = [name for name in COLUMNS if name not in head]
        if lacking:
            raise _mistake(path, 1, f"缺少 {'、'.join(lacking)} 列，首行应是 {','.join(COLUMNS)}")
        known: dict[tuple[str, str, Genre], list[Expected]] = {}
        for cells in reader:
            row = [cell.strip() for cell in cells]
            if not any(row) or row[0].startswith("#"):
                continue
            if len(row) > len(head):
                raise _mistake(path, reader.line_num, f"有 {len(row)} 列，首行只有 {len(head)} 列")
            named = dict.fromkeys(head, "") | dict(zip(head, row, strict=False))
            for each in _read_row(path, reader.line_num, named):
                same = known.setdefault((each.region, each.agency, each.genre), [])
                _refuse_overlap(path, each, same)
                same.append(each)
                yield each
    except csv.Error as error:
        raise _mistake(path, reader.line_num, f"不是合格的 CSV：{error}") from error


def _read_row(path: Path, line: int, row: dict[str, str]) -> Iterator[Expected]:
    if not row["agency"]:
        raise _mistake(path, line, "agency（单位全称）是空的")
    first, last = (_read_year(path, line, name, row[name]) for name in ("from", "to"))
    if first and last and first > last:
        raise _mistake(path, line, f"from {first} 晚于 to {last}")
    genres = [name for name in _PARTING.split(row["genres"]) if name]
    if not genres:
        raise _mistake(path, line, f"genres 是空的，应是 {'、'.join(_OWED)} 中的一种或几种")
    for name in dict.fromkeys(genres):
        if name not in _OWED:
            raise _mistake(path, line, f"genres 里的“{name}”不认识，应是 {'、'.join(_OWED)}")
        yield Expected(row["region"], row["agency"], _OWED[name], first, last, line)


def _read_year(path: Path, line: int, column: str, text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and int(text) in _YEARS):
        raise _mistake(path, line, f"{column} 是“{text}”，应是四位年份，如 2020，或留空")
    return int(text)


def _refuse_overlap(path: Path, new: Expected, known: Sequence[Expected]) -> None:
    low, high = min(_YEARS), max(_YEARS)
    for each in known:
        if (new.first or low) <= (each.last or high) and (each.first or low) <= (new.last or high):
            words = f"{new.agency}的 {new.genre.value} 与第 {each.line} 行的年份重叠"
            raise _mistake(path, new.line, words)


def _mistake(path: Path, line: int, words: str) -> CatalogError:
    return CatalogError(f"名单 {path.name} 第 {line} 行：{words}。")


def bind_regions(
    dataset: str, chosen: Collection[str], present: Collection[str]
) -> Collection[str]:
    """Return the regions whose part of a roster counts for a view; none means all.

    An operator's roster speaks of the bundled data only where it names their regions.
    """
    if chosen or dataset not in _BUNDLED:
        return chosen
    return present or ("",)
