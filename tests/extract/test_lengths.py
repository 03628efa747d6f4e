"""Texts of nothing but figures: the time they take grows with their length, not with its square."""

import time
from collections.abc import Callable

import pytest

from etl.catalog import load_catalog
from etl.extract import load_names, read_report
from etl.readers import read_bytes

CATALOG, NAMES = load_catalog(), load_names()
HEAD = "云溪市档案局2022年度法治政府建设情况报告\n\n一、主要举措和成效\n全年开展行政检查9万次，"
KINDS: dict[str, Callable[[int], str]] = {
    "other figures": lambda n: f"全年开展行政检查{n + 100}次。",
    "rough figures": lambda n: f"全年开展行政检查近{n + 100}次。",
    "shares": lambda n: f"其中开展行政检查{n + 100}次，",
    "a row": lambda n: f"行政检查{n + 1}次、",
    "sums": lambda n: f"行政检查{n}次，共{n + 7}次，",
    "chapters": lambda n: "一、主要举措\n全年开展行政检查12次。\n",
    "plans said in passing": lambda n: f"一、举措\n工作好。下一步，我局将继续检查{n}次。\n",
    "firms": lambda n: f"聘请某{n}律师事务所担任法律顾问，",
    "denials": lambda n: "未发生行政复议案件，",
    "lists": lambda n: "行政复议、行政诉讼、行政处罚分别为1件、2件、3件，",
}


def measure(kind: str, length: int) -> float:
    """Return the seconds of processor time that a text of a kind takes, about that long."""
    write = KINDS[kind]
    count = length // len(write(1000))
    document = read_bytes((HEAD + "".join(map(write, range(count)))).encode(), "a.txt")
    began = time.process_time()
    read_report(document, CATALOG, NAMES)
    return time.process_time() - began


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_four_times_the_length_takes_about_four_times_as_long(kind: str) -> None:
    short = min(measure(kind, 4_000) for _ in range(2))
    # A busy machine lengthens single measurements: one good one out of three is told by the code.
    assert any(measure(kind, 16_000) < 8 * short + 0.15 for _ in range(3))
