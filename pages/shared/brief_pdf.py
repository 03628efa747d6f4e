"""A brief as PDF: one sheet of A4, real text, charts and code as vectors.

Owns putting the brief on the sheet so that it always fits. The font is the one every PDF reader
brings for Chinese; none is put into the file. Refuses to choose words.
"""

import io
from collections.abc import Sequence

from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfgen.canvas import Canvas

from pages.shared.brief_content import Brief, BriefFigure, make_plain
from pages.shared.brief_drawing import Dot, Drawing, Stroke, Words
from pages.shared.brief_layout import GAP, HALF, HEIGHT, INNER, MARGIN, WIDTH, Placed, place_charts
from pages.shared.brief_link import find_modules
from pages.shared.words import say

_FONT = "STSong-Light"
_TONES = {"ink": 0.0, "grey": 0.55}
_CODE = 78.0  # side of the QR code
_SMALL, _LEADING = 7.5, 1.45
_CLOSERS = "，。；：、）”》！？·%,.;:)"  # what begins no line


def write_pdf(brief: Brief) -> bytes:
    """Return the file."""
    brief = make_plain(brief)
    registerFont(UnicodeCIDFont(_FONT))
    target = io.BytesIO()
    lang = "en-GB" if brief.lang == "en" else "zh-CN"
    canvas = Canvas(target, pagesize=(WIDTH, HEIGHT), lang=lang, invariant=1)
    canvas.setTitle(brief.title)
    canvas.setSubject(brief.filters)
    canvas.setAuthor(say("chart.maker", brief.lang))
    canvas.setCreator(say("chart.maker", brief.lang))
    canvas.setViewerPreference("DisplayDocTitle", "true")
    _Sheet(canvas).draw(brief)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def break_lines(text: str, size: float, room: float, most: int) -> list[str]:
    """Break a text into at most so many lines; what does not fit ends in ….

    Between Chinese characters anywhere, Latin words whole where they can be.
    """
    lines: list[str] = []
    rest = " ".join(text.split())
    while rest and len(lines) < most:
        end = _find_end(rest, size, room)
        lines.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    if rest and lines:
        last = lines[-1]
        while last and stringWidth(last + "…", _FONT, size) > room:
            last = last[:-1]
        lines[-1] = last + "…"
    return lines


def _find_end(text: str, size: float, room: float) -> int:
    end, width = 0, 0.0
    while end < len(text) and width + (wide := stringWidth(text[end], _FONT, size)) <= room:
        width += wide
        end += 1
    if end == len(text):
        return end
    end = max(end, 1)
    back = end
    while back > end // 2 and _clings(text[back - 1], text[back]):
        back -= 1
    return back if back > end // 2 else end


def _clings(one: str, other: str) -> bool:
    """Tell whether no line may end between two characters."""
    if other in _CLOSERS:
        return True
    return one.isascii() and other.isascii() and not (one.isspace() or other.isspace())


class _Sheet:
    """The sheet while it is filled from above; y counts downwards."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.y = MARGIN

    def draw(self, brief: Brief) -> None:
        """Draw all of it: what has a fixed place first, the notes in the room that is left."""
        foot = HEIGHT - MARGIN - _CODE
        self._draw_head(brief)
        self._draw_figures(brief.figures)
        self._draw_charts(place_charts(brief.charts, brief.lang))
        self._draw_notes(brief, foot - 8)
        self._draw_foot(brief, foot)

    def _draw_head(self, brief: Brief) -> None:
        size = next((s for s in (20, 18, 16) if len(break_lines(brief.title, s, INNER, 9)) < 3), 14)
        self._flow(brief.title, size, 2, bold=True, leading=1.3)
        self.y += 3
        self._flow(brief.facts, 8.5, 2)
        if brief.origin:
            self._flow(brief.origin, 8.5, 2, bold=True)
        self.y += 5

    def _flow(
        self, text: str, size: float, most: int, *, bold: bool = False, leading: float = _LEADING
    ) -> None:
        for line in break_lines(text, size, INNER, most):
            self.y += size * leading
            self._write(MARGIN, self.y, line, size, bold=bold)

    def _draw_figures(self, figures: Sequence[BriefFigure]) -> None:
        if not figures:
            return
        room = INNER / len(figures)
        self._rule(self.y + 2, 1.0)
        ends = [
            self._draw_figure(each, MARGIN + n * room, room - 10) for n, each in enumerate(figures)
        ]
        self.y = max(ends) + 6
        self._rule(self.y, 0.5)
        self.y += 6

    def _draw_figure(self, figure: BriefFigure, x: float, room: float) -> float:
        y = self._column(x, self.y + 4, room, ((f"{figure.name} {figure.year}", 8.0, 2),))
        size = _fit_size(figure.number, 15.0, room)
        y += 17
        self._write(x, y, figure.number, size, bold=True)
        at = x + stringWidth(figure.number, _FONT, size) + 3
        beside = at + stringWidth(figure.unit, _FONT, 8.0) <= x + room
        if beside:
            self._write(at, y, figure.unit, 8.0)
        told = (figure.others, figure.change, figure.coverage)
        below = () if beside else ((figure.unit, 8.0, 2),)
        return self._column(x, y, room, (*below, *((text, _SMALL, 2) for text in told)))

    def _column(
        self, x: float, y: float, room: float, texts: Sequence[tuple[str, float, int]]
    ) -> float:
        """Write texts of a size and at most so many lines below each other."""
        for text, size, most in texts:
            for line in break_lines(text, size, room, most):
                y += size * 1.35
                self._write(x, y, line, size)
        return y

    def _draw_charts(self, placed: Sequence[Placed]) -> None:
        row: list[Placed] = []
        for each in placed:
            row.append(each)
            if each.wide or len(row) == 2:
                self._draw_row(row)
                row = []
        if row:
            self._draw_row(row)

    def _draw_row(self, row: Sequence[Placed]) -> None:
        ends = []
        for number, each in enumerate(row):
            x, room = MARGIN + number * (HALF + GAP), each.drawing.width
            y = self.y
            for text, size, most, bold in (
                (each.chart.heading, 10.0, 1, True),
                (each.chart.note, _SMALL, 2 if each.wide else 3, False),
            ):
                for line in break_lines(text, size, room, most):
                    y += size * 1.4
                    self._write(x, y, line, size, bold=bold)
            ends.append(y + 6)
        top = max(ends)
        for number, each in enumerate(row):
            self._draw_marks(each.drawing, MARGIN + number * (HALF + GAP), top)
        self.y = top + max(each.drawing.height for each in row) + 6

    def _draw_marks(self, drawing: Drawing, x: float, y: float) -> None:
        for mark in drawing.marks:
            if isinstance(mark, Stroke):
                self._stroke(mark, x, y)
            elif isinstance(mark, Dot):
                self._dot(mark, x + mark.x, HEIGHT - y - mark.y)
            else:
                self._place(mark, x + mark.x, y + mark.y)

    def _stroke(self, mark: Stroke, x: float, y: float) -> None:
        self.canvas.setStrokeGray(_TONES[mark.tone])
        self.canvas.setLineWidth(mark.width)
        self.canvas.setDash(*([list(mark.dash)] if mark.dash else []))
        self.canvas.line(x + mark.x1, HEIGHT - y - mark.y1, x + mark.x2, HEIGHT - y - mark.y2)
        self.canvas.setDash()

    def _dot(self, mark: Dot, x: float, y: float) -> None:
        self.canvas.setStrokeGray(0)
        self.canvas.setLineWidth(1.2)
        self.canvas.setFillGray(1 if mark.hollow else 0)
        if mark.shape == "round":
            self.canvas.circle(x, y, mark.r, fill=1)
        else:
            path, r = self.canvas.beginPath(), mark.r * 1.3
            path.moveTo(x, y + r)
            for at in ((x + r, y), (x, y - r), (x - r, y)):
                path.lineTo(*at)
            path.close()
            self.canvas.drawPath(path, fill=1)
        self.canvas.setFillGray(0)

    def _place(self, mark: Words, x: float, y: float) -> None:
        wide = stringWidth(mark.text, _FONT, mark.size)
        shift = {"start": 0.0, "middle": wide / 2, "end": wide}[mark.anchor]
        if mark.halo:
            self.canvas.setFillGray(1)
            at = HEIGHT - y - mark.size * 0.2
            self.canvas.rect(x - shift - 1, at, wide + 2, mark.size, stroke=0, fill=1)
            self.canvas.setFillGray(0)
        self._write(x - shift, y, mark.text, mark.size)

    def _draw_notes(self, brief: Brief, foot: float) -> None:
        """Draw as many notes as there is room for; the last line says that more were left out."""
        lines = [line for note in brief.notes for line in break_lines(note, _SMALL, INNER, 2)]
        most = max(int((foot - self.y) / (_SMALL * _LEADING)), 0)
        if len(lines) > most:
            lines = [*lines[: max(most - 1, 0)], say("brief.notes_left", brief.lang)][:most]
        for line in lines:
            self.y += _SMALL * _LEADING
            self._write(MARGIN, self.y, line, _SMALL)

    def _draw_foot(self, brief: Brief, top: float) -> None:
        self._rule(top - 3, 0.5)
        modules = find_modules(brief.link)
        room = INNER - (_CODE + 12 if modules else 0)
        y = top
        for text, most in (
            (brief.filters, 2),
            (f"{brief.version} · {brief.made}", 1),
            (brief.way, 4),
        ):
            for line in break_lines(text, _SMALL, room, most):
                y += _SMALL * _LEADING
                self._write(MARGIN, y, line, _SMALL)
        if modules:
            self._draw_code(modules, WIDTH - MARGIN - _CODE, top)

    def _draw_code(self, modules: Sequence[Sequence[bool]], x: float, y: float) -> None:
        """Draw the modules of each row that touch as one bar, so that no hairlines part them."""
        side = _CODE / len(modules)
        for number, row in enumerate(modules):
            start = None
            for at, dark in enumerate([*row, False]):
                if dark and start is None:
                    start = at
                elif not dark and start is not None:
                    bottom = HEIGHT - y - (number + 1) * side
                    self.canvas.rect(
                        x + start * side, bottom, (at - start) * side, side, stroke=0, fill=1
                    )
                    start = None

    def _rule(self, y: float, width: float) -> None:
        self._stroke(Stroke(0, 0, INNER, 0, width), MARGIN, y)

    def _write(self, x: float, y: float, text: str, size: float, *, bold: bool = False) -> None:
        """Write a line; the font has one weight, bold is its outline drawn as well."""
        words = self.canvas.beginText(x, HEIGHT - y)
        words.setFont(_FONT, size)
        words.setTextRenderMode(2 if bold else 0)
        self.canvas.setLineWidth(size / 40)
        self.canvas.setStrokeGray(0)
        words.textOut(text)
        words.setTextRenderMode(0)
        self.canvas.drawText(words)


def _fit_size(text: str, size: float, room: float) -> float:
    wide = stringWidth(text, _FONT, size)
    return max(size * min(room / wide, 1.0), _SMALL) if wide else size
