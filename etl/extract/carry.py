"""Numbers without words of their own that take over the words of the one before.

上年公开38条，今年47条: 47 is of what 38 was. 提高5个百分点，达到95%: 95 is the rate that rose.
Owns which short words let a number go on. Refuses numbers that say what they count.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from etl.extract.claim import Candidate
from etl.extract.reasons import Reason

# 2022年办结2.75万件, 这一数字降至…: the year that is reported, after another one.
_NOW = re.compile(
    r"(?:其中)?(?:(?:今年|本年度?|全年|年内|当年|(?P<year>20\d\d)年)(?:度|新|共|，)*(?:这一数字|数量|总数)?|这一数字)"
    r"(?:办理|办结|审查|制定|出台|检查|受理|收到|作出|公开|发布|开展|组织|举办|处罚|立案|查处|出具|培训)?"
    r"(?:为|是|共|达到?|有|增至|降至|升至|增加到|减至|减少到)?"
)
_GOES_ON = {
    Reason.OTHER_YEAR: _NOW,
    Reason.CUMULATIVE: _NOW,
    Reason.POINTS: re.compile(r"(?:达到?|达成|升至|上升到|提高到|提升至|降至|降到)(?:了)?"),
    Reason.UPPER_BOUND: re.compile("(?:为|是|共)"),
    Reason.CHANGE: re.compile(
        r"(?:全年|今年|总额|总数|总量)?(?:为|是|共|达到?|升至|上升到|增至|增加到|降至|降到|减至)(?:了)?"
    ),
}


def carry_over(
    candidates: Sequence[Candidate], units: Mapping[str, tuple[str, ...]], year: int | None
) -> Iterator[Candidate]:
    """Yield `candidates` (in reading order), bare ones with the indicator they go on with."""
    before: Candidate | None = None
    for candidate in candidates:
        if (
            before is not None
            and candidate.indicator is None
            and _fits(candidate, before, units, year)
        ):
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


def _fits(
    candidate: Candidate,
    before: Candidate,
    units: Mapping[str, tuple[str, ...]],
    year: int | None,
) -> bool:
    words = _GOES_ON.get(before.reason) if before.reason else None
    if words is None or before.indicator is None or candidate.reason is not Reason.NO_WORDING:
        return False
    if candidate.sentence != before.sentence or candidate.unit not in units[before.indicator]:
        return False
    found = words.fullmatch(candidate.label)
    named = found and found.groupdict().get("year")
    return found is not None and (not named or year is None or int(named) == year)
