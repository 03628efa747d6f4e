"""The way back from paper: the address of the view, as a QR code and as text.

Owns which address is printed: never one with the access key, which paper would pass on to
whoever finds it, and none that is too long to be read. Refuses to write the query (link.py).
"""

import os
import re
from urllib.parse import unquote, urlsplit

import segno

from etl.access import SHARED_URL
from pages.shared.words import say

LONGEST = 700  # characters a phone still reads off three centimetres of paper
_ENCODED = re.compile(r"(?:%[0-9A-F]{2})+")
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")


def write_address(page: str | None, query: str, shared: str | None = None) -> str:
    """Return the address of a view; `page` is how the reader's browser reached the page.

    Whoever shares sits at the machine itself: its own name for itself opens for nobody else.
    """
    shared = os.environ.get(SHARED_URL, "") if shared is None else shared
    parts = urlsplit(page or "")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    place = parts.netloc.rpartition("@")[2]
    origin = shared if shared and is_alone(page) else f"{parts.scheme}://{place}"
    return origin + parts.path + (f"?{query}" if query else "")


def is_alone(address: str | None) -> bool:
    """Tell whether an address opens on the machine itself alone."""
    host = urlsplit(address or "").hostname or ""
    return host in ("localhost", "::1") or host.startswith("127.")


def can_scan(address: str) -> bool:
    """Tell whether an address makes a code that a phone reads."""
    return 0 < len(address) <= LONGEST


def find_modules(address: str) -> list[list[bool]]:
    """Return the rows of the code's modules, true is dark; none where there is no code."""
    if not can_scan(address):
        return []
    code = segno.make(address, error="l" if len(address) > 300 else "m", micro=False)
    return [[bool(module) for module in row] for row in code.matrix]


def tell_way(address: str, lang: str) -> str:
    """Say where the view is found again, and who cannot find it there."""
    if not address:
        return say("brief.no_link", lang)
    if not can_scan(address):
        told = say("brief.link.long", lang, link=address.partition("?")[0])
    else:
        told = say("brief.link", lang, link=spell_address(address))
    return f"{told} {say('brief.link.alone', lang)}" if is_alone(address) else told


def spell_address(address: str) -> str:
    """Return an address as a person types it: Chinese in characters, all else as it is."""
    return _ENCODED.sub(lambda found: _spell(found[0]), address)


def _spell(encoded: str) -> str:
    plain = unquote(encoded, errors="replace")
    return plain if _CHINESE.fullmatch(plain) else encoded
