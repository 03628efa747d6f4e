"""One pass over a text tells where each of many patterns is worth asking."""

from hypothesis import given
from hypothesis import strategies as st

from etl.text.word_index import WordIndex, read_mask, write_mask

NEEDLES = [{"检查"}, {"执法检查", "巡查"}, None, {"查"}, {"行政复议"}]


def asked(text, start=0, end=None):
    heard = WordIndex(NEEDLES).scan(text)
    return set(read_mask(heard.within(start, len(text) if end is None else end)))


def test_a_pattern_is_asked_where_one_of_its_words_stands():
    assert asked("开展执法检查") == {0, 1, 2, 3}
    assert asked("开展巡查") == {1, 2, 3}


def test_a_pattern_without_words_is_always_asked():
    assert asked("") == {2}


def test_only_the_stretch_counts():
    text = "行政复议3件，检查5次"
    assert asked(text, 0, 4) == {2, 4}
    assert asked(text, 7) == {0, 2, 3}


def test_masks_are_read_as_written():
    assert list(read_mask(write_mask([0, 5, 183]))) == [0, 5, 183]


@given(
    st.text("检查行政复议执法巡", max_size=30),
    st.integers(0, 30),
    st.integers(0, 30),
    st.lists(
        st.none() | st.frozensets(st.text("检查行政复议", min_size=1, max_size=3), min_size=1),
        min_size=1,
        max_size=8,
    ),
)
def test_no_word_in_the_stretch_is_missed(text, one, other, needles):
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    told = set(read_mask(WordIndex(needles).scan(text).within(start, end)))
    for number, words in enumerate(needles):
        if words is None or any(word in text[start:end] for word in words):
            assert number in told
