"""Sub-counts: is a number told as part of the one before it (其中, 含, in brackets)?

Owns the grammar of parts. Refuses to say of what whole (`etl.extract.resolve` does).
"""

import re

from etl.text.clauses import Place, mask_brackets

_AMONG = re.compile(
    r"(?<!对)其中|当中|(?:包括|包含|含)(?!有)|具体(?:为|是)|内容涵盖|（(?!(?:19|20)\d\d年|[上去]年|同比|[较比])"
)
# 受理举报41件，平台转办4件包含在内
_INCLUDED = re.compile(r"[^，。；、\d]{0,4}(?:包含|包括|计算|统计)?在内(?=[，。；]|$)")
# 查办民生案件156件，已含在立案总数中
_COUNTED_BEFORE = re.compile(r"，?已(?:包?含|计|列)[在入][^，。；]{0,12}(?:总数|总量|其中|内)")
# 其中概况类328条；通过微信公众号发布540条: what has a verb of its own is told anew.
TOLD_THROUGH = "(?:通过|依托|利用|在)[^，。；]{0,24}?(?:发布|公开|推送|更新)"
_TOLD_ANEW = re.compile(TOLD_THROUGH)
_DIGIT = re.compile(r"\d")


def is_among(place: Place) -> bool:
    """Tell whether the number at `place` is part of one before it."""
    if _INCLUDED.match(place.right):
        return True
    left = mask_brackets(place.left)  # 建议11件（主办1件、协办10件）、提案14件
    found = list(_AMONG.finditer(left))
    if not found:
        return False
    last = found[-1]
    if left.endswith("（") and place.right.startswith("）"):
        return False  # 会前学法（9次）: a bracket that holds the number alone
    if opens_among(place):
        told_anew = _TOLD_ANEW.match(left.rpartition("；")[2]) if "；" in left else None
        return "。" not in left and last[0] != "（" and told_anew is None
    if not _DIGIT.search(left, 0, last.start()):
        return False
    return "；" not in left[last.end() :]


def is_counted_before(place: Place) -> bool:
    """Tell whether the words behind a number put it into a total told elsewhere."""
    return _COUNTED_BEFORE.match(place.right) is not None


def opens_among(place: Place) -> bool:
    """Tell whether its sentence opens with 其中, so that its whole stands in the one before."""
    return place.left.startswith(("其中", "包括", "内容涵盖"))
