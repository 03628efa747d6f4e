"""Every page by the rules of WCAG 2.2 AA, as far as axe can tell, with hostile reports among the others."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import PHONE
from tests.browser.screen import Screen, check_harmless
from tests.pages.visit import PAGES

_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
# Streamlit's own list of pages holds its groups as divs; nothing of ours stands there.
_THEIRS = ("stSidebarNavItems", "stSidebarNavSection", "stSidebarNavLinkContainer")
_KEPT = ("serious", "critical")


def find_faults(page):
    """Return the rules our part of a page breaks, each with the elements that do."""
    rules = {
        "runOnly": {"type": "tag", "values": list(_RULES)},
        "resultTypes": ["violations"],  # of what is kept one example does
    }
    found = Axe().run(page, options=rules).response
    assert len(found["passes"]) > 10  # it did look
    return {
        (fault["id"], node["html"][:120])
        for fault in found["violations"]
        if fault["impact"] in _KEPT
        for node in fault["nodes"]
        if not _is_theirs(page, node)
    }


def _is_theirs(page, node):
    """Tell whether an element belongs to Streamlit's list of pages."""
    target = node["target"]
    if len(target) != 1 or not isinstance(target[0], str):  # within a component of ours
        return False
    ancestors = page.locator(target[0]).first.evaluate(
        "node => { const ids = []; for (let at = node; at; at = at.parentElement)"
        " ids.push(at.dataset.testid); return ids; }"
    )
    return bool(set(_THEIRS) & set(ancestors))


@pytest.fixture
def tab(request, hostile_server, open_context):
    """A tab of a look (PHONE or a colour scheme) on the dashboard with every page there is."""
    context = open_context(**request.param)
    yield Screen(context.new_page(), hostile_server.url)
    context.close()


@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    "tab",
    [
        pytest.param({"color_scheme": "light"}, id="light"),
        pytest.param({"color_scheme": "dark"}, id="dark", marks=pytest.mark.long),
        pytest.param(PHONE, id="phone", marks=pytest.mark.long),
    ],
    indirect=True,
)
def test_no_page_breaks_the_rules_or_acts_on_the_words_of_a_report(tab):
    faults = {}
    for name in (*PAGES, "review", "upload"):
        page = tab.open("" if name == "overview" else name).page
        check_harmless(tab)
        faults |= {name: found} if (found := find_faults(page)) else {}
    assert faults == {}


def test_a_fault_of_ours_would_be_found(screen):
    page = screen.open().page
    page.evaluate(
        "document.querySelector('.fz-facts').innerHTML = '<img src=\"data:,\"><button></button>'"
    )
    assert {"image-alt", "button-name"} <= {rule for rule, _ in find_faults(page)}
