"""Every style of number in DOMAIN: value, bound, measure word and the very characters."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.model import Qualifier
from etl.text.normalise import normalise
from etl.text.quantities import MEASURE_WORDS, Quantity, Shape, find_quantities
from tests.cpu_limit import cpu_limit
from tests.text.numeral_styles import Written, counts, large, rates, write_short_tens

EXACT, OVER, ABOUT = Qualifier.EXACT, Qualifier.OVER, Qualifier.ABOUT
NUMBERS = (Shape.COUNT, Shape.RATE)
UNITS = [
    "次",
    "件",
    "项",
    "条",
    "份",
    "篇",
    "期",
    "则",
    "起",
    "宗",
    "例",
    "个",
    "场",
    "场次",
    "人",
    "人次",
    "名",
    "位",
    "家",
    "家次",
    "户",
    "户次",
    "批次",
    "台次",
]


def read(text: str) -> list[tuple[str, Quantity]]:
    """Return the quantities of published text, each with its published characters."""
    copy = normalise(text)
    found = find_quantities(copy.text)
    return [(copy.span(each.start, each.end).cut(text), each) for each in found]


def read_one(text: str) -> tuple[str, Quantity]:
    ((words, quantity),) = read(text)
    assert quantity.shape in NUMBERS
    return words, quantity


def check(written: Written, unit: str, before: str = "全年开展活动", after: str = "，") -> None:
    words, quantity = read_one(f"{before}{written.text}{after}")
    assert (quantity.value, quantity.qualifier) == (written.value, written.qualifier)
    assert (words, quantity.unit) == (written.text, unit)


@pytest.mark.parametrize(
    ("written", "value", "qualifier"),
    [
        ("1720次", "1720", EXACT),
        ("１７２０次", "1720", EXACT),
        ("1,720次", "1720", EXACT),
        ("１，７２０次", "1720", EXACT),
        ("1 720次", "1720", EXACT),
        ("4 7次", "47", EXACT),
        ("12 次", "12", EXACT),
        ("三次", "3", EXACT),
        ("十二次", "12", EXACT),
        ("二十三次", "23", EXACT),
        ("一百零五次", "105", EXACT),
        ("两次", "2", EXACT),
        ("两百次", "200", EXACT),
        ("廿次", "20", EXACT),
        ("廿三次", "23", EXACT),
        ("卅次", "30", EXACT),
        ("卅一次", "31", EXACT),
        ("一万二千次", "12000", EXACT),
        ("1.8万次", "18000", EXACT),
        ("十二万次", "120000", EXACT),
        ("0次", "0", EXACT),
        ("零次", "0", EXACT),
        ("10余次", "10", OVER),
        ("30多次", "30", OVER),
        ("十余次", "10", OVER),
        ("百余次", "100", OVER),
        ("三百余次", "300", OVER),
        ("一万二千余次", "12000", OVER),
        ("1.8万余次", "18000", OVER),
        ("300余万次", "3000000", OVER),
        ("十余万次", "100000", OVER),
        ("万余次", "10000", OVER),
        ("30次以上", "30", OVER),
        ("百次以上", "100", OVER),
        ("超30次", "30", OVER),
        ("超过30次", "30", OVER),
        ("逾30次", "30", OVER),
        ("逾百次", "100", OVER),
        ("突破300次", "300", OVER),
        ("不少于30次", "30", OVER),
        ("约30次", "30", ABOUT),
        ("近30次", "30", ABOUT),
        ("将近30次", "30", ABOUT),
        ("近百次", "100", ABOUT),
        ("30次左右", "30", ABOUT),
        ("百次左右", "100", ABOUT),
    ],
)
def test_counts(written: str, value: str, qualifier: Qualifier) -> None:
    check(Written(written, Decimal(value), qualifier), "次")


@pytest.mark.parametrize(
    ("written", "value", "qualifier"),
    [
        ("1616.85万元", "16168500", EXACT),
        ("5.99亿元", "599000000", EXACT),
        ("1,234,567.89元", "1234567.89", EXACT),
        ("一百二十万元", "1200000", EXACT),
        ("12.5万余元", "125000", OVER),
        ("300余万元", "3000000", OVER),
        ("3亿多元", "300000000", OVER),
        ("逾100万元", "1000000", OVER),
        ("约100万元", "1000000", ABOUT),
    ],
)
def test_money_is_in_yuan(written: str, value: str, qualifier: Qualifier) -> None:
    check(Written(written, Decimal(value), qualifier), "元", "罚没款共")


@pytest.mark.parametrize(
    ("written", "value", "qualifier"),
    [
        ("100%", "100", EXACT),
        ("98.5％", "98.5", EXACT),
        ("９８.５％", "98.5", EXACT),
        ("98﹪", "98", EXACT),
        ("百分之百", "100", EXACT),
        ("百分百", "100", EXACT),
        ("百分之九十八", "98", EXACT),
        ("百分之九十八点五", "98.5", EXACT),
        ("九成", "90", EXACT),
        ("七成", "70", EXACT),
        ("95%以上", "95", OVER),
        ("百分之九十五以上", "95", OVER),
        ("九成以上", "90", OVER),
        ("超95%", "95", OVER),
        ("近九成", "90", ABOUT),
        ("95%左右", "95", ABOUT),
        pytest.param(
            "九成五",
            "95",
            EXACT,
        ),
    ],
)
def test_rates(written: str, value: str, qualifier: Qualifier) -> None:
    check(Written(written, Decimal(value), qualifier), "%", "满意率达")


@given(counts())
@settings(deadline=None)
def test_every_count_in_every_style_comes_back(written: Written) -> None:
    check(written, "次")


@given(large("元"))
@settings(deadline=None)
def test_every_amount_before_wan_and_yi_comes_back(written: Written) -> None:
    check(written, "元", "罚款")


@given(rates())
@settings(deadline=None)
def test_every_rate_comes_back(written: Written) -> None:
    check(written, "%", "满意率")


@given(st.integers(20, 39))
def test_every_short_ten_comes_back(number: int) -> None:
    check(Written(f"{write_short_tens(number)}次", Decimal(number), EXACT), "次")


@given(st.lists(counts(), min_size=1, max_size=4), st.sampled_from(("。", "；", "，另有", "、")))
@settings(deadline=None)
def test_numbers_in_one_text_do_not_touch_each_other(items: list[Written], between: str) -> None:
    found = read("开展" + between.join(each.text for each in items))
    assert [words for words, _ in found] == [each.text for each in items]
    assert [quantity.value for _, quantity in found] == [each.value for each in items]


@pytest.mark.parametrize("unit", UNITS)
def test_every_measure_word_is_kept_whole(unit: str) -> None:
    assert unit in MEASURE_WORDS
    for numeral in ("12", "十二", "1.2万"):
        words, quantity = read_one(f"办理{numeral}{unit}。")
        assert (words, quantity.unit) == (f"{numeral}{unit}", unit)


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("学法三至五次", Shape.RANGE),
        ("学法3次至5次", Shape.RANGE),
        ("满意率提高4.4个百分点", Shape.POINTS),
        ("满意率提高两个百分点", Shape.POINTS),
        ("检查数十次", Shape.VAGUE),
        ("检查数百次", Shape.VAGUE),
        ("检查几十次", Shape.VAGUE),
        ("检查两三次", Shape.VAGUE),
        ("检查三五次", Shape.VAGUE),
        ("这是第3次检查", Shape.ORDINAL),
        ("这是第三次检查", Shape.ORDINAL),
        ("位列前十名", Shape.ORDINAL),
        ("排名第2位", Shape.ORDINAL),
        ("检查不足30次", Shape.UPPER_BOUND),
        ("检查30次以内", Shape.UPPER_BOUND),
    ],
)
def test_shapes_that_state_no_number(text: str, shape: Shape) -> None:
    shapes = {quantity.shape for _, quantity in read(text)}
    assert shape in shapes
    assert not shapes & set(NUMBERS)


@pytest.mark.parametrize("text", ["学法3—5次", "学法3-5次", "学法3～5次", "满意率95%—98%"])
def test_both_ends_of_a_range_are_a_range(text: str) -> None:
    assert {quantity.shape for _, quantity in read(text)} == {Shape.RANGE}


def test_a_number_no_report_can_mean_is_no_quantity() -> None:
    assert [q.value for _, q in read(f"开展检查{'9' * 20}次，检查12次")] == [12]


@pytest.mark.parametrize("text", ["开展检查多次", "开展检查若干次", "开展检查数次", "开展检查几次"])
def test_words_without_a_numeral_are_no_quantity(text: str) -> None:
    assert not read(text)


@pytest.mark.parametrize(
    "text",
    [
        "（青水发〔2023〕5号）",
        "国务院令第711号",
        "青政办202526号",
        "第二十四条",
        "12·4宪法日",
        "1—12月",
        "2023年度",
        "二〇二三年",
        "12月4日",
        "（二）规范执法",
        "一是规范执法",
        "八五普法",
        "十四五规划",
        "三项制度",
        "双随机一公开",
        "三张清单",
        "315体系",
        "三重一大",
        "一网通办",
        "双减",
    ],
)
def test_numerals_of_names_dates_and_headings_carry_no_counting_word(text: str) -> None:
    units = [quantity.unit for _, quantity in read(text) if quantity.shape in NUMBERS]
    # 三项 and 三张 look like counts; telling them by the noun behind is scope's part.
    assert not set(units) & (set(UNITS) - {"项"})


@pytest.mark.parametrize("word", ["最近", "附近", "临近"])
def test_near_inside_a_word_is_no_bound(word: str) -> None:
    words, quantity = read_one(f"{word}3家企业")
    assert (words, quantity.qualifier) == ("3家", EXACT)


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1,000,",
        "1次、",
        "近",
        "第",
        "一",
    ],
)
def test_adversarial_lengths_take_linear_time(unit: str) -> None:
    text = (unit * (60_000 // len(unit)))[:60_000]
    with cpu_limit(3):
        find_quantities(text)
