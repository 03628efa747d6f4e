"""Readers: files to Documents, chosen by content."""

from etl.readers.archive import Member, find_members
from etl.readers.choose import MAX_BYTES, read, read_bytes
from etl.readers.folder import files_below, locate, name_path
from etl.readers.ledger import Ledger, RowError, is_ledger, read_ledger

__all__ = [
    "MAX_BYTES",
    "Ledger",
    "Member",
    "RowError",
    "files_below",
    "find_members",
    "name_path",
    "is_ledger",
    "locate",
    "read",
    "read_bytes",
    "read_ledger",
]
