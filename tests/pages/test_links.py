"""A copied link shows the same, whatever view it was copied from: filters and pages at random.

One reader comes to a view by moving widgets, page after page; another, who never was on the
dashboard, opens what the button copies. What both were shown is compared by a digest.
"""

import hashlib
import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.pages.visit import SUBJECTS, Reader, Shown

REGIONS = ("望川市", "青屿县")
BODIES = ("望川市城市管理局", "望川市水利局", "望川市教育局", "青屿县城市管理局")
PAGES = ("overview", *SUBJECTS[:4], "compare", "report", "indicators")
# What a page keeps of a run, or of the one who reads, is not what it shows.
APART = {"copy_link"}
generated = settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def digest(shown: Shown) -> str:
    """Return a digest of the data a page shows: its words, tables and charts."""
    parts = {name: data for name, data in shown.parts.items() if name not in APART}
    told = [shown.html, parts, shown.charts, sorted(set(shown.buttons) - {"重置", "Reset"})]
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()


@st.composite
def moves(draw: st.DrawFn) -> dict[str, Any]:
    """What a reader sets: any of the filters, on any page, in any language."""
    regions = draw(st.lists(st.sampled_from(REGIONS), unique=True, max_size=2))
    return {
        "page": draw(st.sampled_from(PAGES)),
        "lang": draw(st.sampled_from(("zh", "en"))),
        "years": draw(st.none() | st.tuples(*[st.sampled_from((2019, 2020, 2022, 2023))] * 2)),
        "regions": regions,
        "bodies": draw(st.lists(st.sampled_from(BODIES), unique=True, max_size=2)),
        "genre": draw(st.sampled_from(("", "", "rol", "dis"))),
    }


def move(reader: Reader, wanted: dict[str, Any]) -> Shown:
    """Set the filters by their widgets, on the first page, then go where the reader wants."""
    app = reader.app
    reader.open(data="own")
    app.segmented_control(key="filter.lang").set_value(wanted["lang"])
    if wanted["years"]:
        app.selectbox(key="filter.first").set_value(wanted["years"][0])
        app.selectbox(key="filter.last").set_value(wanted["years"][1])
    app.multiselect(key="filter.regions").set_value(wanted["regions"])
    reader.run()
    offered = app.multiselect(key="filter.bodies").options
    app.multiselect(key="filter.bodies").set_value([b for b in wanted["bodies"] if b in offered])
    app.radio(key="filter.genre").set_value(wanted["genre"])
    shown = reader.run()
    if wanted["page"] != "overview":
        app.switch_page(f"{wanted['page']}.py")
        shown = reader.run()
    return shown


@given(wanted=moves())
@generated
def test_what_was_copied_and_the_address_itself_show_a_stranger_the_same(
    small: Path, wanted: dict[str, Any]
) -> None:
    shown = move(Reader(small), wanted)
    assert shown.exceptions == ()
    copied = parse_qs(shown.part("copy_link")["query"])
    for link in (copied, shown.query):
        stranger = Reader(small).open(wanted["page"], **link)
        assert stranger.exceptions == ()
        assert digest(stranger) == digest(shown)
    assert "data" not in shown.query  # one's own data are the default here
    assert ("lang" in shown.query) == (wanted["lang"] == "en")
    assert ("genre" in shown.query) == bool(wanted["genre"])


def test_other_views_have_other_digests(small: Path) -> None:
    links: list[dict[str, Any]] = [
        {}, {"year": "2022"}, {"region": "青屿县"}, {"body": "望川市水利局"}, {"genre": "dis"},
        {"lang": "en"}, {"data": "sample"}, {"indicator": "disclosures_proactive"},
    ]  # fmt: skip
    assert len({digest(Reader(small).open(**link)) for link in links}) == len(links)
