"""The forms of requests in view as rows of a file: every cell with the document it stands in.

Owns the columns of the file. Refuses to sum: whoever opens the file does.
"""

from pandas import DataFrame

from pages.shared.store import find_request_form
from pages.shared.view import View
from pages.shared.words import say

_COLUMNS = (
    *("region", "agency", "year", "row", "applicant", "value", "raw", "meaning"),
    *("title", "file", "url", "report"),
)


def list_rows(view: View) -> DataFrame:
    """Return every cell of the forms in view, columns and what we say of cells in words."""
    cells = view.label(find_request_form(view.asked))
    lang = view.lang
    told = cells.assign(
        row=cells["row_name"].str.replace("|", " · ", regex=False),
        applicant=[say(f"applicant.{each}", lang) for each in cells["applicant"]],
        value=cells["value"].convert_dtypes(),
        meaning=[say(f"cell.{each}", lang) for each in cells["meaning"]],
        file=cells["source"],
        report=cells["report_id"],
    )
    return told[list(_COLUMNS)].rename(
        columns={name: say(f"outcomes.file.{name}", lang) for name in _COLUMNS}
    )
