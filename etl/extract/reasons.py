"""Why a number is left, and who reports: the words in which scope speaks.

Owns the two closed sets and the reporter. Refuses every judgement (`etl.extract.scope`).
"""

from dataclasses import dataclass
from enum import StrEnum

from etl.model import Genre


class Reason(StrEnum):
    """Why a quantity was left; shown to analysts."""

    NO_NUMBER = "no_number"
    ORDINAL = "ordinal"
    RANGE = "range"
    POINTS = "points"
    UPPER_BOUND = "upper_bound"
    PLAN = "plan"
    OTHER_YEAR = "other_year"
    CHANGE = "change"
    CUMULATIVE = "cumulative"
    FREQUENCY = "frequency"
    OTHER_BODY = "other_body"
    PART = "part"
    REPEATED = "repeated"
    NO_WORDING = "no_wording"
    SET_PHRASE = "set_phrase"
    SHORTCOMING = "shortcoming"
    SHARED = "shared"
    OTHER_GENRE = "other_genre"
    DENIED = "denied"
    LISTED = "listed"


class Level(StrEnum):
    """How far the area of a body reaches."""

    NATION = "nation"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWN = "town"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reporter:
    """The body that reports, as far as scope needs it.

    `agency` is its name, `speaks_for_area`: a government, or the judicial bureau that reports for its city.
    """

    year: int | None = None
    genre: Genre = Genre.UNKNOWN
    level: Level = Level.UNKNOWN
    speaks_for_area: bool = False
    agency: str = ""


# 三项制度, 三张清单, 四个机制: a numeral inside a name.
