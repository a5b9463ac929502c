"""Rows given as JSON: a list of objects, each with texts under the columns that the reader knows."""

import json
from typing import Any, BinaryIO

from pantau.domain.refusals import ColumnsMissing, ColumnsUnknown, FileUnreadable, NoRows
from pantau.files.child import Unreadable, in_child
from pantau.files.columns import Columns
from pantau.files.content import COLUMNS_LIMIT, ROWS_LIMIT
from pantau.files.details import detail_of
from pantau.files.sheet import Row, Sheet
from pantau.files.text import decoded
from pantau.files.workbook import TEXT_LIMIT


def is_listed(content: bytes) -> bool:
    """Whether the bytes begin as JSON does."""
    return content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def listed_rows(content: bytes, *, file: str, columns: Columns) -> tuple[Row, ...]:
    """The rows of a JSON file; ``null`` is the empty text. Rows count from 1, and columns are named as in code.

    Raises:
        FileEncoding, FileBinary, FileEmpty: it is no text in UTF-8.
        FileUnreadable: it is no list of such objects, or larger than the limits.
        ColumnsUnknown, ColumnsMissing: a row has a column that nobody knows, or none has one that is needed.
        NoRows: there are none.
    """
    text = decoded(content, file=file)
    try:
        found = in_child("pantau.files.listed:rows", text.encode(), arguments={})
    except Unreadable as error:
        raise FileUnreadable(file=file, detail=detail_of(error), where=file) from error
    named = list(dict.fromkeys(name for row in found for name in row))
    if unknown := [name for name in named if name not in columns.known]:
        raise ColumnsUnknown(file=file, columns=", ".join(unknown)[:200], expected=", ".join(columns.known))
    if not found:
        raise NoRows(file=file)
    if missing := [name for name in columns.required if name not in named]:
        raise ColumnsMissing(file=file, columns=", ".join(missing), expected=", ".join(columns.known))
    blank = dict.fromkeys(columns.known, "")
    return tuple(
        Row(
            number=number,
            cells=blank | row,
            sheet=Sheet(file=file, title="", headings={name: name for name in row}, letters={}),
        )
        for number, row in enumerate(found, start=1)
    )


def rows(stream: BinaryIO) -> list[dict[str, str]]:
    """The objects of the list, or of that under "rows"; runs in the reading child.

    Raises:
        Unreadable: it is something else, or too large.
    """
    try:
        said = json.loads(stream.read(), object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise Unreadable("json") from error
    if isinstance(said, dict):
        if set(said) - {"template", "rows"}:
            raise Unreadable("json")
        said = said.get("rows")
    if not isinstance(said, list):
        raise Unreadable("json")
    if len(said) > ROWS_LIMIT:
        raise Unreadable("beyond", rows=ROWS_LIMIT, columns=COLUMNS_LIMIT)
    found = [_row(one) for one in said]
    if sum(len(text) for row in found for text in row.values()) > TEXT_LIMIT:
        raise Unreadable("too_much_text", limit=TEXT_LIMIT)
    return found


def _row(one: Any) -> dict[str, str]:
    if not isinstance(one, dict) or not all(text is None or isinstance(text, str) for text in one.values()):
        raise Unreadable("json")
    return {name: (text or "").strip() for name, text in one.items()}


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object without a name said twice, of which the last would win silently."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Unreadable("json")
    return found
