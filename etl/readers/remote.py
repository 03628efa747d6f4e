"""Files at addresses beyond this machine's paths: s3://, hdfs://, smb://, file:// and others.

Owns what an address is called (never with its password), how a folder there is walked, and the
bytes of a file. All of it goes through fsspec, an extra: it finds the library of each kind of
storage and its credentials (its own configuration, the environment, the address). Refuses to
keep a credential anywhere, and addresses chained with "::".
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO, Any, Literal

from etl.errors import FazhiError, Rejected, RejectionKind, UsageError
from etl.readers.address import MARK, hide, is_address
from etl.readers.limits import MAX_BYTES, reject_large

_EXTRA = 'pip install "fazhi[cluster]"'
# Of these the library that is imported has another name than the one that is installed.
_PACKAGES = {"smbclient": "smbprotocol", "fuse": "fusepy", "git": "pygit2"}


@dataclass(frozen=True, slots=True, repr=False)
class Remote:
    """A file or folder at an address; it stands where a path may stand, for reading.

    `root` is the address as given, which may hold a password: it is never shown. `inside` leads
    from there to the file, "" where the address itself is meant. `known_size` is what a listing
    said.
    """

    root: str
    inside: str = ""
    known_size: int | None = field(default=None, compare=False)

    @property
    def name(self) -> str:
        """Return the last part of its name."""
        return PurePosixPath(self.as_posix().split("?")[0]).name

    @property
    def suffix(self) -> str:
        """Return the ending of its name."""
        return PurePosixPath(self.name).suffix

    def as_posix(self) -> str:
        """Return what to call it: the address, without a password."""
        return _join(hide(self.root), self.inside)

    def __str__(self) -> str:
        return self.as_posix()

    def __repr__(self) -> str:
        return f"Remote({self.as_posix()!r})"

    def resolve(self) -> "Remote":
        """Return itself: an address says the same everywhere."""
        return self

    def join(self, inside: str) -> "Remote":
        """Return what lies below it."""
        return Remote(self.root, _join(self.inside, inside) if self.inside else inside)

    def read_size(self) -> int:
        """Return how many bytes it has; raises OSError, as a path would."""
        if self.known_size is not None:
            return self.known_size
        with asking(self.root):
            system, path = self._find()
            info = system.info(path)
        if info.get("type") == "directory":
            raise IsADirectoryError(errno.EISDIR, "is a folder", str(self))
        if info.get("type") == "other":
            raise OSError(errno.EINVAL, "不是普通文件")  # a pipe would keep the load waiting
        return int(info.get("size") or 0)

    def read_stamp(self) -> tuple[str, int]:
        """Return what changes when the file does, and its size; raises OSError."""
        with asking(self.root):
            system, path = self._find()
            return str(system.ukey(path)), replace(self, known_size=None).read_size()

    def is_folder(self) -> bool:
        """Tell whether it is a folder; raises OSError where the storage gives no answer."""
        with asking(self.root):
            system, path = self._find()
            try:
                return bool(system.info(path)["type"] == "directory")
            except FileNotFoundError:
                return False

    def is_there(self) -> bool:
        """Tell whether something is there; raises OSError where the storage gives no answer.

        `exists` of fsspec takes any failure for an absence, a network that is down too.
        """
        with asking(self.root):
            system, path = self._find()
            try:
                system.info(path)
            except FileNotFoundError:
                return False
            return True

    def read_bytes(self) -> bytes:
        """Return its bytes; raises `Rejected`."""
        try:
            size = self.read_size()
            if size > MAX_BYTES:
                raise reject_large(str(self), size)
            with asking(self.root):
                system, path = self._find()
                with system.open(path, "rb") as stream:
                    data: bytes = stream.read(MAX_BYTES + 1)
        except OSError as error:
            raise _reject(str(self), error) from None
        if len(data) > MAX_BYTES:  # not every storage tells the size beforehand
            raise reject_large(str(self), len(data))
        return data

    def open(self, mode: Literal["rb"] = "rb") -> BytesIO:
        """Return its bytes as a file; raises OSError, as a path would."""
        try:
            return BytesIO(self.read_bytes())
        except Rejected as verdict:
            raise OSError(verdict.message) from None

    def open_stream(self) -> IO[bytes]:
        """Return a file that is fetched piece by piece; for archives, whose ends come first."""
        with asking(self.root):
            system, path = self._find()
            stream: IO[bytes] = system.open(path, "rb")
        return stream

    def walk(self) -> Iterator["Remote"]:
        """Yield the files below it, sorted; raises OSError where a folder cannot be listed."""
        with asking(self.root):
            system, path = self._find()
            found = system.find(path, detail=True, **_be_strict(system))
        top = path.rstrip("/") + "/"
        below = {name.removeprefix(top): info for name, info in found.items() if name != path}
        for inside in sorted(below, key=lambda name: name.split("/")):
            info = below[inside]
            told = info.get("type") == "file" and info.get("size") is not None
            if info.get("type") != "directory":
                yield replace(self.join(inside), known_size=int(info["size"]) if told else None)

    def find_system(self) -> tuple[Any, str]:
        """Return the file system of fsspec and the path in it."""
        with asking(self.root):
            return self._find()

    def _find(self) -> tuple[Any, str]:
        system, path = _open_system(self.root)
        return system, _join(path, self.inside)


def find_place(text: str) -> Path | Remote:
    """Return the path, or the address, that a text names; raises `UsageError`.

    A path made of an address would be another one: pathlib makes s3:/ of s3://.
    """
    if not is_address(text):
        return Path(text)
    if "::" in text:
        raise UsageError(f"{hide(text)}：不支持用“::”连接的地址，请给出单个地址。")
    place = Remote(text)
    with reach(place):
        system, path = place.find_system()
    if "file" in _names(system):  # a relative one would be another on each machine
        return Remote(f"file://{path}")
    return Remote(text.rstrip("/") if text.split(MARK)[1].strip("/") else text)


@contextmanager
def reach(place: Remote) -> Iterator[None]:
    """Turn whatever a storage answers into one sentence; for what concerns more than one file."""
    try:
        yield
    except OSError as error:
        reason = _name_reason(error)
        raise FazhiError(f"无法访问 {place}（{reason}）：请检查地址、网络和访问权限。") from None


@contextmanager
def asking(root: str) -> Iterator[None]:
    """Let a storage fail as a disk would, with words that hold no password."""
    try:
        yield
    except FazhiError:
        raise
    except FileNotFoundError:
        raise FileNotFoundError(errno.ENOENT, "not found", hide(root)) from None
    except IsADirectoryError:
        raise IsADirectoryError(errno.EISDIR, "is a folder", hide(root)) from None
    except PermissionError:
        raise PermissionError(errno.EACCES, "permission denied", hide(root)) from None
    except Exception as error:  # each storage has errors of its own
        raise OSError(errno.EIO, _describe(error)) from None


def _join(base: str, inside: str) -> str:
    return f"{base.rstrip('/')}/{inside}" if inside else base


def _names(system: Any) -> tuple[str, ...]:
    names = system.protocol
    return (names,) if isinstance(names, str) else tuple(names)


def _be_strict(system: Any) -> dict[str, str]:
    """Return what makes a walk fail at a folder that stays shut, where there is such a switch."""
    from fsspec.asyn import AsyncFileSystem
    from fsspec.spec import AbstractFileSystem

    plain = type(system).find is AbstractFileSystem.find
    waiting = getattr(type(system), "_find", None) is AsyncFileSystem._find
    return {"on_error": "raise"} if plain or waiting else {}


@lru_cache(maxsize=64)
def _open_system(address: str) -> tuple[Any, str]:
    """Return the file system of an address and the path in it; raises `UsageError`."""
    scheme = address.split(MARK)[0]
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        words = f"读取 {scheme}:// 这样的地址需要程序库 fsspec"
        raise UsageError(f"{words}：请运行 {_EXTRA} 安装后再试。") from None
    try:
        system, path = url_to_fs(address)
    except ImportError as error:
        name = getattr(error.__cause__ or error, "name", None) or str(error)
        package = _PACKAGES.get(name, name)
        words = f"读取 {scheme}:// 地址还需要程序库 {package}"
        raise UsageError(f"{words}：请在参与读取的每台机器上运行 pip install {package}。") from None
    except ValueError as error:
        if "not known" not in str(error):
            raise
        words = f"不认识 {scheme}:// 这种地址"
        raise UsageError(f"{words}：请检查 {hide(address)}，例如 s3://桶/文件夹。") from None
    return system, path


def _describe(error: Exception) -> str:
    """Return an error's first words; some name the whole address."""
    words = str(error).strip().splitlines() or [""]
    return hide(f"{type(error).__name__}: {words[0]}".removesuffix(": "))[:160]


def _name_reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "找不到"
    if isinstance(error, PermissionError):
        return "没有访问权限"
    return error.strerror or str(error)


def _reject(source: str, error: OSError) -> Rejected:
    kind, why = RejectionKind.UNREADABLE, f"无法读取（{_name_reason(error)}）；请检查网络和访问权限"
    if isinstance(error, FileNotFoundError):
        kind, why = RejectionKind.NOT_FOUND, "找不到这个文件；请检查地址"
    elif isinstance(error, PermissionError):
        why = "没有读取权限；请检查访问权限"
    return Rejected(kind, f"{source}：{why}。")
