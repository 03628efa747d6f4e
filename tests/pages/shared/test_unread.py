"""Files that were not read: which body and year their names speak of."""

import pytest

from pages.shared.unread import find_unread

NAMES = {
    ("望川市", "望川市水利局"): "望川市水利局",
    ("望川市", "望川市城市管理局"): "望川市城市管理局",
    ("望川市", "望川市城市管理局城南分局"): "城南分局",
    ("青屿县", "青屿县水利局"): "青屿县水利局",
}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("望川市水利局2023年法治政府建设年度报告.pdf", ("望川市水利局", 2023)),
        ("2022/望川市城市管理局.pdf", ("望川市城市管理局", 2022)),
        ("报告\\望川市水利局 ２０２３年度报告.doc", ("望川市水利局", 2023)),
        ("望川市城市管理局城南分局2021年报告.pdf", ("城南分局", 2021)),
        ("城市管理局2021年报告.pdf", ("望川市城市管理局", 2021)),
        ("青屿县/水利局2021年报告.pdf", ("青屿县水利局", 2021)),
        ("水利局2021年报告.pdf", None),  # two places have one
        ("望川市水利局2021-2022年报告.pdf", None),
        ("望川市水利局年度报告.pdf", None),
        ("望川市教育局2021年报告.pdf", None),
        ("20210315.pdf", None),
        ("", None),
    ],
)
def test_a_name_that_means_one_body_and_one_year(
    source: str, found: tuple[str, int] | None
) -> None:
    assert find_unread([(source, "unreadable")], NAMES) == ({found} if found else set())


@pytest.mark.parametrize("kind", ["not_a_report", "bad_row", "not_found", "no_agency"])
def test_what_was_read_and_is_no_report_is_not_unread(kind: str) -> None:
    assert find_unread([("望川市水利局2023年报告.pdf", kind)], NAMES) == frozenset()
