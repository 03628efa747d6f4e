"""Our own words on the page: every text given is shown as text."""

import html
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from pages.shared import markup

HOSTILE = '<script>alert(1)</script> <a href="javascript:x">go</a> & "quoted" \' <img src=x>'


class Reader(HTMLParser):
    """Collects the tags, attributes and text of a piece of HTML."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.words = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag and the names of its attributes."""
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.words += data


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is handed to Streamlit as HTML."""
    bodies: list[str] = []
    monkeypatch.setattr(markup.st, "html", bodies.append)
    return bodies


def show_all(text: str) -> dict[str, Callable[[], None]]:
    """Return every way of the module to show a text, with all its places filled."""
    return {
        "title": lambda: markup.show_title(text, [text, text]),
        "section": lambda: markup.show_section(text, text),
        "note": lambda: markup.show_note(text),
        "banner": lambda: markup.show_banner(text),
        "empty": lambda: markup.show_empty(text, text),
        "fault": lambda: markup.show_fault(text, text),
        "lines": lambda: markup.show_lines([text, text]),
        "chips": lambda: markup.show_chips([(text, True), (text, False)]),
    }


@pytest.mark.parametrize("name", list(show_all("")))
def test_hostile_text_stays_text(written: list[str], name: str) -> None:
    show_all(HOSTILE)[name]()
    reader = Reader("".join(written))
    assert set(reader.tags) <= {"h1", "h2", "p", "small", "div", "ul", "li"}
    assert reader.attributes <= {"class", "role"}
    assert HOSTILE in reader.words.replace("\xa0", " ")


def test_every_way_of_the_module_is_tested() -> None:
    ways = {name.removeprefix("show_") for name in vars(markup) if name.startswith("show_")}
    assert ways == set(show_all(""))


def test_a_number_and_its_unit_stay_on_one_line(written: list[str]) -> None:
    markup.show_title("2022 年检查 420 次", [])
    assert "2022\xa0年检查\xa0420\xa0次" in html.unescape(written[0])


def test_empty_facts_leave_no_line(written: list[str]) -> None:
    markup.show_title("甲", ["", ""])
    markup.show_title("甲", ["乙", "", "丙"])
    assert "<p" not in written[0]
    assert "乙 · 丙" in written[1]


def test_a_flag_is_told_by_class(written: list[str]) -> None:
    markup.show_chips([("甲", False), ("未见 乙", True)])
    assert written == [
        '<ul class="fz-chips"><li class="">甲</li><li class="fz-flagged">未见 乙</li></ul>'
    ]
