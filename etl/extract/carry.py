"""Numbers without words of their own that take over the words of the one before.

上年公开38条，今年47条: 47 is of what 38 was. 提高5个百分点，达到95%: 95 is the rate that rose.
Owns which short words let a number go on. Refuses numbers that say what they count.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from etl.extract.claim import Candidate
from etl.extract.reasons import Reason

_GOES_ON = {
    Reason.OTHER_YEAR: re.compile(r"(?:今年|本年度?|全年|年内|当年)(?:为|是|共|达到?|有)?"),
    Reason.POINTS: re.compile(r"(?:达到?|达成|升至|上升到|提高到|提升至|降至|降到)(?:了)?"),
    Reason.UPPER_BOUND: re.compile("(?:为|是|共)"),
    Reason.CHANGE: re.compile(r"(?:为|是|共|达到?|升至|上升到|增至|增加到|降至|降到|减至)(?:了)?"),
    Reason.OTHER_BODY: re.compile(
        r"(?:其中)?(?:，)?(?:我|本)[局委办厅镇乡街市县区院机单][关位]?(?:为|有|共|办理)?"
    ),
}


def carry_over(
    candidates: Sequence[Candidate], units: Mapping[str, tuple[str, ...]]
) -> Iterator[Candidate]:
    """Yield `candidates` (in reading order), bare ones with the indicator they go on with."""
    before: Candidate | None = None
    for candidate in candidates:
        if before is not None and candidate.indicator is None and _fits(candidate, before, units):
            candidate = replace(
                candidate,
                indicator=before.indicator,
                rule=before.rule,
                reason=None,
                start=before.start,
                label="",
                among=False,
            )
        if candidate.indicator is not None or candidate.sentence != getattr(before, "sentence", -1):
            before = candidate
        yield candidate


def _fits(candidate: Candidate, before: Candidate, units: Mapping[str, tuple[str, ...]]) -> bool:
    words = _GOES_ON.get(before.reason) if before.reason else None
    return (
        words is not None
        and before.indicator is not None
        and candidate.reason is Reason.NO_WORDING
        and candidate.sentence == before.sentence
        and candidate.unit in units[before.indicator]
        and words.fullmatch(candidate.label) is not None
    )
