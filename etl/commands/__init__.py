"""What each command of `fazhi` does, one file a command; `etl.cli` imports the one it runs."""

from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
WAREHOUSE = PROJECT / "data" / "warehouse"
RUNS = PROJECT / ".fazhi" / "runs"
