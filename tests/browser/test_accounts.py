"""Accounts from end to end: a browser, a dashboard, and a provider of our own making.

No provider of the world was asked. Skipped where Authlib is not installed, as Fazhi does not
need it without accounts.
"""

from importlib.util import find_spec

import pytest
from playwright.sync_api import expect

from tests.browser.provider import CLIENT, SECRET, Provider
from tests.browser.screen import Screen
from tests.browser.served import find_port

pytestmark = pytest.mark.skipif(
    find_spec("authlib") is None or find_spec("httpx") is None, reason="Authlib is not installed"
)
KEY = "one-key-for-the-whole-year"
ADDRESS = "li.lei@fazhi.example.cn"
SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "a-long-secret-for-these-tests-alone"
client_id = "{client}"
client_secret = "{secret}"
server_metadata_url = "{provider}/.well-known/openid-configuration"

[fazhi]
accounts = ["@fazhi.example.cn"]
"""


@pytest.fixture(scope="module")
def provider(watch):
    running = Provider({"email": ADDRESS, "email_verified": True})
    watch.hosts.add(running.host)
    yield running
    running.stop()
    assert running.faults == []


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The folder where Streamlit looks for its secrets."""
    folder = tmp_path_factory.mktemp("home")
    (folder / ".streamlit").mkdir()
    return folder


@pytest.fixture(scope="module")
def dashboard(warehouse, start_server, provider, home):
    """A dashboard with accounts and an access key: both are asked for, one after the other."""
    port = find_port()
    text = SECRETS.format(port=port, client=CLIENT, secret=SECRET, provider=provider.url)
    (home / ".streamlit" / "secrets.toml").write_text(text, encoding="utf-8")
    settings = {"HOME": str(home), "USERPROFILE": str(home)}
    running = start_server(warehouse, "--key", KEY, port=port, **settings)
    running.wait()
    return running


@pytest.fixture
def tab(no_faults, open_context, dashboard):
    """A tab that came with the link, before any login."""
    with open_context() as context:
        page = context.new_page()
        page.goto(f"{dashboard.url}/inspections?key={KEY}")
        yield page


def log_in(tab):
    tab.get_by_role("button", name="登录", exact=True).click()


def find_title(tab, words):
    return expect(tab.locator(".fz-title", has_text=words)).to_be_visible(timeout=30_000)


def test_a_reader_logs_in_looks_around_and_leaves(tab, dashboard):
    find_title(tab, "请先登录")
    assert tab.locator(".fz-table_twin, .fz-matrix, .fz-tiles, .js-plotly-plot").count() == 0
    log_in(tab)
    tab.wait_for_url(f"{dashboard.url}/")
    screen = Screen(tab, dashboard.url).settle()
    expect(screen.matrix).to_be_visible()
    # The login lasts over tabs and addresses; the title is that of the page.
    assert screen.open("inspections", year=2023).rows()
    leave = tab.get_by_role("button", name="退出登录")
    leave.click()
    find_title(tab, "请先登录")
    tab.reload()
    find_title(tab, "请先登录")


def test_who_is_not_on_the_list_sees_nothing(tab, provider, monkeypatch):
    monkeypatch.setitem(provider.person, "email", "han.meimei@elsewhere.example.cn")
    find_title(tab, "请先登录")
    log_in(tab)
    find_title(tab, "这个账号不能看这个看板")
    expect(tab.get_by_text("han.meimei@elsewhere.example.cn").first).to_be_visible()
    assert tab.locator(".fz-matrix, .fz-tiles, .js-plotly-plot").count() == 0
    tab.get_by_role("button", name="退出登录").click()
    find_title(tab, "请先登录")


@pytest.mark.long
def test_who_is_taken_off_the_list_is_out_with_the_next_click(tab, home):
    file = home / ".streamlit" / "secrets.toml"
    former = file.read_text(encoding="utf-8")
    find_title(tab, "请先登录")
    log_in(tab)
    expect(tab.locator(".fz-matrix")).to_be_visible()
    try:
        file.write_text(former.replace("@fazhi", "@other"), encoding="utf-8")
        tab.wait_for_timeout(1_500)  # Streamlit looks at the file five times a second
        tab.get_by_role("link", name="行政检查").click()
        find_title(tab, "这个账号不能看这个看板")
        expect(tab.locator(".fz-matrix, .js-plotly-plot")).to_have_count(0)
    finally:
        file.write_text(former, encoding="utf-8")


def test_a_made_up_cookie_is_no_login(tab, dashboard):
    value = '{"is_logged_in": true, "origin": "' + dashboard.url + f'", "email": "{ADDRESS}"}}'
    cookie = {"name": "_streamlit_user", "value": value.replace('"', "%22"), "url": dashboard.url}
    tab.context.add_cookies([cookie])
    tab.reload()
    find_title(tab, "请先登录")


def test_the_login_does_not_stand_in_for_the_key(dashboard, open_context):
    with open_context() as context:
        page = context.new_page()
        for path in ("/auth/login?provider=x", "/oauth2callback?code=a&state=b", "/auth/logout"):
            assert page.goto(dashboard.url + path).status == 403
