"""The body's own share of a number that is not its own.

县“两会”交办建议213件，我局承办45件: 45 is the body's, of what 213 was, and 213 is nobody's figure
here. Owns the words that set the body against all others. Refuses numbers beyond one sentence,
but for one that goes on with 其中.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from etl.extract.claim import Candidate
from etl.extract.own import own_place, own_words
from etl.extract.reasons import Reason, Reporter

_US = "(?:[我本](?:局|委|办|厅|院|所|中心|站|队|机关|单位|镇|乡|街道?|县|市|区|旗|州|级)|[局厅委](?:本级|机关))"
_VERB = (
    "(?:直接)?(?:办理|承办|负责(?:办理)?|主办|受理|答复|处理|核查|立案|查处|办结|发布|公开|提出|报送?备案?|收到|检查|作出|审查|实施|开展|组织|被诉"
    "|聘|制定)"
)
_NOUN = "(?:(?:行政)?(?:申请|案件|事项|信访|投诉|举报|建议|提案|许可|处罚|复议|诉讼|文件|诉求|人员|信息)(?:申请|案件|件)?|唯一列入事项|作为承办部门)"
# 其中以我局为被申请人的, 由我局核查的, 向我局提出的申请, 归口我局办理的信访, 我厅及直属机构, 局本级.
_OWN = re.compile(
    f"(?:其中|同期|余下|其余|剩余|均|，)*(?:由|向|对|针对|以|转|转交|归口|交|留在|涉及|归)?(?P<us>{_US})(?:机关|县政府|及[^，；、\\d]{{2,6}})?"
    f"(?:为(?:被告|被申请人))?(?:行政行为|全年|今年|共|则|自行|只|仅)*{_VERB}?的?{_NOUN}?(?:为|是|占|有|达到?|仅|共|的)*"
)
# All that the number before may be of, where it is not the body's alone.
_ALL = re.compile(
    "全[国省市县区州盟旗系]|系统|平台|热线|两会|各单位|各部门|各[省市县区乡镇]|两级|三级|政协|人大"
)
_WIDE = re.compile("(?:同期|同年)?全[省市县区州盟旗]")
_OUR_PART = re.compile("[局厅委](?:机关|本级)|[我本][局厅委]|支队|大队")
_EXAMPLE = re.compile("[^，。；]{0,8}(?:案例|案件?(?:入选|获评)|入选|获评)")
_REACH = 4  # candidates before
_ALIKE = ("件起宗例个项份条次", "名人位")


def settle_shares(
    candidates: Iterable[Candidate],
    units: Mapping[str, tuple[str, ...]],
    text: str,
    reporter: Reporter,
) -> Iterator[Candidate]:
    """Yield `candidates` (in reading order), shares of the body's own with what they are of."""
    settled = list(candidates)
    place_name = own_place(reporter)
    for place, candidate in enumerate(settled):
        if candidate.reason not in (None, Reason.NO_WORDING, Reason.PART):
            continue
        if _is_wider_than_ours(settled, place):
            settled[place] = replace(candidate, reason=Reason.OTHER_BODY)
            continue
        label = candidate.label
        if place_name is not None:
            label = label.replace(place_name, "我县", 1)
        own = _OWN.fullmatch(label)
        if own is None or _EXAMPLE.match(text, candidate.number_end):
            continue
        if own["us"][0] in "我本" and not own_words(reporter).search(own["us"]):
            continue  # 涉及我县企业的: a bureau is no area
        for back in range(place - 1, max(place - 1 - _REACH, -1), -1):
            whole = settled[back]
            if not _is_near(candidate, whole):
                break
            if _is_whole(candidate, whole, units, own_words(reporter)):
                settled[place] = replace(
                    candidate,
                    indicator=whole.indicator,
                    rule=whole.rule,
                    reason=None,
                    label="",
                    among=False,
                    weak=False,
                )
                settled[back] = replace(whole, reason=whole.reason or Reason.OTHER_BODY)
                break
    yield from settled


def _is_wider_than_ours(candidates: Sequence[Candidate], place: int) -> bool:
    """局机关公职律师4名，全市交通系统公职律师11名: the wider number stands beside the body's own."""
    candidate = candidates[place]
    if candidate.reason is not None or not _WIDE.match(candidate.label):
        return False
    before = candidates[max(place - _REACH, 0) : place]
    return any(
        each.sentence == candidate.sentence
        and each.indicator == candidate.indicator
        and each.reason is None
        and _OUR_PART.match(each.label)
        for each in before
    )


def _is_near(candidate: Candidate, whole: Candidate) -> bool:
    return whole.sentence == candidate.sentence or candidate.among_before


def _is_whole(
    candidate: Candidate,
    whole: Candidate,
    units: Mapping[str, tuple[str, ...]],
    us: re.Pattern[str],
) -> bool:
    """Tell whether `candidate` may be the body's share of `whole`, which is not its own."""
    if whole.indicator is None or candidate.indicator not in (None, whole.indicator):
        return False
    if us.search(whole.label) or whole.reason not in (None, Reason.OTHER_BODY, Reason.FREQUENCY):
        return False
    if whole.reason is None and not _ALL.search(whole.label):
        return False
    rate = candidate.unit == "%" == whole.unit
    fits = candidate.unit in units[whole.indicator] and _kind(candidate.unit) == _kind(whole.unit)
    return rate or (fits and candidate.value <= whole.value)


def _kind(unit: str) -> str:
    return next((alike[0] for alike in _ALIKE if unit in alike), unit)
