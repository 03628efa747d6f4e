"""docs/sharing.md and its twin: what they tell people to type is what there is."""

import re
import tomllib
from pathlib import Path

import pytest
import typer

from etl import cli
from etl.access import LIFETIME, SHORTEST, check_key
from etl.console.qr_code import draw_code
from pages.shared import login

DOCS = Path(__file__).resolve().parents[1] / "docs"
TEXTS = {
    path.name: path.read_text(encoding="utf-8")
    for path in (DOCS / "sharing.md", DOCS / "sharing.zh-CN.md")
}
both = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)


@both
def test_every_command_and_option_exists(text):
    command = typer.main.get_command(cli.app).commands["serve"]
    options = {name for option in command.params for name in (*option.opts, *option.secondary_opts)}
    named = [
        word
        for line in re.findall(r"fazhi serve[^`\n]*", text)
        for word in re.findall(r"--[a-z-]+", line)
    ]
    assert len(named) > 5
    assert set(named) <= options


@both
def test_the_secrets_of_the_example_turn_the_login_on(text):
    (block,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    secrets = tomllib.loads(re.sub(r"^   ", "", block, flags=re.MULTILINE))
    assert login._find_providers(secrets["auth"]) == [""]
    assert secrets["auth"]["redirect_uri"].endswith("/oauth2callback")
    assert secrets["fazhi"]["accounts"]


@both
def test_the_numbers_are_those_of_the_code(text):
    assert f" {SHORTEST} " in text
    assert f" {LIFETIME // 86400} " in text
    link = re.search(r"http://192\S+key=\S+", text)[0]
    check_key(link.partition("key=")[2])
    lines = draw_code(link)
    assert f"{len(lines[0])} " in text and f"{len(lines)} " in text


def test_both_languages_show_the_same_commands():
    blocks = [re.findall(r"`([^`\n]*fazhi serve[^`\n]*)`", text) for text in TEXTS.values()]
    assert blocks[0] == blocks[1]
    assert len(blocks[0]) >= 4


@both
def test_every_link_leads_somewhere(text):
    targets = re.findall(r"\]\(([^)#:]+)\)", text)
    assert "nginx.conf" in targets
    assert [name for name in targets if not (DOCS / name).exists()] == []
    headings = {
        re.sub(r"[^\w\- ]", "", line).strip().lower().replace(" ", "-")
        for line in re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= headings
