"""How large a file may be that is read whole, and what is said of a larger one."""

from etl.errors import Rejected, RejectionKind

MAX_BYTES = 50 * 1024 * 1024


def reject_large(source: str, size: int) -> Rejected:
    """Return why a file of so many bytes is not read."""
    limit = MAX_BYTES // (1024 * 1024)
    message = (
        f"{source}：文件有 {size / (1024 * 1024):.1f} MB，超过 {limit} MB 的上限；"
        "请确认是单份报告，或拆分后再载入。"
    )
    return Rejected(RejectionKind.TOO_LARGE, message)
