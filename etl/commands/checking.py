"""`fazhi check`: what the checks find in a warehouse, or in files read for this once.

Owns which reports are checked, and the exit status: only what is certain counts. Refuses to judge
(`etl.checks`) and to lay out (`etl.console.oversight`).
"""

import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from etl.checks.roster import GIVEN, Roster, find_roster, read_roster
from etl.commands.loading import Request as LoadRequest
from etl.commands.loading import fill
from etl.console.oversight import form_finding, show_findings
from etl.console.terminal import name_rejection, open_console, show_sentence, write_exact
from etl.errors import UsageError
from etl.explained import read_marks
from etl.export.aside import build_aside, check_target
from etl.export.selection import parse_years
from etl.oversight.finding import Check, Oversight
from etl.oversight.gather import CHECKS, gather
from etl.readers import find_place
from etl.warehouse.queries import Warehouse
from etl.warehouse.views import Filter
from etl.worker import WORKER

FOUND = 1
_OWN = "own"
_PREFERRED = (_OWN, "sample", "public")
_NEAR = 3
NOTICES = (".docx", ".xlsx")


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asked for."""

    paths: Sequence[str] = ()
    warehouse: Path = Path()
    datasets: tuple[str, ...] = ()
    years: str | None = None
    regions: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    only: str | None = None
    everything: bool = False
    as_json: bool = False
    roster: Path | None = None
    directories: tuple[Path, ...] = ()
    notice: Path | None = None
    dashboard: str = ""
    force: bool = False


def check(request: Request) -> int:
    """Print what was found; return 1 where anything certain was."""
    checks = choose_checks(request.only)
    years = parse_years(request.years) if request.years else None
    _check_notice(request)
    if request.paths and request.datasets:
        raise UsageError("给了路径就不用 --dataset：只核对这些文件。")
    roster = _find_roster(request)
    with open_checked(request) as warehouse:
        datasets = choose_datasets(warehouse, request)
        found = []
        for dataset in datasets:
            asked = Filter(dataset, years, request.regions, request.agencies)
            found.append(
                gather(
                    warehouse,
                    asked,
                    roster=roster,
                    marks=read_marks(request.warehouse),
                    checks=checks,
                )
            )
        if not any(each.reports for each in found):
            raise UsageError("没有符合条件的报告，无从核对：请检查年度、地区和单位。")
        if request.notice is not None:
            _write_notice(request, request.notice, warehouse, found)
        _show(found, request, checks)
    return FOUND if any(each.certain for each in found) else 0


def choose_checks(only: str | None) -> tuple[Check, ...]:
    """Return the checks that are asked for, in their order."""
    names = [name.strip() for name in only.split(",")] if only is not None else list(CHECKS)
    for name in names:
        if name not in CHECKS:
            known = "、".join(CHECKS)
            raise UsageError(f"--only 里的“{name}”不认识：可选 {known}，用逗号隔开。")
    return tuple(each for each in CHECKS if each in names)


def _check_notice(request: Request) -> None:
    if request.notice is None:
        return
    if request.notice.suffix.lower() not in NOTICES:
        raise UsageError(f"通报的文件名要以 .docx 或 .xlsx 结尾：{request.notice}。")
    if request.only is not None:
        raise UsageError("--notice 要有全部核对结果：请去掉 --only。")
    check_target(request.notice, force=request.force, single=True)


@contextmanager
def open_checked(request: Request) -> Iterator[Warehouse]:
    """Yield the warehouse asked for, or one of the files given that is gone afterwards."""
    if not request.paths:
        with closing(Warehouse.open(request.warehouse)) as warehouse:
            if warehouse.notice:
                show_sentence(warehouse.notice)
            yield warehouse
        return
    WORKER.start()
    with tempfile.TemporaryDirectory(prefix="fazhi-check-") as folder:
        places = tuple(map(find_place, request.paths))
        summary = fill(LoadRequest(places, Path(folder), _OWN, request.directories))
        for each in summary.rejections:
            show_sentence(name_rejection(each.source, each.kind, each.message, each.line))
        if not summary.version:
            raise UsageError("没有一份文件可用，无从核对。")
        with closing(Warehouse.open(Path(folder))) as warehouse:
            yield warehouse


def _find_roster(request: Request) -> Roster:
    """Return the roster given, else that of the warehouse; files by themselves answer to none."""
    if request.roster is not None:
        return read_roster(request.roster)
    if request.paths:
        return Roster()
    given = os.environ.get(GIVEN)
    return find_roster(request.warehouse, Path(given) if given else None)


def choose_datasets(warehouse: Warehouse, request: Request) -> tuple[str, ...]:
    """Return the data sets to check; what is asked for has reports, or is told to have none."""
    present = {each.id for each in warehouse.datasets() if each.reports}
    preferred = next(((name,) for name in _PREFERRED if name in present), ())
    datasets = tuple(dict.fromkeys(request.datasets)) or preferred
    if lacking := [name for name in datasets if name not in present]:
        raise UsageError(f"数据集 {'、'.join(lacking)} 里没有报告，无从核对。")
    if not datasets:
        raise UsageError("没有报告可以核对：请先用 fazhi load 装入，或给出文件。")
    scopes = [warehouse.scope(dataset) for dataset in datasets]
    regions = [name for scope in scopes for name in scope.regions]
    agencies = [name for scope in scopes for name in scope.agencies["agency"]]
    _demand("地区", request.regions, regions)
    _demand("单位", request.agencies, agencies)
    return datasets


def _demand(kind: str, asked: Sequence[str], there: Sequence[str]) -> None:
    """Refuse a name that is not there: a slip must not look like a clean result."""
    for name in asked:
        if name not in there:
            near = get_close_matches(name, there, _NEAR) or [each for each in there if name in each]
            hint = f"是不是：{'、'.join(dict.fromkeys(near[:_NEAR]))}？" if near else "请检查写法。"
            raise UsageError(f"没有{kind}“{name}”的报告。{hint}")


def _show(found: Sequence[Oversight], request: Request, checks: Sequence[Check]) -> None:
    listed = [
        each for part in found for each in part.findings if request.everything or each.telling
    ]
    if request.as_json:
        for each in listed:
            write_exact(json.dumps(form_finding(each), ensure_ascii=False) + "\n")
    else:
        show_findings(listed, found, checks, open_console())


def _write_notice(
    request: Request, path: Path, warehouse: Warehouse, found: Sequence[Oversight]
) -> None:
    """Write the notice; what it is about has to be one region and one year."""
    from etl.export.notice import Origin, make_notice
    from etl.export.notice_docx import write_notice_docx
    from etl.export.notice_xlsx import write_notice_xlsx

    if len(found) != 1:
        raise UsageError("通报只写一个数据集：请用 --dataset 选一个。")
    origin = Origin(
        version=warehouse.version,
        built_at=warehouse.built_at,
        dashboard="" if request.paths else request.dashboard,
        loose=bool(request.paths),
        agencies=request.agencies,
    )
    notice = make_notice(found[0], origin)
    write = write_notice_docx if path.suffix.lower() == ".docx" else write_notice_xlsx
    with build_aside(path, force=request.force, single=True) as aside:
        write(aside, notice)
    show_sentence(f"已写通报：{path}")
