"""Where the workers of a cluster leave what they read, and how it comes to the machine that loads.

Owns the two ways: a folder of the warehouse that every machine sees under one path, or a folder
of this load alone at an address, which goes with it. Workers write aside and move; a worker that
ends late finds the folder closed and takes back what it wrote. Refuses to know what is in a part.
"""

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol, TypeVar
from uuid import uuid4

from etl.errors import ClusterError
from etl.readers import Remote, find_place
from etl.readers.remote import asking, reach

LOGGER = logging.getLogger(__name__)
_OPEN = "open"  # stands in the load's folder for as long as parts are wanted
_ASIDE = ".writing"
_VISIBLE = 5.0  # seconds a network share may take to show what another machine wrote
_ADVICE = "请用 --parts 指定一个双方都能读写的地址"

_T = TypeVar("_T")


class Place(Protocol):
    """Where one part goes, as its worker sees it."""

    def demand(self) -> None:
        """Refuse a worker that cannot reach it, before anything is read."""
        ...

    def write(self, make: Callable[[Path], _T]) -> tuple[_T, str | None]:
        """Return what `make` returns, and under which name the part it wrote is kept, if any."""
        ...


@dataclass(frozen=True, slots=True)
class Shared:
    """A part in a folder that every machine sees under the same path."""

    part: Path

    def demand(self) -> None:
        if not self.part.parent.is_dir():
            raise ClusterError(f"看不到数据仓库的文件夹 {self.part.parent}：{_ADVICE}。")

    def write(self, make: Callable[[Path], _T]) -> tuple[_T, str | None]:
        # Two workers may be at the same part where one was taken for dead.
        aside = self.part.with_name(f"{self.part.stem}-{uuid4().hex}.parquet")
        try:
            made = make(aside)
            if not aside.exists():
                return made, None
            aside.replace(self.part)
            return made, self.part.name
        finally:
            aside.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Distant:
    """A part below an address."""

    folder: Remote
    stem: str

    def demand(self) -> None:
        with reach(self.folder):
            if not self.folder.join(_OPEN).is_there():
                raise ClusterError(f"在 {self.folder} 看不到这次装入的文件夹：{_ADVICE}。")

    def write(self, make: Callable[[Path], _T]) -> tuple[_T, str | None]:
        with TemporaryDirectory(prefix="fazhi-") as scratch:
            part = Path(scratch) / f"{self.stem}.parquet"
            made = make(part)
            return made, self._send(part) if part.exists() else None

    def _send(self, part: Path) -> str:
        name = f"{self.stem}-{uuid4().hex}.parquet"
        with reach(self.folder), asking(self.folder.root):
            system, folder = self.folder.find_system()
            system.put_file(str(part), f"{folder}/{name}{_ASIDE}")
            system.mv(f"{folder}/{name}{_ASIDE}", f"{folder}/{name}")
            if not self.folder.join(_OPEN).is_there():  # the load has ended meanwhile
                system.rm_file(f"{folder}/{name}")
        return name


@dataclass(slots=True)
class Parts:
    """The parts of one load, on the machine that loads."""

    address: str | None = None
    _folder: Remote | None = None
    _made: bool = field(default=False)

    def open(self) -> None:
        """Make the load's own folder at the address; nothing is needed without one."""
        if self.address is None:
            return
        place = find_place(self.address)
        root = Remote(f"file://{place.absolute()}") if isinstance(place, Path) else place
        folder = root.join(f"fazhi-load-{uuid4().hex}")
        with reach(root), asking(root.root):
            self._made = not root.is_there()
            system, path = folder.find_system()
            system.makedirs(path, exist_ok=True)
            self._folder = folder
            system.pipe_file(f"{path}/{_OPEN}", b"fazhi\n")

    def find_place(self, part: Path) -> Place:
        """Return where a worker is to leave a part that is wanted at `part`."""
        if self._folder is None:
            return Shared(part.absolute())
        return Distant(self._folder, part.stem)

    def take(self, part: Path, name: str) -> None:
        """Bring a part that a worker left under a name to where it is wanted."""
        if self._folder is None:
            self._demand_visible(part)
            return
        with reach(self._folder), asking(self._folder.root):
            system, folder = self._folder.find_system()
            aside = part.with_name(part.name + _ASIDE)
            system.get_file(f"{folder}/{name}", str(aside))
            aside.replace(part)
            system.rm_file(f"{folder}/{name}")

    def _demand_visible(self, part: Path) -> None:
        deadline = time.monotonic() + _VISIBLE
        while not part.exists():
            if time.monotonic() > deadline:
                raise ClusterError(f"工作进程写好的 {part} 在这台机器上看不到：{_ADVICE}。")
            time.sleep(0.1)

    def close(self) -> None:
        """Remove the load's own folder and all that is in it."""
        folder, self._folder = self._folder, None
        if folder is None:
            return
        try:
            with asking(folder.root):
                system, path = folder.find_system()
                with suppress(FileNotFoundError):  # from here on late workers take theirs back
                    system.rm_file(f"{path}/{_OPEN}")
                with suppress(FileNotFoundError):
                    system.rm(path, recursive=True)
                if self._made:
                    with suppress(Exception):  # somebody else may use it by now
                        system.rmdir(path.rpartition("/")[0])
        except OSError:
            LOGGER.warning("没能清除 %s：请手工删除这个文件夹。", folder)
