"""`make faults`: loads killed at any moment. Ends with 1 where a kill lost anything.

Owns the command line and what is printed. The same seed edits the same documents and draws the
same moments; what a process is at in that moment is the machine's affair.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.faults.run import Runner, Tally

TOLD = 25  # kills between two lines of progress


def main() -> int:
    """Run, print the summary, and return the exit status."""
    options = read_options()
    print(f"seed {options.seed}, {options.kills} kills", flush=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="fazhi-faults-") as folder:
        runner = Runner(Path(folder), options.seed)
        runner.prepare()
        for number in runner.run(options.kills):
            if number % TOLD == 0:
                print(f"  {number} kills, {len(runner.tally.losses)} losses", flush=True)
    show(runner.tally, time.monotonic() - began)
    return 1 if runner.tally.losses else 0


def read_options() -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    return parser.parse_args()


def show(tally: Tally, seconds: float) -> None:
    """Print what became of the loads."""
    print(f"an undisturbed load: {tally.undisturbed:.2f} s; the run: {seconds:.0f} s")
    print("kills by step:")
    for step, times in sorted(tally.kills.items(), key=lambda pair: (-pair[1], pair[0])):
        print(f"  {times:4} {step}")
    served = ", ".join(f"{name} {times} times" for name, times in tally.after.most_common())
    print(f"served after a kill: {served}; {tally.late} loads were over before their kill came")
    print(f"reading processes ended by themselves within {tally.slowest_orphan:.1f} s")
    kills = sum(tally.kills.values())
    print(f"{kills} kills, {tally.versions} versions published, losses: {len(tally.losses)}")


if __name__ == "__main__":
    sys.exit(main())
