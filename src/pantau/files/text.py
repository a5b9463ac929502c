"""Bytes to text: UTF-8, or UTF-16 that says so; any other encoding is refused rather than guessed."""

import codecs
import re
from pathlib import Path

from pantau.domain.refusals import FileBinary, FileEmpty, FileEncoding
from pantau.files.content import Kind, file_content, kind_of

_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")  # bytes that no encoding of a typed text has
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def read_text(path: Path) -> str:
    """The text of a file as it stands: no line end, space or letter is changed, so that offsets stay true.

    Only a byte-order mark at the start is taken off; offsets count the code points after it.

    Raises:
        FileMissing, FileTooLarge: see `file_content`.
        FileEmpty: there is nothing in it, or nothing but white space.
        FileBinary: it is no text at all.
        FileEncoding: it is text in another encoding; `position` counts bytes from 0.
    """
    return decoded(file_content(path), file=path.name)


def decoded(content: bytes, *, file: str) -> str:
    """The text of `content`; `file` is its name for the refusals, which are those of `read_text`."""
    if kind_of(content) is not Kind.TEXT:
        raise FileBinary(file=file)
    mark, encoding = next((pair for pair in _MARKS if content.startswith(pair[0])), (b"", "utf-8"))
    try:
        text = content[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(content, position=error.start + len(mark), file=file) from error
    if "\0" in text:
        raise _undecodable(content, position=content.find(b"\0"), file=file)
    if not text.strip():
        raise FileEmpty(file=file)
    return text


def _undecodable(content: bytes, *, position: int, file: str) -> FileBinary | FileEncoding:
    if _is_unmarked_utf16(content) or not _CONTROLS.search(content):
        return FileEncoding(file=file, position=position)
    return FileBinary(file=file)


def _is_unmarked_utf16(content: bytes) -> bool:
    """Whether nearly every second byte is NUL, as in UTF-16 of a Latin text without its mark."""
    half = len(content) // 2
    return half > 0 and any(
        content[offset::2].count(0) > 0.8 * half and content[1 - offset :: 2].count(0) == 0 for offset in (0, 1)
    )
