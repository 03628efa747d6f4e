"""What is said of a file, or of a row, that a load does not take.

Owns the sentences of the pipeline itself; readers and extraction bring their own.
"""

from etl.errors import Rejected, RejectionKind
from etl.model import Report
from etl.stages import RowErrorLike
from etl.warehouse.build import Rejection


def demand_body_and_year(report: Report) -> None:
    """Refuse a report that cannot be filed: under whom, and in which year."""
    source = report.document.source
    if not report.header.agency:
        raise Rejected(
            RejectionKind.NO_AGENCY,
            f"{source} 里看不出是哪个单位的报告：请保留标题或落款后再装入。",
        )
    if report.header.year is None:
        raise Rejected(
            RejectionKind.NO_YEAR, f"{source} 里看不出是哪一年度的报告：请保留标题后再装入。"
        )


def describe_fault(source: str, error: Exception) -> Rejection:
    """Return the sentence for a fault nobody foresaw; the fault itself is for --debug."""
    if isinstance(error, FileNotFoundError):
        message = f"找不到 {source}：请检查路径。"
        return Rejection(source, RejectionKind.NOT_FOUND, message, fault=error)
    reason = getattr(error, "strerror", None) or type(error).__name__
    message = f"{source} 读取时出错（{reason}）：已跳过，请检查该文件，其他文件照常装入。"
    return Rejection(source, RejectionKind.UNREADABLE, message, fault=error)


def describe_row(source: str, error: RowErrorLike) -> Rejection:
    """Return the sentence for a row of a ledger; its line is told beside it."""
    place = f"“{error.column}”列" if error.column else ""
    value = f"“{error.value}”" if error.value else ""
    return Rejection(source, RejectionKind.BAD_ROW, f"{place}{value}：{error.reason}", error.line)
