"""A file of reports that comes back, as Excel, CSV or JSON: its rows under the columns of a template."""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace

from pantau.domain.refusals import FileTooLarge
from pantau.domain.report_sheet import BY_HAND, COLUMNS
from pantau.domain.sheet_text import unguarded
from pantau.files.columns import Columns
from pantau.files.content import SIZE_LIMIT
from pantau.files.listed import is_listed, listed_rows
from pantau.files.sheet import Row, Sheet, rows_in

_COLUMNS = Columns(known=(*COLUMNS, *BY_HAND), required=("label",))


def read_reports(content: bytes, *, file: str) -> tuple[Row, ...]:
    """The rows of the file. Raises FileTooLarge, and as `files.sheet.rows_in` and `files.listed.listed_rows`."""
    if len(content) > SIZE_LIMIT:
        raise FileTooLarge(file=file, limit=f"{SIZE_LIMIT // 1_000_000} MB")
    if is_listed(content):
        return listed_rows(content, file=file, columns=_COLUMNS)
    rows = rows_in(content, file=file, columns=_COLUMNS)
    return tuple(row if row.sheet.letters else _unguarded(row) for row in rows)


def kept_rows(rows: Sequence[Row]) -> bytes:
    """The rows as bytes that `rows_kept` reads again, in much less time than their file takes."""
    sheets: list[Sheet] = []
    said = []
    for row in rows:
        if not sheets or row.sheet is not sheets[-1]:
            sheets.append(row.sheet)
        filled = {column: text for column, text in row.cells.items() if text}
        said.append([row.number, len(sheets) - 1, row.hidden, filled])
    return json.dumps({"sheets": [asdict(sheet) for sheet in sheets], "rows": said}).encode()


def rows_kept(content: bytes) -> tuple[Row, ...]:
    """The rows that `kept_rows` wrote."""
    said, blank = json.loads(content), dict.fromkeys(_COLUMNS.known, "")
    sheets = [Sheet(**sheet) for sheet in said["sheets"]]
    return tuple(
        Row(number=number, cells=blank | filled, sheet=sheets[place], hidden=hidden)
        for number, place, hidden, filled in said["rows"]
    )


def _unguarded(row: Row) -> Row:
    return replace(row, cells={column: unguarded(text) for column, text in row.cells.items()})
