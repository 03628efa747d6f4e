"""A damaged file or pointer: the pages show the last good version and say that they do."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.warehouse.versions import POINTER, name_version
from tests.factories import Stated, build_warehouse, make_report
from tests.pages.visit import Reader, Shown

PAGES = ("overview", "inspections", "report")


def put(directory: Path, value: int) -> Path:
    stated = [Stated("inspections", f"检查{value}次", str(value), "次")]
    return build_warehouse(directory, [make_report(stated=stated)])


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two versions: in the first the figure is 11, in the second 22."""
    directory = tmp_path_factory.mktemp("sound")
    put(directory, 11)
    return put(directory, 22)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4096])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def remove(path: Path) -> None:
    path.unlink()


def scramble_all(path: Path) -> None:
    path.write_bytes(bytes(byte ^ 0x5A for byte in path.read_bytes()))


def scramble_quote(path: Path) -> None:
    """Damage what opening does not read: the block the figures' words stand in."""
    raw, quote = path.read_bytes(), "检查22次".encode()
    assert quote in raw
    path.write_bytes(raw.replace(quote, b"X" * len(quote)))


def figure(shown: Shown) -> str:
    return str(shown.part("table_twin")["rows"][0]["text"])


@pytest.mark.parametrize("damage", [cut, empty, remove, scramble_all, scramble_quote])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_damaged_version_is_told_on_the_page(
    sound: Path, tmp_path: Path, damage: Callable[[Path], None], lang: str
) -> None:
    directory = shutil.copytree(sound, tmp_path / "w")
    damage(directory / name_version(2))
    reader = Reader(directory)
    for page in PAGES:
        shown = reader.open(page, lang=lang)
        assert shown.exceptions == ()
        told = {
            "zh": "第 2 版数据损坏，现显示第 1 版",
            "en": "The latest version of the data is damaged",
        }
        assert any(told[lang] in text for text in shown.markdown), (page, shown.markdown)
    assert figure(reader.open("inspections", lang=lang)).startswith("11")


@pytest.mark.parametrize("content", [b"", b"{", b"\0" * 100, None])
def test_a_damaged_pointer_is_told_on_the_page(
    sound: Path, tmp_path: Path, content: bytes | None
) -> None:
    directory = shutil.copytree(sound, tmp_path / "w")
    if content is None:
        (directory / POINTER).unlink()
    else:
        (directory / POINTER).write_bytes(content)
    shown = Reader(directory).open("inspections")
    assert any(f"数据指针 {POINTER} 损坏，现显示第 2 版" in text for text in shown.markdown)
    assert figure(shown) == "22 次"


def test_damage_under_an_open_page_is_told_and_mended_by_a_load(
    sound: Path, tmp_path: Path
) -> None:
    directory = shutil.copytree(sound, tmp_path / "w")
    reader = Reader(directory)
    assert figure(reader.open("inspections")) == "22 次"
    (directory / name_version(2)).unlink()
    fresh = Reader(directory).open("inspections")
    assert fresh.exceptions == ()
    put(directory, 33)
    shown = reader.open("inspections")
    assert figure(shown) == "33 次"
    assert not any("损坏" in text for text in shown.markdown)
