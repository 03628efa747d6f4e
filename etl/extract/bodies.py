"""Bodies as they are named in a sentence: 县司法局, 云河市公安局, 住建等部门, 省律师协会.

Owns the grammar of their names and whether a name is the reporting body's own or a stranger's:
by the rank of its area, its field, and its kind. Knows kinds of bodies, no single body. Refuses
to say who acts (`etl.extract.actors` does).
"""

import re
from typing import NamedTuple

from etl.extract.areas import AREA, AREAS, RANKS
from etl.extract.own import (
    abbreviates,
    governs,
    is_one_of_many,
    is_wider,
    length_of_own_name,
    shares,
)
from etl.extract.reasons import Level, Reporter

_ANY_AREA = AREA.replace("?P<area>", "?:")
_OURSELVES = re.compile(
    r"[我本](?:局|委|办|厅|镇|乡|街|院|所|中心|处|站|队|机关|单位|级|部门|系统|集团|区管委会)|全[局委厅镇乡街]|各?[科股]室"
    r"|[局厅委镇街](?:机关|本级|党[组委工]|属|直|法[规制]|主要|领导|[^，。；、\d]{0,6}(?:[处科股室]|[大支总中]队|执法队))"
)
_STEM = r"[^，。；、：\d的对向由与为在及将把按以被级“”]"
_KIND = (
    r"(?P<kind>人民政府|政府|人大常委会|人大|政协|法院|检察院|纪委(?:监委)?|监委|委员会|委(?!托|派|员|任|外)|党校|指挥部|[总分]?局|厅|办公室"
    r"|(?<![交督承主协转会举催])办(?!理|结|案|公|事|好|实|学)|部门|[总支大中]队|执法队|执法组|管委会|中心|里(?=[集组统举])|直(?:机关|单位))"
)
_LEVELLED = re.compile(rf"{AREA}(?:级|本级|直(?!机关|单位))?(?P<what>{_STEM}{{0,10}}?){_KIND}")
_DOES = (
    "(?:_|直接|全年|20\\d\\d年|年内|当年|共|另|分别|常务会议?|也|均)*(?:查办|查处|办理|立案|作出|开展|受理|公布|发布|实施|检查|审结"
    "|清理|制定|出台|公开|收到|新收|组织|举办|聘请|审查|采取|办结|研究|列入|被诉|被申请|持证|持有|核发|制发|印发|废止|培训|处罚|罚没)"
)
_HAS = "公职律师|执法人员|共有|现有"
# 云河市农业农村局查办…: a body by its full name, told from other words by what it does.
_NO_NAME = (
    "[全各我本该邻外按在以组办参对向由与和及等后前]|配合|会同|联合|协助|邀请|协调|指导|督促|委托"
    "|依托|通过|借助|接受|落实|经由|报|提请|推动|审查|主持|召开|走进|深入|围绕|聚焦|坚持|推行|实行|完成|举行|开展|结合|按照|根据|依据"
)
_PLACED = re.compile(rf"(?:(?!{_NO_NAME})[\u4e00-\u9fff]){{2,6}}?{_LEVELLED.pattern}(?={_DOES})")
# 松源县清理…: a place that acts, or has so many.
_PLACE = re.compile(
    rf"(?P<name>(?:(?!{_NO_NAME})[\u4e00-\u9fff]){{2,4}}?(?!全国){AREA})(?={_DOES}|{_HAS}|(?:为|达到?|有)?\d(?!\d{{3}}年)|、[\u4e00-\u9fff]{{2,4}}{_ANY_AREA})"
)
_NATIONAL = re.compile(
    r"(?:国务院|国家|中央|中国|最高)[\u4e00-\u9fff]{0,10}?(?:局|委员?会?|部|署|总局|办|法院|检察院)(?!门)"
    r"|(?:税务|市场监管|质检|林业|体育|工商|环保|安监)总局|海关总署|(?:国务院)?部[委属]"
    r"|(?:交通运输|住房和?城乡建设|住建|生态环境|环境保护|国土资源|农业农村|农业|财政|公安|司法|教育|水利|商务|民政|应急管理|自然资源|国土资源"
    r"|文化和旅游|文旅|人力资源社会保障|人社|工业和信息化|工信|科技|退役军人事务)部(?!门|署)"
    r"|上级[^，。；、\d]{0,8}?(?:部门|机关|单位|局|法院)"
)
_FIELDS = (
    "公安|交警|纪检|审计|税务|海关|财政|司法|住建|住房城乡建设|城管|城市管理|市场监管|市场监督管理|工商|质监"
    "|食药监?|药监|环保|生态环境|应急管理|应急|安监|消防|民政|教育|人社|农业农村|农业|自然资源|国土|规划|交通运输|交通|公路|水利|水务|林业|林草"
    "|文旅|文化|卫健|卫生|医保|发改|统计|气象|烟草|商务|科技|经信|工信|民宗|退役军人|信访|金融|邮政"
)
_FIELD = re.compile(
    rf"[省市州区县旗]?(?:{_FIELDS})(?:(?:、|和|与|及)[\u4e00-\u9fff]{{2,6}}?){{0,6}}(?:等|监管|管理|主管|执法|行政|[\u4e00-\u9fff]{{2,3}}(?=部门)){{0,2}}"
    r"(?:\d+|多|几|数|各|相关|有关|[两三四五六七八])?[个家]?(?:部门|机关|局|厅|委(?!托|派|员)|单位|[总支大中]队|执法队|系统)"
    rf"|(?:{_FIELDS})(?=立案|受理|查处|抓获|侦办|侦破)"
    r"|各?派出所|仲裁委|综合(?:行政)?执法(?:部门|局)"
)
# Bodies that are of the area, and under no government: their deeds are not its.
_APART = re.compile(
    "(?:全?[县市区省州]|[两三])级?(?:各级)?(?:[高中]级)?(?:人民)?(?:法院|检察院|检察机关|审判机关)|[县市区省州]?(?:政协|人大(?!代表))|(?:派驻|驻)[^，。；]{1,6}?(?:纪检监察组|纪检组)|[省市县区镇乡]纪委|纪工委|纪委监委|纪检监察机关|[县市区省州]?监察[局委]|(?:公安(?:机关)?|警方)(?=立案|侦)"
)
# The party's boards of an area are no government: 县委常委会.
_PARTY_BOARD = re.compile(
    "[省市县区州旗]委(?:常委会|全会|全面深化改革(?:领导小组|委员会)?|深改[委组])"
)
_OF_LAW = re.compile("政府|法治|依法|学法")
# What has its seat in a town and answers to its own line: 墨坪派出所.
_IN_TOWN = re.compile(
    "[^，。；、\\d的]{0,4}?(?:派出所|交警[大中]队|(?:人民)?法庭|税务[分]?[所局]|供电所)"
)
_REST = re.compile("(?:各|其他|有关|相关|其余|兄弟)[^，。；、\\d]{0,4}(?:成员单位|部门|单位)")
_TEAM = re.compile(
    "[^，。；、\\d]{0,10}(?:督察|帮扶|督导|巡视|巡察|检查|工作|考核)组(?=来|赴|到|进驻|抽查|检查|反馈)"
)
# 市级清理文件412件: a level alone, which acts.
_LEVEL_ALONE = re.compile(rf"(?P<area>[省市州县])(?:级|里)(?={_DOES})")
# 各县区, 乡镇综合执法队: those below, by the rank of the highest of them.
_BELOW = re.compile(
    r"(?:各|[^，。；、\d]{0,2}个|辖区|所辖|下辖)?(?:(?P<county>各(?:市(?!场|政)|县|区|州)|区县|县区|市县|县_+|市、?州|盟市|(?:[\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4}){1,4}等?)?[\d两三四五]{1,3}个?(?:县区|县|市|区|旗|州)级?)"
    r"|乡镇|镇街|街镇|镇乡|街道|乡镇_+|基层(?!站?所|税务|队|民警)|村|社区|\d{1,3}个?(?:乡镇|镇|乡))(?![两三]级)"
    r"(?:[^，。；、\d的]{0,10}?(?P<body>执法队伍?|[大中支]队|政府|办事处|[分支]?局|部门|单位|机关|机构))?"
)
# 省律师协会, 绿禾农资公司: no body of government at all.
_OF_TOWN = re.compile("(?:镇|乡(?!村)|街道|村|社区)(?!属|务|商会|协会|卫生院|中学|小学|医院|街)")
_SOCIETY = re.compile(
    r"(?!检查|查处|处罚|约谈|指导|帮助|服务|组织|督促|走访|惩戒|吊销|聘|委托|签约|选聘|配合|支持|动员|引导|联合|邀请|规范|推[进动]"
    r"|加强|开展|举办|落实|建立|作出|办理|收到|受理|送|会同|协助|对|与)"
    r"[^，。；、\d对向由与为在把将被给的进]{0,14}?(?:公司|协会|商会|学会|研究会|工商联|总工会|妇联|团[市县区]?委|合作社|集团"
    r"|学院|大学|医院|银行|(?:辖区内?|全[省市县区]|广大)(?:执业)?律师(?!事务所|参与我)|(?:税务师|会计师|评估)事务所)(?=[\u4e00-\u9fff])(?!法律|联合|等|章程|登记|合同)"
)
_ANY = re.compile("[\u4e00-\u9fff]{2,10}?(?:局|委|办|部门|[大支总]队|中心|法院|检察院|政府)")


_POLICE = re.compile("派出所|交警|治安|刑侦|经侦")


class Body(NamedTuple):
    """A body named at the start of some words: where its name ends, whether it is a stranger."""

    end: int
    stranger: bool


def read_body(words: str, reporter: Reporter) -> Body | None:
    """Return the body that `words` start with; None where they start with none, or nothing tells."""
    if own := _OURSELVES.match(words):
        return Body(own.end(), stranger=False)
    if not reporter.agency:
        return None
    if (length := length_of_own_name(words, reporter.agency)) is not None:
        return Body(length, stranger=False)
    bodies = (read(words, reporter) for read in _READERS)
    return next((body for body in bodies if body is not None), None)


def read_any_body(words: str) -> Body | None:
    """Return the body that stands in a row behind a stranger, and is one, too."""
    found = _ANY.match(words)
    return Body(found.end(), stranger=True) if found else None


def _read_of_town(words: str, reporter: Reporter) -> Body | None:
    found = _OF_TOWN.match(words) if reporter.level is Level.TOWN else None
    return Body(found.end(), stranger=False) if found else None


def _read_national(words: str, reporter: Reporter) -> Body | None:
    found = _NATIONAL.match(words) if reporter.level is not Level.NATION else None
    return Body(found.end(), stranger=True) if found else None


def _read_levelled(words: str, reporter: Reporter) -> Body | None:
    found = _LEVELLED.match(words) or _PLACED.match(words)
    if found is None:
        return None
    if found.start("area") and words[: found.end("area")] not in reporter.agency:
        return Body(found.end(), stranger=True)
    stranger = _is_strange(found, reporter)
    return None if stranger is None else Body(found.end(), stranger)


def _read_level_alone(words: str, reporter: Reporter) -> Body | None:
    found = _LEVEL_ALONE.match(words)
    return Body(found.end(), stranger=True) if found and is_wider(found["area"], reporter) else None


def _read_party_board(words: str, reporter: Reporter) -> Body | None:
    found = _PARTY_BOARD.match(words) if reporter.agency else None
    if found is None or (governs(reporter) and _OF_LAW.search(words)):
        return None
    return Body(found.end(), stranger=True)


def _read_apart(words: str, reporter: Reporter) -> Body | None:
    if reporter.level is Level.TOWN and (found := _IN_TOWN.match(words)):
        return Body(found.end(), stranger=True)
    found = _APART.match(words) or _TEAM.match(words)
    return Body(found.end(), not shares(found[0], reporter.agency)) if found else None


def _read_society(words: str, reporter: Reporter) -> Body | None:
    found = _SOCIETY.match(words)
    if found is None or (governs(reporter) and found[0].endswith(("工会", "妇联", "委"))):
        return None
    return Body(found.end(), stranger=True)


def _read_place(words: str, reporter: Reporter) -> Body | None:
    found = _PLACE.match(words)
    if found is None:
        return None
    ours = found["name"] in reporter.agency
    if ours and not governs(reporter):
        return None  # its area, of which a bureau tells much
    return Body(found.end(), stranger=not ours)


def _read_field(words: str, reporter: Reporter) -> Body | None:
    found = None if governs(reporter) else _FIELD.match(words)
    if found is None:
        return None
    if found[0].startswith("综合") and "执法" in reporter.agency:
        return Body(found.end(), stranger=False)
    police = "公安" in reporter.agency and _POLICE.search(found[0]) is not None
    return Body(found.end(), stranger=not police and not shares(found[0], reporter.agency))


def _read_rest(words: str, reporter: Reporter) -> Body | None:
    found = _REST.match(words) if is_one_of_many(reporter) else None
    return Body(found.end(), stranger=True) if found else None


def _read_below(words: str, reporter: Reporter) -> Body | None:
    found = _BELOW.match(words)
    if found is None:
        return None
    beside = bool(found["county"]) and reporter.level is Level.COUNTY
    beside = beside or (reporter.level is Level.TOWN and "各" in found[0])
    counted_apart = bool(found["county"] and found["body"])
    if beside or counted_apart or is_one_of_many(reporter):
        return Body(found.end(), stranger=True)
    return None


_READERS = (
    _read_of_town,
    _read_national,
    _read_party_board,
    _read_levelled,
    _read_level_alone,
    _read_apart,
    _read_society,
    _read_place,
    _read_field,
    _read_rest,
    _read_below,
)


def _is_strange(found: re.Match[str], reporter: Reporter) -> bool | None:
    """Tell whether a body with the name of its area is a stranger, None where nothing tells."""
    rank, own = AREAS[found["area"]], RANKS.get(reporter.level)
    if own is None:
        return None
    if rank < own:
        return True
    name, kind = found["what"] + found["kind"], found["kind"]
    if governs(reporter):
        if rank == own and _APART.match(found[0]):
            return True
        return False if rank == own and not found["what"] and kind.endswith("政府") else None
    if rank == own and _APART.match(found[0]):
        return True
    if reporter.speaks_for_area and rank == own and not _is_a_bureau(name, kind):
        return None  # a judicial bureau tells of its government, too
    if rank == own and not found["what"] and kind in ("局", "厅"):
        return False  # 县局 in the report of a county's bureau
    return rank > own or not (
        shares(name, reporter.agency) or abbreviates(found["what"], reporter.agency)
    )


def _is_a_bureau(name: str, kind: str) -> bool:
    return kind in ("局", "厅", "委", "委员会") and "复议" not in name


def is_apart(words: str) -> bool:
    """Tell whether `words` open with a body that is under no government: 全市法院."""
    return _APART.match(words) is not None
