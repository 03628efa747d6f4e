"""Names scored: right where they stand, whatever form they are read in."""

from etl.evaluation.gold import NamedLabel
from etl.evaluation.named import score_named
from etl.evaluation.tally import Tally
from etl.model import NamedKind, NamedThing, Span

TEXT = "组织学习民法典和行政处罚法。信息在局网站和公告栏公布。"


def label(kind: str, name: str, quote: str, unsure: bool = False) -> NamedLabel:
    return NamedLabel(kind, name, None, None, quote, unsure)


def thing(kind: NamedKind, name: str, words: str) -> NamedThing:
    start = TEXT.index(words)
    span = Span(start, start + len(words))
    return NamedThing(kind=kind, name=name, span=span, quote=words)


LAW = label("law", "民法典", "学习民法典")
READ = thing(NamedKind.LAW, "中华人民共和国民法典", "民法典")


def test_a_name_in_its_standard_form_is_right_on_its_words() -> None:
    assert score_named("a.txt", TEXT, [LAW], [READ]).kinds == {"law": Tally(1, 1, 1)}


def test_a_name_not_read_is_missed_and_one_not_labelled_is_wrong() -> None:
    score = score_named("a.txt", TEXT, [LAW], [thing(NamedKind.LAW, "行政处罚法", "行政处罚法")])
    assert score.kinds == {"law": Tally(1, 1, 0)}
    assert [error.label for error in score.errors] == [LAW, None]


def test_an_unsure_label_neither_asks_nor_forbids() -> None:
    board = label("platform", "公告栏", "公告栏公布", unsure=True)
    read = thing(NamedKind.PLATFORM, "公告栏", "公告栏")
    assert score_named("a.txt", TEXT, [board], [read]).kinds == {}
    assert score_named("a.txt", TEXT, [board], []).errors == ()


def test_the_kind_must_agree() -> None:
    other = thing(NamedKind.PLATFORM, "民法典", "民法典")
    assert score_named("a.txt", TEXT, [LAW], [other]).kinds == {
        "law": Tally(1, 0, 0),
        "platform": Tally(0, 1, 0),
    }
