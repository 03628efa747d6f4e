"""What is said around a chart of the comparing page: its scope, what is not drawn, and why.

Owns the words of a panel, and which tracks it can draw. Refuses to draw.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pages.shared.compare_choice import Asked, Chart
from pages.shared.compare_scale import WIDEST
from pages.shared.compared import Compared, Mode, Told, Track
from pages.shared.findings import spans_text
from pages.shared.words import say, unit_name

MOST_LINES = 200
MOST_PLACES = 12


@dataclass(frozen=True, slots=True)
class Panel:
    """An indicator as it is compared."""

    indicator: str
    name: str
    kind: str
    compared: Compared


def order(panel: Panel) -> list[Track]:
    """Return the tracks to draw, the largest latest value first."""
    tracks = [track for track in panel.compared.drawn if any(drawn(track))]
    return sorted(tracks, key=lambda track: (-drawn(track)[-1].value, track.body))  # type: ignore[operator]


def drawn(track: Track) -> list[Told]:
    return [told for told in track.told if told.value is not None]


def find_fault(panel: Panel, asked: Asked) -> str | None:
    """Name what keeps a panel from being drawn."""
    if asked.mode is Mode.SHARE and panel.kind == "rate":
        return "rate"
    if asked.mode is Mode.SHARE and panel.compared.basis is None:
        return "share"
    if not order(panel):
        return {Mode.CHANGE: "change", Mode.SHARE: "small"}.get(asked.mode, "nothing")
    if asked.chart is Chart.BUMP and not find_standing(panel):
        return "bump"
    return None


def write_scope(
    panel: Panel, asked: Asked, tracks: Sequence[Track], years: tuple[int, int] | None,
    unit: str, lang: str,
) -> str:  # fmt: skip
    """Say what is drawn: the unit, whose figures, and over which set."""
    basis = panel.compared.basis
    if asked.mode is Mode.SHARE and basis:
        spans = spans_text(basis.years, lang)
        key = "compare.scope.share" if len(basis.years) > 1 else "compare.scope.share_year"
        return say(key, lang, unit=unit, n=len(basis.bodies), of=basis.stated_by, years=spans)
    if asked.chart is Chart.BUMP and basis:
        spans = spans_text(basis.years, lang)
        n = len(find_standing(panel))
        return say("compare.scope.bump", lang, unit=unit, n=n, of=basis.stated_by, years=spans)
    if asked.chart is Chart.SLOPE and years:
        n = sum(set(years) <= {told.year for told in drawn(track)} for track in tracks)
        return say("compare.scope.slope", lang, unit=unit, n=n, first=years[0], last=years[1])
    key = "compare.scope.points" if panel.kind == "rate" and asked.mode is Mode.CHANGE else (
        f"compare.scope.{asked.mode}")  # fmt: skip
    return say(key, lang, unit=unit, n=len(tracks)).strip()


def list_notes(panel: Panel, asked: Asked, tracks: Sequence[Track], lang: str) -> list[str]:
    """Say what is not drawn, and how signs are to be read."""
    notes = []
    apart: dict[str, set[str]] = {}
    for track in panel.compared.tracks:
        if track.measure != panel.compared.measure:
            apart.setdefault(track.measure, set()).add(track.body)
    for measure, bodies in apart.items():
        unit = unit_name(measure, lang)
        notes.append(say("compare.apart", lang, n=len(bodies), unit=unit))
    if asked.chart is Chart.BUMP:
        notes.append(say("compare.level", lang))
        if len(find_standing(panel)) > MOST_PLACES:
            notes.append(say("compare.places", lang, n=MOST_PLACES))
    elif len(tracks) > MOST_LINES:
        notes.append(say("compare.cut", lang, n=MOST_LINES, of=len(tracks)))
    if asked.mode is Mode.SHARE and any(
        told.value is None for track in tracks for told in track.told
    ):
        notes.append(say("compare.share_small", lang))
    if asked.mode is Mode.CHANGE:
        notes += _change_notes(panel, tracks, lang)
    return notes


def _change_notes(panel: Panel, tracks: Sequence[Track], lang: str) -> list[str]:
    values = [told.value or 0.0 for track in tracks for told in drawn(track)]
    silent = sum(told.value is None for track in panel.compared.drawn for told in track.told)
    notes = [say("compare.small", lang, n=silent)] if silent else []
    if panel.kind != "rate" and any(abs(value) > WIDEST for value in values):
        notes.append(say("compare.clipped", lang, n=f"{WIDEST:g}"))
    return notes


def find_standing(panel: Panel) -> list[Track]:
    """Return the comparable set's tracks: there is no order of places without one."""
    basis = panel.compared.basis
    if basis is None or len(basis.years) < 2:
        return []
    members = set(basis.bodies)
    return [track for track in panel.compared.drawn if track.body in members]
