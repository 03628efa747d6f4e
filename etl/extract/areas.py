"""Areas by rank: the nation before the province, down to the town.

Owns the words and the characters that tell the rank of the area a body belongs to.
"""

from etl.extract.reasons import Level

RANKS = {
    Level.NATION: 0,
    Level.PROVINCE: 1,
    Level.CITY: 2,
    Level.COUNTY: 3,
    Level.TOWN: 4,
}
AREAS = {
    **dict.fromkeys(("中共中央", "中央", "国务院", "国家", "全国", "最高"), 0),
    **dict.fromkeys(("自治区", "省"), 1),
    **dict.fromkeys(("市", "州", "盟"), 2),
    **dict.fromkeys(("县", "区", "旗"), 3),
    **dict.fromkeys(("镇", "乡", "街道"), 4),
}
# 市 in 市场, 区 in 园区 and the like name no area.
AREA = (
    "(?P<area>中共中央|中央|国务院|国家|全国|最高|自治区|省|(?<![城超都上集夜门])市(?!场|政(?!府|协))|州|(?<!联)盟|县(?!域)"
    "|(?<![园社景小辖地校片灌库林牧城新港])区(?!域|块)|旗|(?<!城)镇|(?<!城)乡(?!村)|街道)"
)
