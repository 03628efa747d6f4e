"""The text of a report: which sentences it has, in which order, under which headings.

Owns the make-up of the two genres. The tables of disclosure reports follow the national form
of 2021; earlier years, whose form was another, and formats that carry no tables state the same
things in prose.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random

from benchmarks.synthetic.draft import Draft, Paragraph, Table
from benchmarks.synthetic.form import build_tables
from benchmarks.synthetic.numbers import spell
from benchmarks.synthetic.plan import Outline
from benchmarks.synthetic.wording import (
    Choice,
    Sentence,
    Theme,
    load_figures,
    load_names,
    load_parts,
    load_themes,
)
from etl.model import Genre, Media

_FORM_SINCE = 2021
_EARLY = {Genre.ROL: 2015, Genre.DIS: 2019}  # until then titles and chapters had other names
_LATEST = {Genre.ROL: 80, Genre.DIS: 20}  # days after 10 January that most reports take
_AREAS = {"市": "全市", "县": "全县", "区": "全区", "旗": "全旗", "州": "全州"}
_CIRCLED = "〇一二三四五六七八九"
Names = Mapping[str, str]
Block = Paragraph | Table


def write_draft(outline: Outline) -> Draft:
    """Return the whole report of an outline."""
    random = outline.random()
    names = _name(random, outline)
    parts = load_parts(outline.genre.value)
    early = outline.year < _EARLY[outline.genre]
    titles = parts["early_titles"] if early and "early_titles" in parts else parts["titles"]
    title = random.choice(titles).fill(random, names)
    write = _write_rol if outline.genre is Genre.ROL else _write_dis
    blocks = (_paragraph(random, names, parts["openings"]), *write(random, names, outline))
    published = _draw_day(random, outline)
    signed = _spell_day(random, published - timedelta(days=random.randint(0, 12)))
    return Draft(outline, title, blocks, signed, published)


def _name(random: Random, outline: Outline) -> dict[str, str]:
    ending = "委" if outline.body.endswith("委员会") else outline.body[-1]
    return {
        "region": outline.region.name,
        "body": outline.body,
        "name": outline.name,
        "own": f"我{ending}",
        "area": _AREAS.get(outline.region.name[-1], "辖区"),
        "year": str(outline.year),
        "last": str(outline.year - 1),
        "next": str(outline.year + 1),
        **{slot: random.choice(each) for slot, each in load_names().items()},
    }


def _draw_day(random: Random, outline: Outline) -> date:
    days = random.randint(0, _LATEST[outline.genre])
    if random.random() < 0.1:  # every tenth is late
        days += 60
    return date(outline.year + 1, 1, 10) + timedelta(days=days)


def _spell_day(random: Random, day: date) -> str:
    if random.random() < 0.7:
        return f"{day.year}年{day.month}月{day.day}日"
    year = "".join(_CIRCLED[int(digit)] for digit in str(day.year))
    return f"{year}年{spell(day.month)}月{spell(day.day)}日"


def _paragraph(random: Random, names: Names, *choices: Choice) -> Paragraph:
    return Paragraph("".join(random.choice(choice).fill(random, names) for choice in choices))


def _write_rol(random: Random, names: Names, outline: Outline) -> Iterator[Block]:
    parts = load_parts("rol")
    chapters = ["measures", "leader", "shortcomings", "plan"]
    if random.random() < 0.5:
        chapters[1:3] = chapters[2:0:-1]
    for number, chapter in enumerate(chapters, 1):
        heading = random.choice(parts[chapter]).fill(random, names)
        yield Paragraph(f"{spell(number)}、{heading}", heading=True)
        if chapter == "measures":
            yield from _write_themes(random, names)
        else:
            yield from _write_items(random, names, parts[f"{chapter.rstrip('s')}_lines"])


def _write_themes(random: Random, names: Names) -> Iterator[Block]:
    themes = random.sample(load_themes(), len(load_themes()))
    runs_in = random.random() < 0.4  # a heading may begin its paragraph
    for number, theme in enumerate(themes, 1):
        heading = f"（{spell(number)}）{random.choice(theme.headings).fill(random, names)}"
        text = "".join(each.fill(random, names) for each in _choose(random, theme))
        if runs_in:
            yield Paragraph(f"{heading}。{text}")
        else:
            yield Paragraph(heading, heading=True)
            yield Paragraph(text)


def _choose(random: Random, theme: Theme) -> Sequence[Sentence]:
    """Return filler, a few figures and perhaps a trap, in an order of chance."""
    many = max(1, round(len(theme.figures) * random.uniform(0.35, 0.6)))
    chosen = [random.choice(each) for each in random.sample(theme.figures, many)]
    chosen += random.sample(theme.filler, random.randint(2, 4))
    if random.random() < 0.5:
        chosen.append(random.choice(theme.traps))
    random.shuffle(chosen)
    return chosen


def _write_items(random: Random, names: Names, lines: Choice) -> Iterator[Block]:
    chosen = random.sample(lines, random.randint(2, 4))
    together = random.random() < 0.5
    items = [f"{spell(n)}是{line.fill(random, names)}" for n, line in enumerate(chosen, 1)]
    yield from [Paragraph("".join(items))] if together else map(Paragraph, items)


def _write_dis(random: Random, names: Names, outline: Outline) -> Iterator[Block]:
    parts = load_parts("dis")
    early = outline.year < _EARLY[Genre.DIS]
    chapters = parts["early_chapters" if early else "chapters"]
    tabled = outline.year >= _FORM_SINCE and outline.media in (Media.HTML, Media.DOCX)
    contents = _tabled(random, names) if tabled else _told(random, names)
    for number, chapter in enumerate(chapters, 1):
        yield Paragraph(f"{spell(number)}、{chapter.fill(random, names)}", heading=True)
        yield from contents[number - 1]


def _tabled(random: Random, names: Names) -> Sequence[Sequence[Block]]:
    documents, requests, disputes = build_tables(random)
    kinds = ("published", "training", "proposals", "reconsiderations")
    told = [_tell(random, names, "overview", *kinds), *_write_end(random, names)]
    return [[told[0]], [documents], [requests], [disputes], *([each] for each in told[1:])]


def _told(random: Random, names: Names) -> Sequence[Sequence[Block]]:
    doings = ("issued", "repealed", "permits", "penalties", "coercive")
    told = [
        _tell(random, names, "overview", "published", "training", "proposals"),
        _tell(random, names, "overview", *doings),
        _tell(random, names, "overview", "received", "answered"),
        _tell(random, names, "remedy"),
        *_write_end(random, names),
    ]
    return [[each] for each in told]


def _write_end(random: Random, names: Names) -> Sequence[Paragraph]:
    return [_tell(random, names, "problems"), _tell(random, names, "other")]


def _tell(random: Random, names: Names, part: str, *kinds: str) -> Paragraph:
    """Return a paragraph of sentences of a part, then figures of some kinds."""
    lines, figures = load_parts("dis")[part], load_figures()
    chosen = random.sample(lines, 3 if kinds else 1)
    chosen += [random.choice(figures[kind]) for kind in kinds]
    return Paragraph("".join(each.fill(random, names) for each in chosen))
