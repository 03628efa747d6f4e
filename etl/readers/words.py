"""The words of page furniture, from data/page_words.yml.

Owns the file's form: lists of words, several to a line. Refuses to use them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path

import yaml

from etl.errors import CatalogError

DEFAULT_PATH = Path(__file__).resolve().parents[2] / "data" / "page_words.yml"

Ranks = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PageWords:
    """Word lists; each line of a list is a rank where the order matters."""

    info_labels: Ranks
    index_labels: Ranks
    published: Ranks
    signed: Ranks
    publisher: Ranks
    source: Ranks
    tools: Ranks
    sections: Ranks
    credits: Ranks
    notices: Ranks


def load_words(path: Path = DEFAULT_PATH) -> PageWords:
    """Read the word lists at `path`."""
    try:
        lists = yaml.safe_load(path.read_text(encoding="utf-8"))
        names = [field.name for field in fields(PageWords)]
        return PageWords(**{name: _ranks(lists[name]) for name in names})
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise CatalogError(f"{path}：词表缺失或格式有误（{error}）；请恢复该文件。") from error


def alternatives(words: Iterable[str]) -> str:
    """Return the words as one pattern, longer ones first so that none hides another."""
    return "|".join(sorted(set(words), key=lambda word: (-len(word), word)))


def flatten(ranks: Ranks) -> tuple[str, ...]:
    """Return all words of a list."""
    return tuple(word for rank in ranks for word in rank)


def _ranks(lines: list[str]) -> Ranks:
    return tuple(tuple(line.split()) for line in lines)
