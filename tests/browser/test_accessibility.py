"""Every page by the rules of WCAG 2.2 AA, as far as a machine can tell (axe)."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.pages.visit import PAGES

_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
# Streamlit's own list of pages holds its groups as divs; nothing of ours stands there.
_THEIRS = ("stSidebarNavItems", "stSidebarNavSection", "stSidebarNavLinkContainer")
_KEPT = ("serious", "critical")


def find_faults(page):
    """Return the rules our part of a page breaks, each with the elements that do."""
    rules = {"runOnly": {"type": "tag", "values": list(_RULES)}}
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


@pytest.mark.timeout(600)
@pytest.mark.parametrize("look", ["light", "dark"])
def test_no_page_breaks_the_rules(fresh_screen, look):
    faults = {}
    screen = fresh_screen(color_scheme=look)
    for name in PAGES:
        page = screen.open("" if name == "overview" else name).page
        faults |= {name: found} if (found := find_faults(page)) else {}
    assert faults == {}


@pytest.mark.long
@pytest.mark.timeout(600)
def test_no_page_breaks_the_rules_on_a_phone(phone):
    faults = {}
    for name in PAGES:
        page = phone.open("" if name == "overview" else name).page
        faults |= {name: found} if (found := find_faults(page)) else {}
    assert faults == {}


def test_a_fault_of_ours_would_be_found(screen):
    page = screen.open().page
    page.evaluate(
        "document.querySelector('.fz-facts').innerHTML = '<img src=\"data:,\"><button></button>'"
    )
    assert {"image-alt", "button-name"} <= {rule for rule, _ in find_faults(page)}
