"""What is kept: made once, by one while others wait; the longest unasked goes first."""

import threading
import time

import pytest

from pages.shared.shelf import Shelf


def test_a_thing_is_made_once_and_the_longest_unasked_goes() -> None:
    shelf: Shelf[int] = Shelf(2)
    made: list[int] = []

    def ask(key: int) -> int:
        return shelf.get(key, lambda: made.append(key) or key)

    assert [ask(key) for key in (1, 2, 1, 3, 1, 2)] == [1, 2, 1, 3, 1, 2]
    assert made == [1, 2, 3, 2]


def test_others_wait_for_what_is_being_made_and_not_for_what_is_there() -> None:
    shelf: Shelf[str] = Shelf(4)
    begun, go_on, made = threading.Event(), threading.Event(), []

    def make() -> str:
        begun.set()
        go_on.wait(10)
        made.append("slow")
        return "slow"

    readers = [threading.Thread(target=shelf.get, args=("a", make)) for _ in range(3)]
    for reader in readers:
        reader.start()
    begun.wait(10)
    assert shelf.get("b", lambda: "quick") == "quick"
    time.sleep(0.05)
    go_on.set()
    for reader in readers:
        reader.join(10)
    assert made == ["slow"]


def test_what_could_not_be_made_is_tried_again() -> None:
    shelf: Shelf[int] = Shelf(2)
    with pytest.raises(ZeroDivisionError):
        shelf.get("a", lambda: 1 // 0)
    assert shelf.get("a", lambda: 1) == 1
