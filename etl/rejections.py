"""What is said of a file, or of a row, that a load does not take.

Owns the sentences of the pipeline itself; readers and extraction bring their own.
"""

from etl.errors import RejectionKind
from etl.stages import RowErrorLike
from etl.warehouse.build import Rejection


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
