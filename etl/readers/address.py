"""What tells an address from a path, and how one is shown: never with its password or key."""

import re

MARK = "://"
# A user may hold an @; so may a password, and one that was not encoded even a slash.
_PASSWORD = re.compile(
    r"([a-z][a-z0-9+.-]{0,20}://[^/:\s]{0,200})"
    r":(?:[^/\s]{0,500}@|(?!\d{1,6}(?:[/?#]|\Z|\s))\S{0,500}@)",
    re.IGNORECASE,
)
# The address of a file that anybody may fetch for a time carries its key behind the question mark.
_PARAMETER = re.compile(r"([?&][^=?&\s]*=)[^&\s'\")]*")
_SECRET = re.compile("sig|token|key|secret|pass|pwd|credential|auth", re.IGNORECASE)


def is_address(text: str) -> bool:
    """Tell whether a text names an address rather than a path."""
    return MARK in text


def hide(text: str) -> str:
    """Return a text with the passwords of its addresses taken out."""
    return _PARAMETER.sub(_hide_value, _PASSWORD.sub(r"\1@", text))


def _hide_value(parameter: re.Match[str]) -> str:
    return f"{parameter[1]}***" if _SECRET.search(parameter[1]) else parameter[0]
