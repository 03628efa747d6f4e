"""`fazhi evaluate`: reads the labelled documents beside gold files and scores them.

Owns the order: read labels, floors and baseline, score, compare, hold the floors, print, remember.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from etl.commands.documents import Extractor, Unread, open_extractor
from etl.console.changes import show_changes, show_verdict
from etl.console.scores import show_scores
from etl.console.terminal import follow, open_console, show_sentence, write_exact
from etl.errors import UsageError
from etl.evaluation.changes import Changes
from etl.evaluation.floor_file import FloorFile
from etl.evaluation.floors import Verdict
from etl.evaluation.form import show_outcome
from etl.evaluation.gold import GoldDocument, find_gold_files, read_gold
from etl.evaluation.quality import keep_quality
from etl.evaluation.runs import Baseline, Runs
from etl.evaluation.score import DocumentScore, score_document, score_unread
from etl.evaluation.sums import Evaluation, ScoredSet
from etl.model import Genre


@dataclass(frozen=True, slots=True)
class Request:
    """What one run of the command is asked for; floors move only by their flags."""

    gold: Sequence[Path]
    genre: Genre | None
    as_json: bool
    indicators: Sequence[Path]
    floors: Path | None
    raise_floors: bool
    lower_floors: bool
    baseline: Path | None
    runs: Path
    quality: Path | None = None
    blind: bool = False


def evaluate(request: Request) -> int:
    """Score extraction against labels and print what came of it.

    Returns 1 where a document could not be read or a score lies below its floor.
    """
    labels = choose(find_gold_files(request.gold), request.genre)
    runs = Runs(request.runs, request.genre)
    earlier = Baseline(request.baseline) if request.baseline else runs
    floors = FloorFile(request.floors, new=request.raise_floors) if request.floors else None
    sets = score_sets(labels, open_extractor(request.indicators))
    changes = earlier.compare(sets)
    raising, lowering = request.raise_floors, request.lower_floors
    verdict = None
    if floors is not None:
        verdict = floors.hold(sets, request.genre, raising=raising, lowering=lowering)
    show(tuple(sets.values()), changes, verdict, as_json=request.as_json)
    remember(runs, sets)
    if request.quality is not None:
        day = datetime.now(UTC).date()
        keep_quality(request.quality, tuple(sets.values()), day, blind=request.blind)
    return 1 if has_unread(sets) or (verdict and verdict.breaches) else 0


def choose(golds: Sequence[Path], genre: Genre | None) -> Mapping[Path, Sequence[GoldDocument]]:
    """Return the labelled documents of every gold file: those of one genre, or all."""
    chosen = {
        gold: [each for each in read_gold(gold) if genre is None or each.genre is genre]
        for gold in golds
    }
    if not any(chosen.values()):
        names = "、".join(map(str, golds))
        raise UsageError(f"标注文件 {names} 里没有体裁为 {genre} 的文件。")
    return {gold: documents for gold, documents in chosen.items() if documents}


def score_sets(
    labels: Mapping[Path, Sequence[GoldDocument]], extractor: Extractor
) -> Mapping[Path, ScoredSet]:
    """Read and score the documents of every gold file, with a bar that moves on."""
    sets = {}
    with follow("评测", sum(map(len, labels.values()))) as advance:
        for gold, documents in labels.items():
            scores = []
            for document in documents:
                scores.append(score(document, gold.parent, extractor))
                advance(document.file)
            sets[gold] = ScoredSet(name_gold(gold), Evaluation(tuple(scores)))
    return sets


def score(gold: GoldDocument, folder: Path, extractor: Extractor) -> DocumentScore:
    """Read and score one document."""
    outcome = extractor.read(folder / gold.file)
    if isinstance(outcome, Unread):
        return score_unread(gold, outcome.message)
    return score_document(gold, outcome)


def name_gold(gold: Path) -> str:
    """Return the name of a gold file: its path from where we stand, or from the root."""
    path, here = gold.resolve(), Path.cwd().resolve()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def show(
    sets: Sequence[ScoredSet], changes: Changes | None, verdict: Verdict | None, *, as_json: bool
) -> None:
    """Print the outcome; what became of floors is told on standard error, too."""
    if as_json:
        form = show_outcome(sets, changes, verdict)
        write_exact(json.dumps(form, ensure_ascii=False) + "\n")
    else:
        console = open_console()
        show_scores(sets, console)
        show_changes(changes, console)
    for sentence in show_verdict(verdict) if verdict else ():
        show_sentence(sentence)


def remember(runs: Runs, sets: Mapping[Path, ScoredSet]) -> None:
    """Keep this run for the next one to be compared with; say so where that is impossible."""
    try:
        runs.remember(sets)
    except OSError as error:
        show_sentence(f"本次结果没有记下（{error.strerror}：{runs.folder}），下次评测无从比较。")


def has_unread(sets: Mapping[Path, ScoredSet]) -> bool:
    """Tell whether some document could not be read."""
    evaluations = (scored.evaluation for scored in sets.values())
    return any(
        document.failure is not None
        for evaluation in evaluations
        for document in evaluation.documents
    )
