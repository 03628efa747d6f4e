"""Damage that knows the form of a file: tags and entities, archives and their parts, objects of a PDF.

Owns one function a form; each returns a file that is still of its form, or nearly.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from random import Random

from tests.fuzz.mutations import LONGEST, spoil_bytes
from tests.fuzz.seeds import pack

_TAGS = """
div p span table tr td th tbody ul li a b font h1 h2 form select svg math template style script
title head body frameset iframe pre br center button sub nobr caption
""".split()  # noqa: SIM905 - names read better as words
_DEPTHS = (2, 30, 900, 1100, 9000)
_LAUGHS = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10 if n else '哈' * 10}'>" for n in range(9))
_PAGE_BITS = (
    "<!--", "-->", "<![CDATA[", "]]>", "&#0;", "&#xD800;", "&#x110000;", "&nbsp;" * 500, "&amp" * 50,
    "<td colspan=99999 rowspan=99999>1", "<table>" * 60, "</table>", "<a name=x>", "<p>" * 300,
    "<div style='display:none'>", "<h1>云岫市水利局2023年度报告</h1>", "<br>" * 900, "<tr><td>" * 400,
    "发布时间：2023-13-45", "上一篇：" * 300, "<style>", "<select><option>", "<plaintext>",
    f"<!DOCTYPE x [{_LAUGHS}]>&e8;", "<?xml version='1.0'?>", "<base href='//'>",
)  # fmt: skip
_XML_BITS = (
    "<w:p>", "</w:p>", "<w:tbl><w:tr><w:tc>", "</w:body>", "<w:t>检查１２次", "<w:br/>" * 300,
    "<w:numPr><w:ilvl w:val='99'/><w:numId w:val='-1'/></w:numPr>", "<w:gridSpan w:val='99999999'/>",
    "<w:vMerge/>", "<w:del>", "<w:fldChar w:fldCharType='begin'/>", "&e8;", "&#0;", "<!--", "]]>",
    "<mc:AlternateContent><mc:Choice>", "<w:pStyle w:val='a'/>", "<w:basedOn w:val='a'/>",
    "<c r='A1' t='s'><v>99999999</v></c>", "<row r='1048577'>", "<c r='XFE99999999'><v>1</v></c>",
)  # fmt: skip
_NAMES = (
    "../a.txt",
    "/etc/passwd",
    "C:\\a.txt",
    "a" * 300 + ".txt",
    "\x1b[2J.txt",
    "a/",
    "",
    "a.zip",
)
_NAMES += (
    "word/document.xml",
    "xl/workbook.xml",
    "mimetype",
    "__MACOSX/._a",
    "报告.TXT",
    "a\x00b.txt",
)


def spoil_page(random: Random, data: bytes, other: bytes) -> bytes:
    """Damage a page, or a page within a page saved as one file."""
    text = data.decode("utf-8", "replace")
    places = [match.end() for match in re.finditer(">", text)] or [0]
    place = random.choice(places)
    bit = random.choice((_nest, _bloat, _pick_bit, _drop_ends))(random, text)
    return (text[:place] + bit + text[place:]).encode()[:LONGEST]


def _nest(random: Random, text: str) -> str:
    tag, depth = random.choice(_TAGS), random.choice(_DEPTHS)
    closed = random.random() < 0.5
    return f"<{tag}>" * depth + "检查12次" + (f"</{tag}>" * depth if closed else "")


def _bloat(random: Random, text: str) -> str:
    """A tag with one huge attribute, or with very many."""
    size = random.choice((100, 3000, 40_000))
    if random.random() < 0.5:
        return f"<{random.choice(_TAGS)} class='{'检 ' * size}'>"
    return f"<{random.choice(_TAGS)} {' '.join(f'a{n}=1' for n in range(size // 4))}>"


def _pick_bit(random: Random, text: str) -> str:
    return random.choice(_PAGE_BITS) * random.choice((1, 1, 5))


def _drop_ends(random: Random, text: str) -> str:
    """All of the text again, without the tags that close."""
    return re.sub("</[^>]*>", "", text)


def spoil_archive(random: Random, data: bytes, other: bytes) -> bytes:
    """Damage what is in an archive, or in a document that is one, and pack it again."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [(each.filename, archive.read(each)) for each in archive.infolist()]
    except Exception:  # spoiled already: any error of zipfile
        return spoil_bytes(random, data, other)
    if members:
        random.choice((_spoil_member, _spoil_member, _swap, _rename, _double, _bomb))(
            random, members
        )
    compression = random.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA))
    return pack(members, compression)[:LONGEST]


Members = list[tuple[str, bytes]]


def _spoil_member(random: Random, members: Members) -> None:
    place = random.randrange(len(members))
    name, data = members[place]
    spoil: Callable[[Random, bytes, bytes], bytes]
    if name.endswith((".xml", ".rels")):
        spoil = random.choice((_spoil_xml, _spoil_xml, spoil_bytes))
    else:
        spoil = spoil_page if name.endswith(".html") else spoil_bytes
    members[place] = (name, spoil(random, data, random.choice(members)[1]))


def _spoil_xml(random: Random, data: bytes, other: bytes) -> bytes:
    text = data.decode("utf-8", "replace")
    if random.random() < 0.2:
        head, mark, rest = text.partition("?>")
        return f"{head}{mark}<!DOCTYPE x [{_LAUGHS}]>{rest.replace('>', '>&e8;', 3)}".encode()
    places = [match.end() for match in re.finditer(">", text)] or [0]
    place = random.choice(places)
    tag = random.choice(re.findall(r"<([\w:]+)", text) or ["a"])
    depth = random.choice(_DEPTHS)
    bits = (
        f"<{tag}>" * depth,
        f"<{tag}>" * depth + f"</{tag}>" * depth,
        f"<{tag} a='{'1' * 40000}'>",
    )
    bit = random.choice((*bits, random.choice(_XML_BITS), random.choice(_XML_BITS)))
    return (text[:place] + bit + text[place:]).encode()


def _swap(random: Random, members: Members) -> None:
    """Exchange what two members hold."""
    first, second = (random.randrange(len(members)) for _ in range(2))
    (name, data), (other_name, other_data) = members[first], members[second]
    members[first], members[second] = (name, other_data), (other_name, data)


def _rename(random: Random, members: Members) -> None:
    place = random.randrange(len(members))
    members[place] = (random.choice(_NAMES), members[place][1])


def _double(random: Random, members: Members) -> None:
    """Hold a member many times, under one name or several."""
    name, data = random.choice(members)
    count = min(random.choice((2, 30, 300)), LONGEST // max(len(data), 100))
    members.extend((f"{n}{name}" if random.random() < 0.5 else name, data) for n in range(count))


def _bomb(random: Random, members: Members) -> None:
    """Fill a member with megabytes of nothing."""
    place = random.randrange(len(members))
    filling = random.choice((b"\x00", b" ", b"<w:p/>", b"<p>"))
    size = random.choice((10_000, 1_000_000, 12_000_000 if filling == b"\x00" else 2_000_000))
    members[place] = (members[place][0], members[place][1] + filling * (size // len(filling)))


def spoil_pdf(random: Random, data: bytes, other: bytes) -> bytes:
    """Change a number, a name, or what a stream holds."""
    pieces = re.split(rb"(\d+|/[A-Za-z]+)", data[:LONGEST])
    marked = range(1, len(pieces), 2)
    for _ in range(random.choice((1, 1, 3, 20))):
        place = random.choice(marked) if len(marked) else 0
        if pieces[place].startswith(b"/"):
            pieces[place] = pieces[random.choice(marked)]
        else:
            pieces[place] = random.choice((b"0", b"-1", b"1", b"3", b"99999999", b"1" * 40))
    spoiled = b"".join(pieces)
    if random.random() < 0.2:
        packed = zlib.compress(b"BT (a) Tj ET " * random.choice((10, 100_000)))
        stream = b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed)
        spoiled = spoiled.replace(b"endobj", stream + b"\nendobj", 1)
    return spoiled
