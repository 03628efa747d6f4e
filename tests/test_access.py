"""The access key: hard to guess, safe in a link, and never to be read from a pass."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.access import (
    LIFETIME,
    PARAMETER,
    check_key,
    find_key,
    holds,
    make_key,
    make_pass,
    write_link,
)
from etl.errors import UsageError
from pages.shared import link

KEY = "a-good-long-key_for.tests~1"
NOW = 1_800_000_000


def test_a_new_key_is_new_each_time_and_one_we_take_ourselves():
    keys = {make_key() for _ in range(100)}
    assert len(keys) == 100
    assert all(check_key(key) == key and len(key) >= 22 for key in keys)


@pytest.mark.parametrize(
    "key",
    [
        *("", "short", "x" * 15),
        *(
            "long-enough but-spaced",
            "long-enough&lang=en",
            "long-enough#x000",
            "百分号不行%41%42%43%44",
        ),
        *("法治政府建设年度报告访问口令密码", "long-enough-line\n", "long+enough+plus+x"),
    ],
)
def test_a_key_that_is_weak_or_breaks_in_a_link_is_told_without_repeating_it(key):
    with pytest.raises(UsageError) as told:
        check_key(key)
    assert "至少 16 个字符" in str(told.value)
    assert not key or key not in str(told.value)


def test_the_dashboard_finds_the_key_it_was_started_with():
    assert find_key({"FAZHI_KEY": KEY}) == KEY
    assert find_key({}) is None
    assert find_key({"FAZHI_KEY": ""}) is None
    with pytest.raises(UsageError):
        find_key({"FAZHI_KEY": "short"})


def test_the_link_names_the_key_and_no_page_has_a_parameter_of_that_name():
    assert write_link("http://10.0.0.7:8501", KEY) == f"http://10.0.0.7:8501/?key={KEY}"
    assert write_link("http://10.0.0.7:8501", None) == "http://10.0.0.7:8501"
    own = {name for page in (*link._OWN, "overview") for name in link.own_names(page)}
    assert PARAMETER not in {*link.SHARED, *own}


def test_a_pass_holds_for_its_time_and_no_longer():
    made = make_pass(KEY, NOW)
    assert holds(made, KEY, NOW)
    assert holds(made, KEY, NOW + LIFETIME - 1)
    assert not holds(made, KEY, NOW + LIFETIME)


def test_a_pass_of_another_key_does_not_hold():
    assert not holds(make_pass(KEY + "2", NOW), KEY, NOW)


def test_a_pass_does_not_hold_the_key():
    assert re.fullmatch(r"\d{10}\.[0-9a-f]{64}", make_pass(KEY, NOW))


def test_the_time_of_a_pass_cannot_be_moved():
    until, signature = make_pass(KEY, NOW).split(".")
    assert not holds(f"{int(until) + 1}.{signature}", KEY, NOW)
    assert not holds(f"0{until}.{signature}", KEY, NOW)
    assert not holds(f"{until}.{signature[:-1]}", KEY, NOW)
    assert not holds(f"{until}.", KEY, NOW)


@given(st.text(max_size=100))
def test_nothing_made_up_holds_or_breaks(text):
    assert not holds(text, KEY, NOW)
    assert not holds(f"{NOW + 5}.{text}", KEY, NOW)


@pytest.mark.parametrize(
    "text", ["٣٣٣.00", "9" * 100_000 + ".00", "²²²²²²²²²².00", "-5.00", "1e9.0"]
)
def test_odd_numbers_are_no_time(text):
    assert not holds(text, KEY, NOW)
