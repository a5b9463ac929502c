"""A document in whatever file it comes: its text, its tables, and what stands in the file and not in the text."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pantau.domain.documents import Document, document_from
from pantau.domain.refusals import (
    DocumentOutdated,
    DocumentProtected,
    DocumentTooLong,
    DocumentUnreadable,
    DocumentWithoutText,
    FileEmpty,
    FileKindUnknown,
    FileTooLarge,
    Refusal,
)
from pantau.files.child import ORDINARY, Limits, Told, Unreadable, in_child
from pantau.files.content import DOCUMENT_LIMIT, Kind, file_content, kind_of
from pantau.files.delimited import csv_document
from pantau.files.details import detail_of
from pantau.files.text import decoded

KINDS = ".docx, .xlsx, .csv, .pdf, .html, .md, .txt"

_TABLES = (".csv", ".tsv")
_HEAD = 4096
_TAG = re.compile(
    r"<(?:!doctype\s+html|(?:html|head|body|title|meta|link|base|style|script|main|article|section|header|nav|div|table|center"
    r"|font|h[1-6]|p|ul|ol|dl|blockquote|span)\b)",
    re.IGNORECASE,
)
_COMMENTS = re.compile(r"\A(?:\s|<!--.*?-->|<\?xml[^>]*>)*", re.DOTALL)
_MAIL = re.compile(r"\A(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!doctype html|<html[\s>]", re.IGNORECASE)
_OTHER_MARKUP = re.compile(r"\A(?:<\?xml|<!DOCTYPE)", re.IGNORECASE)


class DocumentKind(StrEnum):
    """What is read, and as what; every kind has its reader in the tables below."""

    OFFICE = "office"
    OLD_OFFICE = "old_office"
    PDF = "pdf"
    PAGE = "page"
    SAVED_PAGE = "saved_page"
    TABLE = "table"
    TEXT = "text"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """A function of the reading child, its limits, and whether it tells how far it is."""

    function: str
    limits: Limits = ORDINARY
    tells: bool = False


_LONG = Limits(processor=120, wall=180.0)
_IN_CHILD: Mapping[DocumentKind, _Reader] = {
    DocumentKind.OFFICE: _Reader(function="pantau.files.office:document"),
    DocumentKind.PDF: _Reader(function="pantau.files.pdf.reader:document", limits=_LONG, tells=True),
    DocumentKind.PAGE: _Reader(function="pantau.files.html.reader:document"),
    DocumentKind.SAVED_PAGE: _Reader(function="pantau.files.html.reader:saved_document"),
}
_HERE: Mapping[DocumentKind, Callable[[str], Document]] = {
    DocumentKind.TABLE: csv_document,
    DocumentKind.TEXT: lambda text: Document(text=text),
}
# The reasons that are refusals of their own, and those that come of length; any other is a detail of one refusal.
_REFUSALS: Mapping[str, type[Refusal]] = {
    "kind": FileKindUnknown,
    "without_text": DocumentWithoutText,
    "password": DocumentProtected,
    "outdated": DocumentOutdated,
}
_LENGTHS = frozenset({"too_many_pages", "long_text", "too_much_text", "memory", "time"})


def read_document(path: Path, *, told: Told | None = None) -> Document:
    """The document in a file; `told` hears how far the reading is, and stops it by raising.

    What the file is, its content says; only a table of commas is known by its name, because a text may hold commas.

    Raises:
        FileMissing, FileTooLarge, FileEmpty: see `pantau.files.content.file_content`; the limit is `DOCUMENT_LIMIT`.
        FileBinary, FileEncoding: see `pantau.files.text.read_text`.
        FileKindUnknown: it is no document: a picture, an archive, a database.
        FileUnreadable: in one of its classes: damaged, protected, scanned, too long, or in an outdated format.
    """
    return document_in(file_content(path, limit=DOCUMENT_LIMIT), file=path.name, told=told)


def document_in(content: bytes, *, file: str, told: Told | None = None) -> Document:
    """The document that arrived as bytes; `file` is its name in the refusals, those of `read_document`."""
    if not content:
        raise FileEmpty(file=file)
    if len(content) > DOCUMENT_LIMIT:
        raise FileTooLarge(file=file, limit=f"{DOCUMENT_LIMIT // 1_000_000} MB")
    try:
        return _document(content, file=file, told=told)
    except Unreadable as error:
        raise _refusal(error, file=file) from error


def _document(content: bytes, *, file: str, told: Told | None) -> Document:
    kind = document_kind(content, file=file)
    if kind is DocumentKind.OLD_OFFICE:
        raise Unreadable("password" if "EncryptedPackage".encode("utf-16-le") in content else "outdated")
    if kind in _HERE:
        return _HERE[kind](decoded(content, file=file))
    if kind not in _IN_CHILD:
        raise Unreadable("kind")
    reader = _IN_CHILD[kind]
    document = document_from(
        in_child(
            reader.function,
            content,
            arguments={},
            limits=reader.limits,
            told=told if reader.tells else None,
        )
    )
    if not document.text.strip():
        raise FileEmpty(file=file)
    return document


_BY_BYTES = {
    Kind.PDF: DocumentKind.PDF,
    Kind.ARCHIVE: DocumentKind.OFFICE,
    Kind.OLD_OFFICE: DocumentKind.OLD_OFFICE,
    Kind.OTHER: DocumentKind.OTHER,
}


def document_kind(content: bytes, *, file: str) -> DocumentKind:
    """What the bytes are; the name decides only whether text is a table.

    >>> document_kind(b"<!DOCTYPE html><p>Plan", file="plan.txt"), document_kind(b"1. Plan", file="plan.pdf")
    (<DocumentKind.PAGE: 'page'>, <DocumentKind.TEXT: 'text'>)
    """
    by_bytes = _BY_BYTES.get(kind_of(content))
    if by_bytes is not None:
        return by_bytes
    head = content[:_HEAD].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe").decode("latin-1")
    if _is_page(_COMMENTS.sub("", head, count=1), head, content):
        return DocumentKind.PAGE
    if _MAIL.match(head.replace("\r\n", "\n")):
        return DocumentKind.SAVED_PAGE
    if _OTHER_MARKUP.match(head.lstrip()):
        return DocumentKind.OTHER
    return DocumentKind.TABLE if file.casefold().endswith(_TABLES) else DocumentKind.TEXT


def _is_page(opening: str, head: str, content: bytes) -> bool:
    """Whether it declares itself one, or begins and ends with a tag; a note in Markdown may begin with one."""
    if _DOCTYPE.match(opening):
        return True
    if not _TAG.match(opening):
        return False
    return bool(_DOCTYPE.search(head)) or content.replace(b"\0", b"").rstrip().endswith(b">")


def _refusal(error: Unreadable, *, file: str) -> Refusal:
    own = _REFUSALS.get(error.reason)
    if own is not None:
        return own(file=file, expected=KINDS, where=file, **error.places)
    refusal = DocumentTooLong if error.reason in _LENGTHS else DocumentUnreadable
    where = f"{file}, cell {error.cell}" if error.cell else file
    return refusal(file=file, detail=detail_of(error), where=where)
