"""Which reader takes an office file in an archive; runs in the reading child only (`pantau.files.child`)."""

from typing import Any, BinaryIO

from pantau.files.archive import checked
from pantau.files.child import Unreadable, named

_TYPES = "[Content_Types].xml"
_READERS = (
    (b"wordprocessingml", "pantau.files.word.reader:document"),
    (b"spreadsheetml", "pantau.files.spreadsheet:document"),
)


def document(stream: BinaryIO) -> dict[str, Any]:
    """The document as JSON, read by the one that reads the content which the archive declares.

    Raises:
        Unreadable: with reason "kind" where it is no Word document or Excel workbook, "macros" where it holds programs.
    """
    archive = checked(stream)
    types = archive.read(_TYPES) if _TYPES in archive.namelist() else b""
    if b"macroEnabled" in types:
        raise Unreadable("macros")
    reader = next((reader for mark, reader in _READERS if mark + b"." in types and b"main+xml" in types), None)
    if reader is None:
        raise Unreadable("kind")
    stream.seek(0)
    found: dict[str, Any] = named(reader)(stream)
    return found
