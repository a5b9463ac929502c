"""The bytes of one file, within a size, and its kind: told by the content, never by the name."""

import os
import re
from enum import StrEnum
from pathlib import Path

from pantau.domain.refusals import FileEmpty, FileMissing, FileTooLarge

SIZE_LIMIT = 20_000_000
"""Bytes of the largest table that is read; nothing that people type by hand comes near it."""
DOCUMENT_LIMIT = 50_000_000
"""Bytes of the largest document that is read: pictures make them large."""
ROWS_LIMIT = 200_000
COLUMNS_LIMIT = 200
"""The largest table that is read, from the first cell on; a single far cell has brought readers down."""


class Kind(StrEnum):
    TEXT = "text"
    ARCHIVE = "archive"
    OLD_OFFICE = "old_office"
    PDF = "pdf"
    OTHER = "other"


# The first bytes by which each kind is known: ZIP; the container of .xls, .doc and password-protected .xlsx; then
# PNG, GIF, JPEG, TIFF, WebP and other RIFF, gzip, bzip2, xz, 7z, RAR, SQLite, RTF, PostScript, programs.
_SIGNATURES = (
    (b"PK\x03\x04", Kind.ARCHIVE),
    (b"PK\x05\x06", Kind.ARCHIVE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind.OLD_OFFICE),
    (b"\x89PNG", Kind.OTHER),
    (b"GIF8", Kind.OTHER),
    (b"\xff\xd8\xff", Kind.OTHER),
    (b"II*\x00", Kind.OTHER),
    (b"MM\x00*", Kind.OTHER),
    (b"RIFF", Kind.OTHER),
    (b"\x1f\x8b", Kind.OTHER),
    (b"BZh", Kind.OTHER),
    (b"\xfd7zXZ", Kind.OTHER),
    (b"7z\xbc\xaf", Kind.OTHER),
    (b"Rar!", Kind.OTHER),
    (b"SQLite format 3\x00", Kind.OTHER),
    (b"{\\rtf", Kind.OTHER),
    (b"%!PS", Kind.OTHER),
    (b"\x7fELF", Kind.OTHER),
)
_PDF = re.compile(rb"%PDF-\d")
_PDF_WITHIN = 1024  # the mark may follow other bytes, says the standard


def kind_of(content: bytes) -> Kind:
    """What the first bytes say; whatever has no known signature counts as text until it is decoded.

    >>> kind_of(b"label,status"), kind_of(b"%PDF-1.7 ...")
    (<Kind.TEXT: 'text'>, <Kind.PDF: 'pdf'>)
    """
    by_signature = (kind for signature, kind in _SIGNATURES if content.startswith(signature))
    return next(by_signature, Kind.PDF if _PDF.search(content, 0, _PDF_WITHIN) else Kind.TEXT)


def file_content(path: Path, *, limit: int = SIZE_LIMIT) -> bytes:
    """The whole content of a regular file; one that is larger than `limit` bytes is not read at all.

    Raises:
        FileMissing: there is none, it is a folder or a device, or it may not be read.
        FileTooLarge: it has more than `limit` bytes.
        FileEmpty: it has none.
    """
    try:
        if not path.is_file():  # a pipe or a device might never end
            raise FileMissing(file=path)
        with path.open("rb") as stream:
            too_large = os.fstat(stream.fileno()).st_size > limit
            content = b"" if too_large else stream.read(limit + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise FileMissing(file=path) from error
    if too_large or len(content) > limit:  # it may have grown meanwhile
        raise FileTooLarge(file=path.name, limit=f"{limit // 1_000_000} MB")
    if not content:
        raise FileEmpty(file=path.name)
    return content
