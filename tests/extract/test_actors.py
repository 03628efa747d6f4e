"""Who acts in the clauses before a number, asked on words alone."""

import pytest

from etl.extract.actors import Actor, find_actor
from etl.extract.reasons import Level, Reporter

BUREAU = Reporter(year=2022, level=Level.COUNTY, agency="清浦县农业农村局")
COUNTY = Reporter(year=2022, level=Level.COUNTY, speaks_for_area=True, agency="清浦县人民政府")
JUDICIAL = Reporter(year=2022, level=Level.CITY, speaks_for_area=True, agency="云河市司法局")
BRANCH = Reporter(year=2022, level=Level.COUNTY, agency="云河市生态环境局松源分局")
HOUSING = Reporter(year=2022, level=Level.COUNTY, agency="清浦县住房和城乡建设局")
OFFICE = Reporter(year=2022, level=Level.COUNTY, agency="清浦县人民政府办公室")
TOWN = Reporter(year=2022, level=Level.TOWN, speaks_for_area=True, agency="石桥镇人民政府")
POLICE = Reporter(year=2022, level=Level.COUNTY, agency="清浦县公安局")
DEPARTMENT = Reporter(year=2022, level=Level.PROVINCE, agency="江岭省交通运输厅")


@pytest.mark.parametrize(
    ("reporter", "words"),
    [
        (BUREAU, "省农业农村厅年内公告废止行政规范性文件"),
        (BUREAU, "县司法局全年对各部门报送的文件进行合法性审查"),
        (BUREAU, "市农业农村局在我县检查企业"),
        (BUREAU, "云河市农业农村局查办跨县案件"),
        (BUREAU, "国家税务总局公布部门规章"),
        (BUREAU, "农业农村部当年发布规范性文件"),
        (BUREAU, "住建、文旅等部门立案"),
        (BUREAU, "与住建部门组成检查组，由安监部门统一检查企业"),
        (BUREAU, "专项检查由县财政局牵头，检查单位"),
        (BUREAU, "县法院全年受理行政诉讼一审案件64件，召开联席会议"),
        (BUREAU, "县公安局、县教育局联合举办讲座"),
        (BUREAU, "辖区企业被县应急管理局立案"),
        (BUREAU, "县司法局组织的普法大集共举办"),
        (BUREAU, "与我局相邻的县法院审结案件"),
        (BUREAU, "绿禾农资公司聘请律师"),
        (BUREAU, "省律师协会举办讲座"),
        (BUREAU, "各乡镇综合执法队办理案件"),
        (BUREAU, "乡镇自行组织检查"),
        (BUREAU, "上级督导组来县检查企业"),
        (BUREAU, "石桥镇是联系点，该镇组织宣传"),
        (BUREAU, "以县政府为被告、涉及补偿资金的"),
        (BUREAU, "全省检查企业"),
        (BUREAU, "工作覆盖全县，县司法局组织宣传"),
        (BUREAU, "全县法院受理一审行政案件"),
        (COUNTY, "辖区律师为企业解答法律咨询"),
        (COUNTY, "县委常委会听取政法工作汇报"),
        (BUREAU, "县委常委会研究法治工作"),
        (TOWN, "石桥派出所办理治安案件"),
        (COUNTY, "市政府当年公布重大行政决策事项"),
        (COUNTY, "云河市人民政府全年制发行政规范性文件"),
        (COUNTY, "县政协全年立案提案"),
        (COUNTY, "松源县清理规范性文件"),
        (COUNTY, "省政府2022年出台行政规范性文件"),
        (JUDICIAL, "市市场监管局牵头审查政策措施"),
        (JUDICIAL, "清浦县政府办理行政复议"),
        (JUDICIAL, "八个县区司法局审查文件".replace("八", "8")),
        (TOWN, "县生态环境局、应急管理局在我镇检查企业"),
        (TOWN, "桃岭镇、下塘镇分别开展宣传"),
        (POLICE, "松源县公安局公开政府信息"),
        (DEPARTMENT, "全省各级监察机构共立案"),
        (DEPARTMENT, "各市交通运输局共开展宣传"),
    ],
)
def test_another_body_acts(reporter: Reporter, words: str) -> None:
    assert find_actor(words, reporter) is Actor.OTHER


@pytest.mark.parametrize(
    ("reporter", "words"),
    [
        (BUREAU, "全年开展行政检查"),
        (BUREAU, "县司法局牵头，我局检查企业"),
        (BUREAU, "县政府交办建议"),
        (BUREAU, "县司法局审核我局文件"),
        (BUREAU, "县法院判决我局胜诉"),
        (BUREAU, "县局机关开展检查"),
        (BUREAU, "县农业综合行政执法大队立案"),
        (BUREAU, "清浦县农业农村局立案"),
        (BUREAU, "县人大常委会听取汇报，办理代表建议"),
        (BUREAU, "市统计局民调中心调查显示，群众满意率"),
        (BUREAU, "县自然资源局出具函件后，执法大队立案"),
        (BUREAU, "在县司法局指导下，检查企业"),
        (BUREAU, "会同市监部门检查企业"),
        (BUREAU, "县政府统一采购的律师事务所出具意见"),
        (BUREAU, "县政府门户网站公开信息"),
        (BUREAU, "列入市政府目录的事项"),
        (BUREAU, "涉及我局的复议案件"),
        (COUNTY, "县市场监管局检查企业"),
        (COUNTY, "全县检查企业"),
        (COUNTY, "各乡镇综合行政执法队检查企业"),
        (JUDICIAL, "市政府收到行政复议申请"),
        (TOWN, "镇综合执法队检查商户"),
        (TOWN, "县司法局派员授课，镇党政班子会前学法"),
        (POLICE, "与县司法局联合宣传，各派出所组织"),
        (BUREAU, "基层站所干部参加培训"),
        (BRANCH, "市生态环境局松源分局收到申请"),
        (HOUSING, "县住建局公开信息"),
        (OFFICE, "县政府办公室公开信息"),
        (COUNTY, "县委常委会会议、县政府常务会议专题研究法治工作"),
        (COUNTY, "县委常委会研究法治工作"),
    ],
)
def test_the_body_itself_acts_or_nobody_is_named(reporter: Reporter, words: str) -> None:
    assert find_actor(words, reporter) in (None, Actor.OWN)


@pytest.mark.parametrize("words", ["全县行政机关应诉", "各部门审查文件", "同期全县复议案件总量"])
def test_all_bodies_of_the_area_are_more_than_the_one_that_reports(words: str) -> None:
    assert find_actor(words, BUREAU) is Actor.AREA


def test_a_field_of_its_own_is_the_bodys_own_all_over_its_area() -> None:
    assert find_actor("全县农业系统持证", BUREAU) is None
