"""`fazhi evaluate`: reads the labelled documents beside a gold file and scores them."""

import json
from collections.abc import Sequence
from pathlib import Path

from etl.commands.documents import Extractor, Unread, open_extractor
from etl.console.scores import show_evaluation
from etl.console.terminal import follow, open_console, write_exact
from etl.errors import UsageError
from etl.evaluation.form import show_evaluation as show_json
from etl.evaluation.gold import GoldDocument, read_gold
from etl.evaluation.score import DocumentScore, Evaluation, score_document, score_unread
from etl.model import Genre


def evaluate(gold: Path, genre: Genre | None, as_json: bool, directories: Sequence[Path]) -> int:
    """Score extraction against the labels; return 1 where a document could not be read."""
    documents = choose(read_gold(gold), genre, gold)
    extractor = open_extractor(directories)
    scores = []
    with follow("评测", len(documents)) as advance:
        for document in documents:
            scores.append(score(document, gold.parent, extractor))
            advance(document.file)
    evaluation = Evaluation(tuple(scores))
    if as_json:
        write_exact(json.dumps(show_json(evaluation), ensure_ascii=False) + "\n")
    else:
        show_evaluation(evaluation, open_console())
    return 1 if any(each.failure is not None for each in scores) else 0


def choose(
    documents: Sequence[GoldDocument], genre: Genre | None, gold: Path
) -> Sequence[GoldDocument]:
    """Return the documents of one genre, or all."""
    chosen = [each for each in documents if genre is None or each.genre is genre]
    if not chosen:
        raise UsageError(f"标注文件 {gold} 里没有体裁为 {genre} 的文件。")
    return chosen


def score(gold: GoldDocument, folder: Path, extractor: Extractor) -> DocumentScore:
    """Read and score one document."""
    outcome = extractor.read(folder / gold.file)
    if isinstance(outcome, Unread):
        return score_unread(gold, outcome.message)
    return score_document(gold, outcome)
