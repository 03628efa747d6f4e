"""The parts of a DOCX that its text comes from: document, styles, numbering.

Owns finding them in the package, by its relationships, parsing them safely, and looking things
up in them: the strict form of the format, which has a namespace of its own, is read as the
usual one. Refuses packages that unpack beyond reason, and XML with a document type (entities
have no place here).
"""

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from etl.errors import Rejected, RejectionKind
from etl.readers.zipped import Damaged, TooMuch, check_size, open_zip, read_entry

MAX_PART = 50 * 1024 * 1024

_MAIN = "word/document.xml"
_PACKAGE_RELATIONS = "_rels/.rels"


_USUAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_OFF = ("0", "false", "off")


def name(local: str) -> str:
    """Return the full name of an element or attribute of the format."""
    return f"{{{_USUAL}}}{local}"


VAL = name("val")
ALTERNATE = f"{_COMPATIBLE}AlternateContent"
CHOICE = f"{_COMPATIBLE}Choice"
FALLBACK = f"{_COMPATIBLE}Fallback"


@dataclass(frozen=True, slots=True)
class Package:
    """The root of the document, and the bytes of the parts that are not always needed."""

    document: etree._Element
    styles: bytes
    numbering: bytes


def read_package(data: bytes, source: str) -> Package:
    """Return the parts of the DOCX `data`; raises `Rejected`."""
    try:
        with open_zip(BytesIO(data)) as archive:
            check_size(archive.infolist())
            return _read_parts(archive)
    except TooMuch as verdict:
        message = f"{source}：{verdict}，不像正常的 Word 文档；请用 Word 或 WPS 打开后另存再载入。"
        raise Rejected(RejectionKind.TOO_LARGE, message) from None
    except (zipfile.BadZipFile, Damaged, etree.LxmlError, KeyError, ValueError):
        message = f"{source}：Word 文档(DOCX)已损坏；请用 Word 或 WPS 修复后另存为 DOCX 再载入。"
        raise Rejected(RejectionKind.UNREADABLE, message) from None


def find_child(element: etree._Element | None, tag: str) -> etree._Element | None:
    """Return the first child with that name."""
    return None if element is None else next(element.iterchildren(tag), None)


def read_value(element: etree._Element | None, tag: str) -> str | None:
    """Return the value of the child with that name, None where there is none."""
    child = find_child(element, tag)
    return None if child is None else child.get(VAL)


def is_on(element: etree._Element | None, tag: str) -> bool:
    """Tell whether properties switch something on: it is there and not set to false."""
    switch = find_child(element, tag)
    return switch is not None and (switch.get(VAL) or "1").lower() not in _OFF


def parse_part(data: bytes) -> etree._Element:
    """Parse a part; no entity is resolved, nothing is fetched, nothing grows."""
    if _STRICT.encode() in data:
        data = data.replace(_STRICT.encode(), _USUAL.encode())
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True
    )
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise Damaged("含有文档类型声明")
    return root


def _read_parts(archive: zipfile.ZipFile) -> Package:
    entries = {entry.filename.lstrip("/").lower(): entry for entry in archive.infolist()}
    main = _find_main(archive, entries)
    folder, file = posixpath.split(main)
    beside = {
        kind: posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
        for kind, target in _relations(archive, entries, f"{folder}/_rels/{file}.rels")
    }
    return Package(
        parse_part(_read(archive, entries[main.lower()])),
        _read_optional(archive, entries, beside.get("styles")),
        _read_optional(archive, entries, beside.get("numbering")),
    )


def _find_main(archive: zipfile.ZipFile, entries: Mapping[str, zipfile.ZipInfo]) -> str:
    for kind, target in _relations(archive, entries, _PACKAGE_RELATIONS):
        path = posixpath.normpath(target).lstrip("/")
        if kind == "officeDocument" and path.lower() in entries:
            return path
    return _MAIN


def _relations(
    archive: zipfile.ZipFile, entries: Mapping[str, zipfile.ZipInfo], path: str
) -> Iterator[tuple[str, str]]:
    """Yield the kind and the target of every relationship in one .rels part."""
    data = _read_optional(archive, entries, path)
    for relation in parse_part(data) if data else ():
        kind, target = relation.get("Type"), relation.get("Target")
        if kind and target and relation.get("TargetMode") != "External":
            yield kind.rpartition("/")[2], target


def _read_optional(
    archive: zipfile.ZipFile, entries: Mapping[str, zipfile.ZipInfo], path: str | None
) -> bytes:
    entry = entries.get((path or "").lstrip("/").lower())
    return b"" if entry is None else _read(archive, entry)


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    if entry.file_size > MAX_PART:
        raise TooMuch(f"其中 {entry.filename} 解压后超过 {MAX_PART // (1024 * 1024)} MB")
    return read_entry(archive, entry)
