"""`python -m benchmarks.pages`: how fast the pages are, beside a bare Streamlit page in the same run.

Owns what is measured: page runs a second of one process, fifty readers who think, the first chart
in a browser and a changed filter. Refuses to judge: no figure here passes or fails.
"""

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random

from playwright.sync_api import Page, sync_playwright

from benchmarks.dashboard import find_port, serve_warehouse, wait_for
from benchmarks.session import Query, Session, open_session
from benchmarks.synthetic import make_corpus
from etl.catalog import load_catalog
from etl.pipeline import load
from etl.warehouse.queries import Warehouse

PAGES = ("overview", "inspections", "normative_documents", "disclosures", "legal_counsel")
_BUSY, _PEOPLE, _THINKING = 4, 50, 4.0  # tabs that never pause; readers who do, seconds
_SECONDS = 20.0
_ROUNDS = 7
_SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"]'
_CHART = ".js-plotly-plot .main-svg"
_BARE = """
import plotly.graph_objects as go
import streamlit as st

figure = go.Figure(go.Scatter(x=list(range(2015, 2025)), y=[3, 1, 4, 1, 5, 9, 2, 6, 5, 3]))
st.plotly_chart(figure, key="chart")
"""


def main() -> None:
    """Print the figures of the pages over a warehouse, one of made-up reports if none is named."""
    options = read_options()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        warehouse = options.warehouse or make_warehouse(folder, options.reports)
        region, years = find_region(warehouse)
        with serve_warehouse(warehouse, folder) as dashboard:
            print_runs(dashboard.url, region)
            print_readers(dashboard.url, region)
            print_browser(dashboard.url, region, years, folder)


def read_options() -> argparse.Namespace:
    """Return the command line's options."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("--reports", type=int, default=2000, help="made-up reports to load")
    parser.add_argument("--warehouse", type=Path, help="a warehouse that is there, instead")
    return parser.parse_args()


def make_warehouse(folder: Path, count: int) -> Path:
    """Load so many made-up reports."""
    make_corpus(folder / "reports", count)
    warehouse = folder / "warehouse"
    load([folder / "reports"], warehouse=warehouse, dataset="own", catalog=load_catalog())
    return warehouse


def find_region(warehouse: Path) -> tuple[str, Sequence[int]]:
    """Return the first region and the years there are, and say how much that is."""
    opened = Warehouse.open(warehouse)
    [own] = [each for each in opened.counts().datasets if each.dataset == "own"]
    scope = opened.scope("own")
    opened.close()
    print(
        f"{own.reports:,} reports, {own.figures:,} figures; pages of one region of {own.regions:,}"
    )
    return scope.regions[0], scope.years


def choose(random: Random, region: str) -> tuple[str, Query]:
    """Return a page and filters of chance, within a region."""
    years = random.choice(((), (("year", "2022"),), (("year", "2020"), ("year", "2023"))))
    return random.choice(PAGES), (("region", region), *years)


def print_runs(url: str, region: str) -> None:
    """Print the page runs a second of tabs that never pause."""
    done = asyncio.run(_gather(url, region, _BUSY, 0.0))
    print(f"page runs a second, {_BUSY} tabs without a pause {len(done) / _SECONDS:>12.1f}")


def print_readers(url: str, region: str) -> None:
    """Print how long readers who think wait for a page."""
    done = sorted(asyncio.run(_gather(url, region, _PEOPLE, _THINKING)))
    middle, slow = statistics.median(done), done[int(0.95 * len(done))]
    words = f"{_PEOPLE} readers, {_THINKING:g} s of thought: a page, ms"
    print(f"{words:<45} p50 {middle * 1e3:>7.0f}   p95 {slow * 1e3:>7.0f}")


async def _gather(url: str, region: str, count: int, thinking: float) -> list[float]:
    """Return the seconds of every page run of so many readers; their first is left out."""
    took: list[float] = []
    start = asyncio.Event()
    readers = [
        asyncio.create_task(_read(url, Random(number), region, thinking, start, took))
        for number in range(count)
    ]
    await asyncio.sleep(count * 0.2 + 2)  # everybody has opened a tab
    start.set()
    await asyncio.sleep(_SECONDS)
    for reader in readers:
        reader.cancel()
    await asyncio.gather(*readers, return_exceptions=True)
    return took


async def _read(
    url: str, random: Random, region: str, thinking: float, start: asyncio.Event, took: list[float]
) -> None:
    async with open_session(url) as session:
        await _view(session, random, region)
        await start.wait()
        await asyncio.sleep(random.uniform(0, thinking))
        while True:
            took.append(await _view(session, random, region))
            await asyncio.sleep(random.uniform(0.5, 1.5) * thinking)


async def _view(session: Session, random: Random, region: str) -> float:
    view = await session.view(*choose(random, region))
    if view.fault:
        raise RuntimeError(view.fault)
    return view.seconds


def print_browser(url: str, region: str, years: Sequence[int], folder: Path) -> None:
    """Print when the first chart stands in a browser, beside a bare page, and a changed filter."""
    path = os.environ.get("FAZHI_BROWSER")
    if not path:
        print("no browser: name one with FAZHI_BROWSER, or run make bench")
        return
    with sync_playwright() as playwright, serve_bare(folder) as bare:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page()
        theirs = statistics.median(_open(page, bare) for _ in range(_ROUNDS))
        ours = statistics.median(
            _open(page, f"{url}/inspections?region={region}") for _ in range(_ROUNDS)
        )
        changed = statistics.median(_change(page, year) for year in (*years[1:-1], years[0]))
        browser.close()
    print(f"{'first chart of a warm page, ms':<45} {ours * 1e3:>11.0f}")
    print(f"{'first chart of a bare page, ms':<45} {theirs * 1e3:>11.0f}")
    print(f"{'ratio':<45} {ours / theirs:>11.2f}")
    print(f"{'a filter changed, to the new page, ms':<45} {changed * 1e3:>11.0f}")


def _open(page: Page, url: str) -> float:
    """Return the seconds until the first chart of a page is drawn."""
    page.goto("about:blank")
    began = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.locator(_CHART).first.wait_for()
    took = time.perf_counter() - began
    page.locator(_SETTLED).wait_for()
    return took


def _change(page: Page, first: int) -> float:
    """Return the seconds from a typed span of years to the page that shows it."""
    chosen = page.locator(".st-key-popover-years button").first
    box = page.get_by_role("textbox", name="或直接输入")
    if not box.is_visible():
        chosen.click()
    box.fill(f"{first}-2099")
    began = time.perf_counter()
    box.press("Enter")
    chosen.filter(has_text=f"{first}–").wait_for()
    page.locator(_SETTLED).wait_for()
    page.locator(_CHART).first.wait_for()
    return time.perf_counter() - began


@contextmanager
def serve_bare(folder: Path) -> Iterator[str]:
    """Serve a Streamlit page of one chart and nothing else, as Streamlit is out of the box."""
    script, port = folder / "bare.py", find_port()
    script.write_text(_BARE, encoding="utf-8")
    options = ("--server.headless=true", "--browser.gatherUsageStats=false")
    command: Sequence[str] = (
        *(sys.executable, "-m", "streamlit", "run", str(script)),
        *(f"--server.port={port}", "--server.address=127.0.0.1", *options),
    )
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        url = f"http://127.0.0.1:{port}"
        wait_for(url, process)
        yield url
    finally:
        process.kill()
        process.wait()


if __name__ == "__main__":
    main()
