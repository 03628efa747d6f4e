"""`python -m etl`: the command `fazhi` where only the package is known."""

from etl.cli import main

main()
