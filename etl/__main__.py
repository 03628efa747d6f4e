"""`python -m etl`: the command `fazhi` where only the package is known."""

from etl.cli import main

if __name__ == "__main__":
    main()
