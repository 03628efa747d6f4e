"""Law firms engaged, by their full names as written.

Owns the name as published, without the words that stand right before it. Who counts as engaged
is told by `etl.extract.firms`, so that a firm named here is one the figure of firms may count.
"""

import re
from collections.abc import Iterator

from etl.extract.firms import find_firms
from etl.extract.named.found import Found
from etl.extract.named.passage import Passage
from etl.model import NamedKind
from etl.named_vocabulary import Vocabulary
from etl.text.clauses import Sentences

_SIGN = re.compile("律师事务所|律所")
_SHORTEST = 2  # characters before the sign


class Firms:
    """Reads firms by one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._prefix = re.compile(f"(?:{'|'.join(vocabulary.words['prefixes'])})+(?=..)")
        self._no_name = re.compile("|".join(vocabulary.words["no_names"]))

    def read(self, passage: Passage) -> Iterator[Found]:
        """Yield the firms a passage names as engaged."""
        reached = 0
        for sign in _SIGN.finditer(passage.masked):
            if sign.start() < reached:
                continue
            start = passage.sentence_start(sign.start())
            reached = passage.sentence_end(sign.end())
            sentence = passage.masked[start:reached]
            for firm in find_firms(sentence, Sentences(sentence)):
                yield from self._name(passage.text, start + firm.start, start + firm.end)

    def _name(self, text: str, start: int, end: int) -> Iterator[Found]:
        prefix = self._prefix.match(text, start, end)
        start = prefix.end() if prefix else start
        name = text[start:end]
        bare = _SIGN.sub("", name)
        if len(bare) >= _SHORTEST and not self._no_name.search(bare):
            yield Found(NamedKind.LAW_FIRM, name, start, end)
