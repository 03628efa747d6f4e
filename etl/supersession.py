"""Supersessions in words, for whoever loaded the newer document."""

from etl.model import Genre
from etl.warehouse.derivation import Supersession

_GENRES = {
    Genre.ROL: "法治政府建设年度报告",
    Genre.DIS: "政府信息公开工作年度报告",
    Genre.ENF: "行政执法年度报告",
    Genre.UNKNOWN: "年度报告",
}


def describe_supersession(item: Supersession) -> str:
    """Return the sentence that says which document now stands for which."""
    if item.genre is None:
        return f"{item.old_source} 的 {item.rows} 行数据由 {item.new_source} 的较新数据取代。"
    new = f"{item.new_source}（{_published(item.new_published_on)}）"
    old = f"{item.old_source}（{_published(item.old_published_on)}）"
    what = f"{item.agency}{item.year}年{_GENRES[Genre(item.genre)]}"
    return f"{what}有不同版本：采用 {new}，取代 {old}。"


def _published(day: object) -> str:
    return f"{day} 公布" if day is not None else "公布日期不详"
