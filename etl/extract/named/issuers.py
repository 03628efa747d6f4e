"""Who issued a document: as the words before the verb say, or as its number tells.

Owns subjects (县政府, 市财政局) by the level of their area, and the codes of governments in
document numbers. Knows kinds of bodies, no single body. A body above, a people's congress, or
another bureau is a stranger: what it issues is not the report's own.
"""

import re
from dataclasses import dataclass

from etl.extract.areas import AREA, AREAS, RANKS
from etl.extract.reasons import Level, Reporter
from etl.model import Header

_GOVERNMENT = "(?:委、?(?:[省市州盟县区旗镇乡])?)?(?:人民)?政府(?:办公[厅室]|办)?|委(?:办公室|办)?"
_SUBJECT = re.compile(
    rf"{AREA}(?:(?P<congress>人大|政协)|"
    rf"(?P<government>{_GOVERNMENT})(?=[、和与办发印名出制、，修废审常代主以联批]|$)|"
    r"(?P<bureau>[\u4e00-\u9fa5]{1,10}?(?:局|厅|委员会|委|办|部门|部|中心)))"
    r"|(?P<high>中共中央|国务院|中办|国办|上级|[省市]局|省厅|总局|部委"
    r"|[\u4e00-\u9fa5]{1,6}(?<![干内全本总支织传装战外])部(?:办公厅)?$)"
)
_BESIDE = re.compile("(?:联合|会同|[与和])$")
_OURSELVES = re.compile("我[局委办厅镇乡队院]|本[局委办厅级]")
# 经县政府同意, 报县政府: addressed, not acting.
_ADDRESSED = re.compile("(?:经|报|向|交|送|对|按|据|请示|列入|纳入|全|我|[位各]于?)$")
_NUMBER_YEAR = re.compile(r"〔(\d{4})〕")
_GOVERNMENT_CODE = re.compile("政(?:办|府办)|府办")
_AREA_CODE = re.compile("政(?:发|规|函|令|告|字|通)?$|府(?:发|规|函|令)?$")


@dataclass(frozen=True, slots=True)
class Subject:
    """Who acts before a verb: a stranger, or the issuer's name and partners beside the body."""

    stranger: bool = False
    issuer: str | None = None
    partner: str | None = None


class Issuers:
    """Reads issuers for the report of one body."""

    def __init__(self, header: Header, reporter: Reporter) -> None:
        self.agency = header.agency or ""
        self.region = header.region or ""
        # A town's government has no bureaux that issue documents of their own.
        self._area_wide = reporter.speaks_for_area and reporter.level is not Level.TOWN
        self._year = reporter.year
        self._rank = RANKS.get(reporter.level)

    def read_subject(self, before: str) -> Subject:
        """Return who acts in the words before a verb; nobody named is the body itself."""
        for found in reversed(list(_SUBJECT.finditer(before))):
            lead = before[: found.start()]
            if not _ADDRESSED.search(lead):
                return self._judge(found, lead)
        return Subject()

    def _judge(self, found: re.Match[str], lead: str) -> Subject:
        if found["high"] or found["congress"]:
            return Subject(stranger=found[0] not in self.agency)
        rank = AREAS[found["area"]]
        name = self._spell_out(found[0])
        if found["government"]:
            return Subject(issuer=name) if self._is_own_rank(rank) else Subject(stranger=True)
        if _BESIDE.search(lead) or (lead.endswith("、") and self._names_us(lead)):
            return Subject(partner=name)
        own = name == self.agency or found["bureau"] in self.agency
        if own and self._is_own_rank(rank):
            return Subject()
        return Subject(issuer=name) if self._area_wide and self._is_own_rank(rank) else _STRANGER

    def _names_us(self, words: str) -> bool:
        """Tell whether words name the reporting body: 县水利局、县财政局联合印发."""
        short = self.agency.removeprefix(self.region[:-1])
        return bool(short) and short in words or _OURSELVES.search(words) is not None

    def _is_own_rank(self, rank: int) -> bool:
        """Tell whether an area may be the body's own: 县 for a county, never 市 or 省."""
        if self._rank is None:
            return rank > 1
        # A town's government is its own; the one above it is not.
        return rank == self._rank

    def _spell_out(self, words: str) -> str:
        """Return 县政府 as 青岚县人民政府 where the area is the body's own."""
        if not self.region or not words.startswith(self.region[-1]):
            return words
        spelled = self.region + words[1:]
        return re.sub("(?<!人民)政府", "人民政府", spelled)

    def read_number(self, number: str | None) -> str | None:
        """Return the government whose number it is, None for any other."""
        if number is None or not self._is_local(number):
            return None
        code = number.partition("〔")[0]
        if _GOVERNMENT_CODE.search(code):
            return f"{self.region}人民政府办公室"
        return f"{self.region}人民政府" if _AREA_CODE.search(code) else None

    def _is_local(self, number: str) -> bool:
        """Tell whether a number begins with a sign of the body's own place (诸 of 诸暨市)."""
        return bool(self.region) and number[0] in self.region[:-1]

    def may_be_of_year(self, number: str | None) -> bool:
        """Tell whether a number is of the reporting year, or does not say."""
        found = _NUMBER_YEAR.search(number or "")
        return found is None or self._year is None or int(found[1]) == self._year

    def owns(self, title: str, number: str | None) -> bool:
        """Tell whether a title or a number bears the body's own name."""
        if number is not None and self._is_local(number):
            return True
        names = (self.region, self.agency)
        return any(name and title.removeprefix("关于印发").startswith(name) for name in names)

    def settle(self, subject: Subject, number: str | None, *, done: bool) -> str | None:
        """Return the issuer: as said, as the number tells, else the body itself for its deeds.

        Where the body reports for its whole area, any of its bureaux may be meant: nobody.
        """
        by_number = self.read_number(number)
        if not done:
            return by_number
        if subject.issuer or by_number:
            return subject.issuer or by_number
        if self._area_wide or not self.agency:
            return None
        return f"{self.agency}、{subject.partner}" if subject.partner else self.agency


_STRANGER = Subject(stranger=True)
