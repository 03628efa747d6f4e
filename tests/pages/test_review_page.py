"""The page 复核: there for those who may, one figure at a time, each decision written down once."""

import shutil
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from etl import cli
from etl.by_command import load_again
from etl.corrections import (
    REVIEWS,
    Decision,
    Review,
    add_reviews,
    find_standing,
    read_reviews,
    write_line,
)
from etl.review import ALLOW
from etl.review_faults import ReviewError
from etl.warehouse.queries import Filter, Warehouse
from pages.shared import review_form, review_waiting, reviewing, view
from pages.shared.reviewing import Ruling, decide
from pages.shared.shelf import Shelf
from tests.deciding import amount, decision
from tests.factories import build_datasets
from tests.makers import Stated, make_report
from tests.pages.conftest import Show
from tests.pages.visit import LANGUAGES, Reader, Shown, find_words

langs = pytest.mark.parametrize("lang", LANGUAGES)
EVIL = "<img src=x onerror=alert(1)>$x^2$**粗**[链](javascript:alert(2))"
NAME, WHY, VALUE = "review.who", "review.why", "review.value"
ODD = "检查9000次"


@pytest.fixture
def allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server started with --review."""
    monkeypatch.setenv(ALLOW, "1")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three years of one body, the last one far from the others; a quiet data set beside."""
    parts = (Stated("inspections", "现场检查30次", "30", "次", part="现场"),)
    reports = [
        make_report("甲局", 2021, [Stated("inspections", "检查100次", "100", "次")], region="近县"),
        make_report(
            "甲局",
            2022,
            [Stated("inspections", "检查90次", "90", "次", parts=parts)],
            region="近县",
        ),
        make_report("甲局", 2023, [Stated("inspections", ODD, "9000", "次")], region="近县"),
    ]
    quiet = [
        make_report("乙局", 2023, [Stated("inspections", "检查5次", "5", "次")], region="近县")
    ]
    return build_datasets(
        tmp_path_factory.mktemp("review"), {"own": (reports, [], []), "sample": (quiet, [], [])}
    )


@pytest.fixture
def own(built: Path, tmp_path: Path) -> Path:
    """A warehouse of one's own, to be written to."""
    return Path(shutil.copytree(built, tmp_path / "warehouse"))


@pytest.fixture
def reader(allowed: None, own: Path) -> Reader:
    """A reviewer's tab."""
    return Reader(own)


@pytest.fixture(autouse=True)
def no_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests look at a figure for no time at all."""
    monkeypatch.setattr(review_form, "LEAST_LOOK", 0.0)


def find_button(reader: Reader, key: str) -> Any:
    """Return a button of the page; keys of those that decide end with the figure."""
    (button,) = [each for each in reader.app.button if (each.key or "").startswith(key)]
    return button


def press(reader: Reader, key: str) -> Shown:
    """Press a button of the page."""
    find_button(reader, key).click()
    return reader.run()


def submit(reader: Reader, **typed: str) -> Shown:
    """Fill the form that is open and send it."""
    for key, words in {WHY: typed.get("why", ""), VALUE: typed.get("value")}.items():
        found = [
            each for each in (*reader.app.text_area, *reader.app.text_input) if each.key == key
        ]
        if found and words is not None:
            found[0].set_value(words)
    (button,) = [each for each in reader.app.button if each.proto.is_form_submitter]
    button.click()
    return reader.run()


def name_oneself(reader: Reader, name: str = "李复核") -> None:
    (field,) = [each for each in reader.app.text_input if each.key == NAME]
    field.set_value(name)


def made(directory: Path) -> list[tuple[Decision, str]]:
    return [(each.decision, each.who) for each in read_reviews(directory)]


def standing(directory: Path) -> list[Review]:
    return list(find_standing(read_reviews(directory)).values())


def test_the_page_is_not_there_where_nobody_may_review(own: Path, show: Show) -> None:
    reader = Reader(own)
    reader.open()
    assert "review" not in {page["url_pathname"] for page in reader.app._registered_pages.values()}


@langs
def test_a_figure_stands_beside_its_words_and_its_reason(reader: Reader, lang: str) -> None:
    shown = reader.open("review", lang=lang, data="own")
    assert shown.exceptions == ()
    assert (
        shown.heading
        == {
            "zh": "1 个数字值得再看一眼",
            "en": "1 figure is worth a second look",
        }[lang]
    )
    assert "2023" in find_words(shown, "fz-section")[0]
    assert {"zh": "居中为 95次", "en": "the middle one is 95 次"}[lang] in shown.text
    (quote,) = shown.part("quote_card")["quotes"]
    assert quote["pieces"][1] == "9000"
    assert shown.part("quote_card")["reviews"] == {}  # one is here already


@langs
def test_where_nothing_is_doubtful_the_page_says_so(reader: Reader, lang: str) -> None:
    shown = reader.open("review", lang=lang, data="sample")
    assert shown.exceptions == ()
    assert shown.heading == {"zh": "没有需要复核的数字", "en": "No figure waits for review"}[lang]
    assert "quote_card" not in shown.parts


def test_accepting_needs_a_name_and_is_written_down_once(reader: Reader, own: Path) -> None:
    reader.open("review", data="own")
    shown = press(reader, "review-accept")
    assert "姓名" in find_words(shown, "fz-fault")[0]
    assert made(own) == []
    name_oneself(reader, "  李  复核 ")
    shown = press(reader, "review-accept")
    assert made(own) == [(Decision.ACCEPTED, "李 复核")]
    assert any("已记下" in text for text in shown.markdown)
    assert shown.heading == "没有需要复核的数字"
    assert any("没有写入数据" in text for text in find_words(shown, "fz-note"))


def test_a_button_decides_of_the_figure_it_was_drawn_for_alone(reader: Reader, own: Path) -> None:
    """A second press on a button that was replaced meanwhile is about nothing."""
    deciding = ("review-accept", "review-correct", "review-reject")
    keys = []
    for report in list(read_ids(own).values())[:2]:
        reader.open("review", figure=f"{report}-1", data="own")
        keys.append({find_button(reader, name).key for name in deciding})
    assert not keys[0] & keys[1]


def test_a_key_held_down_accepts_nothing_that_was_not_seen(
    reader: Reader, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr(review_form, "monotonic", lambda: now[0])
    monkeypatch.setattr(review_form, "LEAST_LOOK", 0.4)
    reader.open("review", data="own")
    name_oneself(reader)
    for later in (0.3, 0.3, 0.39):  # each repetition of the key begins the time anew
        now[0] += later
        shown = press(reader, "review-accept")
        assert made(own) == []
        assert "刚刚显示" in find_words(shown, "fz-fault")[0]
    now[0] += 0.5
    press(reader, "review-accept")
    assert made(own) == [(Decision.ACCEPTED, "李复核")]


def test_a_form_opened_by_mistake_is_closed_again(reader: Reader, own: Path) -> None:
    reader.open("review", data="own")
    shown = press(reader, "review-correct")
    assert shown.part("review_focus")["form"].startswith("review-form-")
    assert [each.key for each in reader.app.text_input if each.key == VALUE]
    shown = press(reader, "review-cancel")
    assert "review_focus" not in shown.parts
    assert [each.key for each in reader.app.text_input if each.key == VALUE] == []
    assert made(own) == []


def test_what_cannot_be_decided_is_told_in_the_readers_language(reader: Reader) -> None:
    reader.open("review", lang="en", data="own")
    shown = press(reader, "review-accept")
    assert "Give your name (at most 40 characters)." in find_words(shown, "fz-fault")[0]
    name_oneself(reader)
    press(reader, "review-correct")
    shown = submit(reader, value="many", why="typo")
    told = "\u201cmany\u201d is no number: type digits, as in 1234."
    assert told in find_words(shown, "fz-fault")[0]


def test_a_decision_leads_to_its_figure(reader: Reader, own: Path) -> None:
    ids = read_ids(own)
    place = {"report_id": ids[2022], "agency": "近县甲局", "region": "近县", "year": 2022}
    start = read_start(own, 2022)
    decided = decision(1, number_start=start, quote="检查90次", **place)
    gone = decision(2, id="gone", **(place | {"report_id": "gone"}))
    add_reviews(own, [decided, gone])
    reader.open("review", data="own")
    assert find_button(reader, "see-gone").disabled
    assert find_button(reader, f"back-{decided.id}").label == "撤回：近县甲局 2022"
    shown = press(reader, f"see-{decided.id}")
    assert "2022" in find_words(shown, "fz-section")[0]


def read_start(directory: Path, year: int) -> int:
    """Return where the figure of a year stands in its text."""
    figures = Warehouse.open(directory).figures(Filter("own", (year, year)))
    return int(figures.iloc[0]["number_start"])


def tell_waiting(shown: Shown) -> list[str]:
    return [text for text in find_words(shown, "fz-note") if "没有写入数据" in text]


def test_a_figure_decided_upon_again_waits_once_and_what_was_published_no_more(
    reader: Reader, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = {"report_id": read_ids(own)[2023], "agency": "近县甲局", "region": "近县"}
    decided = decision(1, number_start=read_start(own, 2023), quote=ODD, **place)
    add_reviews(own, [decided, decision(2, report_id="gone")])
    load_again(own)
    assert tell_waiting(reader.open("review", data="own")) == []
    again = replace(
        decided, id="again", at="2025-06-02T09:00:00.000+08:00", decision=Decision.REJECTED
    )
    add_reviews(own, [again])
    for restarted in (False, True):
        if restarted:
            monkeypatch.setattr(review_waiting, "_BUILT", Shelf(1))
        (told,) = tell_waiting(reader.open("review", data="own"))
        assert told.startswith("1 条处理")
    add_reviews(own, [decision(3, report_id="another"), decision(4, report_id="another")])
    (told,) = tell_waiting(reader.open("review", data="own"))
    assert told.startswith("3 条处理")


def test_a_correction_is_a_number_in_a_unit_with_a_reason(reader: Reader, own: Path) -> None:
    reader.open("review", data="own")
    name_oneself(reader)
    press(reader, "review-correct")
    for typed, told in (
        ({"value": "多", "why": "笔误"}, "不是数字"),
        ({"value": "-3", "why": "笔误"}, "不小于 0"),
        ({"value": "9.5", "why": "笔误"}, "整数"),
        ({"value": "90", "why": " "}, "理由"),
    ):
        shown = submit(reader, **typed)
        assert told in find_words(shown, "fz-fault")[0]
        assert made(own) == []
    submit(reader, value="9,0", why="笔误")
    (review,) = standing(own)
    assert (review.old, review.new, review.quote) == (amount(9000), amount(90), ODD)
    assert (review.dataset, review.part) == ("own", None)


def test_a_rejection_is_taken_back_within_the_same_second(reader: Reader, own: Path) -> None:
    reader.open("review", data="own")
    name_oneself(reader)
    press(reader, "review-reject")
    submit(reader, why="不是本单位的")
    (review,) = standing(own)
    shown = press(reader, f"back-{review.id}")
    assert [each for each, _ in made(own)] == [Decision.REJECTED, Decision.REOPENED]
    assert standing(own) == []
    assert shown.heading == "1 个数字值得再看一眼"


def test_the_second_of_two_reviewers_is_told(reader: Reader, own: Path) -> None:
    reader.open("review", data="own")
    other = Reader(own)
    other.open("review", data="own")
    for each, name in ((reader, "甲复核"), (other, "乙复核")):
        name_oneself(each, name)
    press(reader, "review-accept")
    shown = press(other, "review-accept")
    assert "刚刚 甲复核 已处理" in find_words(shown, "fz-fault")[0]
    assert made(own) == [(Decision.ACCEPTED, "甲复核")]


def test_a_statement_that_is_no_figure_of_a_chart_can_be_decided_upon(
    reader: Reader, own: Path
) -> None:
    report = read_ids(own)[2022]
    reading = reader.open("report", id=report, data="own").part("reading")
    assert reading["review"] is True
    (part,) = [each for each in reading["figures"] if each["sub"]]
    shown = reader.open("review", figure=part["id"], data="own")
    assert "现场" in find_words(shown, "fz-section")[0]
    name_oneself(reader)
    press(reader, "review-accept")
    (review,) = standing(own)
    assert (review.part, review.old, review.report_id) == ("现场", amount(30), report)


def test_of_a_sum_of_parts_a_part_is_decided_upon(allowed: None, tmp_path: Path) -> None:
    parts = [
        Stated("inspections", f"{name}检查{count}次", str(count), "次", part=name)
        for name, count in (("现场", 30), ("书面", 50))
    ]
    report = make_report("甲局", 2023, parts, region="近县")
    folder = build_datasets(tmp_path, {"own": ([report], [], [])})
    [row] = Warehouse.open(folder).figures(Filter("own")).itertuples()
    assert (row.value, row.basis) == (80, "parts")
    reader = Reader(folder)
    shown = reader.open("review", figure=row.observation_id, data="own")
    assert "现场" in find_words(shown, "fz-section")[0]
    name_oneself(reader)
    press(reader, "review-accept")
    (review,) = standing(folder)
    assert (review.part, review.old) == ("现场", amount(30))


def test_a_correction_is_not_undone_by_accepting_it(allowed: None) -> None:
    corrected = SimpleNamespace(review=Decision.CORRECTED)
    with pytest.raises(ReviewError, match="先撤回更正"):
        decide(corrected, Ruling(Decision.ACCEPTED, "李复核"), None)


def read_ids(directory: Path) -> dict[int, str]:
    """Return the reports of the data set by year."""
    frame = Warehouse.open(directory).reports(Filter("own"))
    return dict(zip(map(int, frame["year"]), frame["report_id"], strict=True))


def test_the_report_and_the_card_lead_here_only_where_one_may(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = read_ids(own)[2023]
    for permitted in (False, True):
        monkeypatch.setenv(ALLOW, "1" if permitted else "")
        reader = Reader(own)
        card = reader.open("inspections", data="own").part("quote_card")
        assert list(card["reviews"]) == ([each["id"] for each in card["quotes"]] * permitted)
        assert all(address.startswith("review?") for address in card["reviews"].values())
        assert reader.open("report", id=report, data="own").part("reading")["review"] is permitted


def test_what_was_decided_of_a_page_saved_again_is_done_until_decided_anew(
    allowed: None, tmp_path: Path
) -> None:
    reports = [
        make_report("甲局", year, [Stated("inspections", f"检查{value}次", str(value), "次")])
        for year, value in ((2021, 100), (2022, 90), (2023, 9000))
    ]
    last = reports[-1]
    again = replace(last, document=replace(last.document, source="again.txt", sha256="f" * 64))
    own = build_datasets(tmp_path / "again", {"own": ([*reports, again], [], [])})
    opened = Warehouse.open(own)
    [(old_id, genre, region)] = opened.rows(
        "SELECT report_id, genre, region FROM reports WHERE NOT in_force"
    )
    [(new_id, start)] = opened.rows(
        "SELECT report_id, number_start FROM observations WHERE in_force AND year = 2023"
    )
    assert old_id != new_id
    whose = {"region": region, "agency": "甲局", "genre": genre, "number_start": start}
    first = decision(1, report_id=old_id, quote=ODD, old=amount(9000), **whose)
    add_reviews(own, [first])
    reader = Reader(own)
    shown = reader.open("review", data="own")
    assert shown.heading == "没有需要复核的数字"
    shown = reader.open("review", data="own", figure=f"{new_id}-1")
    assert any("李复核" in text for text in find_words(shown, "fz-note"))
    name_oneself(reader)
    press(reader, "review-accept")
    assert [each.report_id for each in standing(own)] == [old_id, new_id]
    shown = reader.run()
    backs = [each.key for each in reader.app.button if str(each.key).startswith("back-")]
    assert len(backs) == 1  # the first decision was replaced
    assert backs[0] != f"back-{first.id}"


def test_a_figure_that_is_not_there_is_told(reader: Reader) -> None:
    for figure in ("nowhere", "nowhere-1", "-", EVIL):
        shown = reader.open("review", figure=figure, data="own")
        assert shown.exceptions == ()
        assert any("已经不在" in text for text in find_words(shown, "fz-note"))
        assert "2023" in find_words(shown, "fz-section")[0]  # on with the queue


def test_an_outlier_is_one_whichever_years_are_in_view(reader: Reader) -> None:
    shown = reader.open("review", data="own", year="2023")
    assert "2023" in find_words(shown, "fz-section")[0]
    assert "值得再看一眼" not in reader.open("review", data="own", year="2021").heading


def test_a_wide_view_asks_for_a_region_and_shows_a_figure_that_was_asked_for(
    reader: Reader, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "WIDEST", 0)
    shown = reader.open("review", data="own")
    assert shown.exceptions == ()
    assert "quote_card" not in shown.parts
    shown = reader.open("review", data="own", figure=f"{read_ids(own)[2023]}-1")
    assert shown.heading == "复核一个数字"
    name_oneself(reader)
    shown = press(reader, "review-accept")
    assert made(own) == [(Decision.ACCEPTED, "李复核")]
    assert any("认可" in each.value for each in reader.app.success)
    assert [each for each in reader.app.button if each.label.startswith("撤回")]


def test_a_figure_that_was_read_anew_meanwhile_is_not_decided_upon(
    reader: Reader, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new version may give the id of a statement to another one."""
    reader.open("review", data="own")
    name_oneself(reader)

    def find_other(*asked: Any) -> Any:
        return reviewing.find_one(*asked).assign(value=8000.0)

    monkeypatch.setattr(review_form, "find_one", find_other)
    shown = press(reader, "review-accept")
    assert "换了读法" in find_words(shown, "fz-fault")[0]
    assert made(own) == []


@langs
def test_a_broken_file_of_decisions_is_told_with_its_line(
    reader: Reader, own: Path, lang: str
) -> None:
    add_reviews(own, [decision(1)])
    with (own / REVIEWS).open("a", encoding="utf-8") as file:
        file.write("{}\n\n")
    shown = reader.open("review", lang=lang, data="own")
    assert shown.exceptions == ()
    assert "第 2 行" in find_words(shown, "fz-fault")[0]
    assert reader.open("indicators", lang=lang, data="own").exceptions == ()


@langs
def test_an_exported_data_set_is_only_read(
    allowed: None, own: Path, tmp_path: Path, lang: str
) -> None:
    out = tmp_path / "exported"
    assert cli.run(["export", str(out), "--format", "parquet", "--warehouse", str(own)]) == 0
    reader = Reader(out)
    shown = reader.open("review", lang=lang)
    assert shown.exceptions == ()
    assert "fazhi serve --review" in shown.text
    assert reader.open("inspections", lang=lang, data="own").part("quote_card")["reviews"] == {}


@langs
def test_hostile_words_stay_text(reader: Reader, own: Path, lang: str) -> None:
    report = read_ids(own)[2023]
    place = {"report_id": report, "region": "近县", "agency": EVIL, "quote": ODD}
    evil = decision(1, Decision.REJECTED, who=EVIL[:40], why=EVIL, **place)
    older = replace(evil, id="older", report_id="gone", agency="近县甲局")
    add_reviews(own, [evil, older])
    shown = reader.open("review", lang=lang, data="own")
    assert shown.exceptions == ()
    assert "onerror" in shown.text  # told, as text
    assert not [body for body in shown.html if "<img" in body]
    assert not [text for text in shown.markdown if "<img" in text.replace("\\<", "")]


def test_decisions_of_another_data_set_are_not_of_this_one(reader: Reader, own: Path) -> None:
    """The same names in made-up and real data are not the same bodies."""
    place = {"region": "近县", "agency": "近县甲局", "report_id": "gone"}
    add_reviews(own, [decision(1, dataset="sample", **place)])
    shown = reader.open("review", data="own")
    assert "此前复核过" not in shown.text
    assert "已处理" not in shown.text


@langs
def test_the_dictionary_tells_how_many_were_accepted(reader: Reader, own: Path, lang: str) -> None:
    rejected = decision(3, Decision.REJECTED)
    add_reviews(own, [decision(1), decision(2), rejected, decision(4, dataset="sample")])
    shown = reader.open("indicators", lang=lang, data="own", indicator="inspections")
    told = {
        "zh": "人工复核 3 个，认可 2 个。",
        "en": "3 figures reviewed by people, 2 accepted. ",
    }[lang]
    assert shown.part("indicators")["details"]["reviewed"] == told
    shown = reader.open("indicators", lang=lang, data="own", indicator="permits")
    assert shown.part("indicators")["details"]["reviewed"] == ""


def test_a_row_of_the_file_has_these_columns() -> None:
    """Named in docs/review.md."""
    for name in ("docs/review.md", "docs/review.zh-CN.md"):
        text = Path(__file__).resolve().parents[2].joinpath(name).read_text(encoding="utf-8")
        assert all(f"`{column}`" in text for column in write_line(decision(1)))
