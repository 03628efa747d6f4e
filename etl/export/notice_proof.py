"""The proof beside each line of the notice: words of a report, where they stand, the way there.

Owns which addresses become links: http and https alone, the dashboard's without a key, and none
that opens on one machine only. Words of reports stay text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from etl.export.meanings import load_codes
from etl.export.notice_words import load_notice
from etl.export.spreadsheet import Cells
from etl.oversight.finding import Evidence, Finding

_LONGEST = 160  # characters of a quote in a table: what is longer is cut with a mark
_MOST = 6  # quotes beside one line
_ADDRESS = 2_000  # characters of an address that office programs follow
_LONE = re.compile("[\ud800-\udfff]")
_PLAIN = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True)
class Proof:
    """Words, the report and file they stand in, and addresses; empty where there is none."""

    quote: str
    source: str
    note: str = ""
    report_id: str = ""
    page: str = ""
    dashboard: str = ""


def list_proofs(finding: Finding, dashboard: str = "") -> tuple[Proof, ...]:
    """Return the proof of a finding; a body on the roster without a report has the roster's line."""
    words = load_notice().proof
    if not finding.evidence:
        line = finding.values.get("line")
        return (Proof("", words["roster"] + (f"第 {line} 行" if line else "")),)
    proofs = [_read(each, finding, dashboard) for each in finding.evidence[:_MOST]]
    if (more := len(finding.evidence) - _MOST) > 0:
        proofs.append(Proof("", words["more"].format(n=more)))
    return tuple(proofs)


def _read(each: Evidence, finding: Finding, dashboard: str) -> Proof:
    source = each.source.replace("\\", "/").rpartition("/")[2]
    if (each.year, each.genre) != (finding.year, finding.genre):
        genre = load_codes()["genre"][each.genre.value].zh
        source = f"{each.year}年{genre}，{source}"
    if each.span is None:
        source = f"{load_notice().proof['page']}，{source}"
    return Proof(
        quote=cut(each.quote),
        source=clean(source),
        note=each.note,
        report_id=each.report_id,
        page=check_address(each.url or ""),
        dashboard=write_way(each, finding.dataset, dashboard),
    )


def cut(quote: str) -> str:
    """Return a quote on one line, cells of a table set apart; a long one cut with a mark."""
    flat = clean(" ".join(quote.replace("\t", "　").split(" ")))
    flat = re.sub(r"[^\S　]+", " ", flat).strip()
    return flat if len(flat) <= _LONGEST else flat[:_LONGEST] + "……"


def show_quote(proof: Proof) -> str:
    """Return the words in quotation marks, before them what they are where it is not plain."""
    note = f"{proof.note}：" if proof.note else ""
    return f"{note}“{proof.quote}”" if proof.quote else ""


def clean(text: str) -> str:
    """Return text without characters that no office file can hold."""
    return Cells().fit(_LONE.sub("", text)).strip()


def write_way(each: Evidence, dataset: str, dashboard: str) -> str:
    """Return the address of our report page at the words; empty without a shared dashboard."""
    base = find_base(dashboard)
    if not base:
        return ""
    find = [("find", clean(each.find))] if each.find else []
    query = urlencode([("id", each.report_id), *find, ("data", dataset)])
    return check_address(f"{base}/report?{query}")


def find_base(dashboard: str) -> str:
    """Return where a dashboard is served, key and user left out; empty where others cannot go."""
    if not check_address(dashboard):
        return ""
    parts = urlsplit(dashboard)
    host = parts.hostname or ""
    if host in ("localhost", "::1") or host.startswith("127."):
        return ""
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path.rstrip('/')}"


def check_address(url: str) -> str:
    """Return an address that may be a link, else nothing."""
    bare = url.strip()
    try:
        parts = urlsplit(bare)
    except ValueError:
        return ""
    known = parts.scheme in ("http", "https") and parts.netloc
    return bare if known and len(bare) <= _ADDRESS and _PLAIN.fullmatch(bare) else ""


def choose_ways(proofs: Sequence[Proof], most: int) -> list[tuple[str, str]]:
    """Return the addresses of the first reports, each once: page and dashboard."""
    ways: dict[str, tuple[str, str]] = {}
    for each in proofs:
        if each.page or each.dashboard:
            ways.setdefault(each.report_id, (each.page, each.dashboard))
    return list(ways.values())[:most]
