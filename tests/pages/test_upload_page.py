"""The page 导入: there for those who may, in steps, nothing published before the reader says so."""

import shutil
import tempfile
from pathlib import Path

import pytest

from etl.uploads import ALLOW
from etl.warehouse.versions import current_version
from tests.pages.visit import LANGUAGES, Reader, Shown
from tests.test_uploads import at_once, write  # noqa: F401 - a fixture

langs = pytest.mark.parametrize("lang", LANGUAGES)
EVIL = "<img src=x onerror=alert(1)>$x$.txt"


@pytest.fixture
def allowed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A server started with --allow-upload."""
    monkeypatch.setenv(ALLOW, "1")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


@pytest.fixture
def own(small: Path, tmp_path: Path) -> Path:
    """A warehouse of one's own, to be written to."""
    return Path(shutil.copytree(small, tmp_path / "warehouse"))


def hand_over(reader: Reader, *files: tuple[str, bytes]) -> Shown:
    """Drop files on the page and have them read."""
    reader.app.file_uploader[0].set_value([(name, data, "text/plain") for name, data in files])
    reader.run()
    return press(reader, "读取", "Read")


def press(reader: Reader, *labels: str) -> Shown:
    """Press the button whose label begins so, in either language."""
    (button,) = [each for each in reader.app.button if each.label.startswith(labels)]
    button.click()
    return reader.run()


def test_the_page_is_not_there_where_nobody_may_load(small: Path) -> None:
    reader = Reader(small)
    reader.open()
    assert "upload" not in {page["url_pathname"] for page in reader.app._registered_pages.values()}


@langs
def test_what_was_found_is_shown_before_it_is_published(
    allowed: None, own: Path, lang: str
) -> None:
    reader = Reader(own)
    reader.open("upload", lang=lang)
    before = current_version(own)
    shown = hand_over(reader, ("报告.txt", write()), ("名单.txt", "会议名单".encode()))
    assert shown.exceptions == ()
    refused, accepted = shown.part("upload_found")["files"]
    assert refused["name"] == "名单.txt"
    assert refused["message"]
    assert accepted["facts"][0] == "望川市水利局"
    assert {figure["quote"] for figure in accepted["figures"]} >= {"全年开展行政检查120次"}
    assert current_version(own) == before


def test_published_reports_are_a_new_version(allowed: None, own: Path) -> None:
    reader = Reader(own)
    reader.open("upload")
    before = current_version(own)
    hand_over(reader, ("报告.txt", write()))
    shown = press(reader, "发布")
    assert shown.exceptions == ()
    assert current_version(own) == (before or 0) + 1
    assert any(f"第 {current_version(own)} 版" in text for text in shown.markdown)
    assert "upload_found" not in shown.parts


def test_what_is_left_is_gone(allowed: None, own: Path, tmp_path: Path) -> None:
    reader = Reader(own)
    reader.open("upload")
    hand_over(reader, ("报告.txt", write()))
    shown = press(reader, "放弃")
    assert "upload_found" not in shown.parts
    assert list(tmp_path.glob("fazhi-upload-*")) == []


def test_the_first_reports_may_come_in_this_way(
    allowed: None,
    at_once: None,  # noqa: F811
    tmp_path: Path,
) -> None:
    reader = Reader(tmp_path / "new")
    reader.open("upload")
    hand_over(reader, ("报告.txt", write()))
    press(reader, "发布")
    assert current_version(tmp_path / "new") == 1


def test_a_hostile_name_is_text(allowed: None, own: Path) -> None:
    reader = Reader(own)
    reader.open("upload")
    shown = hand_over(reader, (EVIL, write()))
    assert shown.exceptions == ()
    assert "onerror" not in "".join(shown.html)
    assert not [text for text in shown.markdown if "<img" in text.replace("\\<", "")]
