"""A report as a page of a government site: menus, crumbs, side lists, footer around the text.

Owns the furniture, 10 KB of it in three layouts. The pieces that are the same on every page
are put in once.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path
from random import Random
from string import Template

import yaml

from benchmarks.synthetic.draft import Cell, Draft, Paragraph, Table
from benchmarks.synthetic.plan import BODIES, FIRST_YEAR, YEARS
from etl.model import Genre

LAYOUTS = ("columns", "catalogue", "article")

_PAGES = Path(__file__).with_name("pages")
_OLD = 0.12  # this share of the pages is in GB 18030
_CHANNELS = {Genre.ROL: "法治政府建设年度报告", Genre.DIS: "政府信息公开年报"}
_STYLES = (
    ("text-indent: 2em; line-height: 2; margin: 0 0 8px", "font-family: 仿宋; font-size: 16pt"),
    ("text-indent:32pt;line-height:30pt", "font-size:16pt;font-family:FangSong_GB2312"),
    ("margin:0;text-align:justify;text-indent:2em", "font-size:18px"),
)


def build_page(draft: Draft) -> bytes:
    """Return the bytes of the page."""
    random = Random(draft.outline.index)
    charset = "gb2312" if random.random() < _OLD else "utf-8"
    template = _load_layout(random.choice(LAYOUTS))
    page = template.substitute(
        charset=charset,
        title=draft.title,
        region=draft.outline.region.name,
        name=draft.outline.name,
        year=draft.outline.year,
        channel=_CHANNELS[draft.outline.genre],
        day=draft.published_on.isoformat(),
        clock=f"{random.randint(8, 18):02}:{random.randint(0, 59):02}",
        id=f"{draft.outline.index:07}",
        hits=random.randint(20, 3000),
        content=_write_content(draft, random.choice(_STYLES)),
        related=_list_related(draft),
    )
    return page.encode("gb18030" if charset == "gb2312" else charset)


@cache
def _load_layout(name: str) -> Template:
    links = yaml.safe_load(_read("links.yml"))
    fixed = {
        "style": f'<style type="text/css">\n{_read("style.css")}</style>',
        "script": f"<script>\n{_read('script.js')}</script>",
        "menu": "\n".join(_list_menu(links["menu"])),
        "side": "\n".join(_list_side(links["side"])),
        "offices": " | ".join(f'<a href="/{slug}/">{body}</a>' for body, slug in BODIES),
    }
    return Template(Template(_read(f"{name}.html")).safe_substitute(fixed))


def _read(name: str) -> str:
    return (_PAGES / name).read_text(encoding="utf-8")


def _list_menu(menu: Mapping[str, Sequence[str]]) -> Iterable[str]:
    for number, (head, below) in enumerate(menu.items(), 1):
        links = "".join(
            f'<dd><a href="/c{number}/{n}/" target="_blank">{each}</a></dd>'
            for n, each in enumerate(below, 1)
        )
        yield f'<li><a href="/c{number}/" target="_blank">{head}</a><dl>{links}</dl></li>'


def _list_side(names: Sequence[str]) -> Iterable[str]:
    return (f'<li><a href="/open/{n}/">{name}</a></li>' for n, name in enumerate(names, 1))


def _list_related(draft: Draft) -> str:
    outline = draft.outline
    others = (year for year in range(FIRST_YEAR, FIRST_YEAR + YEARS) if year != outline.year)
    return "\n".join(
        f'<li><a href="/open/{outline.slug}/{year}.html">'
        f"{draft.title.replace(str(outline.year), str(year))}</a><span>{year + 1}-03-01</span></li>"
        for year in others
    )


def _write_content(draft: Draft, style: tuple[str, str]) -> str:
    outer, inner = style
    head, tail = f'<p style="{outer}"><span style="{inner}">', "</span></p>"
    pieces = [
        _write_table(block) if isinstance(block, Table) else _write_paragraph(block, head, tail)
        for block in draft.blocks
    ]
    end = (draft.outline.name, draft.signed)
    pieces += [f'<p style="text-align: right">{line}</p>' for line in end]
    return "\n".join(pieces)


def _write_paragraph(block: Paragraph, head: str, tail: str) -> str:
    text = escape(block.text, quote=False)
    return f"{head}<strong>{text}</strong>{tail}" if block.heading else f"{head}{text}{tail}"


def _write_table(table: Table) -> str:
    rows = "\n".join(f"<tr>{_write_cells(row)}</tr>" for row in table.rows)
    return f'<table class="form" border="1" cellspacing="0">\n{rows}\n</table>'


def _write_cells(row: Sequence[Cell]) -> str:
    return "".join(f"<td{_reach(cell)}>{cell.text}</td>" for cell in row)


def _reach(cell: Cell) -> str:
    columns = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    return columns + (f' rowspan="{cell.rows}"' if cell.rows > 1 else "")
