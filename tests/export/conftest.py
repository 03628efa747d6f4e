"""A warehouse that holds what is hard to write into files, and the ways to export it."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from etl.export.edition import open_edition
from etl.export.rows import Extract, open_rows
from etl.export.selection import Selection
from etl.model import Finding, Span
from tests.factories import build_datasets, build_warehouse
from tests.makers import Naming, Stated, make_report
from tests.request_forms import make_form_report
from tests.small_city import STALLS, small_ledger, small_reports

EXPORTED_AT = datetime(2025, 7, 1, 9, 30, tzinfo=UTC)
FORMULA = '=HYPERLINK("http://x.example","点")检查520次'
HOSTILE = (
    Stated("inspections", FORMULA, "520", "次"),
    Stated("penalties", "+处罚7件", "7", "件"),
    Stated("permits", "-许可8件", "8", "件"),
    Stated("lawsuits", "@诉讼9件", "9", "件"),
    Stated("petitions_handled", "＝信访3件", "3", "件"),
    Stated("major_decisions", '决策\n2项，“甲”",乙', "2", "项"),
    Stated("reconsiderations", "复议\x01\x0b4\x00件", "4", "件"),
    Stated("people_trained", "<r>培训6人次</r>", "6", "人次"),
    Stated("study_sessions", "😀_x0041_学法5次", "5", "次"),
    Stated("penalty_amount", "罚款0.000001元", "0.000001", "元"),
    Stated("court_attendance_rate", "出庭应诉率98.6%", "98.6", "%"),
    Stated("publicity_events", "普法0场", "0", "场"),
    Stated("disclosures_proactive", "公开999999999999999999条", "999999999999999999", "条"),
)
LONG = "长😀" * 20_000
ROWS = {"一、本年新收政府信息公开申请数量": "5 _ 0 / 0 0 5", "granted": "3 _ 0 / 0 0 3"}


def hostile_reports() -> list:
    """Return reports with every text and number that a file format may trip over."""
    odd = Finding("contradiction", "=1+1 与 2", (Span(0, 2),), "inspections")
    naming = Naming(STALLS.kind, STALLS.text, STALLS.quote, "=办法", deed=STALLS.deed)
    report = make_report("望川市审计局", 2023, HOSTILE, findings=[odd], named=[naming], remark=LONG)
    return [report, make_form_report("望川市审计局", 2022, ROWS)]


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two versions: the first holds one report, the second everything."""
    folder = tmp_path_factory.mktemp("exported") / "warehouse"
    build_warehouse(folder, small_reports()[:1])
    sample = ([make_report("样例县档案局", 2023, region="样例县")], [], [])
    own = ([*small_reports(), *hostile_reports()], small_ledger(), [])
    return build_datasets(folder, {"own": own, "sample": sample})


@pytest.fixture(scope="session")
def extract(warehouse: Path) -> Callable[..., Extract]:
    """Return a function that opens what is asked for."""
    opened = []

    def ask(version: int | None = None, **asked) -> Extract:
        context = open_edition(warehouse, version)
        edition = context.__enter__()
        opened.append(context)
        selection = Selection(**asked)
        tables = tuple(open_rows(edition, selection, name) for name in selection.tables)
        return Extract(edition, selection, tables, EXPORTED_AT)

    yield ask
    for context in opened:
        context.__exit__(None, None, None)


@pytest.fixture(scope="session")
def expected(extract) -> Callable[..., list[dict]]:
    """Return a function that reads the rows of a view as plain values."""

    def read(name: str, **asked) -> list[dict]:
        (rows,) = extract(tables=(name,), **asked).tables
        return [row for batch in rows.batches() for row in batch.to_pylist()]

    return read
