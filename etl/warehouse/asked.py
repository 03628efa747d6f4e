"""Reports in view, asked several questions by one filter: the answers gathered by report."""

from collections import defaultdict
from typing import Any

from etl.warehouse.conditions import bind_filter
from etl.warehouse.served import Served
from etl.warehouse.views import Filter


class Asked:
    """A filter on a version; queries hold `{where}` in place of its conditions."""

    def __init__(self, served: Served, filter: Filter) -> None:
        self._served = served
        self._where, self._values = bind_filter(filter)

    def rows(self, query: str) -> list[Any]:
        """Return the answer as tuples."""
        return self._served.rows(query.replace("{where}", self._where), self._values)

    def gather(self, query: str) -> dict[int, list[tuple[Any, ...]]]:
        """Return what follows the first column, the number of a report, by that number."""
        found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        for number, *rest in self.rows(query):
            found[number].append(tuple(rest))
        return found
