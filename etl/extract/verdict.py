"""Is a text a report at all, or does it only speak about one?

Owns the marks of news items, interpretations, reading notes and notices. Refuses to reject for
shortness or for missing facts: a passage stays a passage.
"""

import re

from etl.errors import Rejected, RejectionKind
from etl.extract.title import find_genre, is_title
from etl.model import Genre

_QUOTED = re.compile("《[^》]{0,200}》")
# Words of a headline that no report's own title has.
_ABOUT = re.compile(
    "解读|图解|图说|一图|读懂|速览|划重点|看点|记者|专访|访谈|答问|问答|发布会|评析|解析|浅析|探析"
    "|述评|点评|综述|有感|感想|心得|体会|读后|读书|札记|笔记|随感|启示|亮相|出炉|揭晓|通报会|推进会"
    "|座谈会|评议会|部署会|工作会议|常务会|召开|举行|举办|审议|听取|征求意见|新闻|快讯|简讯|要闻"
)
_DOINGS = re.compile("开展|赴|启动|部署|调研|督察|动态|获评|获得|荣获|入选|培训")
_NOTICE = re.compile("印发|转发|的通知")
_OTHER_PAPER = re.compile(
    "(?:计划|方案|要点|办法|意见|批复|的函|细则|规划|清单|指南|制度|规定|目录)$"
)
_READING = re.compile(
    "^(?:(?:读|品读|细读|学习|对照)[《\\u4e00-\\u9fff]|从(?:《|[\\u4e00-\\u9fff]{2,24}看))"
)
_ANNOUNCED = re.compile("发布|公布|(?<!信息)(?<!政务)公开|公示|公告|披露")

_NEWS = (
    re.compile("本报讯|讯[（(]|记者(?!节)|通讯员|责任编辑|责编|新华社|本网讯|融媒"),
    re.compile(
        "(?<!大)(?<!工作)报告》?(?:显示|指出|认为|提到|披露|称|强调|共分|分为|介绍|写道|从[^。，]{1,12}方面)"
    ),
    re.compile(
        "解读如下|起草(?:背景|过程|说明)|笔者|读完|读罢|这份报告|该报告|这篇报告|一文|读者|读后"
    ),
    re.compile("据(?:了解|悉|介绍)|[向对]社会(?:公布|公开|发布)了|正式(?:发布|公布)|对外公布"),
)
_PASSING = (
    re.compile("近日|日前|昨日|当天|[0-9]日[,，](?:记者|我市|[市县区省]政府)"),
    re.compile("会议(?:指出|强调|要求|听取|审议|认为|通过)|座谈会|推进会"),
)
_NAMED_REPORT = re.compile("《[^》]{0,50}(?:报告|年报|总结)》|年度报告|建设(?:情况)?报告")
_OWN_VOICE = re.compile(
    "我[局市县区委镇乡厅办省州旗院队所]|我街道|本(?:局|机关|单位|委|街道|镇|报告)|我们|现将[^。]{0,60}(?:报告|汇报|总结|公布|公告)"
    "|报告如下|汇报如下|总结如下"
)
_CHAPTERS = re.compile(
    "^[ \u3000]*(?:[一二三四五六][、.．]|[（(][一二三四五六][）)])", re.MULTILINE
)
_REACH = 2500


def check_report(title: str | None, text: str) -> None:
    """Raise `Rejected` where `text` only speaks about a report."""
    opening = text[:_REACH]
    if title and (word := _telling_word(title, opening)):
        raise _rejected(f"标题《{title[:40]}》中的“{word}”表明这不是报告本身")
    if _reads_as_news(title, opening):
        raise _rejected("正文是对报告的报道或解读，不是报告本身")


def _telling_word(title: str, text: str) -> str | None:
    """Return the word of a headline that shows a text about a report, if there is one."""
    if find_genre(title) is Genre.UNKNOWN:
        return None
    outside = _QUOTED.sub("《》", title)
    patterns = [_ABOUT, _READING]
    if not is_title(outside):
        patterns += [_DOINGS, _OTHER_PAPER]
    if not _is_attached(text):
        patterns.append(_NOTICE)
    found = (match for pattern in patterns if (match := pattern.search(outside)))
    return next((match.group().rstrip("《") for match in found), None)


def _is_attached(text: str) -> bool:
    """Tell whether a notice carries the report it announces."""
    return len(_CHAPTERS.findall(text)) >= 3 and len(_OWN_VOICE.findall(text)) >= 2


def _reads_as_news(title: str | None, text: str) -> bool:
    """Weigh the marks of a news item or a note against those of a report's own voice."""
    outside = _QUOTED.sub("《》", title or "")
    if not _NAMED_REPORT.search((title or "") + text):
        return False
    marks = sum(pattern.search(text) is not None for pattern in _NEWS)
    marks += "《》" in outside or _ANNOUNCED.search(outside) is not None
    passing = sum(pattern.search(text) is not None for pattern in _PASSING)
    own = len(_OWN_VOICE.findall(text)) + len(_CHAPTERS.findall(text)) // 2
    return marks >= 1 and marks + passing >= 2 and marks + passing > own


def _rejected(reason: str) -> Rejected:
    return Rejected(
        RejectionKind.NOT_A_REPORT,
        f"{reason}；请载入报告原文，而不是关于它的新闻、解读或读后感。",
    )
