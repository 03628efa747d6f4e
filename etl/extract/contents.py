"""Which of the required contents a report has, by heading or by substance, and where.

Owns the wording by which a passage without its own heading shows a required content. Refuses
to nest headings (`etl.text.sections` does) and to judge whether a content is good enough.
"""

import re
from collections.abc import Iterator, Sequence

from etl.model import Genre, Section, SectionKind, Span
from etl.text.sections import Chapter, ChapterKinds

_PLAN = SectionKind.NEXT_YEAR_PLAN
_LACK = SectionKind.SHORTCOMINGS
_FIRST = SectionKind.FIRST_RESPONSIBLE_PERSON
_MEASURES = SectionKind.MEASURES

_PERSON = re.compile(
    r"第\s*一\s*责\s*任\s*人|亲自|负总责|总负责|负首责|“?一把手”?工程|带头|牵头抓总|述法"
)
# 局长对法治建设负总责, 书记把法治工作纳入“一把手”工程: the duty told without its name.
_CHIEF = re.compile(
    "(?<!副)(?:局长|书记|主任|厅长|部长|[市县区镇乡州旗]长)|(?:党政)?主要负责(?:人|同志)|主要领导|一把手"
)
_DUTY_DONE = re.compile(
    "负总责|总负责|负首责|一把手”?工程|牵头抓总|带头[^，。]{0,8}(?:法|落实|履行)|述法"
)
# 局长主持会议、督办案件、旁听庭审: who did so many kinds of these acted on the duty, whatever it is
# called; 研究部署 is one kind, and said of everybody.
_ACTS = re.compile(
    "(主持|召集)|(听取|调研)|(批示|签批)|(研究|部署|谋划|考核)|(带头|亲自|牵头|挂帅)"
    "|(督办|督促|督导|过问|约谈|包案)|(出庭|旁听)|(授课|讲法|述法)"
)
_ENOUGH_ACTS = 3
_SENTENCE = re.compile(r"[^。\n]+")
_SUBJECT = 30  # characters within which a sentence names whom it is about
_OTHERS = re.compile("各[^，。]{0,10}$|(?:下属|所属|副)[^，。]{0,6}$|村|社区|企业|学校")
_OF_LAW = re.compile("法治|依法|涉法|执法|法律|法规|学法|述法|法制|合法|普法|诉讼|复议|应诉|庭审")
# A line that only breaks off ends no sentence: the next one goes on without an indent.
_SENTENCE_END = re.compile(r"。|(?=\n[\s\u3000]|\n\Z|\n[一二三四五六七八九十（(])")
_TITLES = re.compile("《[^》]{0,200}》")
_OTHER_DUTY = re.compile(
    "(?:安全生产|信息公开|政务公开|保密|意识形态|网络安全|防汛|河长|党风廉政|信访|消防|食品安全|质量安全|普法|控辍保学"
    "|环境保护|污染防治|粮食安全)[^，。]{0,12}第一责任人"
)
_OTHERS_DUTY = re.compile(
    "(?:要求|督促|推动|指导|考核|监督|压实|强化)(?:各|全[市县区]|下属|下级|基层|企业|所属|监管)[^，。]{0,24}第一责任人"
)
_LEADER = re.compile(
    "局长|书记|主任|厅长|部长|[市县区镇乡州旗]长|主要负责|主要领导|一把手|负责人|领导班子|党组|党委|党工委|我[局委市县区镇街办厅]"
)
_LAW = re.compile("法治|依法行政|依法治|法制")
_MIN_MEASURES = 80
_LONGEST = 600
_LATE = 0.6


def find_contents(
    text: str, body: Span, chapters: Sequence[Chapter], genre: Genre
) -> tuple[Section, ...]:
    """Return the required contents of the body with the passages that show them."""
    found = [*_by_heading(chapters, body), *_by_substance(text, body, chapters, genre)]
    first: dict[SectionKind, Section] = {}
    for section in found:
        first.setdefault(section.kind, section)
    return tuple(sorted(first.values(), key=lambda section: section.span.start))


def _by_heading(chapters: Sequence[Chapter], body: Span) -> Iterator[Section]:
    around: list[Chapter] = []  # the chapters a chapter lies in, outer before inner
    for chapter in chapters:
        around = [c for c in around if c.level < chapter.level and c.span.contains(chapter.span)]
        said = chapter.kind is _PLAN and not chapter.heading and _is_aside(chapter, around, body)
        if chapter.kind is not SectionKind.OTHER and not said:
            yield Section(chapter.kind, chapter.span)
        around.append(chapter)


def _is_aside(chapter: Chapter, around: Sequence[Chapter], body: Span) -> bool:
    """Tell whether a plan sentence is said in passing, within the measures and before their end."""
    if not around or around[0].kind is not _MEASURES:
        return False
    reach = body.start + _LATE * (body.end - body.start)
    return chapter.span.start < reach or chapter.span.end < around[0].span.end


def _by_substance(
    text: str, body: Span, chapters: Sequence[Chapter], genre: Genre
) -> Iterator[Section]:
    if genre is not Genre.DIS:
        yield from _find_first_person(text, body, chapters)
    if genre is not Genre.UNKNOWN:
        yield from _find_measures(text, body, chapters)


def _find_first_person(text: str, body: Span, chapters: Sequence[Chapter]) -> Iterator[Section]:
    """Yield sentences that tell how the principal leader performed the duty."""
    read_to, kinds = body.start, ChapterKinds(chapters)
    for match in _PERSON.finditer(text, body.start, body.end):
        if match.start() < read_to:
            continue
        span = _sentence_around(text, match.start(), body)
        read_to = span.end
        told = kinds.at(span.start) not in (_PLAN, _LACK)
        if told and _tells_duty(_TITLES.sub("", "".join(span.cut(text).split()))):
            yield Section(_FIRST, span)
    for match in _SENTENCE.finditer(text, body.start, body.end):
        span = Span(match.start(), match.end())
        if kinds.at(span.start) not in (_PLAN, _LACK) and _acts(span.cut(text)):
            yield Section(_FIRST, span)


def _sentence_around(text: str, at: int, body: Span) -> Span:
    """Return the sentence at `at`; of an endless one, what stands near."""
    start = max(body.start, at - _LONGEST)
    start = max(start, 1 + max(text.rfind(mark, start, at) for mark in "。\n"))
    limit = min(body.end, at + _LONGEST)
    end = _SENTENCE_END.search(text, at, limit)
    return Span(start, end.end() if end else limit)


def _tells_duty(sentence: str) -> bool:
    if _OTHER_DUTY.search(sentence) or _OTHERS_DUTY.search(sentence):
        return False
    of_law, of_leader = _LAW.search(sentence) is not None, _LEADER.search(sentence) is not None
    if "第一责任人" in sentence:
        return of_law or of_leader
    if not of_law:
        return False
    told = _CHIEF.search(sentence) is not None and _DUTY_DONE.search(sentence) is not None
    return told or (of_leader and sentence.count("亲自") >= 2)


def _acts(sentence: str) -> bool:
    """Tell whether the principal leader did enough for the rule of law to be told as his duty."""
    chief = _CHIEF.search(sentence, 0, _SUBJECT)
    if chief is None or _OTHERS.search(sentence[: chief.end()]):
        return False
    acts = {found.lastindex for found in _ACTS.finditer(sentence)}
    return len(acts) >= _ENOUGH_ACTS and _OF_LAW.search(sentence) is not None


def _find_measures(text: str, body: Span, chapters: Sequence[Chapter]) -> Iterator[Section]:
    """Without headings, what stands before shortcomings and plan is what was done."""
    ends = [c.span.start for c in chapters if c.kind in (_PLAN, _LACK)]
    end = min([body.end, *ends])
    if end - body.start >= _MIN_MEASURES:
        yield Section(_MEASURES, Span(body.start, end))
