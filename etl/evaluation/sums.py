"""Sums over scored documents: in all, and by indicator, genre, format and standard table.

Owns the groups that scores are told by. Refuses to score a document (`etl.evaluation.score`).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from etl.evaluation.score import DocumentScore
from etl.evaluation.tally import Tally, add_up

Division = Callable[[DocumentScore], Mapping[str, Tally]]


def in_all(document: DocumentScore) -> Mapping[str, Tally]:
    """Return the figures of a document as one group; cells are counted apart."""
    return {"total": document.total}


def by_indicator(document: DocumentScore) -> Mapping[str, Tally]:
    """Return the figures of a document by indicator."""
    return document.indicators


def by_genre(document: DocumentScore) -> Mapping[str, Tally]:
    """Return the figures of a document under its genre."""
    return {document.genre.value: document.total}


def by_format(document: DocumentScore) -> Mapping[str, Tally]:
    """Return the figures of a document under its format."""
    return {document.format: document.total}


def in_cells(document: DocumentScore) -> Mapping[str, Tally]:
    """Return the labelled table cells of a document as one group, nothing where it has none."""
    return {"cells": sum(document.cells.forms.values(), Tally())} if document.cells else {}


def by_form(document: DocumentScore) -> Mapping[str, Tally]:
    """Return the labelled table cells of a document by standard table."""
    return document.cells.forms if document.cells else {}


def by_name(document: DocumentScore) -> Mapping[str, Tally]:
    """Return the labelled names of a document by kind."""
    return document.named.kinds if document.named else {}


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores of all documents, and the sums people ask for."""

    documents: tuple[DocumentScore, ...]

    def sum_by(self, division: Division) -> Mapping[str, Tally]:
        """Return the tally of every group of a division, by name."""
        groups = (division(document).items() for document in self.documents)
        return dict(sorted(add_up(chain.from_iterable(groups)).items()))

    @property
    def total(self) -> Tally:
        """Return the tally over all figures; cells are counted apart."""
        return sum((document.total for document in self.documents), Tally())

    @property
    def cells(self) -> Tally | None:
        """Return the tally over all labelled table cells; None where no table is labelled."""
        return self.sum_by(in_cells).get("cells")

    @property
    def facts(self) -> Mapping[str, tuple[int, int]]:
        """Return for every header fact how often it was right, and of how many."""
        sums: dict[str, tuple[int, int]] = {}
        for check in (check for document in self.documents for check in document.facts):
            right, of = sums.get(check.name, (0, 0))
            sums[check.name] = (right + check.right, of + 1)
        return sums


@dataclass(frozen=True, slots=True)
class ScoredSet:
    """The evaluation of one gold file, under the name people know it by."""

    name: str
    evaluation: Evaluation


def pool(sets: Iterable[ScoredSet]) -> Evaluation:
    """Return the evaluation of all sets together."""
    return Evaluation(tuple(chain.from_iterable(each.evaluation.documents for each in sets)))
