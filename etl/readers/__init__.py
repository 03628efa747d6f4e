"""Readers: files to Documents, chosen by content."""

from etl.readers.archive import Member, Resolver, find_members
from etl.readers.choose import File, read, read_bytes
from etl.readers.fetched import Fetched
from etl.readers.folder import files_below, locate, name_path
from etl.readers.ledger import Ledger, RowError, is_ledger, read_ledger
from etl.readers.limits import MAX_BYTES
from etl.readers.remote import Remote, find_place

__all__ = [
    "MAX_BYTES",
    "Fetched",
    "File",
    "Ledger",
    "Member",
    "Remote",
    "Resolver",
    "RowError",
    "files_below",
    "find_members",
    "find_place",
    "name_path",
    "is_ledger",
    "locate",
    "read",
    "read_bytes",
    "read_ledger",
]
