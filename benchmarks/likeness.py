"""`make likeness`: how long it takes to compare made-up reports with earlier ones and with peers.

Owns the texts (synthetic reports in words of their own, a stated part of them taken over from the
year before or from another body) and the table. Beside it, in the same run: all pairs of a few
reports by rapidfuzz and by difflib, and what that comes to for all of them.
"""

import argparse
import pickle
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path
from random import Random
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory

from rapidfuzz import fuzz

from benchmarks.synthetic.plan import Outline, outline
from benchmarks.synthetic.prose import write_draft
from etl.checks.likeness_search import compare_all
from etl.checks.paragraphs import make_bare
from etl.checks.shared_passages import find_shared_passages
from etl.hands import MoreHands, lend_hands
from etl.likeness_rules import load_likeness
from etl.model import Genre, SectionKind, Span
from etl.record import ContentRecord, ReportRecord

_COPYING = (0.0, 0.0, 0.1, 0.4, 0.85)  # how much a body takes over from the year before
_PEERS = 0.03  # of the reports take the shortcomings over from the body before
_WORDS = "岚汀砚篁渚芷洵筠珩琤嵘陂墉圩埠垅坞岙峁崾泺浔澧渑淅滏漯潢濉沅"
_FEW = 40  # reports of which all pairs are compared
_KINDS = {"不足": SectionKind.SHORTCOMINGS, "问题": SectionKind.SHORTCOMINGS}
_PLAN = ("工作安排", "主要安排")


@dataclass(slots=True)
class Maker:
    """Writes reports in their order; keeps what the next one may take over."""

    busy: float = 0.0
    characters: int = 0
    planted: Counter[str] = field(default_factory=Counter)

    def make(self, count: int) -> Iterator[ReportRecord]:
        """Yield so many reports; `busy` are the seconds of processor of their making."""
        before: Sequence[str] = ()
        shortcomings: dict[int, Sequence[str]] = {}
        for index in range(count):
            busy = time.process_time()
            planned = outline(index)
            random = Random(index)
            lines = self._write(planned, random, before, shortcomings.get(planned.year, ()))
            before = lines if outline(index + 1).slug == planned.slug else ()
            shortcomings[planned.year] = _find_shortcomings(lines)
            record = make_record(planned, lines)
            self.characters += len(record.text or "")
            self.busy += time.process_time() - busy
            yield record

    def _write(
        self, planned: Outline, random: Random, before: Sequence[str], peer: Sequence[str]
    ) -> Sequence[str]:
        fresh = [colour(line, random) for line in write_draft(planned).lines]
        share = Random(planned.index // 12).choice(_COPYING)
        if before and share:
            self.planted["earlier"] += share > 0.5
            fresh = [
                old if random.random() < share else new
                for old, new in zip(before, fresh[: len(before)], strict=False)
            ] + fresh[len(before) :]
        if peer and random.random() < _PEERS:
            self.planted["peer"] += 1
            own = _find_shortcomings(fresh)
            if own:
                at = fresh.index(own[0])
                fresh[at : at + len(own)] = peer
        return fresh


def colour(line: str, random: Random) -> str:
    """Put words of its own into every clause, as every body has."""
    clauses = line.split("，")
    return "，".join(clause + "".join(random.choices(_WORDS, k=5)) for clause in clauses) + "。"


def _find_shortcomings(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines between two headings of which the first one names shortcomings."""
    starts = [at for at, line in enumerate(lines) if line[:1] in "一二三四" and line[1:2] == "、"]
    for place, at in enumerate(starts):
        if any(word in lines[at] for word in _KINDS):
            end = starts[place + 1] if place + 1 < len(starts) else len(lines)
            return lines[at + 1 : end]
    return ()


def make_record(planned: Outline, lines: Sequence[str]) -> ReportRecord:
    """Return the report as the warehouse would tell it."""
    text = "\n".join(lines)
    return ReportRecord(
        report_id=f"{planned.index:012d}",
        dataset="synthetic",
        region=planned.region.name,
        agency=planned.name,
        year=planned.year,
        genre=Genre.ROL,
        source=str(planned.path),
        body=Span(0, len(text)),
        contents=tuple(_find_contents(lines)),
        text=text,
    )


def _find_contents(lines: Sequence[str]) -> Iterator[ContentRecord]:
    at, open_kind, start = 0, None, 0
    for line in lines:
        if line[:1] in "一二三四" and line[1:2] == "、":
            if open_kind:
                yield ContentRecord(open_kind, Span(start, at), "")
            open_kind, start = _kind(line), at
        at += len(line) + 1
    if open_kind:
        yield ContentRecord(open_kind, Span(start, at - 1), "")


def _kind(heading: str) -> SectionKind | None:
    if any(word in heading for word in _PLAN):
        return SectionKind.NEXT_YEAR_PLAN
    return next((kind for word, kind in _KINDS.items() if word in heading), None)


def main() -> None:
    """Print what comparing takes, and the same of comparing all pairs."""
    options = read_options()
    with TemporaryDirectory() as folder:
        made, file = Maker(), Path(folder) / "reports"
        write_reports(made.make(options.reports), file)
        size = made.characters / max(options.reports, 1)
        print(
            f"{options.reports:,} reports of {size:,.0f} characters; planted {dict(made.planted)}"
        )
        with lend_hands(0 if options.alone else options.reports) as hands:
            began = time.perf_counter()
            print_ours(file, hands)
            print_shared(file, hands)
            seconds = time.perf_counter() - began
    print_whole(seconds)
    print_rivals(options.reports, count_seconds(RUSAGE_SELF, RUSAGE_CHILDREN) - made.busy)


def read_options() -> argparse.Namespace:
    """Return the command line's options."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.likeness", description=__doc__)
    parser.add_argument("--reports", type=int, default=10_000, metavar="N", help="how many")
    parser.add_argument("--alone", action="store_true", help="in one process")
    return parser.parse_args()


def write_reports(records: Iterable[ReportRecord], file: Path) -> None:
    """Keep made-up reports in a file: comparing them is measured without the making."""
    with file.open("wb") as kept:
        for record in records:
            pickle.dump(record, kept)


def read_reports(file: Path) -> Iterator[ReportRecord]:
    """Yield the reports of a file, one by one as from a warehouse."""
    with file.open("rb") as kept, suppress(EOFError):
        while True:
            yield pickle.load(kept)


def print_ours(file: Path, hands: MoreHands | None) -> None:
    """Compare the reports with earlier ones and peers."""
    rules = load_likeness()
    found: Counter[str] = Counter()
    began = time.perf_counter()
    for each in compare_all(read_reports(file), rules, hands):
        found[f"{each.relation} {rules.level(each.share or 0)}"] += 1
    _print_line("likeness to earlier reports and peers", time.perf_counter() - began)
    print(f"  found {dict(sorted(found.items()))}")


def print_shared(file: Path, hands: MoreHands | None) -> None:
    """Group bodies by shared shortcomings and plans."""
    began = time.perf_counter()
    groups = find_shared_passages(read_reports(file), load_likeness(), hands)
    _print_line("shared shortcomings and plans", time.perf_counter() - began)
    print(f"  found {len(groups):,} groups")


def print_rivals(count: int, ours: float) -> None:
    """Compare all pairs of a few reports, and say what all pairs of all of them come to."""
    texts = [make_bare(record.text or "") for record in Maker().make(_FEW)]
    pairs = list(combinations(texts, 2))
    wanted = count_pairs(count)
    rivals: tuple[tuple[str, Callable[[str, str], object], int], ...] = (
        ("rapidfuzz, ratio of all pairs", fuzz.ratio, len(pairs)),
        ("difflib, ratio of all pairs", _ratio, 40),
    )
    for name, compare, many in rivals:
        began = time.process_time()
        for pair in pairs[:many]:
            compare(*pair)
        seconds = (time.process_time() - began) / many * wanted
        print(
            f"{name:<40} {seconds:>12,.0f} s of processor for {wanted:,} pairs (extrapolated from {many})"
        )
        print(f"  ratio {seconds / ours:,.0f} ×")


def _ratio(first: str, second: str) -> float:
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def count_pairs(count: int) -> int:
    """Return how many pairs of one body, or of one year, there are among so many reports."""
    years: Counter[int] = Counter()
    bodies: dict[str, int] = defaultdict(int)
    for index in range(count):
        planned = outline(index)
        years[planned.year] += 1
        bodies[planned.name] += 1
    return _pairs(years.values()) + _pairs(bodies.values())


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


def print_whole(seconds: float) -> None:
    """Print what both took together; the processes that were lent have ended, and are counted."""
    _print_line("both", seconds)
    here, lent = count_seconds(RUSAGE_SELF), count_seconds(RUSAGE_CHILDREN)
    most = getrusage(RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"  processor: {here:,.1f} s here (making the reports, too), {lent:,.1f} s in processes")
    print(f"  that were lent, none of which had more than {most:,.0f} MB", flush=True)


def count_seconds(*whose: int) -> float:
    """Return the seconds of processor so far; processes count when they have ended."""
    return sum(used.ru_utime + used.ru_stime for used in map(getrusage, whose))


def _print_line(name: str, seconds: float) -> None:
    memory = getrusage(RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:<40} {seconds:>10,.1f} s, most memory so far {memory:,.0f} MB here", flush=True)


if __name__ == "__main__":
    main()
