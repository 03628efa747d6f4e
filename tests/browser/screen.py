"""A page of the dashboard as its reader meets it: open, wait, click, read.

Owns where things stand on a page and when it has settled. Refuses to judge: tests do.
"""

from urllib.parse import parse_qs, quote, urlencode, urlsplit

from playwright.sync_api import expect

# Whole and visible width of what would scroll sideways.
SIDEWAYS = """() => [document.documentElement, document.querySelector('[data-testid=stMain]')]
    .map(node => [node.scrollWidth, node.clientWidth])"""
_SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"]'


class Screen:
    """One tab of a browser on the dashboard at `base`."""

    def __init__(self, page, base):
        self.page = page
        self.base = base
        self.title = page.locator(".fz-title")
        self.card = page.locator(".fz-quote_card")
        self.table = page.locator(".fz-table_twin").first
        self.matrix = page.locator(".fz-matrix")
        self.reset = page.locator(".st-key-reset button")

    def open(self, path="", **query):
        """Open an address of the dashboard and wait until the page stands."""
        asked = urlencode(query, doseq=True, quote_via=quote)
        self.page.goto(f"{self.base}/{path}" + (f"?{asked}" if asked else ""))
        return self.settle()

    def settle(self):
        """Wait until the title stands and nothing runs any more."""
        expect(self.title).to_be_visible(timeout=30_000)
        self.page.locator(_SETTLED).wait_for(state="attached", timeout=30_000)
        assert self.page.get_by_test_id("stException").count() == 0
        return self

    def wait_for_address(self, path, **query):
        """Wait until the address names this page and exactly these parameters."""
        expected = {name: list(map(str, values)) for name, values in query.items()}
        self.page.wait_for_url(lambda url: _read_address(url) == (f"/{path}", expected))
        return self.settle()

    @property
    def address(self):
        """The path and the parameters of the address."""
        return _read_address(self.page.url)

    def rows(self):
        """Return the rows of the table under the charts, unfolded: their words, cell by cell."""
        expect(self.table.locator("tbody tr").first).to_be_visible()
        more = self.table.locator("button.more")
        if more.count():
            more.click()
        return self.table.locator("tbody tr").evaluate_all(
            "rows => rows.map(row => [...row.children].map(cell => cell.innerText.trim()))"
        )

    def chart(self, name):
        """Return the chart whose key ends in `name`: trend, each, change."""
        return self.page.locator(f'[class*="st-key-"][class*="-{name} "] .js-plotly-plot')

    def ticks(self, name):
        """Return what stands under the axis of a chart."""
        return self.chart(name).locator(".xtick text")

    def point(self, name, index):
        """Return the middle of a point of the chart's first line, as the reader sees it."""
        mark = self.chart(name).locator(".scatterlayer .trace.scatter:nth-child(2) path.point")
        mark.nth(index).scroll_into_view_if_needed()
        box = mark.nth(index).bounding_box()
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def choose_year(self, label, year):
        """Pick a year in the popover of years, which is open."""
        self.page.get_by_test_id("stPopoverBody").get_by_label(label, exact=True).click()
        self.page.get_by_role("option", name=str(year), exact=True).click()

    def choose_body(self, body):
        """Pick a body in the popover of bodies."""
        self.page.locator(".st-key-popover-bodies button").click()
        self.page.get_by_test_id("stPopoverBody").get_by_role("combobox").click()
        self.page.get_by_role("option", name=body, exact=True).click()


def _read_address(url):
    parts = urlsplit(url)
    return parts.path, parse_qs(parts.query)


def check_harmless(screen):
    """Nothing of a report became more than text; requests and dialogs fail every test."""
    page = screen.page
    made = page.locator("img[src=x], iframe, form[action], .katex, img[src*=evil], a[href*=evil]")
    expect(made).to_have_count(0)
    assert page.evaluate("window.struck") is None
