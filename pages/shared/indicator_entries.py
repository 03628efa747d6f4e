"""One indicator as the dictionary tells it: meaning, law, wording, and how well it is read.

Owns putting together what the warehouse, the catalogue and the measurements know. An indicator
loaded with a catalogue this server does not have keeps what the warehouse holds, and says so.
Refuses numbers of its own: counts of labels are data/quality.json.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pandas import DataFrame, Series

from etl.catalog import Example, Indicator
from etl.checks.review_precision import Judged
from etl.measured import BLIND, KNOWN, Counts, Measurement
from pages.shared.findings import spans_text
from pages.shared.numbers import SIGNS, digits
from pages.shared.words import join, known, say, unit_name


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the data in view holds of an indicator."""

    figures: int
    bodies: int
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An indicator; `catalogued` is None where this server's catalogue does not have it."""

    id: str
    name: str
    subject: str
    kind: str
    units: tuple[str, ...]
    definition: str
    caveats: str
    law: str
    catalogued: Indicator | None
    coverage: Coverage | None
    blind: Counts | None
    known: Counts | None
    reviewed: Judged | None = None

    @property
    def searched(self) -> str:
        """The text a typed word is looked for in, in small letters."""
        item = self.catalogued
        worded = [each.text for each in item.examples] + list(item.counter_examples) if item else []
        names = [item.name_zh, item.name_en] if item else []
        parts = (self.id, self.name, self.definition, self.caveats, self.law, *names, *worded)
        return "\n".join((*parts, *self.units)).lower()


def read_entries(
    indicators: DataFrame,
    catalogue: Mapping[str, Indicator],
    coverage: DataFrame,
    quality: Mapping[str, Measurement],
    reviewed: Mapping[str, Judged],
    lang: str,
) -> list[Entry]:
    """Return an entry for each indicator loaded, in the catalogue's order."""
    held = {str(row.Index): row for row in coverage.itertuples()}
    entries = [
        _entry(row, catalogue.get(str(row["id"])), held.get(str(row["id"])), quality, lang)
        for _, row in indicators.iterrows()
    ]
    return [replace(each, reviewed=reviewed.get(each.id)) for each in entries]


def _entry(
    row: Series, item: Indicator | None, held: Any, quality: Mapping[str, Measurement], lang: str
) -> Entry:
    key = str(row["id"])
    measured = {
        name: quality[name].indicators.get(key) if name in quality else None
        for name in (BLIND, KNOWN)
    }
    covered = held and Coverage(held.figures, held.bodies, tuple(map(int, held.years)))
    return Entry(
        id=key,
        name=str(row[f"name_{lang}"]),
        subject=str(row["subject"]),
        kind=str(row["kind"]),
        units=tuple(map(str, row["units"])),
        definition=str(row[f"definition_{lang}"] or row["definition_zh"]),
        caveats=str(getattr(item, "caveats_en", "") if lang == "en" and item else row["caveats"]),
        law=str(getattr(item, f"law_{lang}", "") if item else ""),
        catalogued=item,
        coverage=covered,
        blind=measured[BLIND],
        known=measured[KNOWN],
    )


def subject_name(subject: str, lang: str) -> str:
    """Return the name of a subject; a page's where it has one."""
    if known(f"page.{subject}"):
        return say(f"page.{subject}", lang)
    return say(f"subject.{subject}", lang)


def _units(entry: Entry, lang: str, most: int) -> str:
    names = dict.fromkeys(unit_name(unit, lang) for unit in entry.units)
    return join(list(names), lang, most)


def show_summary(entry: Entry, lang: str) -> dict[str, Any]:
    """Return an entry's line in the list."""
    held = entry.coverage
    return {
        "id": entry.id,
        "name": entry.name,
        "unit": _units(entry, lang, 3),
        "definition": entry.definition or say("indicators.no_definition", lang),
        "held": _held(held, lang) if held else say("indicators.held.none", lang),
        "quality": _ratios(entry.blind, lang)
        if entry.blind
        else say("indicators.unmeasured", lang),
    }


def _held(held: Coverage, lang: str) -> str:
    figures, bodies = f"{held.figures:,}", f"{held.bodies:,}"
    return say("indicators.held", lang, figures=figures, bodies=bodies)


def _ratios(counts: Counts, lang: str) -> str:
    return say(
        "indicators.ratios",
        lang,
        precision=_ratio(counts.precision),
        recall=_ratio(counts.recall),
    )


def _ratio(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def show_details(entry: Entry, quality: Mapping[str, Measurement], lang: str) -> dict[str, Any]:
    """Return all there is of an entry, as plain data for the component."""
    item, held = entry.catalogued, entry.coverage
    examples = item.examples if item else ()
    return {
        "facts": [
            {"name": say(f"indicators.{name}", lang), "text": text}
            for name, text in (
                ("kind", say(f"indicators.kind.{entry.kind}", lang)),
                ("units", _units(entry, lang, 99)),
                ("law", entry.law or say("indicators.law.none", lang)),
                ("caveats", entry.caveats),
            )
            if text
        ],
        "examples": [_example(each) for each in examples if each.values],
        "counter": list(item.counter_examples if item else ()),
        "wordings": len(item.wordings) if item else 0,
        "foreign": say("indicators.foreign", lang) if item is None else "",
        "years": spans_text(held.years, lang) if held else "",
        "measured": [
            _measured(name, measurement, counts, lang)
            for name, counts in ((BLIND, entry.blind), (KNOWN, entry.known))
            if counts and (measurement := quality.get(name))
        ],
        "reviewed": _reviewed(entry.reviewed, lang),
    }


def _reviewed(judged: Judged | None, lang: str) -> str:
    if judged is None:
        return ""
    values = {"n": judged.total, "accepted": f"{judged.accepted:,}"}
    return say("indicators.reviewed", lang, **values)


def _example(example: Example) -> dict[str, Any]:
    """Return a sentence of ours and what is read of it."""
    read = [f"{SIGNS[sign]}{digits(float(value))}" for value, sign in example.values]
    return {"text": example.text, "read": "、".join(read)}


def _measured(name: str, measurement: Measurement, counts: Counts, lang: str) -> dict[str, str]:
    return {
        "name": say(f"indicators.measured.{name}", lang),
        "day": measurement.day.isoformat(),
        "documents": f"{measurement.documents:,}",
        "labelled": f"{counts.labelled:,}",
        "precision": _of(counts.precision, counts.matched, counts.found, lang),
        "recall": _of(counts.recall, counts.matched, counts.labelled, lang),
    }


def _of(ratio: float | None, part: int, whole: int, lang: str) -> str:
    if ratio is None:
        return say("indicators.of.none", lang)
    return say("indicators.of", lang, ratio=f"{ratio:.2f}", part=f"{part:,}", whole=f"{whole:,}")
