"""Asking for an account, where accounts are set up: nothing of the data is drawn before.

Owns who may see the pages. `[auth]` among Streamlit's secrets turns the login on, `accounts` of
`[fazhi]` names who of the provider's people may come in. Refuses accounts and passwords of our
own: the provider has them. Settings that cannot be read let nobody in, as a slip of the pen must
not open the doors.
"""

from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import streamlit as st

from pages.shared.markup import show_empty
from pages.shared.words import say

_SHARED = ("redirect_uri", "cookie_secret")
_OWN = ("client_id", "client_secret", "server_metadata_url")
_DEFAULT = ""  # the provider that stands in [auth] itself


def admit(lang: str) -> bool:
    """Tell whether the reader may see the pages; where not, show what there is to do."""
    if _is_broken():
        _show_fault(lang)
        return False
    auth, ours = _find_section("auth"), _find_section("fazhi")
    if auth is None and ours is None:
        return True
    providers = _find_providers(auth or {})
    if not providers or find_spec("authlib") is None:
        _show_fault(lang)
        return False
    if st.user.get("is_logged_in") is not True:
        _ask(providers, lang)
        return False
    return _admit_account(lang)


def asks_for_account() -> bool:
    """Tell whether nobody may see anything without an account; broken settings let nobody in."""
    return _is_broken() or any(_find_section(name) is not None for name in ("auth", "fazhi"))


def _is_broken() -> bool:
    """Tell whether there are secrets that Streamlit could not read: it goes on without them."""
    return not st.secrets.load_if_toml_exists() and any(
        Path(path).exists() for path in st.get_option("secrets.files")
    )


def _find_section(name: str) -> Mapping[str, Any] | None:
    if not st.secrets.load_if_toml_exists() or name not in st.secrets:
        return None
    section = st.secrets[name]
    return section if isinstance(section, Mapping) else {}


def _find_providers(auth: Mapping[str, Any]) -> list[str]:
    """Return the providers that are set up whole."""
    named = {name: part for name, part in auth.items() if isinstance(part, Mapping)}
    offered = {_DEFAULT: auth, **named}
    whole = [name for name, part in offered.items() if all(part.get(key) for key in _OWN)]
    return whole if all(auth.get(key) for key in _SHARED) else []


def _ask(providers: list[str], lang: str) -> None:
    show_empty(say("login.title", lang), say("login.advice", lang))
    for name in providers:
        label = say("login.with", lang, name=name) if name else say("login.button", lang)
        st.button(
            label, key=f"login-{name}", type="primary", on_click=st.login, args=(name or None,)
        )


def _admit_account(lang: str) -> bool:
    settings = _find_section("fazhi")
    admitted = settings is None or _is_listed(settings.get("accounts"))
    if not admitted:
        show_empty(
            say("login.refused", lang),
            say("login.refused.advice", lang, name=_email() or say("login.nameless", lang)),
        )
    place = st.sidebar if admitted else st
    place.button(say("login.out", lang), key="logout", on_click=st.logout, help=_email() or None)
    return admitted


def _email() -> str:
    return str(st.user.get("email") or "").lower()


def _is_listed(accounts: str | Iterable[object] | None) -> bool:
    """Tell whether the list names the address, or what stands behind its @; no list names all."""
    if accounts is None:
        return True
    listed = [accounts] if isinstance(accounts, str) else list(accounts)
    names = [str(name).lower() for name in listed]
    email = _email()
    # Some providers let people write any address into their account, and say so.
    if not email or str(st.user.get("email_verified", True)).lower() == "false":
        return False
    return email in names or f"@{email.rpartition('@')[2]}" in names


def _show_fault(lang: str) -> None:
    show_empty(say("login.fault", lang), say("login.fault.advice", lang))
