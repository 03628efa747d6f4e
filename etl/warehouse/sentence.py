"""The sentence around a quote, as a reader wants to see it. Refuses to interpret it."""

from etl.model import Span

_ENDS = "。！？；\n"
_REACH = 300  # characters each side: a text without full stops must not become one sentence


def find_sentence(text: str, quote: Span) -> Span:
    """Return the span of the sentence (or clause up to ；) that holds `quote`."""
    floor = max(0, quote.start - _REACH)
    ceiling = min(len(text), quote.end + _REACH)
    start = max(text.rfind(mark, floor, quote.start) for mark in _ENDS) + 1
    if start == 0:
        start = floor
    while start < quote.start and text[start].isspace():
        start += 1
    # A quote may close with its full stop, or run over one; the end is looked for from its
    # last character on.
    last = max(quote.start, quote.end - 1)
    ends = [found for mark in _ENDS if (found := text.find(mark, last, ceiling)) >= 0]
    end = min(ends) if ends else ceiling
    if end < len(text) and ends and text[end] != "\n":
        end += 1
    return Span(start, max(end, quote.end))
