"""Which files are kept as evidence: told by their content, within a size, pictures without their metadata."""

from typing import Any, BinaryIO

from pantau.domain.refusals import FileBinary, FileEmpty, FileEncoding, FileTooLarge
from pantau.domain.reporting_refusals import EvidenceKindRefused
from pantau.files.archive import checked
from pantau.files.child import Unreadable, in_child
from pantau.files.content import Kind, kind_of
from pantau.files.pictures import JPEG, PNG, Damaged, without_metadata
from pantau.files.text import decoded

EVIDENCE_LIMIT = 20_000_000
"""Bytes of the largest file that is taken."""

_TYPES, _OPEN_TYPE = "[Content_Types].xml", "mimetype"
_OFFICE = (b"wordprocessingml", b"spreadsheetml", b"presentationml")
_PARTS = "pantau.files.evidence:office_parts"


def evidence_content(content: bytes, *, file: str) -> bytes:
    """The bytes to keep: as they came, a picture without what its camera wrote beside it.

    Raises:
        FileEmpty, FileTooLarge: there is nothing in it, or too much.
        EvidenceKindRefused: it is of another kind than is kept, damaged, locked, or holds programs.
    """
    if not content:
        raise FileEmpty(file=file)
    if len(content) > EVIDENCE_LIMIT:
        raise FileTooLarge(file=file, limit=f"{EVIDENCE_LIMIT // 1_000_000} MB")
    try:
        return _taken(content, file=file)
    except (Damaged, Unreadable, FileBinary, FileEncoding) as fault:
        raise EvidenceKindRefused(file=file) from fault


def _taken(content: bytes, *, file: str) -> bytes:
    if content.startswith((PNG, JPEG)):
        return without_metadata(content)
    kind = kind_of(content)
    if kind is Kind.ARCHIVE:
        in_child(_PARTS, content, arguments={})
    elif kind is Kind.TEXT:
        if content.lstrip()[:1] == b"<":  # HTML, SVG, XML: a browser might run it
            raise Unreadable("kind")
        decoded(content, file=file)
    elif kind is not Kind.PDF or not content.startswith(b"%PDF-"):
        raise Unreadable("kind")
    return content


def office_parts(stream: BinaryIO) -> dict[str, Any]:
    """Nothing but that it is a document of an office program without programs in it; runs in the reading child only.

    Raises:
        Unreadable: it is not.
    """
    archive = checked(stream)
    names = archive.namelist()
    types = archive.read(_TYPES) if _TYPES in names else b""
    opened = archive.read(_OPEN_TYPE) if _OPEN_TYPE in names else b""
    if b"macroEnabled" in types or any(name.startswith(("Basic/", "Scripts/")) for name in names):
        raise Unreadable("macros")
    office = any(mark in types for mark in _OFFICE)
    if not office and not opened.startswith(b"application/vnd.oasis.opendocument."):
        raise Unreadable("kind")
    return {}
