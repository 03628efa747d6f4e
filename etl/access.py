"""The access key of a shared dashboard: made, checked, put into links, turned into passes.

Owns the key and what is derived from it. Refuses to know requests (`etl.gate`) and who is
served. A pass is what a browser keeps after it came with the key: it says until when it holds
and is signed with the key, so that the key itself is in no cookie.
"""

import hashlib
import hmac
import os
import re
import secrets
from collections.abc import Mapping
from urllib.parse import urlencode

from etl.errors import UsageError

KEY = "FAZHI_KEY"  # the settings a served dashboard finds: its key,
SHARED_URL = "FAZHI_SHARED_URL"  # and where others reach it
PARAMETER = "key"
SHORTEST = 16
LIFETIME = 30 * 24 * 3600  # seconds a pass holds
_BYTES = 16
# What no address has to encode, and no chat turns into something else.
_PLAIN = re.compile(r"[A-Za-z0-9._~-]+")


def make_key() -> str:
    """Return a new key that nobody can guess."""
    return secrets.token_urlsafe(_BYTES)


def check_key(key: str) -> str:
    """Return the key; raises `UsageError` for one that is easily guessed or breaks in a link."""
    if len(key) >= SHORTEST and _PLAIN.fullmatch(key):
        return key
    # The key is not repeated: what goes wrong is often copied into a chat.
    raise UsageError(
        f"访问口令（--key 或 {KEY}）至少 {SHORTEST} 个字符，只用字母、数字和 - . _ ~ "
        f"（现在是 {len(key)} 个字符）；去掉这个设置，加 --share 就会自动生成一个。"
    )


def find_key(settings: Mapping[str, str] = os.environ) -> str | None:
    """Return the key the dashboard asks for, None where it asks for none."""
    key = settings.get(KEY)
    return check_key(key) if key else None


def write_link(url: str, key: str | None) -> str:
    """Return the address that opens the dashboard at `url`."""
    return f"{url}/?{urlencode({PARAMETER: key})}" if key else url


def make_pass(key: str, now: float) -> str:
    """Return a pass that holds from now on."""
    until = int(now) + LIFETIME
    return f"{until}.{_sign(key, until)}"


def holds(given: str, key: str, now: float) -> bool:
    """Tell whether a pass was signed with this key and its time is not over."""
    until, _, signature = given.partition(".")
    # Ten digits reach the year 2286; int() of a very long number takes its time.
    if not (until.isascii() and until.isdigit() and len(until) <= 10 and signature.isascii()):
        return False
    signed = hmac.compare_digest(signature, _sign(key, int(until)))
    return signed and now < int(until)


def _sign(key: str, until: int) -> str:
    return hmac.new(key.encode(), f"fazhi pass {until}".encode(), hashlib.sha256).hexdigest()
