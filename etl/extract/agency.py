"""The body that reports, and the place it belongs to.

Owns the search for the body's name in title, signature, page facts and opening, and the choice
among the forms found. Refuses to know names (`etl.extract.names` does).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from etl.extract.names import Names, Split, is_national, is_short_of, is_town
from etl.extract.title import squeeze
from etl.model import Document

_YEAR = "(?:20[0-9]{2}|二[〇○零ＯOo0][〇○零ＯOo0一二三四五六七八九]{2})[—-]?年?度?"
_STOP = re.compile(
    f"关于|{_YEAR}|年度|(?:政府|政务)?信息公开|政务公开|法治|依法"
    "|行政(?:执法(?!局|大队|支队|总队|中心|委|队)|处罚|检查|许可|强制)"
    "|推进|贯彻|开展|落实|全面|上半年|执法(?:工作|情况|数据|年报|统计)"
)
_FRONT = re.compile(f"^(?:【[^】]*】|关于|{_YEAR}|年度|公布|发布|公开|印发|转发|《)+")
# 我局, 全市, 本级; but 全南县教育局 and 本溪市教育局 name a place.
_OWN = re.compile(
    "^(?:我|各|该|区域|一年|今年|去年"
    "|[本全](?!(?:[^省市县区各国级]{1,2}[县市](?!场)|[^省市县区各国级]{1,4}自治县)))"
)
_BODY_END = re.compile(
    "(?:局|委员会|[^党纪常工]委|厅|部|总署|海关|办公室|政府办?|办事处|街道|镇|乡|苏木|中心|管委会|总队|支队|大队"
    "|分局|[省市县区州旗盟]|开发区|集团|院|社|处|协会|联合会|总会|总工会)$"
)
_PARTY_BESIDE = re.compile("^中共.{2,24}?(?:委员会|党组|党委|[市县区省州]委|工委)[、和]?(?=.{4,})")
# 砚川县人民政府砚川县水利局: a site's or a short name, and the name after it.
_TWICE = re.compile(
    "^([\u4e00-\u9fff]{2,10}?[省市县区旗州盟])[\u4e00-\u9fff]{1,14}(?:政府|局|委|厅|办|网站?|门户|平台)(?=\\1.{2})"
)
_PARTY = re.compile("^(?:中国共产党|中共)")
_PARTY_END = re.compile(
    "(?<=局|厅|办|会|院|心|队|部)(?:机关)?(?:党组|党委|委员会|党工委|党总支|党支部)$"
)
_DESK = re.compile(
    "(?:科|股|室|(?<!办事)处|站|网|报|编辑部)$|^(?:本站|本网|办公室|管理员|原创|互联网)"
)
_OPENINGS = (
    re.compile(
        f"现[将就](?:我[局委厅办镇乡市县区]|本[局委])?([\\u4e00-\\u9fff]{{4,32}}?)(?:{_YEAR}|关于|的?政府信息公开|推进|法治)"
    ),
    re.compile("由([\\u4e00-\\u9fff]{4,30}?)(?:根据|按照|依据|依照|编制)"),
    re.compile("本机关(?:为|是|指)([\\u4e00-\\u9fff]{4,30})"),
    re.compile(
        f"(?:^|[\\n。])[ \u3000]*(?:{_YEAR}|一年来)(?:以来)?[，,、]?([\\u4e00-\\u9fff]{{4,30}}?)"
        "(?:坚持|认真|深入|以|在|紧|全面|切实|严格|围绕|始终|按照|根据|持续|积极|不断|扎实|高度|贯彻|牢固|聚焦|主动|立足|把|将|锚定|统筹|推进|落实)"
    ),
)
_PLACES_LAST = re.compile(
    "(?:[\u4e00-\u9fff]{2,12}?(?:自治州|自治县|自治旗|地区|[省市县区旗州盟])){1,3}$"
)
# Words that stand before a place's name: 现将望川市…, 由望川市…, 在望川市委领导下.
_LEAD = re.compile(
    "^.{0,10}?(?:现将|根据|按照|关于|依照|(?<=[^和与及])(?:由|将|在|经)|导下)|^[由在经对向于]"
)
_RULED = re.compile("[\\u4e00-\\u9fff]{2,5}?[市县区旗](?=(?:委|人民政府|政府)(?!办))")
_PLACE_REACH, _MENTIONS = 30, 20
_OPENING = 700


@dataclass(frozen=True, slots=True)
class Body:
    """The body that reports: its full name, its place as named with it, the place's code."""

    agency: str | None
    region: str | None
    code: str | None


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a body may be named, in the order of trust."""

    title: str | None
    signed: tuple[str, ...]
    document: Document


def find_body(sources: Sources, names: Names, year: int | None) -> Body:
    """Return the body a report is from, in its full standard form."""
    forms = list(_find_forms(sources))
    if not forms:
        return Body(None, None, None)
    split = _choose(forms, names)
    split = _complete(split, forms, sources, names)
    agency = names.resolve_agency("".join(split.places) + split.core)
    return Body(agency, *_place(split, forms, sources, names, year))


def _find_forms(sources: Sources) -> Iterator[str]:
    """Yield the names of bodies found, cleaned, the surest first."""
    page = sources.document.page
    body = sources.document.body.cut(sources.document.text)
    found = (
        body_of_title(sources.title),
        *(_clean(name) for name in sources.signed),
        *(body_of_title(squeeze(title)) for title in page.titles),
        _publisher(page.publisher),
        *_openings(body[:_OPENING]),
    )
    yield from dict.fromkeys(form for form in found if form)


def body_of_title(title: str | None) -> str | None:
    """Return the body a title starts with: 云岫市教育局关于2021年度… → 云岫市教育局."""
    if not title:
        return None
    rest = _FRONT.sub("", title)
    stop = _STOP.search(rest)
    return _clean(rest[: stop.start()]) if stop else None


def _clean(name: str) -> str | None:
    """Return a body's name without party groups and brackets, None where it is no body's."""
    name = re.sub(r"[（(][^）)]{0,80}[）)]|[《》“”\"]", "", name)
    name = _TWICE.sub("", _PARTY_BESIDE.sub("", name))
    if _PARTY.match(name):
        name = _PARTY_END.sub("", _PARTY.sub("", name))
        name = re.sub("(?<=[市县区省州])委员会$|(?<=[市县区省州])委$", "人民政府", name)
    name = _PARTY_END.sub("", name).lstrip("、，,·.：:").rstrip("、，,的及和与暨·.：:")
    if not 2 <= len(name) <= 40 or _OWN.match(name) or not _BODY_END.search(name):
        return None
    return name


def _publisher(name: str | None) -> str | None:
    name = squeeze(name or "").split("（")[0].split("(")[0]
    name = re.sub("(?:门户网站|政府网|官方网站|网站)$", "", name)
    name = re.sub("(?<=[局厅会委])(?:办公室|[^局]{2,6}[科股处])$", "", name)
    return None if not name or _DESK.search(name) else _clean(name)


def _openings(text: str) -> Iterator[str | None]:
    for pattern in _OPENINGS:
        if match := pattern.search(text):
            yield _clean(match.group(1))


def _choose(forms: Sequence[str], names: Names) -> Split:
    """Return the surest form that says which body it is."""
    splits = [names.split_body(form) for form in forms]
    return next((s for s in splits if s.places or s.core not in ("", "人民政府")), splits[0])


def _complete(split: Split, forms: Sequence[str], sources: Sources, names: Names) -> Split:
    """Fill in from the other forms what the chosen one leaves out: its place, its full words."""
    others = [names.split_body(form) for form in forms]
    same = [other for other in others if _is_same(split, other, names)]
    places = split.places
    for other in same:
        if len(other.places) > len(places) and _ends_with(other.places, places):
            places = other.places
    core = max((split.core, *(other.core for other in same)), key=len)
    if not places and not is_national(core):
        places = _search_place(core, sources, names)
    if core in names.families:
        core = _search_long_form(places, core, sources)
    return Split(places, core)


def _is_same(one: Split, other: Split, names: Names) -> bool:
    """Tell whether two forms name one body, one of them in short or without its place."""
    mine, theirs = names.standard_core(one.core), names.standard_core(other.core)
    if one.places and other.places:
        near, far = one.places[-1:], other.places[-1:]
        if not (_ends_with(near, far) or _ends_with(far, near)):
            return False
    if not one.core or not other.core:
        return {one.core, theirs if not one.core else mine} <= {"", "人民政府", "办事处"}
    return mine == theirs or is_short_of(mine, theirs) or is_short_of(theirs, mine)


def _ends_with(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    """Tell whether `longer` names the same place, from farther out."""
    tail = longer[-len(shorter) :] if shorter else ()
    return len(tail) == len(shorter) and all(map(str.endswith, tail, shorter))


def _search_place(core: str, sources: Sources, names: Names) -> tuple[str, ...]:
    """Find the place in the text before the body's name, else in the site's and page's names."""
    for form in (names.standard_core(core), core):
        if places := _place_before(form, sources.document.text, names):
            return places
    page = sources.document.page
    for name in (page.site, page.publisher, *page.titles):
        if name and (places := names.split_body(squeeze(name)).places):
            return places
    ruled = _RULED.search(sources.document.text)
    return names.split_places(_LEAD.sub("", ruled.group())) if ruled else ()


def _place_before(form: str, text: str, names: Names) -> tuple[str, ...]:
    """Return the places that stand right before `form` where `text` first names some."""
    at = text.find(form)
    for _ in range(_MENTIONS):
        if at < 0:
            break
        around = _PLACES_LAST.search(text[max(0, at - _PLACE_REACH) : at])
        if around and (places := names.split_places(_LEAD.sub("", around.group()))):
            return places
        at = text.find(form, at + len(form))
    return ()


def _search_long_form(places: tuple[str, ...], core: str, sources: Sources) -> str:
    """Return the full words of a short name where the text spells them out behind its place."""
    if not places:
        return core
    pattern = re.compile(
        re.escape(places[-1]) + "([\\u4e00-\\u9fff]{3,22}?(?:局|委员会|厅|办公室))"
    )
    found = (match.group(1) for match in pattern.finditer(sources.document.text))
    return next((form for form in found if is_short_of(core, form) and form != core), core)


def _place(
    split: Split, forms: Sequence[str], sources: Sources, names: Names, year: int | None
) -> tuple[str | None, str | None]:
    """Return the place a body belongs to, as named with it, and its code where it can be told."""
    if not split.places and is_national(split.core):
        return "全国", None
    chain = list(_own_places(split.places, names))
    host = _host(sources.document)
    if not chain:
        chain = list(_place_around(split, forms, sources, names))
    if not chain and split.places and is_town(split.places[-1]):
        return split.places[-1], None  # a town whose county nothing tells
    if not chain:
        return None, None
    hints = "".join([*forms, sources.document.page.site or "", sources.document.text])
    region = names.resolve_region(chain, year=year, hints=hints, host=host)
    return "".join(chain), region.code if region else None


def _own_places(places: Sequence[str], names: Names) -> Iterator[str]:
    """Yield the places down to the county; a branch (公安局城南分局) only where registered."""
    for place in places:
        *_, name = re.split("人民政府|局|委员会", place)
        inside = name != place
        if not is_town(name) and (not inside or names.register.by_name.get(name)):
            yield name


def _place_around(
    split: Split, forms: Sequence[str], sources: Sources, names: Names
) -> Iterator[str]:
    """Yield the county of a town that its own name leaves out, wherever else it is told."""
    document = sources.document
    told = [names.split_body(form).places for form in forms]
    if split.places:
        told.append(_place_before(split.places[-1], document.text, names))
    told.append(names.split_body(squeeze(document.page.site or "")).places)
    for places in told:
        if chain := tuple(_own_places(places, names)):
            yield from chain
            return
    region = names.register.of_host(_host(document))
    if region:
        yield region.name


def _host(document: Document) -> str:
    url = document.page.url or ""
    return (urlsplit(url).hostname or "") if "//" in url else url.split("/")[0]
