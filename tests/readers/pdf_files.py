"""Small PDF files written by hand, and pages as PDFium would find them."""

from collections.abc import Iterable, Sequence

from etl.readers.pdf_page import Glyph, Page, Rule

WIDTH, HEIGHT = 595.0, 842.0
LEFT, EM, PITCH = 85.0, 16.0, 28.0
PER_LINE = 27


def write_pdf(objects: Sequence[str | bytes], trailer: str = "") -> bytes:
    """A file of numbered objects, the first of which is the catalogue."""
    data, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, start=1):
        places.append(len(data))
        content = item if isinstance(item, bytes) else item.encode()
        data += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    size = f"<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>"
    return data + f"trailer\n{size}\nstartxref\n{start}\n%%EOF".encode()


def stream(content: bytes, entries: str = "") -> bytes:
    return f"<</Length {len(content)}{entries}>>\nstream\n".encode() + content + b"\nendstream"


def empty_pages(count: int, trailer: str = "") -> bytes:
    kids = " ".join(f"{number} 0 R" for number in range(3, 3 + count))
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]>>"
    pages = f"<</Type/Pages/Count {count}/Kids[{kids}]>>"
    return write_pdf(["<</Type/Catalog/Pages 2 0 R>>", pages, *[page] * count], trailer)


def locked_pdf() -> bytes:
    """A file that wants a password: what it compares with fits no key."""
    lock = f"<</Filter/Standard/V 1/R 2/O<{'41' * 32}>/U<{'42' * 32}>/P -4>>"
    identity = f"<{'43' * 16}>"
    return empty_pages(1, f"/Encrypt {lock}/ID[{identity}{identity}]")


def scanned_pdf() -> bytes:
    """A page that is one picture."""
    picture = stream(
        b"\x80",
        "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray",
    )
    shown = stream(f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /I Do Q".encode())
    page = (
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]"
        "/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>"
    )
    pages = "<</Type/Pages/Count 1/Kids[3 0 R]>>"
    return write_pdf(["<</Type/Catalog/Pages 2 0 R>>", pages, page, shown, picture])


def latin_pdf(text: str) -> bytes:
    """One line of plain letters, in a font every reader has."""
    shown = stream(f"BT /F 16 Tf 85 700 Td ({text}) Tj ET".encode())
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    page = (
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]"
        "/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>"
    )
    pages = "<</Type/Pages/Count 1/Kids[3 0 R]>>"
    return write_pdf(["<</Type/Catalog/Pages 2 0 R>>", pages, page, shown, font])


def set_line(text: str, left: float, base: float, em: float = EM) -> list[Glyph]:
    """Characters on one line; a blank is a gap, plain letters and digits are half as wide."""
    glyphs, x = [], left
    for character in text:
        width = em * (0.5 if character.isascii() else 1.0)
        if not character.isspace():
            glyphs.append(Glyph(character, x, x + width, base - 0.8 * em, base + 0.2 * em, base))
        x += width
    return glyphs


def set_page(
    lines: Iterable[tuple[str, float, float]],
    across: Sequence[Rule] = (),
    down: Sequence[Rule] = (),
) -> Page:
    glyphs = [glyph for text, left, base in lines for glyph in set_line(text, left, base)]
    return Page(WIDTH, HEIGHT, glyphs, list(across), list(down), False)


def set_paragraphs(
    *paragraphs: str, top: float = 140.0, indent: float = 2 * EM
) -> list[tuple[str, float, float]]:
    """Lines of paragraphs as an office program breaks them: by characters alone."""
    lines, base = [], top
    for paragraph in paragraphs:
        text, left = paragraph, LEFT + indent
        room = PER_LINE - round(indent / EM)
        while text:
            lines.append((text[:room], left, base))
            text, left, room = text[room:], LEFT, PER_LINE
            base += PITCH
    return lines


def grid(xs: Sequence[float], ys: Sequence[float]) -> tuple[list[Rule], list[Rule]]:
    """Every line of a grid, drawn as thin bars are: two edges each."""
    across = [Rule(y + edge, xs[0], xs[-1]) for y in ys for edge in (0.0, 0.7)]
    down = [Rule(x + edge, ys[0], ys[-1]) for x in xs for edge in (0.0, 0.7)]
    return across, down
