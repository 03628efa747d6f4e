"""Briefs made up for the tests of their files: at the largest, and with hostile words."""

from pages.shared.brief_charts import BriefChart, Mark, Row
from pages.shared.brief_content import Brief, BriefFigure

EVIL = "<img src=x onerror=alert(1)>$x^2$[a](javascript:b)**粗**=1+1&amp;局"
LONG = "望川市人民政府办公室综合行政执法协调监督工作领导小组" * 4
LINK = "https://fazhi.example/brief?year=2020&year=2023&body=%E6%9C%9B%E5%B7%9D%E5%B8%82"


def make_trend(name: str = "行政检查", lines: int = 1) -> BriefChart:
    """Return a trend with a lower bound, an approximation and a year without a value."""
    marks = (
        Mark(2019, 520, "exact", "520"),
        Mark(2020, 480, "over", "≥480"),
        Mark(2022, 430, "about", "≈430"),
        Mark(2023, 420, "exact", "420"),
    )
    rows = tuple(Row(f"{name}{number}", marks) for number in range(lines))
    return BriefChart(name, f"{name}的口径", rows, (2019, 2020, 2021, 2022, 2023))


def make_ranks(name: str = "望川市教育局", count: int = 8) -> BriefChart:
    """Return a ranking whose first figure is a lower bound."""
    rows = tuple(
        Row(f"{name}{n}", (Mark(2023, 900.0 - n, "exact" if n else "over", f"{900 - n}"),))
        for n in range(count)
    )
    return BriefChart(f"{name}排列", name, rows)


def make_brief(
    text: str = "望川市", *, figures: int = 4, notes: int = 3, link: str = LINK
) -> Brief:
    """Return a brief with this text everywhere."""
    figure = BriefFigure(text, "2023 年", "≥1,234,567", "次、户次、家次", text, text, text)
    return Brief(
        lang="zh",
        title=f"{text}行政检查减少 37%",
        facts=text,
        figures=(figure,) * figures,
        charts=(make_trend(text, lines=3), make_ranks(text), make_trend(text)),
        notes=tuple(f"说明{n}：{text}" for n in range(notes)),
        origin="虚构样例：单位、报告和数字都是编写的",
        filters=f"筛选：{text}",
        version="样例 · 第 2 版 · 2026-01-02",
        made="2026-01-03 制成",
        link=link,
        way=f"扫码回到这一视图：{link}",
    )
