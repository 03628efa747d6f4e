"""`fazhi load`: reports and tables of figures into the warehouse."""

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from etl.catalog import Catalog, load_catalog, user_directories
from etl.commands import PROJECT, WAREHOUSE
from etl.console.holdings import show_summary
from etl.console.terminal import follow, open_console
from etl.crew import Crew
from etl.errors import UsageError
from etl.pipeline import LoadSummary
from etl.pipeline import load as load_documents
from etl.readers import Remote, files_below
from etl.readers.remote import reach
from etl.warehouse.retention import KEEP
from etl.warehouse.versions import current_version

LOGGER = logging.getLogger(__name__)
BUNDLED = PROJECT / "data"
REPORT_SUFFIXES = (".html", ".txt")


@dataclass(frozen=True, slots=True)
class Request:
    """What `fazhi load` is asked to do; the seconds are those another load may take."""

    paths: Sequence[Path | Remote]
    warehouse: Path
    dataset: str
    directories: Sequence[Path] = ()
    prune: bool = False
    wait: float = 0
    keep: int | None = None
    cluster: str | None = None
    parts: str | None = None


def load(request: Request) -> int:
    """Load everything below the paths; return 1 where some documents were rejected."""
    summary = fill(request)
    warehouse = request.warehouse
    for each in summary.rejections:
        if each.fault is not None:
            LOGGER.debug("%s", each.source, exc_info=each.fault)
    show_summary(summary, open_console(), command=name_command(warehouse))
    return 1 if summary.rejected else 0


def name_command(warehouse: Path) -> str:
    """Return the command that shows the warehouse."""
    usual = Path(os.environ.get("FAZHI_WAREHOUSE") or WAREHOUSE)
    return "fazhi serve" if warehouse == usual else f'fazhi serve --warehouse "{warehouse}"'


def load_bundled(warehouse: Path, directories: Sequence[Path]) -> None:
    """Load the sample city and the public figures; costs a moment where both are there."""
    # The folder also holds the labels and a README, which are no reports.
    below = files_below([BUNDLED / "samples"])
    samples = [path for path in below if isinstance(path, Path) and path.suffix in REPORT_SUFFIXES]
    fill(Request(samples, warehouse, "sample", directories))
    fill(Request([BUNDLED / "public_figures.csv"], warehouse, "public", directories))


def is_there(path: Path | Remote) -> bool:
    """Tell whether something stands at a path; a name the system refuses is nowhere."""
    if isinstance(path, Remote):
        with reach(path):
            return path.is_there()
    try:
        return path.exists()
    except OSError:
        return False


def fill(request: Request) -> LoadSummary:
    """Load the documents below the paths under a progress bar."""
    for path in request.paths:
        if not is_there(path):
            raise UsageError(f"找不到 {path}，请检查路径。")
    if not request.paths and current_version(request.warehouse) is None:
        raise UsageError("请给出报告文件或装有报告的文件夹，例如 fazhi load 报告/。")
    total = sum(1 for _ in files_below(request.paths))
    if request.paths and not total:
        names = "、".join(map(str, request.paths))
        raise UsageError(f"{names} 里没有可读的文件，请给出报告文件或装有报告的文件夹。")
    catalog = load_catalog((*user_directories(), *request.directories))
    with open_crew(request, catalog) as crew, follow("读取", total) as advance:
        return load_documents(
            request.paths,
            warehouse=request.warehouse,
            dataset=request.dataset,
            catalog=catalog,
            progress=advance,
            prune=request.prune,
            wait=request.wait,
            keep=KEEP if request.keep is None else request.keep,
            crew=crew,
        )


@contextmanager
def open_crew(request: Request, catalog: Catalog) -> Iterator[Crew | None]:
    """Yield the cluster that is asked for, and let go of it; None for this machine alone."""
    if request.cluster is None:
        yield None
        return
    from etl.cluster import ClusterCrew  # only here: a load on one machine needs no Dask

    with closing(ClusterCrew(request.cluster, catalog, request.parts)) as crew:
        yield crew
