"""What people would otherwise run over the same files, a step of the way each.

jieba cuts a text into words with their part of speech, trafilatura takes the main text from a
page, python-docx and pdfplumber take the text from their files. None of them reads a figure.
"""

import logging
from collections.abc import Callable, Mapping
from pathlib import Path

import jieba.posseg
import pdfplumber
import trafilatura
from docx import Document as Word


def tag_words(path: Path) -> object:
    """Cut a text into words and tag them."""
    return jieba.posseg.lcut(path.read_text(encoding="utf-8"))


def take_main_text(path: Path) -> object:
    """Take the main text, tables included, from a saved page."""
    return trafilatura.extract(path.read_bytes(), include_tables=True)


def take_paragraphs(path: Path) -> object:
    """Take the text of paragraphs and cells from a Word document."""
    word = Word(str(path))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return [*(paragraph.text for paragraph in word.paragraphs), *cells]


def take_pages(path: Path) -> object:
    """Take the text of all pages from a PDF."""
    with pdfplumber.open(path) as pdf:
        return [page.extract_text() for page in pdf.pages]


RIVALS: Mapping[str, tuple[str, Callable[[Path], object]]] = {
    "text": ("jieba, part of speech", tag_words),
    "html": ("trafilatura, main text", take_main_text),
    "docx": ("python-docx, text", take_paragraphs),
    "pdf": ("pdfplumber, text", take_pages),
}


def be_quiet() -> None:
    """Keep their logs off the table; load jieba's dictionary before the clock runs."""
    logging.disable(logging.WARNING)
    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
