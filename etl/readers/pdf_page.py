"""What PDFium finds on a page: its characters and its ruled lines, in points from the top left.

Owns the calls into PDFium. Refuses to put anything together; `pdf_lines` and `pdf_ruling` do.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

MAX_CHARACTERS = 50_000
MAX_OBJECTS = 100_000
MAX_STROKES = 20_000

_FORM_DEPTH = 6
_SHORTEST_RULE = 5.0
_LARGEST_SLANT = 1.0
_THICKEST = 2.0
_MAX_SEGMENTS = 400  # of one path: letters drawn as outlines have more, tables do not
_PICTURE_SHARE = 0.4
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

Matrix = tuple[float, float, float, float, float, float]


class Glyph(NamedTuple):
    """A character and its box; `base` is the line it stands on."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    base: float


class Rule(NamedTuple):
    """A straight line along one axis: it lies at `at` and runs from `start` to `end`."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Page:
    """Everything on a page that matters for its text; `pictured` where a picture covers it."""

    width: float
    height: float
    glyphs: list[Glyph]
    across: list[Rule]
    down: list[Rule]
    pictured: bool


def read_page(page: pdfium.PdfPage) -> Page:
    """Return what is on a page, turned the way it is shown."""
    width, height = page.get_size()
    place = _Placing(page)
    glyphs = list(_read_glyphs(page, place))
    strokes = _Strokes(place)
    pictured = False
    for kind, form, item in islice(_find_objects(page.raw, _IDENTITY, 0), MAX_OBJECTS):
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            pictured = pictured or _covers(item, width * height)
        elif glyphs:
            strokes.read(item, form)
    return Page(width, height, glyphs, strokes.across, strokes.down, pictured)


class _Placing:
    """Turns a point of the file into one from the top left of the page as it is shown."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        left, bottom, right, top = page.get_bbox()
        turns = (page.get_rotation() // 90) % 4
        # x' and y' as a*x + b*y + c each
        self.forms = (
            ((1, 0, -left), (0, -1, top)),
            ((0, 1, -bottom), (1, 0, -left)),
            ((-1, 0, right), (0, 1, -bottom)),
            ((0, -1, top), (-1, 0, right)),
        )[turns]

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point is shown."""
        (a, b, c), (d, e, f) = self.forms
        return a * x + b * y + c, d * x + e * y + f


def _read_glyphs(page: pdfium.PdfPage, place: _Placing) -> Iterator[Glyph]:
    """Yield the characters in the order of the file, blanks left out: gaps tell them.

    Written out without calls of our own: this runs for every character of every file.
    """
    text = page.get_textpage()
    handle, count = text.raw, min(text.count_chars(), MAX_CHARACTERS)
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    box_at, x_at, y_at = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    read_code, read_box = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
    read_origin = raw.FPDFText_GetCharOrigin
    (a, b, c), (d, e, f) = place.forms
    for number in range(count):
        code = read_code(handle, number)
        if code <= 0x20 or code in _BLANKS or code > 0x10FFFF:
            continue
        if not read_box(handle, number, box_at):
            continue
        read_origin(handle, number, x_at, y_at)
        x0, x1 = a * box.left + b * box.top + c, a * box.right + b * box.bottom + c
        y0, y1 = d * box.left + e * box.top + f, d * box.right + e * box.bottom + f
        base = d * x.value + e * y.value + f
        if x0 > x1:
            x0, x1 = x1, x0
        if y0 > y1:
            y0, y1 = y1, y0
        yield Glyph(chr(code), x0, x1, y0, y1, base)
    text.close()


_BLANKS = frozenset({0xA0, 0x3000, 0x200B, 0xFEFF, 0xFFFE, 0xFFFF, 0xAD, *range(0xD800, 0xE000)})


def _find_objects(container: Any, matrix: Matrix, depth: int) -> Iterator[tuple[int, Matrix, Any]]:
    """Yield the pictures and paths of a page, those in forms too, with what moves the form."""
    if depth:
        count, pick = raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject
    else:
        count, pick = raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject
    for number in range(max(count(container), 0)):
        item = pick(container, number)
        kind = raw.FPDFPageObj_GetType(item)
        if kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            yield kind, matrix, item
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _FORM_DEPTH:
            yield from _find_objects(item, _multiply(_read_matrix(item), matrix), depth + 1)


def _read_matrix(item: Any) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, found):
        return _IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _multiply(first: Matrix, then: Matrix) -> Matrix:
    if then is _IDENTITY:
        return first
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        *(a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s),
        *(e * p + f * r + t, e * q + f * s + u),
    )


def _read_bounds(item: Any) -> tuple[float, float, float, float] | None:
    sides = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(item, *sides):
        return None
    left, bottom, right, top = (side.value for side in sides)
    return left, bottom, right, top


def _covers(item: Any, area: float) -> bool:
    """Tell whether a picture covers a good part of the page, as a scan does."""
    bounds = _read_bounds(item)
    if bounds is None:
        return False
    left, bottom, right, top = bounds
    return (right - left) * (top - bottom) > _PICTURE_SHARE * area


class _Strokes:
    """Collects the straight lines of a page."""

    def __init__(self, place: _Placing) -> None:
        self.across: list[Rule] = []
        self.down: list[Rule] = []
        self._place = place

    def read(self, path: Any, form: Matrix) -> None:
        """Add the lines of a path; a thin bar is one line, any other outline its sides."""
        if len(self.across) + len(self.down) >= MAX_STROKES:
            return
        bounds = _read_bounds(path) if form is _IDENTITY else None
        if bounds is not None and min(bounds[2] - bounds[0], bounds[3] - bounds[1]) <= _THICKEST:
            self._add_bar(*bounds)
            return
        for start, end in _read_strokes(path, _multiply(_read_matrix(path), form)):
            self._add(start, end)

    def _add_bar(self, left: float, bottom: float, right: float, top: float) -> None:
        if right - left > top - bottom:
            middle = (bottom + top) / 2
            self._add((left, middle), (right, middle))
        else:
            middle = (left + right) / 2
            self._add((middle, bottom), (middle, top))

    def _add(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        (x0, y0), (x1, y1) = self._place(*start), self._place(*end)
        if abs(y0 - y1) <= _LARGEST_SLANT and abs(x0 - x1) >= _SHORTEST_RULE:
            self.across.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x0 - x1) <= _LARGEST_SLANT and abs(y0 - y1) >= _SHORTEST_RULE:
            self.down.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))


def _read_strokes(
    path: Any, matrix: Matrix
) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Yield the straight pieces of a path's outline."""
    count = raw.FPDFPath_CountSegments(path)
    if not 1 < count <= _MAX_SEGMENTS:
        return
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    start = before = None
    for number in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, number)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        here = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = here
        elif kind == raw.FPDF_SEGMENT_LINETO and before is not None:
            yield before, here
        if start is not None and raw.FPDFPathSegment_GetClose(segment):
            yield here, start
        before = here
