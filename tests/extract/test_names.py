"""Names of bodies and places: one body under its short forms, one place under its code."""

from pathlib import Path

import pytest

from etl.errors import CatalogError
from etl.extract.names import is_short_of, load_names

NAMES = load_names()


@pytest.mark.parametrize(
    ("name", "places", "core"),
    [
        ("诸暨市科学技术局", ("诸暨市",), "科学技术局"),
        ("杭州市滨江区民政局", ("杭州市", "滨江区"), "民政局"),
        ("滨海新区城市管理委员会", ("滨海新区",), "城市管理委员会"),
        ("望川市市场监督管理局", ("望川市",), "市场监督管理局"),
        ("望川市市政管理局", ("望川市",), "市政管理局"),
        ("盐城市城市管理局", ("盐城市",), "城市管理局"),
        ("市科技局", (), "科技局"),
        ("市政园林局", (), "市政园林局"),
        ("城市管理局", (), "城市管理局"),
        ("湖北省人力资源和社会保障厅", ("湖北省",), "人力资源和社会保障厅"),
        ("民和回族土族自治县教育局", ("民和回族土族自治县",), "教育局"),
        ("青岚县白石镇人民政府", ("青岚县", "白石镇"), "人民政府"),
        ("景德镇市乐平市镇桥镇人民政府", ("景德镇市", "乐平市", "镇桥镇"), "人民政府"),
        ("司法部", (), "司法部"),
    ],
)
def test_a_name_is_place_and_body(name: str, places: tuple[str, ...], core: str) -> None:
    assert NAMES.split_body(name) == (places, core)


@pytest.mark.parametrize(
    ("name", "region", "standard"),
    [
        ("市科技局", "诸暨市", "诸暨市科学技术局"),
        ("诸暨市科技局", None, "诸暨市科学技术局"),
        ("诸暨市科学技术局", "诸暨市", "诸暨市科学技术局"),
        ("市市场监管局", "望川市", "望川市市场监督管理局"),
        ("望川市资规局", None, "望川市自然资源和规划局"),
        ("望川市人社局", None, "望川市人力资源和社会保障局"),
        ("望川市人力社保局", None, "望川市人力资源和社会保障局"),
        ("望川市发改局", None, "望川市发展和改革局"),
        ("望川市发改委", None, "望川市发展和改革委员会"),
        ("望川市经信局", None, "望川市经济和信息化局"),
        ("望川市住建局", None, "望川市住房和城乡建设局"),
        ("望川市建设局", None, "望川市住房和城乡建设局"),
        ("望川市文旅局", None, "望川市文化和旅游局"),
        ("望川市卫健局", None, "望川市卫生健康局"),
        ("望川市卫健委", None, "望川市卫生健康委员会"),
        ("望川市卫生健康委", None, "望川市卫生健康委员会"),
        ("望川市应急局", None, "望川市应急管理局"),
        ("望川市执法局", None, "望川市综合行政执法局"),
        ("望川市教体局", None, "望川市教育体育局"),
        ("望川市政府办", None, "望川市人民政府办公室"),
        ("望川市", None, "望川市人民政府"),
        ("听松街道", None, "听松街道办事处"),
        ("白石镇", "青岚县", "白石镇人民政府"),
        ("农业农村部", "望川市", "农业农村部"),
        ("国家税务总局望川市税务局", None, "国家税务总局望川市税务局"),
    ],
)
def test_one_body_under_its_short_forms(name: str, region: str | None, standard: str) -> None:
    assert NAMES.resolve_agency(name, region) == standard
    assert NAMES.resolve_agency(standard, region) == standard


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("教体局", "教育和体育局", True),
        ("卫健委", "卫生健康委员会", True),
        ("文旅局", "文化广电旅游体育局", True),
        ("司法局", "科学技术局", False),
        ("科技局", "科学技术委员会", False),
        ("科学技术局", "科技局", False),
    ],
)
def test_short_forms_by_their_characters(short: str, long: str, expected: bool) -> None:
    assert is_short_of(short, long) is expected


@pytest.mark.parametrize(
    ("places", "year", "hints", "host", "code"),
    [
        (("诸暨市",), 2023, "", "", "330681"),
        (("鼓楼区",), 2023, "", "", None),
        (("福州市", "鼓楼区"), 2023, "", "", "350102"),
        (("鼓楼区",), 2023, "南京市人民政府", "", "320106"),
        (("鼓楼区",), 2023, "", "glq.nanjing.gov.cn", "320106"),
        (("鼓楼区",), 2023, "在徐州召开会议", "", "320302"),
        (("巢湖市",), 2009, "", "", "341400"),
        (("巢湖市",), 2020, "", "", "340181"),
        (("望城县",), 2010, "", "", "430122"),
        (("天津市", "滨海新区"), 2024, "", "", "120116"),
        (("望川市", "鼓楼区"), 2023, "南京市", "", None),
        (("云岫市",), 2023, "", "", None),
        ((), 2023, "", "", None),
    ],
)
def test_code_of_a_place(
    places: tuple[str, ...], year: int, hints: str, host: str, code: str | None
) -> None:
    region = NAMES.resolve_region(places, year=year, hints=hints, host=host)
    assert (region.code if region else None) == code


def test_register_holds_the_whole_country_down_to_counties() -> None:
    standing = [region for region in NAMES.register.regions if region.until is None]
    levels = {level: sum(r.level == level for r in standing) for level in ("province", "county")}
    assert levels["province"] == 31
    assert 2800 < levels["county"] < 2950
    codes = {region.code for region in NAMES.register.regions}
    assert all(region.parent in codes for region in standing if region.parent)
    assert all(len(region.code) == 6 and region.code.isdecimal() for region in standing)


def test_every_short_form_leads_to_a_standard_form() -> None:
    for short, standard in NAMES.families.items():
        assert short != standard
        assert NAMES.standard_core(standard) == standard, (short, standard)


def test_a_broken_table_of_names_says_where(tmp_path: Path) -> None:
    (tmp_path / "regions.csv").write_text("code,name,level,parent,since,until,pinyin\n1,甲\n")
    with pytest.raises(CatalogError, match="第 2 行"):
        load_names(tmp_path)


def test_a_missing_table_of_names_says_which(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match=r"regions\.csv"):
        load_names(tmp_path)
