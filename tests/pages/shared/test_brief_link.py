"""The way back from paper: the right address, never the key, a code that a phone reads."""

import pytest
import segno

from pages.shared.brief_link import find_modules, spell_address, tell_way, write_address

PAGE = "http://127.0.0.1:8501/brief"
QUERY = "year=2020&body=%E6%9C%9B%E5%B7%9D%E5%B8%82"


@pytest.mark.parametrize(
    ("page", "shared", "address"),
    [
        (PAGE, "", f"{PAGE}?{QUERY}"),
        (PAGE, "http://10.0.0.7:8501", f"http://10.0.0.7:8501/brief?{QUERY}"),
        ("https://f.example/a/brief", "http://10.0.0.7:1", f"https://f.example/a/brief?{QUERY}"),
        ("https://name:word@f.example/brief", "", f"https://f.example/brief?{QUERY}"),
        (None, "http://10.0.0.7:8501", ""),
        ("javascript:alert(1)", "", ""),
    ],
)
def test_the_address_is_the_one_that_others_reach(page, shared, address):
    assert write_address(page, QUERY, shared) == address


def test_the_key_is_not_in_the_address(monkeypatch):
    monkeypatch.setenv("FAZHI_KEY", "Zt4wQ0bN7kUuHsyvF1JxOA")
    monkeypatch.setenv("FAZHI_SHARED_URL", "http://10.0.0.7:8501")
    address = write_address(f"{PAGE}?key=Zt4wQ0bN7kUuHsyvF1JxOA", QUERY)
    assert address == f"http://10.0.0.7:8501/brief?{QUERY}"


def test_the_code_is_of_the_address():
    address = f"http://10.0.0.7:8501/brief?{QUERY}"
    rows = [list(map(bool, row)) for row in segno.make(address, error="m", micro=False).matrix]
    assert find_modules(address) == rows


def test_an_address_too_long_for_paper_has_no_code_and_says_so():
    address = f"{PAGE}?{'body=x&' * 200}"
    assert find_modules(address) == find_modules("") == []
    assert "筛选太多" in tell_way(address, "zh") and "body=x" not in tell_way(address, "zh")


def test_an_address_of_this_machine_alone_says_so():
    assert "只在" in tell_way(PAGE, "zh")
    assert "只在" not in tell_way("http://10.0.0.7/brief", "zh")


def test_chinese_is_spelled_and_nothing_that_would_change_the_address():
    assert spell_address(f"{PAGE}?{QUERY}") == f"{PAGE}?year=2020&body=望川市"
    assert spell_address("a?body=%26x%3D1%00") == "a?body=%26x%3D1%00"
    assert spell_address("a?body=%FF%FE") == "a?body=%FF%FE"
