"""The order of a load: files → readers → extract → warehouse; and what became of each file.

Owns the one place that catches a document's failure. Refuses to publish a load that took
nothing, or that would change nothing.
"""

import hashlib
import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

from etl.errors import Rejected, RejectionKind
from etl.readers import MAX_BYTES, name_path
from etl.rejections import describe_fault, describe_row
from etl.stages import CatalogLike, File, LedgerLike, Stages, bundled_stages
from etl.supersession import describe_supersession
from etl.warehouse.build import Build, Rejection
from etl.warehouse.derivation import Supersession
from etl.warehouse.inventory import Inventory, Known, open_inventory
from etl.warehouse.publish import hold_lock, publish
from etl.warehouse.retention import KEEP
from etl.warehouse.rows import Entry, Origin, split_ledger

# These say that a file could not be looked at now, not that it is no report: what was read
# from it before stays. So does what a busy machine took too long over.
_PASSING = {RejectionKind.NOT_FOUND, RejectionKind.UNREADABLE, RejectionKind.TOO_SLOW}


class Fate(Enum):
    """What became of a file that was taken."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class LoadSummary:
    """What a load did. `rejected` counts files and single rows of ledgers.

    `version` is the one served now, 0 where there is none; `superseded` and `notices` are
    sentences.
    """

    read: int
    new: int
    changed: int
    unchanged: int
    rejected: int
    rejections: tuple[Rejection, ...]
    superseded: tuple[str, ...]
    notices: tuple[str, ...]
    version: int
    warehouse: Path
    published: bool


def load(
    paths: Sequence[Path],
    *,
    warehouse: Path,
    dataset: str = "own",
    catalog: CatalogLike,
    progress: Callable[[str], None] | None = None,
    stages: Stages | None = None,
    keep: int = KEEP,
) -> LoadSummary:
    """Bring every report and ledger below `paths` into a data set of the warehouse.

    `keep` is how many of the newest versions stay (see warehouse/retention.py).
    """
    with hold_lock(warehouse):
        before = open_inventory(warehouse, dataset)
        try:
            run = _Load(dataset, catalog, stages or bundled_stages(catalog), before)
            version = publish(warehouse, lambda build: run.fill(build, paths, progress), keep)
        finally:
            before.close()
    return _summarise(run, warehouse, version, paths)


@dataclass(slots=True)
class _Load:
    """One load at work: what it starts from, and what it has seen so far."""

    dataset: str
    catalog: CatalogLike
    stages: Stages
    before: Inventory
    files: int = 0
    fates: dict[str, Fate] = field(default_factory=dict)  # by document id
    copies: int = 0  # files whose content had been seen in this load already
    replaced: set[str] = field(default_factory=set)  # document ids not to carry over
    seen: set[str] = field(default_factory=set)  # the names of the files looked at
    rejections: list[Rejection] = field(default_factory=list)
    supersessions: tuple[Supersession, ...] = ()

    @property
    def _engine(self) -> str:
        """The stamp of a reading: the code and the catalogue behind it."""
        return f"{self.stages.engine}/{self.catalog.digest[:12]}"

    def fill(
        self, build: Build, paths: Sequence[Path], progress: Callable[[str], None] | None
    ) -> bool:
        """Read all files into the build; tell whether that makes a new version."""
        for path in self.stages.files_below(paths):
            self.files += 1
            self.seen.add(name_path(path))
            entry = self._take(path, build.version)
            if entry is not None:
                build.add(entry)
            if progress is not None:
                progress(name_path(path))
        if not self.fates or not self._has_news(build):
            return False
        self._complete(build, [name_path(path) for path in paths])
        return True

    def _has_news(self, build: Build) -> bool:
        return (
            build.documents > 0
            or bool(self.replaced)
            or tuple(self._all_rejections()) != self.before.rejections
            or self.catalog.digest != self.before.catalog_digest
            or self.before.repair
        )

    def _all_rejections(self) -> list[Rejection]:
        """Return what is not taken in the whole data set: of other folders as they were left."""
        others = [
            each
            for each in self.before.rejections
            if each.source not in self.seen and Path(each.source.partition("!/")[0]).exists()
        ]
        return sorted([*others, *self.rejections], key=lambda each: (each.source, each.line or 0))

    def _complete(self, build: Build, sources: Sequence[str]) -> None:
        if self.before.connection is not None:
            build.carry_over(self.before.connection, self.replaced)
        build.set_indicators(self.catalog.indicators)
        build.set_rejections(self.dataset, self._all_rejections())
        found = build.finish(
            engine=self.stages.engine,
            catalog_digest=self.catalog.digest,
            built_at=datetime.now(UTC),
            base=self.before.version or None,
            dataset=self.dataset,
            sources=sources,
        )
        touched = {key for key, fate in self.fates.items() if fate is not Fate.UNCHANGED}
        self.supersessions = tuple(s for s in found if {s.old, s.new} & touched)
        older = {known.document_id for known in self.before.documents.values()}
        for item in self.supersessions:
            if item.old in older and self.fates.get(item.new) is Fate.NEW:
                self.fates[item.new] = Fate.CHANGED

    def _take(self, path: File, version: int) -> Entry | None:
        """Return the rows of a file; None where its content is known or it is rejected."""
        source = name_path(path)
        sha256 = _hash_file(path)
        known = self.before.documents.get(sha256 or "")
        try:
            if _is_special(path):
                raise Rejected(
                    RejectionKind.UNREADABLE, f"{source}：不是普通文件；请改用磁盘上的文件。"
                )
            origin = self._trace(path, sha256, version)
            if origin.document_id in self.fates:
                self.copies += 1
                return None
            if known is not None and known.engine == origin.engine:
                self.fates[known.document_id] = Fate.UNCHANGED
                if known.media == "ledger":
                    ledger = self.stages.read_ledger(path, source)
                    self._tell_rows(ledger, source)  # each time
                return None
            return self._read(path, origin)
        except Rejected as verdict:
            self._reject(self._judge(source, verdict, sha256), known)
        except Exception as error:  # whatever it is, it costs one document and not the load
            self._reject(describe_fault(source, error), known)
        return None

    def _trace(self, path: File, sha256: str | None, version: int) -> Origin:
        """Return where a file's rows come from; a document read anew keeps its first load."""
        known = self.before.documents.get(sha256 or "")
        if known is None:
            place = (name_path(path), name_path(path.resolve()))
        else:
            place = (known.source, known.location)
            version = known.loaded_version
        return Origin(self.dataset, sha256 or "", *place, self._engine, version)

    def _read(self, path: File, origin: Origin) -> Entry:
        source = name_path(path)
        said = self.before.verdicts.get((source, origin.sha256, origin.engine))
        # The same engine would say the same again, but for the rows of a table without a good one.
        if said is not None and said.kind is not RejectionKind.EMPTY:
            raise Rejected(said.kind, said.message)
        read = self.stages.read_file(path, source, origin)
        if isinstance(read, Entry) and read.sha256 != origin.sha256:  # it changed meanwhile
            origin = self._trace(path, read.sha256, origin.version)
            read = self.stages.read_file(path, source, origin)
        if isinstance(read, Entry):
            entry, replaced = read, set[str]()
        else:
            entry, replaced = self._take_ledger(read, source, origin)
        known = self.before.documents.get(entry.sha256)
        if known is not None:
            replaced.add(known.document_id)
        same = known is not None and known.reading == entry.reading
        changed = Fate.CHANGED if replaced else Fate.NEW
        self.fates[entry.document_id] = Fate.UNCHANGED if same else changed
        self.replaced |= replaced
        return entry

    def _take_ledger(
        self, ledger: LedgerLike, source: str, origin: Origin
    ) -> tuple[Entry, set[str]]:
        """Return a ledger's good rows, and the documents it replaces.

        A ledger is kept up to date in place: the same file with other content replaces what
        it held before.
        """
        self._tell_rows(ledger, source)
        entry = split_ledger(ledger.figures, origin)
        before = self.before.documents.values()
        ledgers = (known for known in before if known.media == "ledger")
        return entry, {k.document_id for k in ledgers if k.location == origin.location}

    def _tell_rows(self, ledger: LedgerLike, source: str) -> None:
        """Note the rows that are not taken; refuse a ledger of no others."""
        self.rejections.extend(describe_row(source, error) for error in ledger.errors)
        if not ledger.figures:
            raise Rejected(RejectionKind.EMPTY, f"{source} 里没有一行可用的数据：请改正后再装入。")

    def _judge(self, source: str, verdict: Rejected, sha256: str | None) -> Rejection:
        lasting = verdict.kind not in _PASSING
        key = (sha256, self._engine) if lasting else (None, None)
        return Rejection(source, verdict.kind, verdict.message, None, *key)

    def _reject(self, rejection: Rejection, known: Known | None) -> None:
        self.rejections.append(rejection)
        if known is not None and rejection.kind not in _PASSING:
            self.replaced.add(known.document_id)


def _is_special(path: File) -> bool:
    """Tell whether a path is a pipe or a device: opening it would keep the load waiting."""
    if not isinstance(path, Path):
        return False
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _hash_file(path: File) -> str | None:
    """Return the digest of a file's content; None where it is not read: its reader says why."""
    try:
        if _is_special(path) or (isinstance(path, Path) and path.stat().st_size > MAX_BYTES):
            return None
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None


def _summarise(
    run: _Load, warehouse: Path, version: int | None, paths: Sequence[Path]
) -> LoadSummary:
    fates = list(run.fates.values())
    return LoadSummary(
        read=run.files,
        new=fates.count(Fate.NEW),
        changed=fates.count(Fate.CHANGED),
        unchanged=fates.count(Fate.UNCHANGED) + run.copies,
        rejected=len(run.rejections),
        rejections=tuple(run.rejections),
        superseded=tuple(describe_supersession(item) for item in run.supersessions),
        notices=tuple(_notices(run, paths)),
        version=run.before.version if version is None else version,
        warehouse=warehouse,
        published=version is not None,
    )


def _notices(run: _Load, paths: Sequence[Path]) -> list[str]:
    notices = [run.before.notice] if run.before.notice else []
    if not run.files:
        names = "、".join(map(name_path, paths))
        notices.append(f"{names} 里没有可读的文件：没有装入任何内容，原有数据不变。")
    elif not run.fates:
        notices.append("没有一份文件可用：没有发布新版，原有数据不变。")
    return notices
