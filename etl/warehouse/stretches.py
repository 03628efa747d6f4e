"""How texts are told apart for a search: pairs of characters as numbers, reports in blocks.

Owns those numbers, which the build writes (text_pairs.py) and a search reads (text_search.py). A
stretch is as many reports as DuckDB unpacks at once; its blocks fit into one number. Pure.
"""

from itertools import pairwise

BLOCK = 64  # reports whose pairs are noted together
BLOCKS = 32  # to a stretch
STRETCH = BLOCK * BLOCKS
UPPER = 0x110000  # above every character


def number_pairs(word: str) -> list[int]:
    """Return the pairs of a word in their order; none, where it is one character."""
    return [ord(first) * UPPER + ord(second) for first, second in pairwise(word)]


def bound_pairs(character: str) -> tuple[int, int]:
    """Return between which numbers all pairs lie that begin with a character."""
    first = ord(character) * UPPER
    return first, first + UPPER - 1
