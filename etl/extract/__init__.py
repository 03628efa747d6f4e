"""From a Document to what it states: `read_report` is the door."""

from etl.extract.names import load_names
from etl.extract.report import read_report

__all__ = ["load_names", "read_report"]
