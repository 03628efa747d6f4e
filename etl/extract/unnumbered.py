"""Candidates that no number states: a stated nothing, and firms that are named.

未实施行政处罚 is an exact 0, two law firms named as hired are 2. Owns how such words become
candidates; what denies and what names is read by `etl.extract.zeros` and `etl.extract.firms`.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from etl.catalog import Catalog
from etl.extract.claim import Candidate
from etl.extract.firms import find_firms
from etl.extract.reasons import Reporter
from etl.extract.scope import judge_stated_nothing
from etl.extract.zeros import ZeroWording
from etl.model import Qualifier, SectionKind
from etl.text.clauses import Place, Sentences

FIRMS = "legal_counsel_firms"
_SPLIT = re.compile(r"[，；：、]")


@dataclass(frozen=True, slots=True)
class Speech:
    """A text with its sentences, who speaks in it, and the chapter of each offset."""

    text: str
    sentences: Sentences
    reporter: Reporter
    section_at: Callable[[int], SectionKind]


class Unnumbered:
    """Reads what a text states without a number, by one catalogue."""

    def __init__(self, catalog: Catalog) -> None:
        self._zeros = ZeroWording(catalog)
        self._firms = catalog.indicators.get(FIRMS)

    def find_nothings(self, speech: Speech) -> Iterator[Candidate]:
        """Yield an exact 0 for each indicator that a sentence denies, once a sentence."""
        seen: set[tuple[str, int]] = set()
        for denial in self._zeros.find(speech.text, speech.sentences):
            place = speech.sentences.place(denial.start, denial.end)
            key = (denial.indicator.id, place.sentence)
            if key in seen:
                continue
            seen.add(key)
            reason = judge_stated_nothing(
                place, denial.indicator, speech.reporter, speech.section_at(denial.start)
            )
            yield Candidate(
                denial.indicator.id, f"{denial.indicator.id}/stated-nothing", Decimal(0),
                Qualifier.EXACT, denial.indicator.unit, denial.start - len(lead(place)), denial.end,
                denial.start, denial.end, place.sentence, False, "", reason,
            )  # fmt: skip

    def find_firms(self, speech: Speech, found: Sequence[Candidate]) -> Iterator[Candidate]:
        """Yield the firms named as hired, as one figure, where `found` holds no number of them."""
        indicator = self._firms
        if indicator is None or any(c.indicator == FIRMS and c.reason is None for c in found):
            return
        names: dict[str, Candidate] = {}
        for firm in find_firms(speech.text, speech.sentences):
            place = speech.sentences.place(firm.start, firm.end)
            reason = judge_stated_nothing(
                place, indicator, speech.reporter, speech.section_at(firm.start)
            )
            if reason is None and firm.name not in names:
                names[firm.name] = Candidate(
                    FIRMS, f"{FIRMS}/named", Decimal(1), Qualifier.EXACT, indicator.unit,
                    firm.clause_start, firm.clause_end, firm.start, firm.end,
                    place.sentence, False, firm.name, None,
                )  # fmt: skip
        yield from _one_per_firm(list(names.values()))


def _one_per_firm(named: list[Candidate]) -> Iterator[Candidate]:
    """Several names are that many firms: one figure, its words from first to last name."""
    if len(named) > 1:
        yield replace(named[0], value=Decimal(len(named)), label="")
    else:
        yield from named


def lead(place: Place) -> str:
    """Return the words before a stretch, back to the last mark."""
    return _SPLIT.split(place.clause)[-1]
