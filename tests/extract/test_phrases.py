"""Sentences in real reports' wording, written by people who did not know the rules.

A line of tests/gold/phrases/*.tsv: who reports, the sentence, and its figures (`-` for none).
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.extract.short_reports import read_short

FOLDER = Path(__file__).resolve().parents[1] / "gold" / "phrases"
REPORTERS = {
    "bureau": "云川县市场监督管理局2023年度法治政府建设情况报告",
    "government": "云川县人民政府2023年度法治政府建设情况报告",
    "A": "清浦县农业农村局2022年度法治政府建设情况报告",
    "B": "清浦县人民政府2022年度法治政府建设情况报告",
    "C": "云河市司法局2022年度法治政府建设情况报告",
    "D": "石桥镇人民政府2022年度法治政府建设情况报告",
    "E": "江岭省交通运输厅2022年度法治政府建设情况报告",
    "F": "清浦县公安局2022年度法治政府建设情况报告",
    "G": "国家税务总局云河市税务局2022年度法治政府建设情况报告",
}
# Precision and recall that a set keeps; what it measured at first contact is in its README.
FLOORS = {
    "first": (0.99, 0.965),
    "second": (0.98, 0.95),
    "third": (0.985, 0.975),
    "fourth": (0.945, 0.96),
    "fifth": (0.96, 0.96),
    "sixth": (0.985, 0.70),
    "seventh": (0.99, 0.985),
    "eighth": (0.985, 0.985),
}

Figure = tuple[str, str, str]


def lines(name: str) -> Iterator[tuple[str, str, Counter[Figure]]]:
    """Yield reporter, sentence and the figures it states."""
    for line in (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        reporter, sentence, figures = line.split("\t")
        stated = [] if figures == "-" else [tuple(each.split()) for each in figures.split("; ")]
        yield reporter, sentence, Counter(stated)


def found(reporter: str, sentence: str) -> Counter[Figure]:
    """Return what is read from the sentence."""
    report = read_short(sentence, REPORTERS[reporter])
    return Counter(
        (each.indicator, f"{each.value.normalize():f}", each.qualifier.value)
        for each in report.observations
    )


@pytest.mark.parametrize("name", FLOORS)
def test_sentences_are_read_as_people_read_them(name: str) -> None:
    labelled = matched = read = 0
    wrong = []
    for reporter, sentence, stated in lines(name):
        figures = found(reporter, sentence)
        labelled += stated.total()
        read += figures.total()
        matched += (stated & figures).total()
        if stated != figures:
            wrong.append(f"{sentence} missed {stated - figures}, made up {figures - stated}")
    precision, recall = FLOORS[name]
    assert matched / read >= precision, "\n".join(wrong)
    assert matched / labelled >= recall, "\n".join(wrong)
