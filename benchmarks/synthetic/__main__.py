"""`python -m benchmarks.synthetic FOLDER --reports N`: write a corpus and say how long it took."""

import argparse
import time
from pathlib import Path

from benchmarks.synthetic.corpus import make_corpus


def main() -> None:
    """Write the corpus and print its make-up."""
    options = read_options()
    began = time.perf_counter()
    made = make_corpus(options.folder, options.reports, seed=options.seed)
    seconds = time.perf_counter() - began
    shares = ", ".join(f"{media.value} {made[media]:,}" for media in sorted(made))
    print(f"{options.reports:,} reports in {seconds:.1f} s: {shares}")


def read_options() -> argparse.Namespace:
    """Return the command line's options."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.synthetic", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the corpus goes")
    parser.add_argument("--reports", type=int, default=1000, metavar="N", help="how many")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="another corpus")
    return parser.parse_args()


if __name__ == "__main__":
    main()
