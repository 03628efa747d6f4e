"""The notice (通报) of a region and year: what it says, section by section, before it is a file.

Owns the order, the counts and the tone: each line says what was found, by which rule, and shows
its words; what cannot be told is counted and accuses nobody. Refuses to write files.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from etl.errors import UsageError
from etl.export.meanings import load_codes
from etl.export.notice_proof import Proof, clean, list_proofs
from etl.export.notice_words import load_notice
from etl.oversight.finding import Check, Finding, Level, Oversight, Topic, Verdict

_FILED = ".filed"
_SAMPLE = "sample"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the results are from: version, and the dashboard's address where it is shared.

    `loose` are files that were read for this once; `agencies` narrow what was looked at.
    """

    version: int
    built_at: datetime
    dashboard: str = ""
    loose: bool = False
    agencies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the notice: cells by the name of their column, and the proof."""

    cells: Mapping[str, str]
    proofs: tuple[Proof, ...]
    key: str
    year: int


@dataclass(frozen=True, slots=True)
class Part:
    """Rows under one head; `title` is empty where a section has one part only."""

    title: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section."""

    title: str
    sheet: str
    lead: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """The whole notice, as of a day."""

    title: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]
    method_title: str
    method: tuple[str, ...]
    dated: str
    day: date


def make_notice(found: Oversight, origin: Origin, day: date | None = None) -> Notice:
    """Return the notice; raises UsageError where it is about more than one region or year."""
    words, today = load_notice(), day or date.today()
    region, year = _find_scope(found.findings)
    told = [each for each in found.findings if each.explained is None]
    blanks: dict[str, object] = {
        "place": region,
        "year": year,
        "reports": found.reports,
        "bodies": len({(each.region, each.agency) for each in told}),
    }
    lead = [words.lead.format(**blanks)]
    if origin.agencies:
        lead.append(words.lead_agencies.format(agencies="、".join(origin.agencies)))
    if found.dataset == _SAMPLE:
        lead.append(words.sample)
    return Notice(
        title=clean(words.title.format(**blanks)),
        lead=tuple(map(clean, lead)),
        sections=tuple(_make_section(topic, told, origin.dashboard) for topic in Topic),
        method_title=words.method["title"],
        method=tuple(_tell_method(found.findings, origin, today)),
        dated=_name_day(today),
        day=today,
    )


def _find_scope(findings: Iterable[Finding]) -> tuple[str, int]:
    scopes = {(each.region, each.year) for each in findings}
    regions, years = {region for region, _ in scopes}, {year for _, year in scopes}
    if len(regions) != 1 or len(years) != 1:
        raise UsageError(
            f"通报只写一个地区、一个年度（现在有 {len(regions)} 个地区、{len(years)} 个年度）："
            "请用 --region 和 --year 各选一个。"
        )
    return next(iter(scopes))


def _name_day(day: date) -> str:
    words = load_notice()
    return words.notice_date.format(year=day.year, month=day.month, day=day.day)


def _tell_method(findings: Sequence[Finding], origin: Origin, day: date) -> list[str]:
    method = load_notice().method
    open_ones = [each for each in findings if each.explained is None]
    blanks = {
        "unclear": sum(each.level is Level.UNCLEAR for each in open_ones),
        "explained": sum(
            each.level in (Level.CERTAIN, Level.LOOK) and each.explained is not None
            for each in findings
        ),
    }
    version = method["loose" if origin.loose else "version"].format(
        version=origin.version,
        built=_name_day(origin.built_at.astimezone().date()),
        day=_name_day(day),
    )
    told = [*method["paragraphs"], *([method["explained"]] if blanks["explained"] else [])]
    return [*(each.format(**blanks) for each in told), version]


def _make_section(topic: Topic, findings: Sequence[Finding], dashboard: str) -> Section:
    words = load_notice()
    named = words.sections[topic.value]
    own = [each for each in findings if each.topic is topic]
    listed = _list_time(own) if topic is Topic.TIME else [each for each in own if each.telling]
    counted = (
        listed if topic in (Topic.TIME, Topic.FACT) else [each for each in own if each.certain]
    )
    blanks = {
        "n": len(counted),
        "reports": len({(each.region, each.agency, each.genre) for each in counted}),
        **_count_states(listed),
    }
    numeral = words.numerals[list(Topic).index(topic)]
    return Section(
        title=f"{numeral}{named['title']}",
        sheet=named["sheet"],
        lead=named["lead" if counted else "none"].format(**blanks) + _tell_rest(topic, own),
        parts=tuple(_make_parts(topic, listed, dashboard)),
    )


def _tell_rest(topic: Topic, findings: Sequence[Finding]) -> str:
    """Say how much more is not claimed; of facts nothing is."""
    words = load_notice()
    look = sum(each.level is Level.LOOK for each in findings)
    unclear = sum(each.level is Level.UNCLEAR for each in findings)
    told = [words.more_look] if look and topic is Topic.FIGURES else []
    told += [words.more_unclear] if unclear and topic in (Topic.CONTENT, Topic.FIGURES) else []
    return "".join(told).format(look=look, unclear=unclear)


def _list_time(findings: Iterable[Finding]) -> list[Finding]:
    """Return one line a report: when it was public, or that it is not there; body by body."""
    kept = (
        each
        for each in findings
        if not (each.rule.endswith(_FILED) and each.verdict is Verdict.KEPT)
    )
    return sorted(kept, key=lambda each: (each.region, each.agency, each.genre))


def _count_states(findings: Iterable[Finding]) -> dict[str, int]:
    counts = Counter(each.verdict for each in findings)
    return {
        "kept": counts[Verdict.KEPT],
        "late": counts[Verdict.LATE],
        "absent": counts[Verdict.MISSING],
        "unclear": counts[Verdict.UNCLEAR],
    }


_COLUMNS = {
    Topic.TIME: ("body", "report", "published", "due", "state", "proof"),
    Topic.CONTENT: ("body", "report", "told", "law", "proof"),
    Topic.FIGURES: ("body", "report", "told", "proof"),
    Topic.FACT: ("body", "report", "told", "proof"),
}


def _make_parts(topic: Topic, findings: Sequence[Finding], dashboard: str) -> Iterable[Part]:
    if topic is Topic.FIGURES:
        groups = {
            level.value: [each for each in findings if each.level is level] for level in Level
        }
    elif topic is Topic.FACT:
        groups = {
            check.value: [each for each in findings if each.check is check] for check in Check
        }
    else:
        groups = {"": list(findings)}
    for name, group in groups.items():
        if group:
            lines = tuple(_write_line(each, dashboard) for each in group)
            yield Part(load_notice().parts[name] if name else "", _COLUMNS[topic], lines)


def _write_line(finding: Finding, dashboard: str) -> Line:
    values, words = finding.values, load_notice()
    state = words.states.get(finding.verdict.value, "") if finding.verdict else ""
    if finding.topic is Topic.TIME and finding.level is not Level.KEPT:
        state = f"{state}：{finding.sentence}"
    cells = {
        "body": finding.agency,
        "report": load_codes()["genre"][finding.genre.value].zh,
        "published": _show_day(values.get("published")),
        "due": _show_day(values.get("due")),
        "state": state,
        "told": finding.sentence,
        "law": finding.law,
    }
    shown = {name: clean(cell) for name, cell in cells.items()}
    return Line(shown, list_proofs(finding, dashboard), finding.key, finding.year)


def _show_day(value: object) -> str:
    return value if isinstance(value, str) else "—"
