"""Login where accounts are set up: nothing of the data before it, and slips that close the doors.

The provider itself is not here: who came back from it is told to AppTest (`user`).
"""

from pathlib import Path
from typing import Any

import pytest

from pages.shared import login
from tests.pages.visit import LANGUAGES, PAGES, Reader, Shown

AUTH = {
    "redirect_uri": "https://fazhi.example.cn/oauth2callback",
    "cookie_secret": "a-secret-for-tests-alone",
    "client_id": "fazhi",
    "client_secret": "another",
    "server_metadata_url": "https://login.example.cn/.well-known/openid-configuration",
}
SHARED = {name: AUTH[name] for name in ("redirect_uri", "cookie_secret")}
OWN = {name: value for name, value in AUTH.items() if name not in SHARED}
IN = {"is_logged_in": True, "email": "Li.Lei@fazhi.example.cn"}


@pytest.fixture(autouse=True)
def authlib(monkeypatch: pytest.MonkeyPatch) -> None:
    """Authlib is no dependency of ours: whoever wants accounts installs it."""
    monkeypatch.setattr(login, "find_spec", lambda _name: object())


def visit(
    directory: Path,
    page: str = "overview",
    *,
    secrets: dict[str, Any],
    user: dict[str, Any] | None = None,
    **query: Any,
) -> tuple[Reader, Shown]:
    """Open a page of a dashboard with these secrets, as somebody who is this user."""
    reader = Reader(directory)
    reader.app.secrets.update(secrets)
    reader.app.user = user or {}
    return reader, reader.open(page, **query)


def shows_data(shown: Shown) -> bool:
    """Tell whether anything but the words of the login is shown."""
    return bool(shown.parts or shown.charts) or "云岫" in shown.text or "望川" in shown.text


def test_without_settings_nobody_is_asked(small: Path) -> None:
    reader, shown = visit(small, secrets={})
    assert shows_data(shown)
    assert login.say("login.out", "zh") not in shown.buttons
    assert reader.app.exception == []


def test_secrets_of_other_things_ask_nobody(small: Path) -> None:
    _, shown = visit(small, secrets={"connections": {"a": 1}})
    assert shows_data(shown)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_no_page_shows_anything_before_the_login(small: Path, page: str, lang: str) -> None:
    _, shown = visit(small, page, secrets={"auth": AUTH}, lang=lang)
    assert not shows_data(shown)
    assert shown.heading == {"zh": "请先登录", "en": "Please log in"}[lang]
    assert shown.buttons == ({"zh": "登录", "en": "Log in"}[lang],)
    assert shown.exceptions == ()


@pytest.mark.parametrize(
    "user", [{"is_logged_in": False}, {"email": "a@b.cn"}, {"is_logged_in": "true"}, {}]
)
def test_only_who_logged_in_is_in(small: Path, user: dict[str, Any]) -> None:
    _, shown = visit(small, secrets={"auth": AUTH}, user=user)
    assert shown.heading == "请先登录"


def test_who_logged_in_sees_the_pages_and_can_leave(small: Path) -> None:
    reader, shown = visit(small, "inspections", secrets={"auth": AUTH}, user=IN)
    assert shows_data(shown) and shown.parts["table_twin"]
    assert "退出登录" in shown.buttons
    (leave,) = [each for each in reader.app.button if each.key == "logout"]
    leave.click()
    assert not shows_data(reader.run())


def test_each_provider_has_its_button(small: Path) -> None:
    secrets = {
        "auth": {**SHARED, "keycloak": OWN, "entra": OWN, "client_kwargs": {"prompt": "login"}}
    }
    _, shown = visit(small, secrets=secrets)
    assert shown.buttons == ("用 keycloak 登录", "用 entra 登录")


def test_the_button_asks_the_provider_that_it_names(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(login.st, "login", lambda name=None: asked.append(name))
    for secrets in ({**SHARED, "keycloak": OWN}, AUTH):
        reader, _ = visit(small, secrets={"auth": secrets})
        reader.app.button[0].click()
        reader.run()
    assert asked == ["keycloak", None]


@pytest.mark.parametrize(
    ("accounts", "user", "admitted"),
    [
        (["li.lei@fazhi.example.cn"], {}, True),
        (["LI.LEI@FAZHI.example.cn"], {}, True),
        (["@fazhi.example.cn"], {}, True),
        ("@fazhi.example.cn", {}, True),
        (["other@fazhi.example.cn", "@fazhi.example.cn"], {"email_verified": True}, True),
        ([], {}, False),
        (["@example.cn"], {}, False),
        (["fazhi.example.cn"], {}, False),
        (["@", "", "i"], {}, False),
        ("li", {}, False),
        (["@fazhi.example.cn"], {"email_verified": False}, False),
        (["@fazhi.example.cn"], {"email_verified": "False"}, False),
        (["@fazhi.example.cn"], {"email": "a@fazhi.example.cn@evil.example"}, False),
        (["", "@"], {"email": ""}, False),
        ([""], {"email": None}, False),
    ],
)
def test_a_list_of_accounts_names_who_may_come_in(
    small: Path, accounts: Any, user: dict[str, Any], admitted: bool
) -> None:
    secrets = {"auth": AUTH, "fazhi": {"accounts": accounts}}
    reader, shown = visit(small, secrets=secrets, user={**IN, **user})
    assert shows_data(shown) is admitted
    assert "退出登录" in shown.buttons  # the way to another account
    if not admitted:
        assert shown.heading == "这个账号不能看这个看板"
        assert (str({**IN, **user}["email"] or "没有邮箱").lower()) in shown.text
    assert reader.app.exception == []


@pytest.mark.parametrize(
    "secrets",
    [
        *({"auth": {**AUTH, name: ""}} for name in AUTH),
        {"auth": {}},
        {"auth": "on"},
        {"auth": SHARED},
        {"auth": OWN},
        {"fazhi": {"accounts": ["@fazhi.example.cn"]}},  # a list, and nobody to ask
    ],
    ids=str,
)
def test_settings_that_are_not_whole_let_nobody_in(small: Path, secrets: dict[str, Any]) -> None:
    _, shown = visit(small, secrets=secrets, user=IN)
    assert not shows_data(shown)
    assert (shown.heading, shown.buttons) == ("登录没有设置好，暂时不能打开", ())


def test_without_authlib_nobody_is_let_in(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(login, "find_spec", lambda _name: None)
    _, shown = visit(small, secrets={"auth": AUTH}, user=IN)
    assert not shows_data(shown)
    assert "secrets.toml" in shown.text


def test_a_file_of_secrets_that_cannot_be_read_lets_nobody_in(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Streamlit goes on as if there were none: one missing quote would open the doors."""
    file = tmp_path / "secrets.toml"
    file.write_text('[auth]\nclient_id = "fazhi\n', encoding="utf-8")
    monkeypatch.setattr(login.st, "get_option", lambda name: {"secrets.files": [str(file)]}[name])
    _, shown = visit(small, secrets={}, user=IN)
    assert not shows_data(shown)
    assert shown.heading == "登录没有设置好，暂时不能打开"
