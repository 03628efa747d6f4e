"""The Atom feed: what RFC 4287 asks for, its names, hostile words, headers, the key, and no waiting."""

import asyncio
import threading
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from etl import cli
from etl.access import make_pass
from etl.gate import Gate
from etl.warehouse.versions import SCHEMA_VERSION
from pages.shared import feed_counts
from pages.shared.changed import find_history
from pages.shared.feed import MOST, read_entries
from pages.shared.feed_server import Feed
from tests.factories import Stated, build_datasets, make_report

NS = {"a": "http://www.w3.org/2005/Atom", "x": "http://www.w3.org/1999/xhtml"}
WATER, SCHOOLS = "望川市水利局", "望川市教育局"
HOSTILE = '<script>alert("&")</script>]]>\x0b\ufffe'
KEY = "a-good-long-key_for.tests~1"


def put(directory: Path, hour: int, *stated: Stated, agency: str = WATER) -> None:
    reports = [make_report(agency, 2023, stated, remark=str(hour))]
    at = datetime(2025, 6, 1, hour, 30, tzinfo=UTC)
    build_datasets(directory, {"own": (reports, [], [])}, built_at=at)


@pytest.fixture
def warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Two versions: the second corrects a figure, in hostile words."""
    directory = tmp_path / "warehouse"
    put(directory, 8, Stated("inspections", "检查5次", "5", "次"))
    put(directory, 9, Stated("inspections", f"检查7次{HOSTILE}", "7", "次"))
    monkeypatch.setenv("FAZHI_WAREHOUSE", str(directory))
    for name in ("FAZHI_KEY", "FAZHI_SHARED_URL"):
        monkeypatch.delenv(name, raising=False)
    yield directory


class Answer:
    """What came of one request for the feed."""

    def __init__(self, query="", path="/feed.atom", method="GET", app=None, **headers: str) -> None:
        self.sent: list[dict[str, Any]] = []
        self.passed: list[str] = []
        given = {"host": "127.0.0.1:8501", **headers}
        scope = {
            "type": "http",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "server": ("127.0.0.1", 8501),
            "headers": [
                (name.replace("_", "-").encode(), value.encode()) for name, value in given.items()
            ],
        }
        asyncio.run((app or self.feed())(scope, self._receive, self._send))

    def feed(self, closed: bool = False) -> Feed:
        return Feed(self._pass, closed=lambda: closed)

    async def _pass(self, scope, _receive, _send) -> None:
        self.passed.append(scope["path"])

    async def _receive(self) -> dict[str, Any]:
        return {"type": "http.request"}

    async def _send(self, message: dict[str, Any]) -> None:
        self.sent.append(message)

    @property
    def status(self) -> int:
        return self.sent[0]["status"]

    @property
    def headers(self) -> dict[str, str]:
        return {name.decode(): value.decode() for name, value in self.sent[0]["headers"]}

    @property
    def body(self) -> bytes:
        return b"".join(message.get("body", b"") for message in self.sent[1:])

    @property
    def feed_read(self) -> ET.Element:
        return ET.fromstring(self.body)


def text(element: ET.Element, path: str) -> str:
    found = element.find(path, NS)
    assert found is not None and found.text
    return found.text


def ask(query: str = "", **options: Any) -> Answer:
    """Ask until everything is counted, as a reader does that comes back."""
    end = time.monotonic() + 30
    while True:
        answer = Answer(query, **options)
        if answer.status != 200 or "last-modified" in answer.headers or time.monotonic() > end:
            return answer


def test_the_feed_has_what_the_standard_asks_for(warehouse: Path) -> None:
    answer = ask()
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = answer.feed_read
    assert feed.tag == f"{{{NS['a']}}}feed"
    for element in (feed, *feed.findall("a:entry", NS)):
        assert all(text(element, f"a:{name}") for name in ("title", "id", "updated"))
        assert text(element, "a:id").startswith("urn:uuid:")
        assert datetime.fromisoformat(text(element, "a:updated")).tzinfo is not None
    assert text(feed, "a:author/a:name")
    own = [link for link in feed.findall("a:link", NS) if link.get("rel") == "self"]
    assert [link.get("href") for link in own] == ["http://127.0.0.1:8501/feed.atom"]
    entries = feed.findall("a:entry", NS)
    assert len({text(each, "a:id") for each in entries}) == len(entries) == 2
    assert text(feed, "a:updated") == text(entries[0], "a:updated") == "2025-06-01T09:30:00+00:00"


def test_an_entry_says_what_changed_and_leads_to_the_pair(warehouse: Path) -> None:
    newest, first = ask().feed_read.findall("a:entry", NS)
    assert text(newest, "a:title") == "第 2 版：新增 1 份报告，移出 1 份报告，更正 1 个数"
    assert "第 1 版" in text(newest, "a:summary")
    link = newest.find("a:link", NS)
    assert link is not None
    address = urlsplit(link.get("href", ""))
    assert address.path == "/changes"
    assert parse_qs(address.query) == {"before": ["1"], "after": ["2"], "data": ["own"]}
    assert text(first, "a:title") == "第 1 版"
    words = [item.text for item in newest.findall("a:content/x:div/x:ul/x:li", NS)]
    assert any("5 次 → 7 次" in (line or "") and "检查5次" in (line or "") for line in words)


def test_hostile_words_stay_text(warehouse: Path) -> None:
    answer = ask()
    assert b"<script" not in answer.body
    content = answer.feed_read.find("a:entry/a:content", NS)
    assert content is not None
    assert '<script>alert("&")</script>]]>' in "".join(content.itertext())
    assert {element.tag.partition("}")[2] for element in content.iter()} == {
        *("content", "div", "p", "ul", "li")
    }


def test_the_feed_in_english(warehouse: Path) -> None:
    feed = ask("lang=en").feed_read
    assert text(feed, "a:entry/a:title").startswith("Version 2: 1 new report, 1 report taken out")
    assert "Inspections" in "".join(feed.find("a:entry/a:content", NS).itertext())
    assert all("lang=en" in link.get("href", "") for link in feed.iter(f"{{{NS['a']}}}link"))


def test_names_stay_over_addresses_and_requests(warehouse: Path) -> None:
    one, other = ask(), ask(host="fazhi.example:80")
    names = [
        [each.text for each in answer.feed_read.iter(f"{{{NS['a']}}}id")] for answer in (one, other)
    ]
    assert names[0] == names[1]
    assert "http://fazhi.example:80/changes" in other.body.decode()


def test_a_reader_that_has_it_gets_nothing_anew(warehouse: Path) -> None:
    first = ask()
    tag, moment = first.headers["etag"], first.headers["last-modified"]
    assert moment == "Sun, 01 Jun 2025 09:30:00 GMT"
    for headers in (
        {"if_none_match": tag},
        {"if_none_match": f'"x", W/{tag}'},
        {"if_modified_since": moment},
    ):
        again = ask(**headers)
        assert (again.status, again.body) == (304, b"")
    for headers in (
        {"if_none_match": '"x"', "if_modified_since": moment},
        {"if_modified_since": "Sun, 01 Jun 2025 09:29:59 GMT"},
        {"if_modified_since": "gestern"},
    ):
        assert ask(**headers).status == 200
    head = ask(method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert int(head.headers["content-length"]) == len(first.body)
    put(warehouse, 10, Stated("inspections", "检查9次", "9", "次"))
    newer = ask(if_none_match=tag)
    assert newer.status == 200
    assert len(newer.feed_read.findall("a:entry", NS)) == 3


def test_only_the_feed_is_answered_and_only_to_those_who_read(warehouse: Path) -> None:
    assert Answer(path="/changes").passed == ["/changes"]
    assert Answer(path="/x/feed.atom").passed == ["/x/feed.atom"]
    refused = Answer(method="POST")
    assert (refused.status, refused.headers["allow"]) == (405, "GET, HEAD")


def test_where_accounts_are_asked_for_there_is_no_feed(warehouse: Path) -> None:
    closed = Answer(app=Feed(lambda *_: pytest.fail("passed on"), closed=lambda: True))
    assert closed.status == 403
    assert b"<feed" not in closed.body


def behind_gate(query: str = "", **options: Any) -> Answer:
    feed = Feed(lambda *_: pytest.fail("passed on"), closed=lambda: False)
    return ask(query, app=Gate(feed, KEY, "", lambda: 1_800_000_000), **options)


def test_a_shared_dashboard_asks_for_its_key(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAZHI_KEY", KEY)
    for query in ("", "key=", f"key={KEY}x", f"Key={KEY}"):
        refused = behind_gate(query)
        assert refused.status == 403
        assert b"<feed" not in refused.body and "etag" not in refused.headers
    keyed = behind_gate(f"key={KEY}")
    assert keyed.status == 200
    assert "set-cookie" not in keyed.headers
    links = [link.get("href", "") for link in keyed.feed_read.iter(f"{{{NS['a']}}}link")]
    assert all(parse_qs(urlsplit(link).query)["key"] == [KEY] for link in links)


def test_who_came_with_a_pass_gets_the_feed_without_the_key_in_it(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAZHI_KEY", KEY)
    answer = behind_gate(cookie=f"fazhi_pass_8501={make_pass(KEY, 1_800_000_000)}")
    assert answer.status == 200
    assert KEY not in answer.body.decode()


def test_the_address_given_to_others_stands_in_the_links(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAZHI_SHARED_URL", "https://fazhi.example")
    assert "https://fazhi.example/changes?before=1" in ask().body.decode()


def test_no_request_waits_for_what_takes_long(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until it is counted an entry is not there: it would change under the same name and date."""
    ask()
    go = threading.Event()
    count = feed_counts.count_pair
    monkeypatch.setattr(feed_counts, "count_pair", lambda *given: go.wait(30) and count(*given))
    put(warehouse, 11, Stated("inspections", "检查6次", "6", "次"))
    begun = time.monotonic()
    early = Answer()
    assert time.monotonic() - begun < 5
    assert early.status == 200
    assert "last-modified" not in early.headers
    assert text(early.feed_read, "a:entry/a:title").startswith("第 2 版：")
    go.set()
    late = ask()
    assert text(late.feed_read, "a:entry/a:title").startswith("第 3 版：")
    assert late.headers["etag"] != early.headers["etag"]


def test_an_entry_never_changes_under_its_name_and_date(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = threading.Event()
    count = feed_counts.count_pair
    monkeypatch.setattr(feed_counts, "count_pair", lambda *given: go.wait(30) and count(*given))
    early = Answer()
    go.set()
    late = ask()
    sides = [
        {
            text(entry, "a:id"): ET.tostring(entry)
            for entry in answer.feed_read.findall("a:entry", NS)
        }
        for answer in (early, late)
    ]
    assert (len(sides[0]), len(sides[1])) == (1, 2)
    assert sides[0].items() <= sides[1].items()


def test_nothing_counted_yet_is_no_feed_and_says_so(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pages.shared.feed.MOST", 1)
    go = threading.Event()
    count = feed_counts.count_pair
    monkeypatch.setattr(feed_counts, "count_pair", lambda *given: go.wait(30) and count(*given))
    early = Answer()
    assert (early.status, "还在统计" in early.body.decode()) == (503, True)
    go.set()
    assert text(ask_until_there().feed_read, "a:entry/a:title").startswith("第 2 版：")


def ask_until_there() -> Answer:
    end = time.monotonic() + 30
    while (answer := ask()).status == 503 and time.monotonic() < end:
        pass
    return answer


def test_where_an_upgrade_left_no_usable_version_the_notice_is_the_answer(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("versions", "history"):
        module = f"etl.warehouse.{name}.SCHEMA_VERSION"
        monkeypatch.setattr(module, SCHEMA_VERSION + 1)
    answer = Answer()
    assert answer.status == 503
    history = find_history()
    assert history is not None and history.served is None and history.notice
    assert answer.body.decode() == history.notice


def test_only_the_last_versions_that_were_not_withdrawn_are_told(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(warehouse, 10, Stated("inspections", "检查8次", "8", "次"))
    monkeypatch.setattr("pages.shared.feed.MOST", 2)
    entries, _ = read_entries(find_history(), "zh", 30)
    assert [each.title[:5] for each in entries] == ["第 3 版", "第 2 版"]
    assert MOST == 20
    assert cli.run(["rollback", "1", "--warehouse", str(warehouse)]) == 0
    entries, _ = read_entries(find_history(), "zh", 0)
    assert [each.title for each in entries] == ["第 1 版"]


def test_an_exported_data_set_has_a_feed_of_its_one_version(
    warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = str(tmp_path / "out")
    assert cli.run(["export", out, "--format", "parquet", "--warehouse", str(warehouse)]) == 0
    monkeypatch.setenv("FAZHI_WAREHOUSE", out)
    (entry,) = ask().feed_read.findall("a:entry", NS)
    assert text(entry, "a:title") == "第 2 版"


def test_without_data_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_WAREHOUSE", str(tmp_path / "nowhere"))
    answer = Answer()
    assert answer.status == 503
    assert b"<feed" not in answer.body
