"""A small town whose reports are edited between loads: files of several formats, figures known.

Owns the folder and what a load of it must state. A round changes one document, so that there is
something to publish.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from random import Random

from tests.readers import docx_files

PLACE = "云溪市"
OFFICES = ("档案局", "水利局", "教育局", "民政局", "司法局", "审计局")
YEARS = (2020, 2021, 2022, 2023)
INDICATOR = "inspections"
COLUMNS = (
    *("region", "agency", "year", "genre", "indicator", "value", "qualifier", "unit", "part"),
    *("published_on", "source_url"),
)
LISTED = ("统计局", "气象局")  # bodies that only a table of figures speaks of
Key = tuple[str, int]  # a body and a year


def write_text(agency: str, year: int, value: int) -> str:
    """Return a report that states one figure."""
    title = f"{agency}{year}年度法治政府建设情况报告"
    body = f"一、主要举措和成效\n　　围绕年度任务，全年开展行政检查{value}次。\n"
    rest = "二、存在的不足\n　　工作还有不足。\n"
    return f"{title}\n\n{body}{rest}\n{agency}\n{year + 1}年1月20日\n"


def make_txt(text: str) -> bytes:
    return text.encode("gb18030")


def make_html(text: str) -> bytes:
    title, *lines = text.strip().splitlines()
    paragraphs = "".join(f"<p>{line}</p>" for line in lines)
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title></head>"
        f"<body><h1>{title}</h1><div class='content'>{paragraphs}</div></body></html>"
    ).encode()


def make_docx(text: str) -> bytes:
    return docx_files.make(*map(docx_files.paragraph, text.strip().splitlines()))


def make_mhtml(text: str) -> bytes:
    message = EmailMessage()
    message["Snapshot-Content-Location"] = "http://yunxi.example/1.html"
    message.set_content(make_html(text).decode(), subtype="html", cte="base64")
    return bytes(message)


MAKERS = {"txt": make_txt, "html": make_html, "docx": make_docx, "mht": make_mhtml}


@dataclass(slots=True)
class Town:
    """The folder of a town; `stated` is what its documents say now."""

    folder: Path
    random: Random
    stated: dict[Key, int] = field(default_factory=dict)

    def settle(self) -> None:
        """Write every document for the first time."""
        self.folder.mkdir(parents=True)
        for place, (office, year) in enumerate((o, y) for o in OFFICES for y in YEARS):
            self.stated[PLACE + office, year] = 100 + place
        for place, (office, year) in enumerate((o, y) for o in LISTED for y in YEARS):
            self.stated[PLACE + office, year] = 500 + place
        for name in self.names():
            self._write(name)
        (self.folder / "通知.txt").write_text(
            "关于召开会议的通知\n请准时参加。\n", encoding="utf-8"
        )

    def names(self) -> list[str]:
        """Return the names of the files that hold figures."""
        return [*dict.fromkeys(self._file_of(key) for key in self.stated)]

    def edit(self) -> str:
        """Change one figure somewhere; return the name of its file."""
        key = self.random.choice(sorted(self.stated))
        self.stated[key] += 1000
        name = self._file_of(key)
        self._write(name)
        return name

    def _file_of(self, key: Key) -> str:
        agency, year = key
        office = agency.removeprefix(PLACE)
        if office in LISTED:
            return f"台账-{office}.csv"
        if office == OFFICES[-1]:
            return "报告.zip"
        kinds = list(MAKERS)
        kind = kinds[(OFFICES.index(office) + YEARS.index(year)) % len(kinds)]
        return f"{office}/{year}.{kind}"

    def _write(self, name: str) -> None:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        keys = [key for key in self.stated if self._file_of(key) == name]
        path.write_bytes(self._make(name, keys))

    def _make(self, name: str, keys: list[Key]) -> bytes:
        if name.endswith(".zip"):
            return self._pack(keys)
        if name.startswith("台账"):
            return make_csv([COLUMNS, *self._rows(keys)])
        (key,) = keys
        return MAKERS[name.rpartition(".")[2]](write_text(*key, self.stated[key]))

    def _pack(self, keys: list[Key]) -> bytes:
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for key in keys:
                archive.writestr(f"{key[1]}.html", make_html(write_text(*key, self.stated[key])))
        return buffer.getvalue()

    def _rows(self, keys: list[Key]) -> Iterator[tuple[object, ...]]:
        for agency, year in keys:
            figure = (INDICATOR, self.stated[agency, year], "exact", "次", "")
            published = (f"{year + 1}-01-20", f"https://yunxi.example/{year}.html")
            yield (PLACE, agency, year, "rol", *figure, *published)


def make_csv(rows: list[tuple[object, ...]]) -> bytes:
    return "".join(",".join(map(str, row)) + "\n" for row in rows).encode("utf-8-sig")
