"""Which pairs of neighbouring characters the texts hold: what spares a search most of them.

Owns the table `text_pairs`. Reports are taken 64 to a block and 32 blocks to a stretch, by their
number; a row says in which blocks of a stretch a pair stands, and in which of them not just as it
is met (sought.py) but with white space within, or in full width. A word can only stand where all
of its pairs do; whether it does is looked up in the text (text_search.py). Refuses to keep the
texts a second time.
"""

import duckdb
import numpy as np
import pyarrow as pa

from etl.warehouse.sought import is_solid, read_forms
from etl.warehouse.stretches import BLOCK, STRETCH, UPPER

_END = "\0"  # stands between reports: a pair across it is no pair of a text
_DROPPED = 0xFFFFFFFF
_SOLID = np.array([is_solid(chr(code)) for code in range(129)])  # the last stands for all others
_TEXTS = "SELECT text FROM reports WHERE report_no BETWEEN $first AND $last ORDER BY report_no"


def fill_pairs(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill the table of pairs; the reports must be in theirs."""
    [(last,)] = connection.execute("SELECT max(report_no) FROM reports").fetchall()
    forms = _tabulate_forms()
    connection.execute("CREATE TEMP TABLE found_pairs AS FROM text_pairs LIMIT 0")
    for stretch in range(((last or 0) + STRETCH - 1) // STRETCH):
        bounds = {"first": stretch * STRETCH + 1, "last": (stretch + 1) * STRETCH}
        texts = [text for (text,) in connection.execute(_TEXTS, bounds).fetchall()]
        connection.register("given", _table_stretch(stretch, texts, forms))
        connection.execute("INSERT INTO found_pairs SELECT * FROM given")
        connection.unregister("given")
    connection.execute("INSERT INTO text_pairs FROM found_pairs ORDER BY pair, stretch")
    connection.execute("DROP TABLE found_pairs")


def _tabulate_forms() -> "np.ndarray":
    """Return the form of every character by its number."""
    forms = np.arange(UPPER, dtype=np.uint32)
    for written, form in read_forms().items():
        forms[ord(written)] = ord(form) if form else _DROPPED
    return forms


def _table_stretch(stretch: int, texts: list[str], forms: "np.ndarray") -> pa.Table:
    blocks = [_find_pairs(texts[at : at + BLOCK], forms) for at in range(0, len(texts), BLOCK)]
    pairs, bits = _gather([every for every, _ in blocks])
    others, other_bits = _gather([altered for _, altered in blocks])
    altered = np.zeros(len(pairs), dtype=np.uint32)
    altered[np.searchsorted(pairs, others)] = other_bits
    numbers = np.full(len(pairs), stretch, dtype=np.int32)
    return pa.table({"pair": pairs, "stretch": numbers, "blocks": bits, "altered": altered})


def _gather(blocks: "list[np.ndarray]") -> "tuple[np.ndarray, np.ndarray]":
    """Return the pairs of all blocks in order, each once, and a bit for every block that has it."""
    pairs = np.concatenate(blocks)
    bits = np.uint32(1) << np.arange(len(blocks), dtype=np.uint32)
    bits = np.repeat(bits, [len(block) for block in blocks])
    order = np.argsort(pairs, kind="stable")
    pairs, bits = pairs[order], bits[order]
    firsts = np.flatnonzero(np.diff(pairs, prepend=-1))
    return pairs[firsts], np.bitwise_or.reduceat(bits, firsts) if len(firsts) else bits


def _find_pairs(texts: list[str], forms: "np.ndarray") -> "tuple[np.ndarray, np.ndarray]":
    """Return the pairs of a block, each once; and those that are written in another way somewhere."""
    whole = (_END.join(texts) + _END).encode("utf-32-le")
    written = np.frombuffer(whole, dtype=np.uint32)
    met = forms[written]
    kept = np.flatnonzero(met != _DROPPED)
    met, plain = met[kept].astype(np.int64), met[kept] == written[kept]
    pairs = met[:-1] * UPPER + met[1:]
    solid = _SOLID[np.minimum(met, len(_SOLID) - 1)]
    together = (np.diff(kept) == 1) | (solid[:-1] & solid[1:])
    alike = plain[:-1] & plain[1:] & together
    return np.unique(pairs), np.unique(pairs[~alike])
