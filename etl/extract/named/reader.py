"""The names of one report: every kind read, judged, mapped back, each thing once.

Owns the order of the readers and the choice between several mentions of one thing: of a
document the deed that says most, of anything else its first mention.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from etl.extract.named.documents import Documents
from etl.extract.named.fields import Fields
from etl.extract.named.firms import Firms
from etl.extract.named.found import Found
from etl.extract.named.issuers import Issuers
from etl.extract.named.laws import Laws
from etl.extract.named.passage import Passage
from etl.extract.named.platforms import Platforms
from etl.extract.named.standing import Standing
from etl.extract.named.titles import find_rows
from etl.extract.reasons import Reporter
from etl.model import Deed, Document, Header, NamedKind, NamedThing, SectionKind
from etl.named_vocabulary import load_laws, load_vocabulary
from etl.text.normalise import Normalised

_WEIGHTS = {deed: weight for weight, deed in enumerate(reversed(Deed))}


class NamedReader:
    """Reads names by the bundled vocabulary."""

    def __init__(self) -> None:
        words = load_vocabulary()
        self._documents = Documents(words[NamedKind.NORMATIVE_DOCUMENT])
        self._laws = Laws(words[NamedKind.LAW], load_laws())
        self._firms = Firms(words[NamedKind.LAW_FIRM])
        self._fields = Fields(words[NamedKind.INSPECTION_FIELD])
        self._platforms = Platforms(words[NamedKind.PLATFORM])

    def read(
        self, passage: Passage, header: Header, reporter: Reporter, standing: Standing
    ) -> list[Found]:
        """Return what `passage` names of the report's own, each thing once, in reading order."""
        issuers = Issuers(header, reporter)
        found = [
            each for each in self._find(passage, issuers) if standing.is_own(each.start, each.end)
        ]
        return sorted(_keep_one_each(found), key=lambda each: (each.start, each.name))

    def _find(self, passage: Passage, issuers: Issuers) -> Iterator[Found]:
        if "《" in passage.text:
            yield from self._find_titles(passage, issuers)
        yield from self._laws.read_bare(passage)
        yield from self._firms.read(passage)
        yield from self._fields.read(passage, issuers)
        yield from self._platforms.read(passage)

    def _find_titles(self, passage: Passage, issuers: Issuers) -> Iterator[Found]:
        for row in find_rows(passage.text):
            if not any(self._laws.is_law(title.name) for title in row):
                documents = list(self._documents.read(row, passage, issuers))
                if documents:
                    yield from documents
                    continue
            yield from self._laws.read(row, passage)


@lru_cache(maxsize=1)
def bundled_reader() -> NamedReader:
    """Return the reader of this process."""
    return NamedReader()


def read_named(
    document: Document,
    copy: Normalised,
    masked: str,
    header: Header,
    reporter: Reporter,
    section_at: Callable[[int], SectionKind],
) -> tuple[NamedThing, ...]:
    """Return what a report's prose names; `masked` is `copy` with its asides blanked."""

    def section_of(position: int) -> SectionKind:
        return section_at(copy.origin[position])

    passage = Passage(copy.text, masked)
    standing = Standing(passage, reporter, section_of)
    found = bundled_reader().read(passage, header, reporter, standing)
    return tuple(_name(each, document, copy) for each in found)


def _name(found: Found, document: Document, copy: Normalised) -> NamedThing:
    span = copy.span(found.start, found.end)
    return NamedThing(
        kind=found.kind,
        name=found.name,
        span=span,
        quote=span.cut(document.text),
        number=found.number,
        issuer=found.issuer,
        deed=found.deed,
    )


def _keep_one_each(found: Iterable[Found]) -> Iterable[Found]:
    kept: dict[tuple[NamedKind, str], Found] = {}
    for each in sorted(found, key=lambda each: each.start):
        key = (each.kind, each.name)
        if key not in kept or _weigh(each) > _weigh(kept[key]):
            kept[key] = each
    return kept.values()


def _weigh(found: Found) -> tuple[int, bool]:
    return (_WEIGHTS[found.deed] if found.deed else 0, found.number is not None)
