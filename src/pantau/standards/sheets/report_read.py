"""A file of reports that comes back, as Excel, CSV or JSON: its rows under the columns of a template."""

from dataclasses import replace

from pantau.domain.report_sheet import BY_HAND, COLUMNS
from pantau.files.columns import Columns
from pantau.files.listed import is_listed, listed_rows
from pantau.files.sheet import Row, rows_in
from pantau.standards.sheets.report_texts import unguarded

_COLUMNS = Columns(known=(*COLUMNS, *BY_HAND), required=("label",))


def read_reports(content: bytes, *, file: str) -> tuple[Row, ...]:
    """The rows of the file. Raises what `files.sheet.rows_in` and `files.listed.listed_rows` raise."""
    if is_listed(content):
        return listed_rows(content, file=file, columns=_COLUMNS)
    rows = rows_in(content, file=file, columns=_COLUMNS)
    return tuple(row if row.sheet.letters else _unguarded(row) for row in rows)


def _unguarded(row: Row) -> Row:
    return replace(row, cells={column: unguarded(text) for column, text in row.cells.items()})
