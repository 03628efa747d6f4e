"""`make fuzz`: hostile files for minutes on end. Ends with 1 where one of them breaks a promise.

Owns the command line and what is printed. `--replay PATH` tries a kept input again, or a folder
of them.
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.fuzz import guided
from tests.fuzz.run import Runner, Tally, find_kept

KEPT = Path("build") / "fuzz"
TOLD = 60.0  # seconds between two lines of progress


def main() -> int:
    """Run, print the summary, and return the exit status."""
    options = read_options()
    runner = Runner(options.kept)
    if options.replay is not None:
        for item in find_kept(options.replay):
            runner.try_input(item)
        show(runner.tally)
        return 1 if runner.tally.failures else 0
    print(f"seed {options.seed}, {options.minutes:g} minutes; failing inputs go to {options.kept}/")
    explorer = guided.start(options.kept, options.minutes, options.seed)
    tally = runner.run(options.seed, until(time.monotonic() + options.minutes * 60, runner.tally))
    show(tally)
    explored = explorer.finish()
    print(explored)
    return 1 if tally.failures or explored.failures else 0


def read_options() -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--replay", type=Path)
    parser.add_argument("--kept", type=Path, default=KEPT)
    return parser.parse_args()


def until(end: float, tally: Tally) -> Callable[[int], bool]:
    """Return the question whether there is time left; it tells of the progress now and then."""
    told = time.monotonic()

    def goes_on(number: int) -> bool:
        nonlocal told
        if time.monotonic() - told > TOLD:
            told = time.monotonic()
            left = (end - told) / 60
            print(
                f"  {number} inputs, {len(tally.failures)} failures, {left:.0f} minutes left",
                flush=True,
            )
        return time.monotonic() < end

    return goes_on


def show(tally: Tally) -> None:
    """Print what became of the inputs."""
    print(f"{sum(tally.inputs.values())} inputs: {list_counts(tally.inputs)}")
    print(f"read as: {list_counts(tally.verdicts)}; {tally.figures} figures")
    seconds, kind, number = tally.slowest
    print(f"slowest: {seconds:.2f} s of processor time ({kind}, number {number})")
    print(f"crashes: {sum(tally.reasons.values())}")
    for reason, times in tally.reasons.most_common():
        print(f"  {times} × {reason}")
    for failure in tally.failures:
        print(f"  make fuzz REPLAY={failure.kept}")


def list_counts(counts: "dict[str, int]") -> str:
    """Return names and numbers, the largest first."""
    ordered = sorted(counts.items(), key=lambda pair: -pair[1])
    return ", ".join(f"{name} {number}" for name, number in ordered) or "none"


if __name__ == "__main__":
    sys.exit(main())
