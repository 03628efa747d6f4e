"""What of the words for bodies and places is the reporting body's own.

Owns the words by which a body speaks of itself, the likeness of a name to its own, and how far its
area reaches. Refuses to find names of bodies (`etl.extract.bodies` does).
"""

import re

from etl.extract.areas import AREAS, RANKS
from etl.extract.reasons import Level, Reporter

OWN_WORDS = re.compile(
    r"我[局委办厅镇乡街市县区院所中心处站队]|本[局委办厅机关单位镇乡级]|全[局委厅镇乡街]"
)
# A bureau is no area: what is done in 我县 it need not have done.
_OWN_BODY = re.compile(
    r"我[局委办厅院所中心处站队]|本[局委办厅机关单位]|全[局委厅]|局(?:机关|本级)"
)
_SHORTEST_NAME = 4
_COMMON = frozenset(
    [
        "人民",
        "民政",
        "政府",
        "管理",
        "理局",
        "监督",
        "执法",
        "行政",
        "综合",
        "委员",
        "员会",
        "办公",
        "公室",
        "中心",
        "部门",
        "机关",
        "大队",
        "支队",
        "总队",
    ]
)


# Enforcement arms by the bodies they belong to.
_ARMS = [
    (re.compile(arm), re.compile(body))
    for arm, body in (
        ("水政", "水利|水务"),
        ("路政|运政|运管|道路运输|公路|港航|海事|航道|治超", "交通"),
        ("劳动(?:保障)?监察|劳动人事|仲裁院", "人力资源|人社|劳动"),
        ("卫生监督|疾控|疾病预防", "卫生|卫健"),
        ("动物卫生|动监|农机|植保|植检|渔政|种子", "农业|畜牧|渔"),
        ("环境监察|环境执法", "环境|环保|生态"),
        ("国土|土地|矿产|测绘|不动产", "国土|自然资源|规划"),
        ("工商|质监|食药|药监|价格监督|计量", "市场监督|市场监管"),
        ("文化市场|文物|旅游", "文化|文旅|广电"),
        ("林政|森林|木材检查", "林业|林草|自然资源"),
        ("城管|市容|环卫", "城市管理|综合行政执法|综合执法"),
        ("安监|安全生产执法", "应急|安全生产"),
    )
]
_GOVERNMENT = re.compile("(?:政府|管委会|管理委员会)(?:办公[室厅])?$|办事处$")
_GOVERNED = re.compile("[\u4e00-\u9fff]{2,8}?(?:[省市县区州旗镇乡]|街道)")


def length_of_own_name(words: str, agency: str) -> int | None:
    """Return how far `words` spell the body's name, whole or without its place: 市环境局松江分局."""
    names = (agency[at:] for at in range(max(len(agency) - _SHORTEST_NAME, 0) + 1))
    return next((len(name) for name in names if words.startswith(name)), None)


def governs(reporter: Reporter) -> bool:
    """Tell whether the bureaux and towns of an area are the reporting body's own."""
    return reporter.level is Level.TOWN or _GOVERNMENT.search(reporter.agency) is not None


def shares(words: str, agency: str) -> bool:
    """Tell whether two names share a telling pair of characters, or one is the other's arm.

    农业局, 农业农村局; 水政监察总队 of a water department.
    """
    pairs = (words[at : at + 2] for at in range(len(words) - 1))
    if any(pair in agency for pair in pairs if pair not in _COMMON):
        return True
    return any(arm.search(words) and body.search(agency) for arm, body in _ARMS)


def abbreviates(short: str, agency: str) -> bool:
    """Tell whether `short` takes characters of `agency` in their order: 住建, 人社, 卫健."""
    rest = iter(agency)
    return len(short) > 1 and all(character in rest for character in short)


def own_words(reporter: Reporter) -> re.Pattern[str]:
    """Return the words by which the body tells of itself: 我局; 我县 where it governs one."""
    return OWN_WORDS if governs(reporter) or reporter.speaks_for_area else _OWN_BODY


def is_own_field(words: str, reporter: Reporter) -> bool:
    """Tell whether 全县 is said of the body's own field or system: 教育系统, 文化市场执法队伍."""
    return "系统" in words[:8] or shares(words[:10], reporter.agency)


def own_place(reporter: Reporter) -> str | None:
    """Return the name of the place a government governs, None for a bureau."""
    places = _GOVERNED.findall(reporter.agency) if governs(reporter) else ()
    return places[-1] if places else None


def is_wider(area: str, reporter: Reporter) -> bool:
    """Tell whether 全`area` reaches farther than the reporting body's own area."""
    own = RANKS.get(reporter.level)
    rank = 0 if area == "国" else AREAS.get(area)
    return own is not None and rank is not None and rank < own


def is_one_of_many(reporter: Reporter) -> bool:
    """Tell whether all bodies of the area are more than the one that reports."""
    return bool(reporter.agency) and not (governs(reporter) or reporter.speaks_for_area)
