"""The JSON of `fazhi evaluate --json`: sums first, then every error with its words.

Owns the field names, which stay: a saved result is what `--baseline` compares with. Refuses to
score: all numbers come from `etl.evaluation.score` and `etl.evaluation.intervals`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from etl.evaluation.cells import CellError
from etl.evaluation.changes import Change, Changes
from etl.evaluation.floors import Move, Verdict
from etl.evaluation.gold import Label
from etl.evaluation.gold_cells import Content
from etl.evaluation.intervals import CONFIDENCE, DRAWS, METHOD, SEED, Bootstrap, Estimate, Interval
from etl.evaluation.score import DocumentScore, FactCheck, FalseAlarm, Miss
from etl.evaluation.sums import (
    Division,
    ScoredSet,
    by_form,
    by_format,
    by_genre,
    by_indicator,
    by_name,
    in_all,
    in_cells,
    pool,
)
from etl.evaluation.tally import Tally
from etl.json_form import show_observation, show_value

JsonObject = Mapping[str, Any]
Entry = TypeVar("Entry")


def show_run(sets: Sequence[ScoredSet]) -> JsonObject:
    """Return everything scored: the sums over all sets, a line a set, and every error."""
    evaluation = pool(sets)
    return {
        "documents": len(evaluation.documents),
        **show_sums(Bootstrap(evaluation.documents)),
        "header": {
            name: {"right": right, "of": of} for name, (right, of) in evaluation.facts.items()
        },
        "sets": [show_set(each) for each in sets],
        "files": list_entries(sets, lambda document: [document], show_file),
        "matches": list_entries(sets, list_matches, lambda pair: show_match(*pair)),
        "misses": list_entries(sets, lambda document: document.misses, show_miss),
        "false_alarms": list_entries(sets, lambda document: document.false_alarms, show_alarm),
        "cell_errors": list_entries(sets, list_cell_errors, show_cell_error),
        "header_errors": list_entries(sets, list_header_errors, show_fact),
        "unread": list_entries(sets, list_unread, show_unread),
    }


def show_outcome(
    sets: Sequence[ScoredSet], changes: Changes | None, verdict: Verdict | None
) -> JsonObject:
    """Return everything scored, what changed and what became of floors; null where not asked."""
    return {
        **show_run(sets),
        "changes": show_changes(changes) if changes else None,
        "floors": show_verdict(verdict) if verdict else None,
    }


def show_sums(bootstrap: Bootstrap) -> JsonObject:
    """Return the scores in all and by group, and how their intervals were found."""

    def show(division: Division) -> dict[str, JsonObject]:
        return {name: show_estimate(each) for name, each in bootstrap.estimate(division).items()}

    cells = show(in_cells).get("cells")
    return {
        "total": show(in_all)["total"],
        "genres": show(by_genre),
        "formats": show(by_format),
        "indicators": show(by_indicator),
        "cells": {**cells, "forms": show(by_form)} if cells else None,
        "named": show(by_name) or None,
        "intervals": {
            "method": METHOD,
            "draws": DRAWS,
            "confidence": CONFIDENCE,
            "seed": SEED,
        },
    }


def show_set(scored: ScoredSet) -> JsonObject:
    """Return the line of one gold set."""
    evaluation = scored.evaluation
    bootstrap = Bootstrap(evaluation.documents)
    cells = bootstrap.estimate(in_cells).get("cells")
    return {
        "set": scored.name,
        "documents": len(evaluation.documents),
        "total": show_estimate(bootstrap.estimate(in_all)["total"]),
        "cells": show_estimate(cells) if cells else None,
    }


def list_entries(
    sets: Iterable[ScoredSet],
    find: Callable[[DocumentScore], Iterable[Entry]],
    show: Callable[[Entry], JsonObject],
) -> list[JsonObject]:
    """Return what `find` finds in every document, shown, with the name of its set."""
    return [
        {"set": scored.name, **show(entry)}
        for scored in sets
        for document in scored.evaluation.documents
        for entry in find(document)
    ]


def list_matches(document: DocumentScore) -> list[tuple[str, Label]]:
    """Return the labels that were read, with the file they belong to."""
    return [(document.file, label) for label in document.matches]


def list_cell_errors(document: DocumentScore) -> Sequence[CellError]:
    """Return the cells that are wrong."""
    return document.cells.errors if document.cells else ()


def list_header_errors(document: DocumentScore) -> list[FactCheck]:
    """Return the header facts that are wrong."""
    return [check for check in document.facts if not check.right]


def list_unread(document: DocumentScore) -> list[DocumentScore]:
    """Return the document where it could not be read."""
    return [document] if document.failure is not None else []


def show_estimate(estimate: Estimate) -> JsonObject:
    """Return counts and ratios with the interval of each."""
    return show_tally(estimate.tally) | {
        "intervals": {
            "precision": show_interval(estimate.precision),
            "recall": show_interval(estimate.recall),
            "f1": show_interval(estimate.f1),
        }
    }


def show_tally(tally: Tally) -> dict[str, Any]:
    """Return counts and ratios; a ratio of nothing is null."""
    return {
        "labelled": tally.labelled,
        "found": tally.found,
        "matched": tally.matched,
        "precision": show_ratio(tally.precision),
        "recall": show_ratio(tally.recall),
        "f1": show_ratio(tally.f1),
    }


def show_ratio(ratio: float | None) -> float | None:
    """Return a ratio with four decimals."""
    return None if ratio is None else round(ratio, 4)


def show_interval(interval: Interval | None) -> list[float] | None:
    """Return both bounds with four decimals."""
    return None if interval is None else [round(bound, 4) for bound in interval]


def show_file(document: DocumentScore) -> JsonObject:
    """Return the counts of one document."""
    return {
        "file": document.file,
        "genre": document.genre.value,
        "format": document.format,
        "labelled": document.total.labelled,
        "found": document.total.found,
        "matched": document.total.matched,
    }


def show_match(file: str, label: Label) -> JsonObject:
    """Return one label that was read."""
    return {"file": file, "label": show_label(label)}


def show_label(label: Label) -> JsonObject:
    """Return a label as gold files write it."""
    return {
        "indicator": label.indicator,
        "value": show_value(label.value),
        "qualifier": label.qualifier.value,
        "part": label.part,
        "quote": label.quote,
    }


def show_miss(miss: Miss) -> JsonObject:
    """Return one miss."""
    return {
        "file": miss.file,
        "reason": miss.reason.value,
        "label": show_label(miss.label),
        "sentence": miss.sentence,
        "near": None if miss.near is None else show_observation(miss.near),
    }


def show_alarm(alarm: FalseAlarm) -> JsonObject:
    """Return one false alarm."""
    return {
        "file": alarm.file,
        "reason": alarm.reason.value,
        "observation": show_observation(alarm.observation),
        "sentence": alarm.sentence,
        "near": None if alarm.near is None else show_label(alarm.near),
    }


def show_cell_error(error: CellError) -> JsonObject:
    """Return one wrong cell; `expected` is null where no such cell is labelled."""
    return {
        "file": error.file,
        "form": error.form,
        "cell": error.key,
        "expected": None if error.label is None else show_content(error.label.content),
        "found": None if error.found is None else error.found.raw,
    }


def show_content(content: Content) -> int | float | str:
    """Return a labelled cell as gold files write it."""
    return show_value(content) if isinstance(content, Decimal) else content


def show_fact(check: FactCheck) -> JsonObject:
    """Return one wrong header fact."""
    return {
        "file": check.file,
        "field": check.name,
        "expected": check.expected,
        "found": check.found,
    }


def show_unread(score: DocumentScore) -> JsonObject:
    """Return one document that could not be read."""
    return {"file": score.file, "message": score.failure}


def show_changes(changes: Changes) -> JsonObject:
    """Return what was gained and lost against an earlier result."""
    return {
        "compared_files": changes.compared,
        "new_files": changes.only_now,
        "gone_files": changes.only_before,
        "before": show_tally(changes.before),
        "now": show_tally(changes.now),
        "gained": [show_change(each) for each in changes.gained],
        "lost": [show_change(each) for each in changes.lost],
        "new_false_alarms": [show_change(each) for each in changes.new_alarms],
        "gone_false_alarms": [show_change(each) for each in changes.gone_alarms],
    }


def show_change(change: Change) -> JsonObject:
    """Return one figure, cell or header fact that changed."""
    return {
        "set": change.gold,
        "file": change.file,
        "figure": change.figure,
        "reason": change.reason,
        "sentence": change.sentence,
    }


def show_verdict(verdict: Verdict) -> JsonObject:
    """Return the scores below their floors and the floors that were moved."""
    return {
        "breaches": [
            {"set": each.gold, "name": each.name, "floor": each.floor, "f1": show_ratio(each.score)}
            for each in verdict.breaches
        ],
        "raised": [show_move(each) for each in verdict.raised],
        "lowered": [show_move(each) for each in verdict.lowered],
    }


def show_move(move: Move) -> JsonObject:
    """Return one floor that was written anew."""
    return {"set": move.gold, "name": move.name, "before": move.before, "after": move.after}
