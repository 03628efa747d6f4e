"""`python -m benchmarks.clients`: readers at a dashboard while new versions are published.

Owns what the readers do: pages in turn with filters of chance, thinking between them, now and
then a new tab; and the figures at the end. Ends with status 1 where a view failed.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

from websockets.exceptions import WebSocketException

from benchmarks.dashboard import Dashboard, publish, serve
from benchmarks.session import Query, View, open_session

PAGES = ("overview", "inspections", "normative_documents", "disclosures", "legal_counsel")
# All of them leave something to show on every page.
FILTERS: Sequence[Query] = (
    (),
    (("year", "2024"),),
    (("year", "2022"), ("year", "2024")),
    (("region", "云岫市"),),
    (("body", "云岫市科学技术局"),),
    (("region", "云岫市"), ("body", "云岫市市场监督管理局"), ("body", "云岫市交通运输局")),
    (("lang", "en"),),
    (("year", "2023"), ("lang", "en")),
)
_NEW_TAB = 0.1  # how often a reader opens the next page cold, in a tab of its own
_PATIENCE = 300.0  # seconds that are added at most while versions are waited for


@dataclass(frozen=True, slots=True)
class Load:
    """How many readers there are, and what else is going on; seconds but for the counts."""

    clients: int = 20
    seconds: float = 60.0
    thinking: float = 2.0  # between two views, on average
    pause: float = 2.0  # between two loads
    versions: int = 2  # go on until as many are published


@dataclass(frozen=True, slots=True)
class Outcome:
    """What all readers saw."""

    views: Sequence[View]
    versions: int
    tracebacks: int

    @property
    def failed(self) -> Sequence[View]:
        """Return the views with a fault."""
        return [view for view in self.views if view.fault]

    def quantile(self, share: float) -> float:
        """Return the latency within which this share of the views ended."""
        ordered = sorted(view.seconds for view in self.views)
        return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else 0.0


def main() -> None:
    """Run the readers, print the figures, end with 1 where a view failed."""
    load = read_options()
    outcome = measure(load)
    print_outcome(outcome, load)
    sys.exit(1 if outcome.failed or outcome.tracebacks else 0)


def read_options() -> Load:
    """Return the load the command line asks for."""
    usual = Load()
    parser = argparse.ArgumentParser(prog="python -m benchmarks.clients", description=__doc__)
    parser.add_argument("--clients", type=int, default=usual.clients, help="readers")
    parser.add_argument("--seconds", type=float, default=usual.seconds, help="how long")
    parser.add_argument("--thinking", type=float, default=usual.thinking, help="between two views")
    parser.add_argument("--pause", type=float, default=usual.pause, help="between two loads")
    parser.add_argument("--versions", type=int, default=usual.versions, help="at least so many")
    return Load(**vars(parser.parse_args()))


def measure(load: Load) -> Outcome:
    """Let readers at a new dashboard; return what they saw."""
    with tempfile.TemporaryDirectory() as name, serve(Path(name)) as dashboard:
        before = dashboard.version()
        views = asyncio.run(_run(dashboard, Path(name), load))
        return Outcome(views, dashboard.version() - before, dashboard.errors())


async def _run(dashboard: Dashboard, folder: Path, load: Load) -> Sequence[View]:
    views: list[View] = []
    publisher = asyncio.create_task(publish(dashboard, folder, load.pause))
    is_over = _end_of(load, dashboard)
    readers = [
        read_pages(dashboard.url, Random(number), load.thinking, is_over, views)
        for number in range(load.clients)
    ]
    await asyncio.gather(*readers)
    publisher.cancel()
    with suppress(asyncio.CancelledError):
        await publisher
    return views


def _end_of(load: Load, dashboard: Dashboard) -> Callable[[], bool]:
    """Return what tells whether it is over; a slow machine gets more time to publish."""
    end, wanted = time.monotonic() + load.seconds, dashboard.version() + load.versions

    def is_over() -> bool:
        late = time.monotonic() - end
        return late > _PATIENCE or (late > 0 and dashboard.version() >= wanted)

    return is_over


async def read_pages(
    url: str, random: Random, thinking: float, is_over: Callable[[], bool], views: list[View]
) -> None:
    """Open pages until it is over, in a new tab now and then and after a lost socket."""
    await asyncio.sleep(random.uniform(0, thinking))
    while not is_over():
        try:
            async with open_session(url) as session:
                while not is_over():
                    view = await session.view(random.choice(PAGES), random.choice(FILTERS))
                    views.append(view)
                    await asyncio.sleep(random.uniform(0.5, 1.5) * thinking)
                    if view.fault or random.random() < _NEW_TAB:
                        break
        except (OSError, WebSocketException) as error:
            views.append(View("", (), 0.0, f"no socket: {error}"))
            await asyncio.sleep(thinking)


def print_outcome(outcome: Outcome, load: Load) -> None:
    """Print the figures, and each fault with how often it was seen."""
    print(f"{load.clients} clients for {load.seconds:g} s or more")
    print(f"{outcome.versions} versions published meanwhile")
    print(f"{len(outcome.views)} views, {len(outcome.failed)} failed")
    print(f"a view: p50 {outcome.quantile(0.5):.3f} s, p95 {outcome.quantile(0.95):.3f} s")
    print(f"tracebacks of the server: {outcome.tracebacks}")
    faults = Counter((view.page, view.query, view.fault) for view in outcome.failed)
    for (page, query, fault), count in faults.most_common():
        print(f"{count:>6} × {page} {dict(query)}: {fault}")


if __name__ == "__main__":
    main()
