"""Text as the rules read it: one form of digits and punctuation, no layout breaks.

Owns the map back: every character of `Normalised.text` knows the offset it came from, so a
match on the normalised copy becomes a span of the text as published. Refuses to change
anything that carries meaning (no word is rewritten, no number converted).
"""

import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass

from etl.model import Span
from etl.text.characters import CharacterMap

_KEPT = "，；：（）！？"  # Chinese marks are written full-width
_FULL_WIDTH = {
    chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEPT
}
_PUNCTUATION = dict(zip(",;:()!?[]", "，；：（）！？〔〕", strict=True))
# １，７２０ and 1,720 meet in one form (see _THOUSANDS), a comma between clauses is always "，".
_ONE_TO_ONE = CharacterMap(
    {
        **_FULL_WIDTH,
        **_PUNCTUATION,
        **dict(zip("［］【】", "〔〕〔〕", strict=True)),
        **dict(zip("﹪○●｡﹔﹕﹐", "%〇〇。；：，", strict=True)),
        **dict.fromkeys("─–－～~", "—"),
        **dict.fromkeys("‧•", "·"),
    }
)
_THOUSANDS = re.compile(r"(?<!\d)(?<!\d，)\d{1,3}(?:，\d{3})+(?!\d|，\d)")
_BLANKS = re.compile(r"[\s\u3000\u00a0\u200b-\u200f\u2060\ufeff\u00ad]+")
_LINE_START = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.是]|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.、）]"
    r"|第[一二三四五六七八九十\d]{1,3}[章节部条]|[①-⑳])"
)
_SENTENCE_END = "。；：！？…"
_WRAPPED_LINE = 18
_LONGEST_HEADING = 45
_OF_NEXT = 0.7  # how long a wrapped line is at least, beside the one it goes on in


@dataclass(frozen=True, slots=True)
class Normalised:
    """A normalised copy and, per character, its offset in the text as published."""

    text: str
    origin: "array[int]"

    def span(self, start: int, end: int) -> Span:
        """Return the published span of `text[start:end]` (at least one character).

        A statement written out of a table may name the row before the head that stands above it.
        """
        first, last = self.origin[start], self.origin[end - 1]
        if first > last:
            places = self.origin[start:end]
            first, last = min(places), max(places)
        return Span(first, last + 1)

    def followed_by(self, other: "Normalised") -> "Normalised":
        """Return this text with `other` as a further paragraph."""
        gap = array("l", [other.origin[0] if other.origin else 0])
        return Normalised(f"{self.text}\n{other.text}", self.origin + gap + other.origin)


def normalise(text: str, body: Span | None = None, cuts: Iterable[Span] = ()) -> Normalised:
    """Return the normalised copy of `text`, or of its `body` alone, without the `cuts`.

    A cut (a table, say) leaves a paragraph break behind.
    """
    body = body or Span(0, len(text))
    mapped = _unify_characters(text)
    pieces: list[str] = []
    origin, offsets = array("l"), array("l", range(body.end + 1))
    position = body.start
    for cut in [*sorted(cuts), Span(body.end, body.end)]:
        if cut.start >= position:
            _append_run(mapped, position, min(cut.start, body.end), pieces, origin, offsets)
            if cut.end > cut.start:
                pieces.append("\n")
                origin.append(cut.start)
        position = max(position, cut.end)
    return Normalised("".join(pieces), origin)


def _unify_characters(text: str) -> str:
    mapped = _ONE_TO_ONE.apply(text)
    return _THOUSANDS.sub(lambda match: match[0].replace("，", ","), mapped)


def _append_run(
    mapped: str,
    start: int,
    end: int,
    pieces: list[str],
    origin: "array[int]",
    offsets: "array[int]",
) -> None:
    position = start
    for blank in _BLANKS.finditer(mapped, start, end):
        pieces.append(mapped[position : blank.start()])
        origin.extend(offsets[position : blank.start()])
        if "\n" in blank[0] and not _is_wrap(mapped, start, end, blank.start(), blank.end()):
            pieces.append("\n")
            origin.append(blank.start())
        position = blank.end()
    pieces.append(mapped[position:end])
    origin.extend(offsets[position:end])


def _is_wrap(mapped: str, start: int, end: int, before: int, after: int) -> bool:
    """Tell whether a line break only wraps a sentence (行政处 / 罚) and is no paragraph's end.

    A wrapped line is long, ends in the middle of a sentence, and goes on without an indent;
    with one only where an earlier sentence of the line shows that it is no heading.
    """
    if before <= start or after >= end or mapped[before - 1] in _SENTENCE_END:
        return False
    blank = mapped[before:after]
    if blank.count("\n") > 1:
        return False
    line_start = mapped.rfind("\n", start, before) + 1
    line = mapped[max(line_start, start) : before].strip()
    if len(line) < _WRAPPED_LINE or _LINE_START.match(mapped, after):
        return False
    if len(blank.rsplit("\n", 1)[1]) > 1:
        return "。" in line
    if not _LINE_START.match(line) or len(line) > _LONGEST_HEADING:
        return True
    # A heading (（四）加强执法监督，促进公正文明) may hold a comma; its text runs on far longer.
    following = mapped.find("\n", after, end)
    length = len(mapped[after : following if following >= 0 else end].strip())
    return re.search("[，。；]", line) is not None and len(line) >= _OF_NEXT * length
