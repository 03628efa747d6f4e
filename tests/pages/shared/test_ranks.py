"""Places of bodies: who is level, and which place hangs on a lower bound."""

from pages.shared.ranks import Rank, Standing, find_ranks


def rank(**values: str) -> dict[str, Rank]:
    """Return the places of figures written as `甲="≥400"`."""
    signs = {"≥": "over", "≈": "about"}
    standings = [
        Standing(body, float(text.lstrip("≥≈")), signs.get(text[0], "exact"))
        for body, text in values.items()
    ]
    return dict(find_ranks(standings))


def test_the_largest_is_first() -> None:
    ranks = rank(甲="10", 乙="200", 丙="50")
    assert {body: each.place for body, each in ranks.items()} == {"乙": 1, "丙": 2, "甲": 3}
    assert not any(each.shared or each.open for each in ranks.values())


def test_small_differences_are_no_ranking() -> None:
    ranks = rank(甲="100", 乙="96", 丙="50")
    assert [ranks[body].place for body in "甲乙丙"] == [1, 1, 3]
    assert [ranks[body].shared for body in "甲乙丙"] == [True, True, False]


def test_a_chain_of_small_steps_does_not_make_all_level() -> None:
    ranks = rank(甲="100", 乙="96", 丙="92")
    assert [ranks[body].place for body in "甲乙丙"] == [1, 1, 3]


def test_approximations_are_level_at_twice_the_distance() -> None:
    assert rank(甲="100", 乙="≈92")["乙"].shared
    assert not rank(甲="100", 乙="92")["乙"].shared


def test_a_place_hangs_on_a_lower_bound() -> None:
    ranks = rank(甲="400", 乙="≥300", 丙="100")
    assert [ranks[body].open for body in "甲乙丙"] == [True, True, False]


def test_a_lower_bound_at_the_top_leaves_nothing_open() -> None:
    assert not any(each.open for each in rank(甲="≥400", 乙="300").values())


def test_a_lower_bound_reaches_no_further_than_twice_itself() -> None:
    assert not any(each.open for each in rank(甲="400", 乙="≥30").values())


def test_marks_of_one_place_stand_apart() -> None:
    ranks = rank(甲="100", 乙="100", 丙="100", 丁="5")
    heights = sorted(ranks[body].height for body in "甲乙丙")
    assert len(set(heights)) == 3
    assert sum(heights) / 3 == 2
    assert max(heights) < ranks["丁"].height
