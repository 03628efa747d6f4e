"""The cheap question before a pattern must never say no where the pattern would match."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.catalog import load_catalog
from etl.text.needles import find_needles
from etl.text.word_index import WordIndex


@pytest.mark.parametrize(
    ("pattern", "needles"),
    [
        ("执法检查", {"执法检查"}),
        ("(?:开展)?执法检查", {"执法检查"}),
        ("制定|印发|出台", {"制定", "印发", "出台"}),
        ("(?:受理|收到).{0,8}复议", {"复议"}),
        ("(?:受理|收到).{0,8}案", {"受理", "收到"}),
        ("(?:检查|执法检查)", {"检查"}),
        ("检查+", {"检"}),
        ("(?:检查)+", {"检查"}),
    ],
)
def test_the_most_telling_piece_is_found(pattern, needles):
    assert find_needles(pattern) == needles


@pytest.mark.parametrize(
    "pattern", ["", "(?:检查)?", "检查|", "[检督]", ".*", "(?i)abc", "(?i:abc)"]
)
def test_a_pattern_without_a_fixed_word_is_always_asked(pattern):
    assert find_needles(pattern) is None


def holds_any(text, needles):
    return WordIndex([needles]).scan(text).within(0, len(text)) == 1


_WORDS = st.sampled_from(["检", "查", "检查", "[检督]", "培训", "a"])
_PATTERNS = st.recursive(
    _WORDS,
    lambda inner: st.one_of(
        st.builds("(?:{})?".format, inner),
        st.builds("(?:{})+".format, inner),
        st.builds("(?:{}|{})".format, inner, inner),
        st.builds("{}{}".format, inner, inner),
        st.builds("(?={}){}".format, inner, inner),
        st.builds("(?!{}){}".format, inner, inner),
    ),
    max_leaves=6,
)


@given(_PATTERNS, st.text("检查督培训a", max_size=12))
def test_no_match_is_ever_missed(pattern, text):
    if re.search(pattern, text):
        assert holds_any(text, find_needles(pattern))


def test_every_example_of_the_catalogue_passes_its_own_question():
    for indicator in load_catalog().indicators.values():
        for wording in indicator.wordings:
            for pattern in filter(None, (wording.before, wording.after)):
                for example in indicator.examples:
                    if re.search(pattern, example.text):
                        assert holds_any(example.text, find_needles(pattern))
