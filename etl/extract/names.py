"""Names of bodies: what a body's name says, and which names mean one body.

Owns the families of agency names (data/agencies.csv: short form, standard form, kinds) and the
reading of a body's name as place + what it is there. Refuses to look for names in a report
(`etl.extract.agency` does) and to know places (`etl.extract.places` does).
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from etl.errors import CatalogError
from etl.extract.places import Region, Register

DATA = Path(__file__).resolve().parents[2] / "data"

_LONG_KIND = {"委": "委员会", "办": "办公室"}
_GENERAL = (
    "人民政府 人民政府办公室 人民政府办公厅 政府办公室 政府办公厅 政府办 政府",
    "办公室 办公厅 党政办公室 管理委员会 管委会 党工委 办事处 公署 行政公署",
)
_GOVERNMENT = "人民政府"
_LEVEL = "省市县区州旗镇乡"
_PLACE_SIGN = re.compile("州市|自治[区州县旗]|特别行政区|街道|地区|苏木|[省市县区旗州盟镇乡]")
_LONGEST_PLACE = 18
# Where the sign of a place is half of a word: 市场监管局, 市政, 区域, 乡村, 城市管理局.
_WORD = re.compile("市[场政容民委]|区[域划块委]|县[域委]|乡[村镇]|镇[街村区]|州委|城市[管更建]")
_OWN_PLACE = re.compile("[我全各本该所]|辖区|地区|城区")
_NATIONAL = re.compile("国家(?:税务|统计|林业和草原|金融监督管理)(?:总局|局)(?=.)")
_OF_PARTY: tuple[str, ...] = (
    "党委",
    "纪委",
    "市委",
    "县委",
    "区委",
    "省委",
    "常委",
    "工委",
    "宣传部",
    "组织部",
)
_OF_PARTY += ("统战部", "武装部", "工作部", "支部")


class Split(NamedTuple):
    """A body's name in two: the places it starts with, and what it is there."""

    places: tuple[str, ...]
    core: str


@dataclass(frozen=True)
class Names:
    """The names Fazhi knows, made once by `load_names`."""

    register: Register
    families: Mapping[str, str]
    bodies: frozenset[str]

    def split_body(self, name: str) -> Split:
        """Split a body's name: 杭州市滨江区民政局 → (杭州市, 滨江区), 民政局.

        市科技局 names no place: its 市 is said of the reader's own.
        """
        head = _NATIONAL.match(name)
        start = head.end() if head else 0
        for cut in range(start + 1, len(name)):
            if name[cut:] in self.bodies:
                places = self._fill(name[start:cut])
                if places is not None:
                    return Split(places, name[:start] + name[cut:])
        return self._split_forward(name, start)

    def _fill(self, text: str) -> tuple[str, ...] | None:
        """Split `text` into places that fill it; () for a bare 市, None where something is left."""
        if text in _LEVEL:
            return ()
        places: list[str] = []
        at = 0
        while at < len(text):
            end = self.register.longest_at(text, at) or _unknown_end(text, at)
            if not end:
                return None
            places.append(text[at:end])
            at = end
        return tuple(places)

    def split_places(self, text: str) -> tuple[str, ...]:
        """Split `text` into the places it is made of; () where it is none, or only 我市."""
        if _OWN_PLACE.match(text) and not self.register.longest_at(text, 0):
            return ()
        return self._fill(text) or ()

    def _split_forward(self, name: str, start: int) -> Split:
        places: list[str] = []
        at = start
        while end := self.register.longest_at(name, at) or _unknown_end(name, at):
            places.append(name[at:end])
            at = end
        core = name[at:]
        if not places and core[:1] in _LEVEL and not _WORD.match(core):
            core = core[1:]
        return Split(tuple(places), name[:start] + core)

    def standard_core(self, core: str) -> str:
        """Return the standard form of what a body is: 科技局 → 科学技术局."""
        if standard := self.families.get(core):
            return standard
        if core.endswith("委") and not core.endswith(_OF_PARTY):
            return core + "员会"
        return core

    def resolve_agency(self, text: str, region: str | None = None) -> str:
        """Return the standard name of the body `text` names, in `region` where it names no place.

        市科技局 within 诸暨市 and 诸暨市科技局 are both 诸暨市科学技术局; a place alone stands for
        its government.
        """
        places, core = self.split_body("".join(text.split()))
        core = self.standard_core(core) if core else _own_body(places)
        place = "".join(places) or region or ""
        if head := _NATIONAL.match(core):
            return head.group() + place + core[head.end() :]
        return core if is_national(core) else place + core

    def resolve_region(
        self, places: Sequence[str], *, year: int | None = None, hints: str = "", host: str = ""
    ) -> Region | None:
        """Return the registered place that `places` (outermost first) lead to, where one does."""
        return self.register.resolve(places, year=year, hints=hints, host=host)


def is_town(place: str) -> bool:
    """Tell whether a place lies below the county: a town, a township or a street."""
    return place.endswith(("街道", "镇", "乡", "苏木"))


def is_national(core: str) -> bool:
    """Tell whether a body without a place is one of the whole country: 司法部, 国家统计局."""
    if core.startswith(("国家", "国务院", "中国", "中华人民共和国", "最高人民")):
        return True
    return core.endswith(("部", "总署")) and not core.endswith(_OF_PARTY)


def is_short_of(short: str, long: str) -> bool:
    """Tell whether `short` abbreviates `long`: its characters in order, first and last the same."""
    if not short or not long or short[0] != long[0] or len(short) > len(long):
        return False
    rest = iter(long)
    tail = "委员会" if long.endswith("委员会") and short.endswith("委") else long[-1]
    return short[-1] == tail[0] and all(char in rest for char in short)


def _own_body(places: Sequence[str]) -> str:
    return "办事处" if places and places[-1].endswith("街道") else _GOVERNMENT


def _unknown_end(text: str, start: int) -> int:
    """Return where a place of unknown name that begins at `start` ends, 0 where none does."""
    for match in _PLACE_SIGN.finditer(text, start + 1, start + _LONGEST_PLACE):
        word = _WORD.match(text, match.end() - 1) or _WORD.match(text, match.end() - 2)
        if match.start() > start and not word:
            return match.end()
    return 0


def load_names(directory: Path = DATA) -> Names:
    """Read regions.csv and agencies.csv below `directory`."""
    return _load_once(directory)


@lru_cache(maxsize=2)
def _load_once(directory: Path) -> Names:
    regions = tuple(_read_region(row) for row in _rows(directory / "regions.csv"))
    families: dict[str, str] = {}
    bodies = set(" ".join(_GENERAL).split())
    for row in _rows(directory / "agencies.csv"):
        for short, standard in _forms(row):
            bodies |= {short, standard}
            if short != standard:
                families.setdefault(short, standard)
    families |= {"政府": _GOVERNMENT, "政府办": "人民政府办公室", "政府办公室": "人民政府办公室"}
    families["政府办公厅"] = "人民政府办公厅"
    return Names(Register(regions), families, frozenset(bodies))


def _forms(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (a form of the name, its standard form) for one family."""
    for kind in row["kinds"].split():
        long_kind = _LONG_KIND.get(kind, kind)
        standard = row["standard"] + long_kind
        for stem in filter(None, (row["short"], row["standard"])):
            yield stem + kind, standard
            yield stem + long_kind, standard


def _read_region(row: Mapping[str, str]) -> Region:
    return Region(
        code=row["code"],
        name=row["name"],
        level=row["level"],
        parent=row["parent"] or None,
        since=int(row["since"]) if row["since"] else None,
        until=int(row["until"]) if row["until"] else None,
        hosts=tuple(row["pinyin"].split()),
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a table of names; a broken one is the project's fault and says where."""
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            for number, row in enumerate(csv.DictReader(lines), start=2):
                if None in row or None in row.values():
                    raise CatalogError(f"{path} 第 {number} 行的列数不对，请补齐或删去该行。")
                yield row
    except OSError as error:
        raise CatalogError(f"读不到名称表 {path}，请恢复该文件。") from error
