"""Inside the process of Atheris: one input after another through the whole way.

Owns the form of an input (a byte for the kind of file, then the file) and goes on after one that
fails, which it keeps as the run does. A crash of C or a hang ends the process; libFuzzer keeps
that input itself.
"""

import sys
from pathlib import Path
from random import Random

import atheris

with atheris.instrument_imports(include=["etl"]):
    from etl.catalog import load_catalog
    from tests.fuzz.check import check

from tests.fuzz.inputs import Input, spoil
from tests.fuzz.run import ALIKE, keep_input, name_reason
from tests.fuzz.seeds import KINDS

CATALOG = load_catalog()
FAILED: dict[str, int] = {}


def try_bytes(data: bytes) -> None:
    """Try one input; keep it where it breaks a promise."""
    item = read_input(data)
    try:
        check(CATALOG, item.data, f".{item.kind}")
    except Exception as error:  # whatever it is, it is a promise broken
        reason = name_reason(error)
        FAILED[reason] = FAILED.get(reason, 0) + 1
        if FAILED[reason] <= ALIKE:
            kept = keep_input(find_folder(), item, "guided-")
            kept.with_name(f"{kept.name}.why").write_text(reason, encoding="utf-8")


def read_input(data: bytes) -> Input:
    """Return the input that some bytes stand for."""
    place = data[0] if data else 0
    return Input(KINDS[place % len(KINDS)], data[1:])


def damage(data: bytes, longest: int, seed: int) -> bytes:
    """Damage an input with our own damages, or as Atheris does."""
    random = Random(seed)
    if random.random() < 0.4 or not data:
        return atheris.Mutate(data, longest)
    item = read_input(data)
    return (data[:1] + spoil(random, item.kind, item.data))[:longest]


def find_folder() -> Path:
    """Return where failing inputs go: where libFuzzer puts its own."""
    (prefix,) = (each for each in sys.argv if each.startswith("-artifact_prefix="))
    return Path(prefix.partition("=")[2]).parent


if __name__ == "__main__":
    atheris.Setup(sys.argv, try_bytes, custom_mutator=damage)
    atheris.Fuzz()
