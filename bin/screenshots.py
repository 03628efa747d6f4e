"""Takes the pictures of every page that the documentation shows, from the bundled data.

Writes docs/screenshots. Owns which page is taken how: each in two widths, two themes and two
languages, so that every pair of these is there.
"""

import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlencode

from PIL import Image
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.dashboard import find_port, wait_for

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "screenshots"
BODY = "云岫市生态环境局"
READING = "report-read"  # the first of the list, opened
PAGES = {
    "overview": {},
    "inspections": {},
    "normative_documents": {},
    "disclosures": {},
    "legal_counsel": {},
    "study": {},
    "decisions": {},
    "enforcement": {},
    "remedies": {},
    "compare": {"mode": "change", "indicator": "inspections"},
    "brief": {},
    "report": {"body": BODY},
    READING: {"body": BODY, "year": "2024"},
    "search": {"q": "行政检查"},
    "data": {},
    "indicators": {"indicator": "inspections"},
    "agreement": {},
    "duties": {},
    "likeness": {},
    "promises": {"plan": "2022"},
    "changes": {},
    "review": {},
    "upload": {},
}
WAYS = (
    ("desktop-light-zh", 1440, "light", "zh"),
    ("desktop-dark-en", 1440, "dark", "en"),
    ("phone-dark-zh", 390, "dark", "zh"),
    ("phone-light-en", 390, "light", "en"),
)
_PHONE = "Mozilla/5.0 (Linux; Android 14; Mobile) AppleWebKit/537.36"
_SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"]'
_TALLEST = 2400  # pixels of a picture; longer pages are cut there
_HEIGHT = "() => document.querySelector('[data-testid=stMain]')?.scrollHeight ?? 900"


def main() -> None:
    """Serve the bundled data and take every picture."""
    browser = os.environ.get("FAZHI_BROWSER")
    if not browser:
        raise SystemExit("name a browser with FAZHI_BROWSER, or run make screenshots")
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        port, url = find_port(), ""
        options = ("--demo", "--allow-upload", "--review", "--no-open", f"--port={port}")
        command = [sys.executable, "-m", "etl", "serve", *options, f"--warehouse={name}/warehouse"]
        server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
        try:
            url = f"http://127.0.0.1:{port}"
            wait_for(url, server)
            running = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
            for way in WAYS:
                take_way(running, url, *way)
            running.close()
        finally:
            server.terminate()
            server.wait()


def take_way(browser, url: str, way: str, width: int, theme: str, lang: str) -> None:
    """Take every page in one width, theme and language."""
    phone = width < 800
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=theme,
        is_mobile=phone,
        has_touch=phone,
        **({"user_agent": _PHONE} if phone else {}),
    )
    page = context.new_page()
    for name, query in PAGES.items():
        page.set_viewport_size({"width": width, "height": 900})
        asked = query | ({"lang": "en"} if lang == "en" else {}) | {"data": "sample"}
        path = {"overview": "", READING: "report"}.get(name, name)
        page.goto(f"{url}/{path}?{urlencode(asked)}")
        page.locator(".fz-title").first.wait_for()
        page.locator(_SETTLED).wait_for()
        if name == READING:
            page.locator(".fz-report_list a").first.click()
            page.locator(".fz-reading").wait_for()
            page.locator(_SETTLED).wait_for()
        height = min(int(page.evaluate(_HEIGHT)) + 20, _TALLEST)
        page.set_viewport_size({"width": width, "height": max(height, 844)})
        page.wait_for_timeout(900)  # charts are drawn anew for the height
        picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        picture.save(TARGET / f"{name}-{way}.webp", quality=72, method=6)
    context.close()


if __name__ == "__main__":
    main()
