"""The errors Fazhi shows to people: what is wrong, where, and what to do about it.

Every error that reaches a user descends from `FazhiError`; its text is one clear sentence.
Programming mistakes are not caught here: they stay ordinary exceptions.
"""

from enum import StrEnum


class RejectionKind(StrEnum):
    """Why one document was not taken; part of the public JSON (`error.kind`)."""

    NOT_FOUND = "not_found"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"
    UNSUPPORTED = "unsupported"
    NO_BODY = "no_body"
    NOT_A_REPORT = "not_a_report"
    NO_AGENCY = "no_agency"
    NO_YEAR = "no_year"
    BAD_ROW = "bad_row"


class FazhiError(Exception):
    """Base of all errors meant for people."""


class UsageError(FazhiError):
    """The command was called in a way that cannot work (exit status 2)."""


class CatalogError(FazhiError):
    """A file below data/ breaks a rule of the catalogue; names file, place and mistake."""


class ExportError(FazhiError):
    """An export could not be written; nothing stands under its name that did not before."""


class WarehouseFault(StrEnum):
    """What is wrong with the warehouse; pages and the command line act on it."""

    MISSING = "missing"
    DAMAGED = "damaged"
    LOCKED = "locked"
    UNWRITABLE = "unwritable"


class WarehouseError(FazhiError):
    """The warehouse is missing, damaged, locked, or cannot be written."""

    def __init__(self, kind: WarehouseFault, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message


class ClusterError(FazhiError):
    """The cluster that was to read cannot, or can no more; names it, or the worker."""


class QueryFault(StrEnum):
    """Why a query of an analyst gave no answer."""

    REFUSED = "refused"  # it would do more than read the documented views
    WRONG = "wrong"  # DuckDB cannot make sense of it, or of a value it met
    MEMORY = "memory"
    TIME = "time"
    SIZE = "size"
    DAMAGED = "damaged"
    LOST = "lost"


class QueryError(FazhiError):
    """A query gave no answer."""

    def __init__(self, kind: QueryFault, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message


class Rejected(FazhiError):  # noqa: N818 - a verdict on a document, not a fault of the program
    """One document cannot be used; the others go on."""

    def __init__(self, kind: RejectionKind, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message

    def __reduce__(self) -> tuple[type["Rejected"], tuple[RejectionKind, str]]:
        return Rejected, (self.kind, self.message)


def demand_body_and_year(source: str, agency: str | None, year: int | None) -> None:
    """Refuse a report that cannot be filed: under whom, and in which year."""
    if not agency:
        raise Rejected(
            RejectionKind.NO_AGENCY,
            f"{source} 里看不出是哪个单位的报告：请保留标题或落款后再装入。",
        )
    if year is None:
        raise Rejected(
            RejectionKind.NO_YEAR, f"{source} 里看不出是哪一年度的报告：请保留标题后再装入。"
        )
