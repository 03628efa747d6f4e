"""Text of strangers stays text: titles, names and quotes full of markup, on every page."""

import dataclasses
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from etl.errors import RejectionKind
from etl.model import Deed, Finding, NamedKind, Report, Section, SectionKind, Span
from etl.warehouse.build import Rejection
from tests.factories import build_datasets
from tests.makers import Naming, Stated, make_document, make_ledger_figure, make_report
from tests.pages.conftest import Show
from tests.pages.visit import LANGUAGES, PAGES, SUBJECTS, Shown

EVIL = (
    "<script>alert(1)</script><a href='https://evil.example'>点</a>"
    "$x^2$**粗**[链](javascript:alert(2))![图](https://evil.example/a.png):red[红]"
)
AGENCIES = (f"望川市{EVIL}局", f"望川市</h1><img src=x onerror=alert(3)>{EVIL}处")
INDICATORS = {
    "inspections": "次",
    "normative_documents_issued": "件",
    "disclosures_proactive": "条",
    "legal_counsel_lawyers": "名",
    "study_sessions": "次",
    "major_decisions": "项",
    "penalties": "件",
    "lawsuits": "件",
}
TABLE_TAGS = {"table", "thead", "tbody", "tr", "th", "td"}
OUR_TAGS = {"h1", "h2", "p", "small", "span", "div", "ul", "li", "br", *TABLE_TAGS}
# Marks of Markdown and of Streamlit that would act on EVIL, unless escaped.
ACTIVE = re.compile(r"(?<!\\)[$*<\[\]!]|(?<!\\):(?=red|material)|javascript:|https?://")
pages = pytest.mark.parametrize("page", [*PAGES, "report with an id"])
langs = pytest.mark.parametrize("lang", LANGUAGES)


class Tags(HTMLParser):
    """Collects the tags and attributes of a piece of HTML."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag and the names of its attributes."""
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def make_hostile_report(agency: str, year: int) -> Report:
    """Return a report whose every text is hostile and whose page has a hostile address."""
    stated = [
        Stated(indicator, f"{EVIL}共{year - 1900}{unit}", str(year - 1900), unit)
        for indicator, unit in INDICATORS.items()
    ]
    finding = Finding("contradiction", f"两个数：{EVIL}", (), "inspections")
    named = [
        Naming(kind, f"到2087年写明{EVIL}一次", EVIL, EVIL, **_own(kind)) for kind in NamedKind
    ]
    plan = f"\n三、下一年度主要安排\n　　建成古树{EVIL}救护站。"
    report = make_report(
        *(agency, year, stated),
        region=f"望川市{EVIL}",
        findings=[finding],
        named=named,
        remark=f"古树{EVIL}养护不到位。{plan}",
    )
    text = report.document.text
    lacks, ahead = text.index("二、存在"), text.index("三、下一年度")
    chapters = (
        Section(SectionKind.SHORTCOMINGS, Span(lacks, ahead)),
        Section(SectionKind.NEXT_YEAR_PLAN, Span(ahead, len(text))),
    )
    header = dataclasses.replace(report.header, sections=(*report.header.sections, *chapters))
    document = make_document(
        report.document.text, report.document.source, url="javascript:alert(4)"
    )
    return dataclasses.replace(report, document=document, header=header)


def _own(kind: NamedKind) -> dict[str, Any]:
    if kind is not NamedKind.NORMATIVE_DOCUMENT:
        return {}
    return {"number": EVIL, "issuer": EVIL, "deed": Deed.ISSUED}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    reports = [make_hostile_report(agency, year) for agency in AGENCIES for year in (2021, 2022)]
    ledger = [
        make_ledger_figure(
            agency=f"台账{EVIL}", region=f"望川市{EVIL}", source_url="javascript:alert(5)"
        ),
        make_ledger_figure(
            line=3, agency="台账局", region="<b>县</b>", source_url="data:text/html,<b>"
        ),
    ]
    rejections = [Rejection(f"{EVIL}.pdf", RejectionKind.UNSUPPORTED, f"不支持：{EVIL}")]
    own = (reports, ledger, rejections)
    directory = tmp_path_factory.mktemp("hostile")
    build_datasets(directory, {})  # so that all of it is new, on the page of what changed
    return build_datasets(directory, {"own": own})


def open_page(show: Show, directory: Path, page: str, lang: str) -> Shown:
    """Open a page by its name, a report by its id."""
    if page == "indicators":  # the quotes stand in an unfolded entry
        return show(directory, page, lang=lang, indicator="inspections")
    if page in PAGES:
        return show(directory, page, lang=lang)
    rows = show(directory, "report", lang=lang).part("report_list")["rows"]
    return show(directory, "report", lang=lang, id=rows[0]["id"])


@pages
@langs
def test_no_page_breaks(show: Show, hostile: Path, page: str, lang: str) -> None:
    shown = open_page(show, hostile, page, lang)
    assert shown.exceptions == ()
    assert shown.heading
    assert len(shown.parts) > 1


@pages
@langs
def test_html_holds_only_our_tags(show: Show, hostile: Path, page: str, lang: str) -> None:
    for body in open_page(show, hostile, page, lang).html:
        seen = Tags(body)
        assert seen.tags <= OUR_TAGS
        assert seen.attributes <= {"class", "role", "scope"}


@pages
@langs
def test_markdown_is_escaped(show: Show, hostile: Path, page: str, lang: str) -> None:
    texts = open_page(show, hostile, page, lang).markdown
    assert texts
    assert [text for text in texts if ACTIVE.search(text)] == []


@pytest.mark.parametrize("name", ["body", "region", "year", "lang", "data"])
def test_a_hostile_address_is_escaped_in_its_notice(show: Show, hostile: Path, name: str) -> None:
    shown = show(hostile, "inspections", **{name: f"{EVIL}!"})
    assert shown.exceptions == ()
    (notice,) = [text for text in shown.markdown if "链接里的" in text]
    assert not ACTIVE.search(notice)


def test_an_address_in_the_link_becomes_no_link_on_the_page(show: Show, hostile: Path) -> None:
    shown = show(hostile, region="www.evil.example")
    (notice,) = [text for text in shown.markdown if "链接里的" in text]
    assert "www.evil.example" not in notice.replace("\\", "")


def test_a_hostile_question_is_text(show: Show, hostile: Path) -> None:
    shown = show(hostile, "search", q=EVIL, kind=EVIL)
    assert shown.exceptions == ()
    assert EVIL[:20] in shown.heading
    for body in shown.html:
        assert Tags(body).tags <= OUR_TAGS


def test_a_chosen_hostile_body_is_escaped_in_its_button(show: Show, hostile: Path) -> None:
    shown = show(hostile, body=AGENCIES[0])
    assert shown.query["body"] == AGENCIES[0]
    (label,) = [text for text in shown.markdown if text.startswith("望川市")]
    assert not ACTIVE.search(label)


@pytest.mark.parametrize("page", SUBJECTS)
def test_charts_hold_only_our_tags(show: Show, hostile: Path, page: str) -> None:
    charts = show(hostile, page, lang="zh").charts
    assert "alert" in json.dumps(charts)
    for chart in charts:
        shown = {key: value for key, value in chart.items() if key != "alt"}
        tags = re.findall(r"<[^>]*>", json.dumps(shown, ensure_ascii=False))
        assert set(tags) <= {"<b>", "</b>", "<br>", "<extra>", "</extra>"}
        assert "$" not in json.dumps(chart["layout"].get("annotations", []))


@pytest.mark.parametrize("page", SUBJECTS)
def test_a_file_taken_from_a_chart_has_a_harmless_name(
    show: Show, hostile: Path, page: str
) -> None:
    for tools in show(hostile, page, region=f"望川市{EVIL}").parts["chart_tools"]:
        name = tools["picture"]["file"]
        assert "script" in name
        assert not re.search(r"[<>:\"/\\\\|?*\s.]", name)
        assert len(name.encode()) < 250


@pages
def test_every_address_handed_to_the_browser_is_ours_or_of_the_web(
    show: Show, hostile: Path, page: str
) -> None:
    shown = open_page(show, hostile, page, "zh")
    parts = [part for parts in shown.parts.values() for part in parts]
    addresses = find_addresses(parts)
    assert bool(addresses) == (page not in ("report with an id", "brief"))
    for address in addresses:
        assert re.match(r"report\?|https?://", address)
        assert set(parse_qs(urlsplit(address).query)) <= {
            *("id", "figure", "find", "data", "body", "region"),
        }


def find_addresses(data: object) -> list[str]:
    """Return every value that a component may use as a link."""
    if isinstance(data, list):
        return [found for item in data for found in find_addresses(item)]
    if not isinstance(data, dict):
        return []
    own = [data[name] for name in ("address", "source") if isinstance(data.get(name), str)]
    words = data.get("words")
    rest = [value for value in data.values() if value is not words]
    return own + [found for value in rest for found in find_addresses(value)]


def test_hostile_words_reach_the_reader_unchanged(show: Show, hostile: Path) -> None:
    card = show(hostile, "inspections").part("quote_card")["quotes"][0]
    assert EVIL in "".join(card["pieces"])
    reading = open_page(show, hostile, "report with an id", "zh").part("reading")
    said = "".join(piece["t"] for block in reading["blocks"] for piece in block["pieces"])
    assert EVIL in said
    for row in show(hostile, "search").part("names_table")["rows"]:
        assert EVIL in row["name"]
        assert row["pieces"][1] == EVIL
    rows = show(hostile, "report").part("report_list")["rows"]
    assert all(EVIL in row["title"] for row in rows)
