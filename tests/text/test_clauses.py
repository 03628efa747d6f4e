"""Where sentences and clauses begin and end, and what is masked before they are read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.text.clauses import (
    LONGEST_LEFT,
    LONGEST_PARAGRAPH,
    LONGEST_RIGHT,
    Sentences,
    last_clause,
    mask_asides,
    own_item,
)
from tests.cpu_limit import cpu_limit

TEXT = (
    "一、举措\n全年立案5件，罚款3万元；结案4件。公开信息47条（含转载9条），答复2件\n二、不足\n无。"
)
MARKS = st.text("甲乙1，；：。！？\n（）、.《》", max_size=60)


def place_of(text: str, words: str):  # noqa: ANN201 - a Place
    start = text.index(words)
    return Sentences(text).place(start, start + len(words))


@pytest.mark.parametrize(
    ("words", "left", "clause", "right"),
    [
        ("5件", "全年立案", "全年立案", "，罚款3万元；结案4件"),
        ("3万元", "全年立案5件，罚款", "罚款", "；结案4件"),
        ("4件", "全年立案5件，罚款3万元；结案", "结案", ""),
        ("47条", "公开信息", "公开信息", "（含转载9条），答复2件"),
        ("9条", "公开信息47条（含转载", "含转载", "），答复2件"),
        ("2件", "公开信息47条（含转载9条），答复", "答复", ""),
    ],
)
def test_words_around_a_number(words: str, left: str, clause: str, right: str) -> None:
    place = place_of(TEXT, words)
    assert (place.left, place.clause, place.right) == (left, clause, right)
    assert place.left_start == TEXT.index(words) - len(left)


def test_the_paragraph_reaches_back_over_sentences_and_to_the_heading_above() -> None:
    assert place_of(TEXT, "47条").paragraph == "一、举措\n全年立案5件，罚款3万元；结案4件。公开信息"
    assert place_of(TEXT, "无").paragraph == "二、不足\n"


@pytest.mark.parametrize("above", ["全年立案5件。", "检查" * 30])
def test_a_line_above_that_is_no_heading_stays_out(above: str) -> None:
    assert place_of(f"{above}\n公开信息47条", "47条").paragraph == "公开信息"


@pytest.mark.parametrize("end", "。！？\n")
def test_marks_that_end_a_sentence(end: str) -> None:
    assert place_of(f"检查5次{end}处罚3件", "3件").left == "处罚"
    assert place_of(f"检查5次{end}处罚3件", "5次").right == ""


@pytest.mark.parametrize("inside", "，；：、（）")
def test_marks_that_do_not(inside: str) -> None:
    assert place_of(f"检查5次{inside}处罚3件", "3件").left == f"检查5次{inside}处罚"


def test_a_decimal_point_ends_nothing_but_a_full_stop_of_ascii_does() -> None:
    assert place_of("罚没款1616.85万元，入库3笔", "3笔").left == "罚没款1616.85万元，入库"
    assert place_of("开展检查.处罚3件", "3件").left == "处罚"


@pytest.mark.parametrize("mark", "，；：。！？\n（）")
def test_the_last_clause_starts_after_its_mark(mark: str) -> None:
    assert last_clause(f"全年检查5次{mark}其中") == "其中"


def test_a_row_is_one_clause() -> None:
    assert last_clause("全年，制定、修订和废止") == "制定、修订和废止"


def test_long_sentences_are_cut_at_the_limits() -> None:
    text = f"{'甲' * 500}5件{'乙' * 500}"
    place = place_of(text, "5件")
    assert (len(place.left), len(place.right)) == (LONGEST_LEFT, LONGEST_RIGHT)
    assert len(place.paragraph) == LONGEST_PARAGRAPH


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("依据《青岚县文件2件》审查3件", "依据《_______》审查3件"),
        ("检查县（市、区）5次", "检查县_____5次"),
        ("立案5件（其中简易3件）", "立案5件（其中简易3件）"),
        ("立案5件（含3件）", "立案5件（含3件）"),
        ("立案5件（包括转办）", "立案5件（包括转办）"),
        ("立案5件（上年35件）", "立案5件（上年35件）"),
        ("（二）规范执法", "（二）规范执法"),
        ("甲。\n（二）规范执法", "甲。\n（二）规范执法"),
        ("落实《甲法》《乙条例》", "落实《__》《___》"),
        ("《没有结尾5件", "《没有结尾5件"),
    ],
)
def test_titles_and_short_brackets_are_masked(text: str, masked: str) -> None:
    assert mask_asides(text) == masked


@given(MARKS)
@settings(deadline=None)
def test_masking_keeps_every_place(text: str) -> None:
    masked = mask_asides(text)
    assert len(masked) == len(text)
    assert all(new in (old, "_") for old, new in zip(text, masked, strict=True))


@given(MARKS, st.data())
@settings(deadline=None)
def test_words_around_a_place_are_those_of_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    place = Sentences(text).place(start, end)
    assert text[:start].endswith(place.left) and text[end:].startswith(place.right)
    assert place.left.endswith(place.clause) and text[:start].endswith(place.paragraph)
    assert not set("。！？\n") & set(place.left + place.right)


@given(MARKS.filter(bool))
@settings(deadline=None)
def test_sentences_tile_the_text(text: str) -> None:
    sentences = Sentences(text)
    position, pieces = 0, []
    while position < len(text):
        end = sentences.end_of(position) + 1
        assert sentences.start_of(position) == position
        pieces.append(text[position:end])
        position = end
    assert "".join(pieces) == text


@pytest.mark.parametrize("unit", ["《", "《甲", "（", "（甲", "甲。", "，", "》", "\n"])
def test_adversarial_lengths_take_linear_time(unit: str) -> None:
    text = (unit * (200_000 // len(unit)))[:200_000]
    with cpu_limit(4):
        mask_asides(text)
        Sentences(text).place(len(text) // 2, len(text) // 2 + 1)


@pytest.mark.parametrize(
    ("words", "item"),
    [
        ("检查12次、抽查商户", "抽查商户"),
        ("查处水事、环保案件5件、立案", "立案"),
        ("开展普法、执法检查", "开展普法、执法检查"),
        ("", ""),
    ],
)
def test_the_last_item_of_a_row(words: str, item: str) -> None:
    assert own_item(words) == item
