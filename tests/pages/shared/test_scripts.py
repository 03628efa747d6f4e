"""The scripts in the browser put text on the page as text, and fetch nothing."""

import re
from pathlib import Path

import pytest

from pages.shared import theme

SCRIPTS = sorted(theme.ASSETS.glob("*.js"))
STYLES = sorted(theme.ASSETS.glob("*.css"))
_COMMENT = re.compile(r"^\s*//.*$|(?<=[;,{}\s])//\s.*$|/\*[\s\S]*?\*/", re.MULTILINE)
FORBIDDEN = (
    *("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "setHTML", "srcdoc"),
    *("DOMParser", "createContextualFragment", "eval(", "new Function", "javascript:"),
    *("fetch(", "XMLHttpRequest", "WebSocket", "sendBeacon", "importScripts", "import("),
)


def strip_comments(script: str) -> str:
    """Return a script without its comments."""
    return _COMMENT.sub("", script)


def read_code(path: Path) -> str:
    """Return the code of a script."""
    return strip_comments(path.read_text(encoding="utf-8"))


def test_comments_alone_are_left_out() -> None:
    script = '// no innerHTML\nconst a = "https://x"; // note\n/* two\nlines */ b.outerHTML = 1;\n'
    code = strip_comments(script)
    assert code.split() == ["const", "a", "=", '"https://x";', "b.outerHTML", "=", "1;"]


def test_there_are_scripts_and_styles() -> None:
    assert {path.stem for path in SCRIPTS} >= {"dom", "matrix", "reading", "table_twin", "tiles"}
    assert STYLES


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
@pytest.mark.parametrize("word", FORBIDDEN)
def test_no_script_turns_text_into_markup_or_fetches(path: Path, word: str) -> None:
    assert word not in read_code(path)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_only_known_attributes_carry_an_address(path: Path) -> None:
    code = read_code(path)
    assert not re.search(r"\b(src|action|formaction|xlink)\s*[:=]", code)
    assert not re.search(r"\.(href|src)\s*=", code)


def test_an_address_is_checked_where_it_is_set() -> None:
    code = read_code(theme.ASSETS / "dom.js")
    (scheme,) = re.findall(r"SAFE_SCHEME = /(.+)/;", code)
    safe = re.compile(scheme.replace("\\/", "/"))
    assert safe.search("https://wangchuan.example/a")
    assert safe.search("report?id=1")
    for address in ("javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", "//x.example", " x"):
        assert not safe.search(address)
    assert code.count('setAttribute("href"') == 1
    assert 'if (SAFE_SCHEME.test(value)) node.setAttribute("href", value)' in code


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_link_to_the_outside_tells_nobody_where_it_came_from(path: Path) -> None:
    for tag in re.findall(r'make\("a", \{[^}]*\}', read_code(path)):
        if "_blank" in tag:
            assert "noopener noreferrer" in tag


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_no_style_fetches(path: Path) -> None:
    code = path.read_text(encoding="utf-8")
    assert "@import" not in code
    assert not re.search(r"url\(\s*['\"]?(https?:)?//", code)
    assert "</style" not in code


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_every_component_begins_with_the_safe_way_in(path: Path) -> None:
    code = read_code(path)
    assert ("createElement" not in code.replace("createElementNS", "")) or path.stem == "dom"


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_an_address_set_elsewhere_is_a_blob_of_the_page_itself(path: Path) -> None:
    code = read_code(path)
    given = re.findall(r'setAttribute\("(?:href|src)", (\w+)\)', code)
    assert len(given) == len(re.findall(r'setAttribute\("(?:href|src|xlink)', code))
    if path.stem != "dom" and given:
        assert set(given) == {"address"}
        assert code.count("address = ") == code.count("address = URL.createObjectURL(blob)")
