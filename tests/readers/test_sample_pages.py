"""The sample city's files: every labelled quote is in the body, no furniture is."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from etl.readers import read

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
GOLD = SAMPLES / "gold.jsonl"

pytestmark = pytest.mark.skipif(not GOLD.exists(), reason="../shared/samples is not here")

LINES_OF_FURNITURE = (
    "往年报告 热点信息 相关新闻 相关阅读 相关文章 同栏目信息 同类信息 信息公开目录 政务公开目录 公开目录"
    " 环境数据 数说司法 政府信息公开指南 附件下载 打印 关闭 首页"
)
WORDS_OF_FURNITURE = (
    "上一篇 下一篇 上一条 下一条 当前位置 版权所有 ICP备 关闭窗口 分享到 浏览次数 索引号 虚构样例"
)


def _labels() -> list[dict[str, Any]]:
    if not GOLD.exists():
        return []
    return [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _in_chinese(year: str, month: str, day: str) -> str:
    digits = dict(zip("0123456789", "〇一二三四五六七八九", strict=True))
    words = ["", *"一二三四五六七八九", "十"] + [f"十{n}" for n in "一二三四五六七八九"]
    words += ["二十"] + [f"二十{n}" for n in "一二三四五六七八九"] + ["三十", "三十一"]
    return f"{''.join(digits[d] for d in year)}年{words[int(month)]}月{words[int(day)]}日"


@pytest.fixture(params=_labels(), ids=lambda labels: labels["file"])
def labels(request: pytest.FixtureRequest) -> dict[str, Any]:
    return request.param  # type: ignore[no-any-return]


def test_body_holds_every_quote_once(labels: dict[str, Any]) -> None:
    document = read(SAMPLES / labels["file"])
    body = _squeeze(document.body.cut(document.text))
    quotes = [_squeeze(label["quote"]) for label in labels["labels"]]
    prose = [quote for quote in quotes if not quote.startswith("table:")]
    assert [quote for quote in prose if body.count(quote) != 1] == []


def test_body_ends_with_the_signature(labels: dict[str, Any]) -> None:
    document = read(SAMPLES / labels["file"])
    year, month, day = labels["signed_on"].split("-")
    last = _squeeze(document.body.cut(document.text))[-30:]
    assert last.replace("○", "〇").endswith(
        (f"{year}年{int(month)}月{int(day)}日", _in_chinese(year, month, day))
    )
    assert labels["agency"] in last


def test_body_has_no_furniture(labels: dict[str, Any]) -> None:
    document = read(SAMPLES / labels["file"])
    body = document.body.cut(document.text)
    lines = {line.strip() for line in body.split("\n")}
    assert lines.isdisjoint(LINES_OF_FURNITURE.split())
    assert [word for word in WORDS_OF_FURNITURE.split() if word in body] == []


def test_page_facts(labels: dict[str, Any]) -> None:
    page = read(SAMPLES / labels["file"]).page
    assert page.published is not None
    numbers = re.findall(r"\d+", page.published)[:3]
    assert "-".join(n.zfill(2) for n in numbers) == labels["published_on"]
    # One page gives its year in Chinese numerals; the label has digits.
    assert _squeeze(page.titles[0]).replace("二〇二一", "2021") == labels["title"].replace(
        "二〇二一", "2021"
    )


def test_cells_are_exact_and_hold_the_labelled_numbers(labels: dict[str, Any]) -> None:
    document = read(SAMPLES / labels["file"])
    for table in document.tables:
        for cell in table.cells:
            assert cell.span.cut(document.text) == cell.text
            assert table.span.contains(cell.span)
    assert len(document.tables) == (3 if labels["genre"] == "dis" else 0)
