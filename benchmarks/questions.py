"""What the pages ask of a warehouse, asked many times over with other regions and bodies.

Owns the questions and the clock. Every one is asked as pages/shared/store.py asks it, without the
cache that stands before it there.
"""

import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from etl.warehouse.queries import Filter, Warehouse

_TIMES = 40
_SUBJECT = ("inspections", "inspection_rate")
# Common words, rare ones and some that no report holds, alone and together.
_TEXTS = (
    *("行政检查", "政府信息公开申请", "公职律师", "行政复议 应诉", "商会和行业协会", "法"),
    *("〔2023〕5号", "2019年", "行政处罚1,234件", "满意率达97.3%", "诉前调解中心", "绝不存在词"),
    *("珊瑚礁修复", "wifi", "最后一公里"),
)
_WORDS = ("管理办法", "律师事务所", "〔2023〕5号", "微信公众号")


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its median and 95th percentile, in seconds, and the most rows returned."""

    question: str
    middle: float
    slow: float
    rows: int


@dataclass(frozen=True, slots=True)
class Scene:
    """A warehouse and what there is to ask about."""

    warehouse: Warehouse
    dataset: str
    bodies: Sequence[tuple[str, str]]
    chance: random.Random

    def region(self) -> Filter:
        """Return the view of one region, all years."""
        return Filter(self.dataset, regions=(self.chance.choice(self.bodies)[0],))

    def body(self) -> Filter:
        """Return the view of one body."""
        region, agency = self.chance.choice(self.bodies)
        return Filter(self.dataset, regions=(region,), agencies=(agency,))


def ask_all(directory: Path) -> Iterator[Answered]:
    """Ask every question, each many times."""
    scene = open_scene(directory)
    for name, question in QUESTIONS.items():
        yield measure(name, partial(question, scene))
    scene.warehouse.close()


def open_scene(directory: Path) -> Scene:
    """Open a warehouse for questions; the same ones in every run."""
    warehouse = Warehouse.open(directory)
    dataset = warehouse.datasets()[0].id
    frame = warehouse.scope(dataset).agencies
    bodies = list(frame[["region", "agency"]].itertuples(index=False, name=None))
    return Scene(warehouse, dataset, bodies, random.Random(1))


def measure(name: str, ask: Callable[[], Any]) -> Answered:
    """Return how long a question takes."""
    ask()  # the first one reads what all others find in memory
    times, rows = [], 0
    for _ in range(_TIMES):
        began = time.perf_counter()
        answer = ask()
        times.append(time.perf_counter() - began)
        rows = max(rows, len(answer) if isinstance(answer, pd.DataFrame) else 1)
    times.sort()
    return Answered(name, times[len(times) // 2], times[int(len(times) * 0.95)], rows)


def _report(scene: Scene) -> Any:
    reports = scene.warehouse.reports(scene.body())
    return scene.warehouse.report(str(reports["report_id"].iloc[0]))


QUESTIONS: dict[str, Callable[[Scene], Any]] = {
    "every page: data sets and their sizes": lambda s: s.warehouse.datasets(),
    "every page: years, regions and bodies": lambda s: s.warehouse.scope(s.dataset).years,
    "overview: all figures of a region": lambda s: s.warehouse.figures(s.region()),
    "overview: reports of a region": lambda s: s.warehouse.reports(s.region()),
    "subject: figures of a region": lambda s: s.warehouse.figures(s.region(), _SUBJECT),
    "subject: observations of a region": lambda s: s.warehouse.observations(s.region(), _SUBJECT),
    "subject: figures of one body": lambda s: s.warehouse.figures(s.body(), _SUBJECT),
    "disclosures: request forms of a region": lambda s: s.warehouse.request_form(s.region()),
    "subject: documents named in a region": lambda s: s.warehouse.named(s.region()),
    "search: names in all reports": lambda s: s.warehouse.find_named(
        Filter(s.dataset), s.chance.choice(_WORDS)
    ),
    "search: words in the texts of all reports": lambda s: s.warehouse.find_texts(
        Filter(s.dataset), s.chance.choice(_TEXTS)
    ),
    "search: words in the texts of a region": lambda s: s.warehouse.find_texts(
        s.region(), s.chance.choice(_TEXTS)
    ),
    "report: a body's report with its text": _report,
    "notices: what was not taken": lambda s: s.warehouse.rejections(s.dataset),
}


def ask_with_pandas(directory: Path) -> tuple[Answered, Answered]:
    """Ask for a region's figures: pandas of a Parquet file, and ourselves."""
    scene = open_scene(directory)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "figures.parquet"
        scene.warehouse.frame("SELECT * EXCLUDE (others) FROM figures").to_parquet(path)

        def ask() -> pd.DataFrame:
            asked = scene.region()
            frame = pd.read_parquet(path)
            chosen = frame["region"].isin(asked.regions) & frame["indicator"].isin(_SUBJECT)
            return frame[chosen & (frame["dataset"] == asked.dataset)]

        theirs = measure("beside: the same of a Parquet file with pandas", ask)
    ours = measure("ours", lambda: scene.warehouse.figures(scene.region(), _SUBJECT))
    scene.warehouse.close()
    return theirs, ours
