"""Scored documents without any reading: as many labels, matches and errors as a test asks for."""

from dataclasses import replace
from decimal import Decimal

from etl.evaluation.gold import Label
from etl.evaluation.matching import Reason
from etl.evaluation.score import DocumentScore, FalseAlarm, Miss, count_indicators
from etl.evaluation.sums import Evaluation, ScoredSet
from etl.model import Genre, Observation, Qualifier, Span


def label(value=1, quote="q", indicator="inspections"):
    return Label(indicator, Decimal(value), Qualifier.EXACT, quote)


def miss(value=1, quote="q", sentence="漏了这句。"):
    return Miss("", label(value, quote), Reason.NOT_FOUND, sentence)


def alarm(value=1, sentence="误读这句。"):
    observation = Observation(
        "permits",
        Decimal(value),
        Qualifier.EXACT,
        "件",
        Span(0, 1),
        Span(0, 1),
        "误",
        "prose-1",
    )
    return FalseAlarm("", observation, Reason.NOT_LABELLED, sentence)


def document(file="a.txt", *, right=(), misses=(), alarms=(), **fields):
    """Return a document with the labels `right` read, and these errors."""
    labels = [*right, *(each.label for each in misses)]
    found = [each.observation for each in alarms]
    tallies = count_indicators(labels, [*right, *found], right)
    given = {"genre": Genre.ROL, "format": "text", "facts": (), "cells": None} | fields
    return DocumentScore(
        file=file,
        indicators=tallies,
        matches=tuple(right),
        misses=tuple(replace(each, file=file) for each in misses),
        false_alarms=tuple(replace(each, file=file) for each in alarms),
        **given,
    )


def counted(right=0, missed=0, wrong=0, **fields):
    """Return a document of so many figures read right, missed and read without a label."""
    return document(
        right=[label()] * right, misses=[miss()] * missed, alarms=[alarm()] * wrong, **fields
    )


def scored_set(*documents, name="mine/gold.jsonl"):
    return ScoredSet(name, Evaluation(documents))
