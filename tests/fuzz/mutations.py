"""Sound bytes made unsound: what broken programs, bad transfers and hostile people do to files.

Owns the damage any file may take. Damage that knows the form of a file (tags, archives, objects
of a PDF) is in `forms`.
"""

from collections.abc import Callable
from random import Random

LONGEST = 200_000  # bytes of a spoiled file
ENCODINGS = (
    "utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "big5", "utf-7",
    "utf-32", "shift_jis", "latin-1", "ascii",
)  # fmt: skip
_NUMBERS = (b"\x00", b"\xff", b"\x7f", b"\xff\xff\xff\xff", b"\x00\x00\x00\x80", b"-1", b"65536")
_NUMBERS += (b"4294967295", b"9" * 30, b"1e309", b"\xef\xbb\xbf", b"\xff\xfe", b"\xed\xa0\x80")
_RUNS = (b" ", b"\n", b"<", b"(", b"\x00", "约为".encode(), "（".encode(), b"1", "　".encode())
_SIZES = (1, 3, 20, 200, 3000, 40_000)


def spoil_bytes(random: Random, data: bytes, other: bytes) -> bytes:
    """Return `data` with one kind of damage; `other` is a file to borrow from."""
    damage: Callable[[Random, bytes, bytes], bytes] = random.choice(_DAMAGES)
    return damage(random, data, other)[:LONGEST]


def _flip(random: Random, data: bytes, other: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 1, 4, 30)) if changed else 0):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _cut(random: Random, data: bytes, other: bytes) -> bytes:
    return data[: random.randint(0, len(data))]


def _lose(random: Random, data: bytes, other: bytes) -> bytes:
    start, end = _find_piece(random, data)
    return data[:start] + data[end:]


def _repeat(random: Random, data: bytes, other: bytes) -> bytes:
    start, end = _find_piece(random, data)
    count = min(random.choice((2, 5, 100, 5000)), LONGEST // max(end - start, 1))
    return data[:start] + data[start:end] * count + data[end:]


def _borrow(random: Random, data: bytes, other: bytes) -> bytes:
    start, end = _find_piece(random, other)
    place = random.randint(0, len(data))
    return data[:place] + other[start:end] + data[place:]


def _splice(random: Random, data: bytes, other: bytes) -> bytes:
    return data[: random.randint(0, len(data))] + other[random.randint(0, len(other)) :]


def _insert(random: Random, data: bytes, other: bytes) -> bytes:
    place = random.randint(0, len(data))
    return data[:place] + random.choice(_NUMBERS) + data[place:]


def _run_on(random: Random, data: bytes, other: bytes) -> bytes:
    place = random.randint(0, len(data))
    return data[:place] + random.choice(_RUNS) * random.choice(_SIZES) + data[place:]


def _shuffle(random: Random, data: bytes, other: bytes) -> bytes:
    lines = data.split(b"\n")
    random.shuffle(lines)
    return b"\n".join(lines)


def _recode(random: Random, data: bytes, other: bytes) -> bytes:
    """Write the text in another encoding, or in two of them."""
    text = data.decode(random.choice(("utf-8", "gb18030")), "replace")
    place = random.choice((0, len(text), random.randint(0, len(text))))
    first, second = (random.choice(ENCODINGS) for _ in range(2))
    return text[:place].encode(first, "replace") + text[place:].encode(second, "replace")


def _find_piece(random: Random, data: bytes) -> tuple[int, int]:
    start = random.randint(0, len(data))
    return start, min(start + random.choice(_SIZES), len(data))


_DAMAGES = (
    _flip,
    _flip,
    _cut,
    _lose,
    _repeat,
    _borrow,
    _splice,
    _insert,
    _run_on,
    _shuffle,
    _recode,
)
