"""Pages as a reader meets them: run under AppTest, then taken apart into plain values.

One session of the dashboard (a browser tab) is a `Reader`; what a page showed is a `Shown`.
"""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

ENTRY = Path(__file__).resolve().parents[2] / "pages" / "entry.py"
SUBJECTS = (
    *("inspections", "normative_documents", "disclosures", "legal_counsel"),
    *("study", "decisions", "enforcement", "remedies"),
)
PAGES = (
    *("overview", *SUBJECTS, "compare", "brief", "report", "search", "data", "indicators"),
    *("duties", "agreement", "likeness", "promises", "changes"),
)
LANGUAGES = ("zh", "en")
_TAG = re.compile(r"<[^>]*>")
_WITHIN = re.compile(r"</?span>")
_PATIENCE = 60
# What Streamlit reads as Markdown, by kind of element; the rest of a message is plain.
_MARKDOWN = ("label", "body", "help", "caption")


@dataclass(frozen=True, slots=True)
class Shown:
    """What one run of a page put before the reader."""

    html: tuple[str, ...]
    markdown: tuple[str, ...]
    buttons: tuple[str, ...]
    parts: dict[str, list[dict[str, Any]]]
    charts: tuple[dict[str, Any], ...]
    exceptions: tuple[str, ...]
    query: dict[str, Any]

    @property
    def text(self) -> str:
        """The words of our own markup as read on the screen."""
        return "\n".join(_strip(body) for body in self.html)

    @property
    def heading(self) -> str:
        """The title of the page."""
        return find_words(self, "fz-title")[0]

    def part(self, name: str) -> dict[str, Any]:
        """The data of the first component of this name."""
        return self.parts[name][0]


def find_words(shown: Shown, mark: str) -> list[str]:
    """Return the texts of our own elements that carry a class."""
    pattern = re.compile(rf'<(\w+)[^>]*class="{mark}"[^>]*>(.*?)</\1>', re.DOTALL)
    found = (match.group(2) for body in shown.html for match in pattern.finditer(body))
    return [_strip(text).replace("\xa0", " ") for text in found]


def _strip(body: str) -> str:
    """Return the words of markup; a span parts none."""
    return html.unescape(_TAG.sub(" ", _WITHIN.sub("", body)))


class Reader:
    """A browser tab on one warehouse."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.app = AppTest.from_file(str(ENTRY), default_timeout=_PATIENCE)
        self._started = False

    def open(self, page: str = "overview", /, **query: Any) -> Shown:
        """Follow a link to a page with these parameters."""
        if page != "overview" and not self._started:
            self.run()  # AppTest knows the pages after its first run
        if self._started and self.app._registered_pages:
            self.app.switch_page(f"{page}.py")
        self.app.query_params.clear()
        self.app.query_params.update(query)
        return self.run()

    def run(self) -> Shown:
        """Run the page that is open once more."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("FAZHI_WAREHOUSE", str(self.directory))
            self.app.run()
        self._started = True
        return read_shown(self.app)


def read_shown(app: AppTest) -> Shown:
    """Take apart what the last run showed."""
    elements = list(_walk(app._tree))
    bodies = [element.proto.body for element in elements if element.type == "html"]
    parts: dict[str, list[dict[str, Any]]] = {}
    for element in elements:
        if element.type == "bidi_component":
            name = element.proto.component_name.removeprefix("fazhi_")
            parts.setdefault(name, []).append(json.loads(element.proto.json))
    return Shown(
        html=tuple(body for body in bodies if not body.startswith("<style>")),
        markdown=tuple(text for element in elements for text in _read_markdown(element)),
        buttons=tuple(item.label for item in app.button),
        parts=parts,
        charts=tuple(
            {**json.loads(item.proto.spec), "alt": item.proto.alt}
            for item in app.get("plotly_chart")
        ),
        exceptions=tuple(item.message for item in app.exception),
        query=dict(app.query_params),
    )


def _walk(block: Any) -> Iterator[Any]:
    for child in block.children.values():
        yield child
        if hasattr(child, "children"):
            yield from _walk(child)


def _read_markdown(element: Any) -> Iterator[str]:
    proto = getattr(element, "proto", None)
    if proto is None or element.type in ("html", "bidi_component", "plotly_chart"):
        return
    inner = getattr(proto, proto.WhichOneof("type"), proto) if _is_block(proto) else proto
    for name in _MARKDOWN:
        value = getattr(inner, name, "")
        if isinstance(value, str) and value:
            yield value


def _is_block(proto: Any) -> bool:
    return proto.DESCRIPTOR.name == "Block" and proto.WhichOneof("type") is not None
