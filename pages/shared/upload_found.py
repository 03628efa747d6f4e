"""What was found in uploaded files, before it is loaded: each file's verdict, each figure's words.

Owns the list and its words. Refuses to judge: the reader said what a file is.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from etl.uploads import Read
from pages.shared import markup
from pages.shared.component import make_component, mount
from pages.shared.numbers import with_unit
from pages.shared.store import find_catalogue
from pages.shared.words import known, say

_LIST = make_component("upload_found")
_WORDS = ("figures", "caption")


def show_found(reads: Sequence[Read], lang: str) -> None:
    """Draw the list: the refused ones first, as they want something done."""
    good = [each for each in reads if each.report is not None]
    refused = len(reads) - len(good)
    figures = sum(len(list(_list_figures(each, lang))) for each in good)
    scope = say("upload.found", lang, n=len(good), figures=figures)
    if refused:
        scope += say("upload.found.refused", lang, n=refused)
    markup.show_section(say("upload.section", lang), scope)
    ordered = sorted(reads, key=lambda each: (each.report is not None, each.source))
    data = {
        "files": [_show_file(each, lang) for each in ordered],
        "words": {name: say(f"upload.{name}", lang, n="{n}") for name in _WORDS},
    }
    mount(_LIST, "upload-found", data)


def _show_file(read: Read, lang: str) -> dict[str, Any]:
    if read.report is None:
        kind = f"rejected.{read.kind}"
        word = say(kind, lang) if known(kind) else read.kind
        return {"name": read.source, "refused": word, "message": read.message}
    report = read.report
    return {
        "name": read.source,
        "facts": _list_facts(report, lang),
        "notes": [str(each["message"]) for each in report.get("findings", ())],
        "figures": list(_list_figures(read, lang)),
    }


def _list_facts(report: Mapping[str, Any], lang: str) -> list[str]:
    facts = [str(report["agency"]), say("year_span", lang, span=report["year"])]
    facts.append(say(f"genre.{report['genre']}", lang))
    if report["published_on"]:
        facts.append(say("report.published", lang, day=report["published_on"]))
    return facts


def _list_figures(read: Read, lang: str) -> Iterator[dict[str, str]]:
    """Yield the figures of indicators, parts below their totals left out, with their words."""
    indicators = find_catalogue().indicators
    for each in (read.report or {}).get("observations", ()):
        if each["indicator"] in indicators:
            entry = indicators[each["indicator"]]
            name = entry.name_zh if lang == "zh" else entry.name_en
            part = f"（{each['part']}）" if each["part"] else ""
            value = with_unit(float(each["value"]), each["qualifier"], each["unit"], lang)
            yield {"name": f"{name}{part}", "value": value, "quote": each["quote"]}
