"""Named things as rows of a file: the columns of the documented views, the words in full.

Owns the columns. Refuses to choose the rows.
"""

from pandas import DataFrame

from pages.shared.download import show_download
from pages.shared.view import View
from pages.shared.words import say

_COLUMNS = (
    *("region", "agency", "year", "genre", "kind", "name", "number", "issuer", "deed"),
    *("quote", "sentence", "report_id", "named_id"),
)


def show_names_file(named: DataFrame, view: View, key: str) -> None:
    """Offer the things as a file."""
    label = say("answer.download", view.lang, n=f"{len(named):,}")
    stem = f"fazhi-names-{key}"
    show_download(label, stem, lambda: named[list(_COLUMNS)], f"{key}-file", view.lang)
