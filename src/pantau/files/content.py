"""The bytes of one file, within a size, and its kind: told by the content, never by the name."""

from enum import StrEnum
from pathlib import Path

from pantau.domain.refusals import FileEmpty, FileMissing, FileTooLarge

SIZE_LIMIT = 20_000_000
"""Bytes of the largest file that is read; nothing that people type by hand comes near it."""
ROWS_LIMIT = 200_000
COLUMNS_LIMIT = 200
"""The largest table that is read, from the first cell on; a single far cell has brought readers down."""


class Kind(StrEnum):
    TEXT = "text"
    ARCHIVE = "archive"
    OLD_OFFICE = "old_office"
    OTHER = "other"


# The first bytes by which each kind is known: ZIP; the container of .xls, .doc and password-protected .xlsx; then
# PDF, PNG, GIF, JPEG, gzip, 7z, RAR, SQLite, RTF.
_SIGNATURES = (
    (b"PK\x03\x04", Kind.ARCHIVE),
    (b"PK\x05\x06", Kind.ARCHIVE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind.OLD_OFFICE),
    (b"%PDF-", Kind.OTHER),
    (b"\x89PNG", Kind.OTHER),
    (b"GIF8", Kind.OTHER),
    (b"\xff\xd8\xff", Kind.OTHER),
    (b"\x1f\x8b", Kind.OTHER),
    (b"7z\xbc\xaf", Kind.OTHER),
    (b"Rar!", Kind.OTHER),
    (b"SQLite format 3\x00", Kind.OTHER),
    (b"{\\rtf", Kind.OTHER),
)


def kind_of(content: bytes) -> Kind:
    """What the first bytes say; whatever has no known signature counts as text until it is decoded.

    >>> kind_of(b"label,status"), kind_of(b"%PDF-1.7 ...")
    (<Kind.TEXT: 'text'>, <Kind.OTHER: 'other'>)
    """
    return next((kind for signature, kind in _SIGNATURES if content.startswith(signature)), Kind.TEXT)


def file_content(path: Path) -> bytes:
    """The whole content of a regular file.

    Raises:
        FileMissing: there is none, it is a folder or a device, or it may not be read.
        FileTooLarge: it has more than `SIZE_LIMIT` bytes.
        FileEmpty: it has none.
    """
    try:
        if not path.is_file():  # a pipe or a device might never end
            raise FileMissing(file=path)
        with path.open("rb") as stream:
            content = stream.read(SIZE_LIMIT + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise FileMissing(file=path) from error
    if len(content) > SIZE_LIMIT:
        raise FileTooLarge(file=path.name, limit=f"{SIZE_LIMIT // 1_000_000} MB")
    if not content:
        raise FileEmpty(file=path.name)
    return content
