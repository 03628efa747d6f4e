"""What a worker of a cluster does: the same two functions as a reader of one machine.

Owns what a worker process keeps between batches, its stages, and so its reading processes: one
for each of its threads. Refuses to read with other code than the load's. Faults that are no
document's become sentences that name the worker.
"""

import platform
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from etl import engine
from etl.batch import Outcome, Task, look_at, read_batch
from etl.cluster_parts import Place
from etl.errors import ClusterError, FazhiError
from etl.readers import Member, Remote
from etl.stages import CatalogLike, File, Stages
from etl.warehouse.build import Rejection

MakeStages = Callable[[Any], Stages]


@dataclass(frozen=True, slots=True)
class Code:
    """The code that reads: of Fazhi, and of Python."""

    fazhi: str
    python: str

    def __str__(self) -> str:
        return f"Fazhi {self.fazhi}（Python {self.python}）"


@dataclass(frozen=True, slots=True)
class Kit:
    """What comes with every batch: how its stages are made, and the code of the load."""

    make_stages: MakeStages
    code: Code


@dataclass(frozen=True, slots=True)
class Sight:
    """The digests of some files, and whether a worker saw none of them at all."""

    digests: tuple[str | None, ...]
    blind: bool
    worker: str


_STAGES: dict[tuple[MakeStages, str], Stages] = {}


def name_code() -> Code:
    """Return the code of this process."""
    major, minor, _ = platform.python_version_tuple()
    return Code(engine.engine_version(), f"{major}.{minor}")


def keep(catalog: CatalogLike) -> CatalogLike:
    """Return a catalogue: a task that dask repeats where every worker that had it is gone."""
    return catalog


def look(kit: Kit, files: tuple[File, ...]) -> Sight:
    """Return the digests of files."""
    with _naming_worker():
        _demand_same(kit.code)
        digests = tuple(look.sha256 for look in look_at(files))
        blind = not any(digests) and not any(map(is_visible, files))
        return Sight(digests, blind, _name_worker())


def read(
    kit: Kit, catalog: CatalogLike, tasks: tuple[Task, ...], place: Place
) -> tuple[tuple[Outcome, ...], str | None]:
    """Read documents into a part; return what became of each, and the name of the part."""
    with _naming_worker():
        _demand_same(kit.code)
        place.demand()
        stages = _find_stages(kit, catalog)
        outcomes, name = place.write(lambda part: read_batch(stages, tasks, part))
    return tuple(map(_make_portable, outcomes)), name


def is_visible(file: File) -> bool:
    """Tell whether this machine sees a file; what gives no answer is not seen."""
    place = file.archive if isinstance(file, Member) else file
    try:
        return place.is_there() if isinstance(place, Remote) else Path(place).exists()
    except OSError:
        return False


def _find_stages(kit: Kit, catalog: CatalogLike) -> Stages:
    key = (kit.make_stages, catalog.digest)
    if key not in _STAGES:
        _STAGES[key] = kit.make_stages(catalog)
    return _STAGES[key]


def _demand_same(code: Code) -> None:
    """Refuse a load of other code; this worker may have joined after the load began."""
    ours = name_code()
    if ours != code:
        raise ClusterError(
            f"装的是 {ours}，装入的机器是 {code}：请在每台机器上装同一个版本后再试。"
        )


def _make_portable(outcome: Outcome) -> Outcome:
    """Return an outcome that survives the journey: of a fault its words alone."""
    return replace(outcome, rejections=tuple(map(_strip_fault, outcome.rejections)))


def _strip_fault(rejection: Rejection) -> Rejection:
    if rejection.fault is None:
        return rejection
    words = "".join(traceback.format_exception(rejection.fault))
    return replace(rejection, fault=RuntimeError(words))


@contextmanager
def _naming_worker() -> Iterator[None]:
    try:
        yield
    except FazhiError as error:
        raise ClusterError(f"工作进程 {_name_worker()}：{error}") from None
    except OSError as error:
        words = f"写不下读好的内容（{error.strerror or type(error).__name__}）"
        advice = "请检查那台机器的磁盘空间和写入权限"
        raise ClusterError(f"工作进程 {_name_worker()} {words}：{advice}。") from None


def _name_worker() -> str:
    from distributed import get_worker

    return str(get_worker().address)
