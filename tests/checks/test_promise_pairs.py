"""How often a verdict on a plan is right, over labelled plans of invented bodies."""

from collections import Counter

import pytest

from etl.checks.deeds import follow
from etl.checks.followed import State
from etl.checks.grams import find_rarity
from etl.checks.promises import find_promises
from tests.checks.promise_pairs import Pair, make_records, read_pairs

LEAST = 0.95


@pytest.fixture(scope="module")
def judged() -> Counter[tuple[str, str]]:
    """Count the labelled items by label and verdict; one not found is `missed`."""
    pairs = read_pairs()
    records = {pair.body: make_records(pair) for pair in pairs}
    rarity = find_rarity([each for both in records.values() for each in both])
    counts: Counter[tuple[str, str]] = Counter()
    for pair in pairs:
        plan, later = records[pair.body]
        counts.update(judge(pair, follow(find_promises(plan), later, rarity)))
    return counts


def judge(pair: Pair, followed):
    """Yield label and verdict of each labelled item, and `unlabelled` for verdicts on others."""
    for item in pair.items:
        states = [each.state for each in followed if item.words in each.promise.quote]
        yield item.state, states[0].value if states else "missed"
    for each in followed:
        if not any(item.words in each.promise.quote for item in pair.items):
            yield "unlabelled", each.state.value


def measure(judged: Counter[tuple[str, str]], state: State) -> tuple[float, float]:
    """Return the precision and the recall of a state."""
    given = sum(count for (_, verdict), count in judged.items() if verdict == state)
    owed = sum(count for (label, _), count in judged.items() if label == state)
    right = judged[state.value, state.value]
    return right / given, right / owed


def test_the_set_is_large_and_of_many_bodies():
    pairs = read_pairs()
    assert len(pairs) >= 12
    assert sum(len(pair.items) for pair in pairs) >= 60
    assert {item.state for pair in pairs for item in pair.items} == {
        *("done", "mentioned", "silent", "generic")
    }


@pytest.mark.parametrize(("state", "recall"), [(State.DONE, 0.85), (State.SILENT, 0.65)])
def test_verdicts_are_right(judged, state, recall):
    precision, found = measure(judged, state)
    assert precision >= LEAST
    assert found >= recall


def test_general_arrangements_get_no_verdict(judged):
    assert sum(judged["generic", state.value] for state in State if state != State.UNCLEAR) == 0
