"""The workers of a Dask cluster in the place of this machine's readers (`etl.crew`).

Owns the connection: what is submitted, what is done when workers die, and what is left behind
(nothing). A batch whose workers die is run again elsewhere by Dask itself; one that kills them
again and again is read document by document, alone on the cluster, and the document that does it
is rejected by name. Refuses a cluster whose code is another than ours, and to start, open or
protect one: that is whose it is.
"""

import asyncio
import logging
import time
import warnings
from collections.abc import Callable, Collection
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from uuid import uuid4

from etl.batch import Look, Outcome, Task
from etl.cluster_parts import Parts
from etl.cluster_task import Code, Kit, MakeStages, Sight, is_visible, keep, look, name_code, read
from etl.errors import ClusterError, FazhiError, RejectionKind, UsageError
from etl.readers import locate, name_path
from etl.readers.address import hide
from etl.reading import anchor
from etl.stages import CatalogLike, File, bundled_stages
from etl.warehouse.build import Rejection
from etl.warehouse.parts import join_parts

if TYPE_CHECKING:
    from distributed import Client, Future

LOGGER = logging.getLogger(__name__)
PATIENCE = 10.0  # seconds for a scheduler to answer
ALONE = 60.0  # seconds a load waits for workers where none is left
_GLANCE = 2.0
_EXTRA = 'pip install "fazhi[cluster]"'
# As text, so that it runs where another Python, or no Fazhi at all, is installed.
_PROBE = (
    "(__import__('importlib').import_module('etl.engine').engine_version(),"
    " '.'.join(__import__('platform').python_version_tuple()[:2]))"
)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Later(Generic[_T]):
    """What the cluster works on; taken when asked for."""

    take: Callable[[], _T]

    def result(self) -> _T:
        return self.take()


class ClusterCrew:
    """The readers of a cluster that is there; `width` are its threads when the load began."""

    def __init__(
        self,
        address: str,
        catalog: CatalogLike,
        parts: str | None = None,
        make_stages: MakeStages = bundled_stages,
    ) -> None:
        self._client = connect(address)
        self._catalog = catalog
        self._sent: set[Future[Any]] = set()
        self._parts = Parts(parts)
        self._alone_since: float | None = None
        try:
            self.width = count_readers(self._client, address)
            demand_same_code(self._client)
            self._parts.open()
            self._kit = Kit(make_stages, name_code())
            # A task and not scattered data, which is lost with the last worker that has it.
            self._kept = self._submit(keep, catalog)
        except BaseException:
            self.close()
            raise

    def look(self, files: tuple[File, ...]) -> Later[tuple[Look, ...]]:
        """Let the digests of files be found; their names are given here."""
        future = self._submit(look, self._kit, tuple(map(anchor, files)))
        return Later(lambda: _join_looks(files, self._gather(future)))

    def read(self, tasks: tuple[Task, ...], part: Path) -> Later[tuple[Outcome, ...]]:
        """Let documents be read into a part."""
        anchored = tuple(replace(task, file=anchor(task.file)) for task in tasks)
        future = self._send(anchored, part)
        return Later(lambda: self._take(anchored, part, future))

    def close(self) -> None:
        """Cancel what is queued, remove what workers left, let go of the cluster."""
        sent, self._sent = self._sent, set()
        with suppress(Exception):  # a cluster that is gone has nothing queued
            if sent:
                self._client.cancel(list(sent))
        self._parts.close()
        with suppress(Exception):
            self._client.close(timeout=_GLANCE)

    def _submit(self, function: Callable[..., _T], *arguments: object) -> "Future[_T]":
        key = f"{_name_key(function)}-{uuid4().hex}"
        future: Future[_T] = self._client.submit(function, *arguments, key=key, pure=False)
        self._sent.add(future)
        return future

    def _send(self, tasks: tuple[Task, ...], part: Path) -> "Future[Any]":
        if self._kept.status == "error":  # it was in the hands of a worker that was killed
            self._kept = self._submit(keep, self._catalog)
        place = self._parts.find_place(part)
        return self._submit(read, self._kit, self._kept, tasks, place)

    def _take(
        self, tasks: tuple[Task, ...], part: Path, future: "Future[Any]"
    ) -> tuple[Outcome, ...]:
        from distributed import KilledWorker

        try:
            outcomes, name = self._gather(future)
        except KilledWorker as killed:
            if not str(killed.task).startswith(_name_key(read)):
                return self._take(tasks, part, self._send(tasks, part))
            if len(tasks) == 1 and not self._at_work():
                return (_reject_killer(tasks[0]),)
            return self._read_apart(tasks, part)
        if name is not None:
            self._parts.take(part, name)
        return tuple(outcomes)

    def _read_apart(self, tasks: tuple[Task, ...], part: Path) -> tuple[Outcome, ...]:
        """Read a batch one by one, nothing beside: whichever kills its worker is guilty alone."""
        for other in self._at_work():
            self._wait(other)
        outcomes: list[Outcome] = []
        singles: list[Path] = []
        for number, task in enumerate(tasks):
            single = part.with_name(f"{part.stem}-{number:04d}.parquet")
            outcomes += self._take((task,), single, self._send((task,), single))
            singles += [single] if outcomes[-1].document_id is not None else []
        if singles:
            join_parts(singles, part)
        return tuple(outcomes)

    def _at_work(self) -> "Collection[Future[Any]]":
        return [each for each in self._sent if not each.done()]

    def _gather(self, future: "Future[_T]") -> _T:
        """Return what a task returned; raises `KilledWorker`, and else sentences."""
        from distributed import KilledWorker

        try:
            self._wait(future)
            answer: _T = future.result()
        except (FazhiError, KilledWorker):
            raise
        except (CancelledError, asyncio.CancelledError):
            raise ClusterError(_BROKEN) from None
        except Exception as error:  # whatever a worker raises, it ends the load with a sentence
            words = hide(f"{type(error).__name__}：{error}".splitlines()[0])
            advice = "请检查各工作进程的日志和所装的版本；原有数据不变"
            raise ClusterError(f"集群没能完成一批读取（{words}）：{advice}。") from error
        finally:
            self._sent.discard(future)
        return answer

    def _wait(self, future: "Future[Any]") -> None:
        """Wait until a task has ended, well or not, for as long as there are workers."""
        from distributed import wait

        while not future.done():
            try:
                with self._client.as_current():
                    wait(future, timeout=_GLANCE)
            except TimeoutError:
                self._demand_workers()
        self._alone_since = None

    def _demand_workers(self) -> None:
        try:
            there = bool(self._client.nthreads())
        except Exception:  # whatever it is, the scheduler did not answer
            raise ClusterError(_BROKEN) from None
        if there:
            self._alone_since = None
            return
        self._alone_since = self._alone_since or time.monotonic()
        if time.monotonic() - self._alone_since > ALONE:
            words = f"集群里已有 {ALONE:.0f} 秒没有工作进程"
            raise ClusterError(f"{words}：请重新启动 dask worker 后再装入；原有数据不变。")


_BROKEN = "与集群的连接断开了：请检查 dask scheduler 是否还在运行，再装入一次；原有数据不变。"


def connect(address: str) -> "Client":
    """Return a connection to a scheduler that answers."""
    try:
        from distributed import Client
    except ImportError:
        raise UsageError(f"--cluster 需要程序库 dask.distributed：请运行 {_EXTRA}。") from None
    _hush()
    if not address.strip():
        raise UsageError("--cluster 要给出调度进程的地址，例如 tcp://10.0.0.5:8786。")
    try:
        asyncio.run(_knock(address))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # versions are compared below, in one sentence
            return Client(address, timeout=PATIENCE, set_as_default=False, name="fazhi")
    except ValueError:
        example = "请写成 tcp://主机:端口，例如 tcp://10.0.0.5:8786"
        raise UsageError(f"看不懂集群的地址 {hide(address)}：{example}。") from None
    except Exception:  # a port of another program answers in ways of its own
        words = f"集群 {hide(address)} 在 {PATIENCE:.0f} 秒内没有应答"
        raise ClusterError(f"{words}：请检查地址、网络，以及 dask scheduler 是否在运行。") from None


def count_readers(client: "Client", address: str) -> int:
    """Return the threads of all workers; raises `ClusterError` where there are none."""
    threads = sum(client.nthreads().values())
    if not threads:
        advice = f"请先在各台机器上运行 dask worker {hide(address)}"
        raise ClusterError(f"集群 {hide(address)} 里没有工作进程：{advice}。")
    return int(threads)


def demand_same_code(client: "Client") -> None:
    """Refuse a cluster in which some worker runs another version of Fazhi or Python."""
    ours = name_code()
    answers = client.run(eval, _PROBE, on_error="return")
    for worker, answer in sorted(answers.items()):
        if isinstance(answer, ImportError):
            raise ClusterError(f"工作进程 {worker} 里没有装 Fazhi：请装上 {ours} 后再试。")
        if isinstance(answer, Exception):
            continue  # it has just gone; each batch asks again
        theirs = Code(*answer)
        if theirs != ours:
            advice = "请在每台机器上装同一个版本后再试"
            raise ClusterError(f"工作进程 {worker} 装的是 {theirs}，这里是 {ours}：{advice}。")


async def _knock(address: str) -> None:
    """Raise where no scheduler answers: a client waits for ever where something else listens."""
    from distributed import Security
    from distributed.comm.addressing import resolve_address
    from distributed.comm.core import connect

    resolve_address(address)
    secrets = Security().get_connection_args("client")
    async with asyncio.timeout(PATIENCE):
        comm = await connect(address, timeout=PATIENCE, **secrets)
    comm.abort()


def _join_looks(files: tuple[File, ...], sight: Sight) -> tuple[Look, ...]:
    """Return files with their names as this machine knows them."""
    if sight.blind and any(map(is_visible, files)):
        advice = "请把文件放到每台机器都以同一路径访问的共享文件夹，或给出 s3:// 这样的地址"
        raise ClusterError(f"工作进程 {sight.worker} 看不到 {name_path(files[0])}：{advice}。")
    return tuple(
        Look(file, name_path(file), locate(file), digest)
        for file, digest in zip(files, sight.digests, strict=True)
    )


def _reject_killer(task: Task) -> Outcome:
    words = "读这份文件的工作进程一再中断，已跳过；请用原程序打开后另存，再载入"
    rejection = Rejection(task.source, RejectionKind.UNREADABLE, f"{task.source}：{words}。")
    return Outcome(None, task.origin.sha256, "", "", (rejection,))


def _name_key(function: Callable[..., object]) -> str:
    """Return how the keys of tasks begin, which Dask's own dashboard shows."""
    return f"fazhi-{function.__name__}"


def _hush() -> None:
    """Keep Dask's own log off the terminal: what matters is told in sentences."""
    if logging.getLogger("etl").getEffectiveLevel() > logging.DEBUG:
        for name in ("distributed", "distributed.client", "distributed.gc"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
