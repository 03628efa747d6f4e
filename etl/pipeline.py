"""The order of a load: files → readers → extract → warehouse; and what is said of it.

Owns what makes a new version, and what is carried over into it. Refuses to publish a load that
took nothing, or that would change nothing. Holds no document: a crew (`etl.crew`) reads batches of
them into parts on the disk (`etl.intake`), so that memory does not grow with their size.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from etl.corrections import Review, digest_reviews, read_reviews
from etl.crew import Crew, LocalCrew
from etl.intake import Fate, Intake
from etl.readers import Remote, name_path
from etl.removal import find_lost, find_reached, is_still_there
from etl.stages import CatalogLike, Stages, bundled_stages
from etl.supersession import describe_supersession
from etl.warehouse.build import Build, Carried, Rejection, Stamp
from etl.warehouse.derivation import Supersession
from etl.warehouse.inventory import Inventory, open_inventory
from etl.warehouse.publish import hold_lock, publish
from etl.warehouse.retention import KEEP


@dataclass(frozen=True, slots=True)
class LoadSummary:
    """What a load did. `rejected` counts files and single rows of ledgers.

    `again` are documents read from their stored text, `lost` those whose file is gone and that
    stay, `pruned` those taken out for it. `version` is the one served now, 0 where there is none;
    `superseded` and `notices` are sentences. `readers` worked side by side.
    """

    read: int
    new: int
    changed: int
    unchanged: int
    rejected: int
    again: int
    lost: int
    pruned: int
    rejections: tuple[Rejection, ...]
    superseded: tuple[str, ...]
    notices: tuple[str, ...]
    version: int
    warehouse: Path
    published: bool
    readers: int


def load(
    paths: Sequence[Path | Remote],
    *,
    warehouse: Path,
    dataset: str = "own",
    catalog: CatalogLike,
    progress: Callable[[str], None] | None = None,
    stages: Stages | None = None,
    crew: Crew | None = None,
    prune: bool = False,
    wait: float = 0,
    keep: int = KEEP,
) -> LoadSummary:
    """Bring every report and ledger below `paths` into a data set of the warehouse.

    Documents that an older catalogue or older rules read are read again from their stored text,
    whether or not their files are below `paths`. `prune` takes out documents whose file is gone;
    `wait` are the seconds another load may take before this one gives up, `keep` is how many of the
    newest versions stay (see warehouse/retention.py).
    """
    stages = stages or bundled_stages(catalog)
    with hold_lock(warehouse, wait):
        before = open_inventory(warehouse, dataset)
        readers = crew or LocalCrew(stages)
        try:
            reviews = read_reviews(warehouse)
            run = _Load(paths, dataset, catalog, stages, before, readers, reviews, prune, progress)
            version = publish(warehouse, run.fill, keep)
        finally:
            readers.close()
            before.close()
    return _summarise(run, warehouse, version)


@dataclass(slots=True)
class _Load:
    """One load at work: what it starts from, and what it found."""

    paths: Sequence[Path | Remote]
    dataset: str
    catalog: CatalogLike
    stages: Stages
    before: Inventory
    crew: Crew
    reviews: tuple[Review, ...]
    prune: bool
    progress: Callable[[str], None] | None
    intake: Intake = field(init=False)
    lost: tuple[str, ...] = ()  # ids of documents whose file is gone …
    newly_lost: tuple[str, ...] = ()  # … since this load,
    found: tuple[str, ...] = ()  # … or there again
    supersessions: tuple[Supersession, ...] = ()
    unapplied: tuple[Review, ...] = ()

    def fill(self, build: Build) -> bool | Carried:
        """Read all files into the build; tell whether that makes a new version."""
        self.intake = Intake(
            dataset=self.dataset,
            stages=self.stages,
            engine=f"{self.stages.engine}/{self.catalog.digest[:12]}",
            before=self.before,
            crew=self.crew,
            build=build,
            progress=self.progress or (lambda source: None),
        )
        try:
            self._read_all()
        finally:
            self.crew.close()  # it writes beside the build, which may be cleared away next
        if not self._has_news(build):
            return False
        return self._complete(build)

    def _read_all(self) -> None:
        self.intake.read_files(self.stages.files_below(self.paths))
        self._miss_files()
        self.intake.read_again(self.lost if self.prune else ())

    def _miss_files(self) -> None:
        """Find the documents whose file is gone; not where no file at all was met."""
        met = self.intake.fates
        if not met:
            return
        others = self.before.find_others(met)
        roots = find_reached(self.paths, self.intake.folders)
        gone = list(find_lost(others, roots, self.intake.unread))
        self.lost = tuple(known.document_id for known in gone)
        self.newly_lost = tuple(each.document_id for each in gone if each.missing_since is None)
        self.found = tuple(known.document_id for known in self.before.find_missing(met))

    def _has_news(self, build: Build) -> bool:
        if self.before.version and digest_reviews(self.reviews) != self.before.reviews_digest:
            return True
        taken = bool(self.intake.fates) or build.documents > 0
        return taken and (
            build.documents > 0
            or bool(self.intake.replaced)
            or bool(self.newly_lost or self.found or (self.prune and self.lost))
            or tuple(self._all_rejections()) != self.before.rejections
            or self.catalog.digest != self.before.catalog_digest
            or self.before.repair
        )

    def _all_rejections(self) -> list[Rejection]:
        """Return what is not taken in the whole data set: of other folders as they were left."""
        others = [
            each
            for each in self.before.rejections
            if each.source not in self.intake.seen and is_still_there(each.source, self.paths)
        ]
        rejections = [*others, *self.intake.rejections]
        return sorted(rejections, key=lambda each: (each.source, each.line or 0))

    def _complete(self, build: Build) -> Carried:
        build.set_indicators(self.catalog.indicators)
        build.set_rejections(self.dataset, self._all_rejections())
        for dataset, rejections in self.intake.elsewhere.items():
            build.add_rejections(dataset, rejections)
        pruned = self.lost if self.prune else ()
        carried = Carried(
            previous=self.before.path,
            leave=self.intake.replaced.union(pruned),
            lost=() if self.prune else self.newly_lost,
            found=self.found,
        )
        build.set_reviews(self.reviews)
        found = build.finish(self._stamp(), carried)
        self.unapplied = build.unapplied
        self._note_superseded(found)
        return carried

    def _stamp(self) -> Stamp:
        return Stamp(
            engine=self.stages.engine,
            catalog_digest=self.catalog.digest,
            built_at=datetime.now(UTC),
            base=self.before.version or None,
            dataset=self.dataset,
            sources=tuple(map(name_path, self.paths)),
        )

    def _note_superseded(self, found: tuple[Supersession, ...]) -> None:
        """Keep the supersessions that came with this load; what replaces is a change."""
        fates = self.intake.fates
        touched = {key for key, fate in fates.items() if fate is not Fate.UNCHANGED}
        self.supersessions = tuple(each for each in found if {each.old, each.new} & touched)
        for each in self.supersessions:
            if fates.get(each.old) is not Fate.NEW and fates.get(each.new) is Fate.NEW:
                fates[each.new] = Fate.CHANGED


def _summarise(run: _Load, warehouse: Path, version: int | None) -> LoadSummary:
    intake = run.intake
    rejections = tuple(chain(intake.rejections, *intake.elsewhere.values()))
    fates = list(intake.fates.values())
    return LoadSummary(
        read=intake.files,
        new=fates.count(Fate.NEW),
        changed=fates.count(Fate.CHANGED),
        unchanged=fates.count(Fate.UNCHANGED) + intake.copies,
        rejected=len(rejections),
        again=intake.again,
        lost=0 if run.prune else len(run.lost),
        pruned=len(run.lost) if run.prune else 0,
        rejections=rejections,
        superseded=tuple(describe_supersession(item) for item in run.supersessions),
        notices=tuple(_notices(run)),
        version=run.before.version if version is None else version,
        warehouse=warehouse,
        published=version is not None,
        readers=run.crew.width,
    )


def _notices(run: _Load) -> list[str]:
    notices = [run.before.notice] if run.before.notice else []
    intake = run.intake
    if intake.again:
        notices.append(f"规则或指标有变：{intake.again} 份报告已按保存的原文重新识别。")
    if run.lost and run.prune:
        notices.append(f"{len(run.lost)} 份报告的文件已不在原处，已撤下；fazhi rollback 可退回。")
    elif run.lost:
        notices.append(
            f"{len(run.lost)} 份报告的文件已不在原处：数据保留并已标记，加 --prune 可撤下。"
        )
    if run.unapplied:
        notices.append(
            f"{len(run.unapplied)} 条人工复核没有用上：原文已变，或现在的规则不再这样读；见复核页。"
        )
    if not intake.files and run.paths:
        names = "、".join(map(name_path, run.paths))
        notices.append(f"{names} 里没有可读的文件：没有装入任何内容，原有数据不变。")
    elif not intake.fates and run.paths:
        notices.append("没有一份文件可用：没有发布新版，原有数据不变。")
    return notices
