"""Names of parts: what tells figures of one indicator apart where no total is stated.

Owns the comparison of the words before the numbers: 通过门户网站公开信息 and 通过政务新媒体公开信息
become 门户网站 and 政务新媒体. Figures with the same words are not parts but a contradiction.
"""

import re
from collections.abc import Sequence
from os.path import commonprefix

_LONGEST = 16
_VERB = (
    r"组织|开展|举办|举行|召开|主持|进行|参加|公开|发布|推送|更新|承办|办理|办结|办复|答复|受理|收到|作出|做出|实施|准予|完成|"
    r"检查|查处|立案|制定|出台|集体|集中|专题|带头|带队|协助|配合|先后|累计|共计|合计|共|通过|利用|依托|在|由|对|其中"
)
_LEAD = re.compile(
    rf"^(?:(?:全年|今年|本年度?|年内|20\d\d年度?|我[局委办]|本[局级]|主动|积极|认真|还|并|另|同时|已|均|的|{_VERB}))+"
)
_FILLER = re.compile(
    r"(?:参训|参加|参学|案件|(?<!提)案|活动|工作|次数|数量|总数|事项|情况|等|共|各|约|近|的)+$"
)
# Words that every figure of an indicator may carry; what else stands there tells parts apart.
_COMMON = re.compile(
    r"行政|执法|处罚|检查|案件|案|决定书?|立案|办结|办理|查处|查办|各类|各种|全部|所有|信息|政府|公开|规范性|文件|法治|法律|学法"
    r"|培训|活动|工作|经营|市场|主体|企业|单位|对象|申请|依申请|复议|诉讼|应诉|许可|审批|强制|措施|合同|协议|审查|审核|合法性"
    r"|公平竞争|意见|顾问|律师|持证|人员|干部|提案|建议|信访|投诉|举报|普法|宣传|新收|受理|收到|答复|开展|办案"
    r"|全年|今年|年度|本年|我局|全局|全市|全县|全区|一年来|累计|合计|共计|[共总数量的了各个件次家户场期和与及、“”]"
)
_CUT = re.compile(rf"(?<=..)(?:{_VERB})")


def core_words(words: str) -> str:
    """Return `words` (those before a number) without adverbs, verbs and counting nouns."""
    return _FILLER.sub("", _LEAD.sub("", words))


def is_common(words: str) -> bool:
    """Tell whether `words` hold nothing that would make their figure one part among others."""
    return not _COMMON.sub("", core_words(words))


def name_parts(words: Sequence[str]) -> list[str | None]:
    """Return a short name per part, None where its words tell nothing apart."""
    cores = [core_words(each) for each in words]
    prefix = commonprefix(cores)
    suffix = commonprefix([core[::-1] for core in cores])[::-1]
    return [_name(core, prefix, suffix) for core in cores]


def _name(core: str, prefix: str, suffix: str) -> str | None:
    # 进企业 and 进校园 read as names; 企业 alone would be a body inspected.
    start = len(prefix) - prefix.endswith("进")
    end = max(len(core) - len(suffix), start)
    name = _CUT.split(_LEAD.sub("", core[start:end]) or core)[0]
    return name if name and len(name) <= _LONGEST else None
