"""The text of a web page by the character encoding that it declares; none is guessed."""

import codecs
import re

from pantau.files.child import Unreadable

_HEAD = 4096
_DECLARED = re.compile(rb"""<(?:meta\b[^>]*?charset|\?xml[^>]*?encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What browsers take these names for: https://encoding.spec.whatwg.org/#names-and-labels
_MEANT = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}


def page_text(content: bytes, *, declared: str = "") -> str:
    """The decoded page; `declared` is the encoding named outside of it, if any.

    Raises:
        Unreadable: with reason "undeclared", "encoding_unknown" or "not_as_declared".
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content[len(mark) :], encoding)
    named = _DECLARED.search(content, 0, _HEAD)
    name = declared or (named[1].decode("ascii", "replace") if named else "")
    if not name or name.casefold().startswith("utf-16"):  # a page that says so in ASCII cannot be UTF-16
        return _decoded(content, "")
    return _decoded(content, name)


def _decoded(content: bytes, name: str) -> str:
    try:
        encoding = codecs.lookup(_MEANT.get(name.casefold(), name) or "utf-8").name
        if encoding == "cp1252":
            return _windows(content)
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        if not name:
            raise Unreadable("undeclared") from error
        raise Unreadable("not_as_declared", encoding=name[:40]) from error
    except (LookupError, ValueError, TypeError, AssertionError) as error:
        raise Unreadable("encoding_unknown", encoding=name[:40]) from error


def _windows(content: bytes) -> str:
    """Windows-1252, whose five unused bytes are control characters for browsers."""
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return content.decode("cp1252", "surrogateescape").translate(
            {0xDC00 + byte: byte for byte in range(0x80, 0xA0)}
        )
