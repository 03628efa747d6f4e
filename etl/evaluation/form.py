"""The JSON of `fazhi evaluate --json`: sums first, then every error with its words.

Owns the field names. Refuses to score: all numbers come from `etl.evaluation.score`.
"""

from collections.abc import Mapping
from typing import Any

from etl.evaluation.gold import Label
from etl.evaluation.score import DocumentScore, Evaluation, FactCheck, FalseAlarm, Miss
from etl.evaluation.tally import Tally
from etl.json_form import show_observation, show_value

JsonObject = Mapping[str, Any]


def show_evaluation(evaluation: Evaluation) -> JsonObject:
    """Return the whole evaluation."""
    documents = evaluation.documents
    return {
        "documents": len(documents),
        "total": show_tally(evaluation.total),
        "genres": {genre.value: show_tally(each) for genre, each in evaluation.genres.items()},
        "indicators": {name: show_tally(each) for name, each in evaluation.indicators.items()},
        "header": {
            name: {"right": right, "of": of} for name, (right, of) in evaluation.facts.items()
        },
        "misses": [show_miss(each) for document in documents for each in document.misses],
        "false_alarms": [
            show_alarm(each) for document in documents for each in document.false_alarms
        ],
        "header_errors": [
            show_fact(each) for document in documents for each in document.facts if not each.right
        ],
        "unread": [show_unread(each) for each in documents if each.failure is not None],
    }


def show_tally(tally: Tally) -> JsonObject:
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
