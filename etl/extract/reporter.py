"""What scope must know of the body that reports: its level, and whether it speaks for an area.

Owns the reading of a header for scope. Knows kinds of bodies, no single body.
"""

import re

from etl.extract.reasons import Level, Reporter
from etl.model import Header

# Whole governments report on their area; the body in charge of rule-of-law work does, too.
_SPEAKS_FOR_AREA = re.compile(
    r"人民政府(?!办公[室厅]|信息)|(?:^|[省市县区州盟旗])政府$|司法[局厅]|法制办|法制局|依法治[省市县区州]|全面依法治"
)
_TOWN = re.compile(r"(?:镇|乡|街道|苏木)(?:人民政府|办事处|政府|党委)?")

_TOWNS = ("镇", "乡", "街道", "苏木")


def reporter_of(header: Header) -> Reporter:
    """Return what scope needs of `header`; unknown facts stay unknown."""
    agency = header.agency or ""
    return Reporter(
        year=header.year,
        genre=header.genre,
        level=_level(agency, header.region or "", header.region_code),
        speaks_for_area=_SPEAKS_FOR_AREA.search(agency) is not None,
        agency=agency,
    )


def _level(agency: str, region: str, code: str | None) -> Level:
    if _TOWN.search(agency.removeprefix(region)) or region.endswith(_TOWNS):
        return Level.TOWN
    if agency.endswith("分局"):  # a city's bureau in one of its districts
        return Level.COUNTY
    if region.endswith(("省", "自治区")):
        return Level.PROVINCE
    if region.endswith(("县", "区", "旗")):
        return Level.COUNTY
    # A county-level city says 全市 of itself, as a prefecture and a municipality do.
    if region.endswith(("市", "州", "盟", "地区")):
        return Level.CITY
    return Level.UNKNOWN if code is None else Level.COUNTY
