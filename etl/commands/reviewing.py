"""`fazhi review`: decisions of people listed, exchanged, counted, and made into labels.

Owns the order of each. Refuses to decide: that is done on the page 复核, with the words in view.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from etl.checks.review_precision import count_judged
from etl.console.reviews import (
    form_precision,
    form_review,
    name_gold,
    name_imported,
    show_precision,
    show_reviews,
)
from etl.console.terminal import open_console, show_sentence, write_exact
from etl.corrections import (
    Review,
    add_reviews,
    check_review,
    find_standing,
    order_reviews,
    read_file,
    read_reviews,
    write_line,
)
from etl.errors import UsageError, WarehouseError, WarehouseFault
from etl.evaluation.gold import GOLD_NAME
from etl.evaluation.reviewed import Labelled, make_labels
from etl.evaluation.writing import write_whole
from etl.journal import read_lines
from etl.review_faults import ReviewError
from etl.warehouse.heirs import follow
from etl.warehouse.judged import read_judged
from etl.warehouse.queries import Warehouse
from etl.warehouse.versions import current_version


@dataclass(frozen=True, slots=True)
class Request:
    """Whose decisions, of which data sets (all where none is named)."""

    warehouse: Path
    datasets: Sequence[str] = ()
    as_json: bool = False
    force: bool = False


def _choose(request: Request) -> tuple[Review, ...]:
    reviews = read_reviews(request.warehouse)
    return tuple(
        each for each in reviews if not request.datasets or each.dataset in request.datasets
    )


def _place(reviews: Sequence[Review], warehouse: Warehouse | None) -> tuple[Review, ...]:
    """Return decisions at the place they are about in the served version, in their order."""
    return follow(reviews, warehouse.heirs(reviews) if warehouse else {})


def list_reviews(request: Request) -> int:
    """Print every decision, the newest first, and whether it counts."""
    reviews = _choose(request)[::-1]
    warehouse = _open(request.warehouse)
    applied = warehouse.reviews()[1] if warehouse else frozenset()
    standing = frozenset(each.id for each in find_standing(_place(reviews, warehouse)).values())
    if request.as_json:
        _print_lines(form_review(each, standing, applied) for each in reviews)
    elif reviews:
        show_reviews(reviews, standing, applied, _read_names(request.warehouse), open_console())
    else:
        show_sentence("还没有复核记录：用 fazhi serve --review 打开看板，在“复核”页处理。")
    return 0


def show_judged(request: Request) -> int:
    """Print how often people found right what they looked at, by indicator."""
    judged = count_judged(_place(_choose(request), _open(request.warehouse)))
    if request.as_json:
        write_exact(json.dumps(form_precision(judged), ensure_ascii=False) + "\n")
    elif judged:
        show_precision(judged, _read_names(request.warehouse), open_console())
    else:
        show_sentence("还没有复核记录，无从统计。")
    return 0


def import_reviews(file: Path, request: Request) -> int:
    """Add the decisions of a file that are not known yet; nothing where a line of it is bad."""
    _demand_file(file)
    ours = {each.id: each for each in read_reviews(request.warehouse)}
    known = dict(ours)
    theirs = _read_checked(file, request.warehouse)
    if request.datasets:
        theirs = [pair for pair in theirs if pair[1].dataset in request.datasets]
    for number, review in theirs:
        if known.setdefault(review.id, review) != review:
            raise ReviewError(
                f"{file} 第 {number} 行的编号 {review.id} 已有另一条内容不同的记录："
                "请核对两份文件；没有写入任何内容。"
            )
    new = order_reviews(each for _, each in theirs if each.id not in ours)
    if new:
        add_reviews(request.warehouse, new)
    open_console().print(name_imported(len(new), len(theirs)), soft_wrap=True)
    return 0


def _demand_file(file: Path) -> None:
    if not file.is_file():
        raise UsageError(f"没有文件 {file}：请给出另一份 reviews.jsonl。")


def _read_checked(file: Path, warehouse: Path) -> list[tuple[int, Review]]:
    """Return the decisions of a file with the lines they stand on, each of a form that counts."""
    numbers = [number for number, _ in read_lines(file)]
    reviews = read_file(file)
    indicators = _read_indicators(warehouse)
    for number, review in zip(numbers, reviews, strict=False):
        _, units, kind = indicators.get(review.indicator, ("", _units_of(review), ""))
        try:
            check_review(review, units, kind)
        except ReviewError as error:
            raise ReviewError(
                f"{file} 第 {number} 行：{error} 请改正或删去这一行；没有写入任何内容。"
            ) from error
    return list(zip(numbers, reviews, strict=False))


def _units_of(review: Review) -> tuple[str, ...]:
    """An indicator that is not known here may have any unit."""
    return (review.new.unit,) if review.new else ()


def export_reviews(file: Path, request: Request) -> int:
    """Write the decisions that count into a file of the same form."""
    reviews = _choose(request)
    placed = find_standing(_place(reviews, _open(request.warehouse))).values()
    ids = {each.id for each in placed}
    standing = [each for each in reviews if each.id in ids]
    if not standing:
        raise UsageError("没有有效的复核记录可以导出。")
    _demand_free(file, file.exists(), request.force)
    lines = (json.dumps(write_line(each), ensure_ascii=False, sort_keys=True) for each in standing)
    _write(file, "".join(f"{line}\n" for line in lines))
    open_console().print(f"已把 {len(standing)} 条有效的复核记录写入 {file}。", soft_wrap=True)
    return 0


def write_gold(folder: Path, request: Request) -> int:
    """Write what people decided as labels, with the texts they are about."""
    reviews = _choose(request)
    if not find_standing(reviews):
        raise UsageError("没有有效的复核记录，无从写出标注。")
    _demand_free(folder, folder.exists() and any(folder.iterdir()), request.force)
    warehouse = Warehouse.open(request.warehouse)
    standing = tuple(find_standing(_place(reviews, warehouse)).values())
    datasets = sorted({each.dataset for each in standing})
    reports = read_judged(warehouse, sorted({each.report_id for each in standing}), datasets)
    rows, left, labels = [], Counter[str](), 0
    for made in make_labels(reports, standing):
        left.update(made.left)
        if made.only:
            _write(folder / made.file, made.text)
            rows.append(made)
            labels += len(made.labels)
    if rows:
        _write(folder / GOLD_NAME, "".join(map(_write_row, rows)))
    for sentence in name_gold(folder / GOLD_NAME, len(rows), labels, left):
        open_console().print(sentence, soft_wrap=True)
    return 0 if rows else 1


def _write_row(made: Labelled) -> str:
    return json.dumps(made.row, ensure_ascii=False) + "\n"


def _demand_free(path: Path, taken: bool, force: bool) -> None:
    if taken and not force:
        raise UsageError(f"{path} 已有内容：请换一个地方，或加 --force 覆盖。")


def _write(path: Path, text: str) -> None:
    try:
        write_whole(path, text)
    except OSError as error:
        raise UsageError(f"{path} 无法写入（{error.strerror or error}）。") from error


def _read_indicators(directory: Path) -> dict[str, tuple[str, tuple[str, ...], str]]:
    """Return name, units and kind of the indicators loaded, by id."""
    warehouse = _open(directory)
    if warehouse is None:
        return {}
    rows = warehouse.rows("SELECT id, name_zh, units, kind FROM indicators ORDER BY position")
    return {key: (name, tuple(units), kind) for key, name, units, kind in rows}


def _read_names(directory: Path) -> dict[str, str]:
    return {key: name for key, (name, *_) in _read_indicators(directory).items()}


def _open(directory: Path) -> Warehouse | None:
    try:
        return Warehouse.open(directory) if current_version(directory) else None
    except WarehouseError as error:
        if error.kind is WarehouseFault.MISSING:
            return None
        raise


def _print_lines(forms: Iterable[Mapping[str, Any]]) -> None:
    write_exact("".join(f"{json.dumps(form, ensure_ascii=False)}\n" for form in forms))
