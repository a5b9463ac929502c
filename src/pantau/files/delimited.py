"""Text in columns, separated by commas, semicolons, tabs or bars: its one table, with every cell where it stands."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from pantau.domain.documents import Cell, Document, Table, TableRow
from pantau.files.child import Unreadable
from pantau.files.content import COLUMNS_LIMIT, ROWS_LIMIT

SEPARATORS = (",", ";", "\t", "|")
_SAMPLED = 200
_HINT = re.compile(r"\ufeff?sep=([,;\t|])\r?\n", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n?|\n")


def csv_document(text: str) -> Document:
    """A text in columns as a document with one table, or with none where nothing separates columns.

    The text stays as it is and a cell points into it, inside its quotation marks: there `""` stands for one mark.

    >>> one = csv_document('No;Action\\n1;"Plant trees, and ""save"" water"\\n')
    >>> [one.text[cell.start : cell.end] for row in one.tables[0].rows for cell in row.cells]
    ['No', 'Action', '1', 'Plant trees, and ""save"" water']

    Raises:
        Unreadable: a quotation mark is not closed, or the table is larger than the limits.
    """
    hint = _HINT.match(text)
    start = hint.end() if hint else int(text.startswith("\ufeff"))
    separator = hint[1] if hint else _separator(text, start)
    rows = tuple(_rows(text, start, separator)) if separator else ()
    return Document(text=text, tables=(Table(title="", rows=rows),) if rows else ())


def _separator(text: str, start: int) -> str:
    """The separator that gives the most rows of one and the same number of columns; "" where none makes columns."""
    scores: dict[str, tuple[float, int]] = {}
    faults: list[Unreadable] = []
    for separator in SEPARATORS:
        try:
            counts = Counter(len(fields) for fields in islice(_records(text, start, separator), _SAMPLED))
        except Unreadable as fault:
            faults.append(fault)
            continue
        columns, rows = max(counts.items(), key=lambda one: (one[0] > 1, one[1], one[0]), default=(1, 0))
        if columns > 1:
            scores[separator] = (rows / counts.total(), columns)
    if not scores and faults:
        raise faults[0]
    return max(scores, key=lambda separator: scores[separator], default="")


def _rows(text: str, start: int, separator: str) -> Iterator[TableRow]:
    for number, fields in enumerate(_records(text, start, separator), start=1):
        if number > ROWS_LIMIT or len(fields) > COLUMNS_LIMIT:
            raise Unreadable("beyond", rows=ROWS_LIMIT, columns=COLUMNS_LIMIT)
        cells = tuple(Cell(start=first, end=last, column=place) for place, (first, last) in enumerate(fields))
        if any(cell.end > cell.start for cell in cells):
            yield TableRow(cells=cells, place=f"row {number}")


def _records(text: str, start: int, separator: str) -> Iterator[list[tuple[int, int]]]:
    """Where the fields of each record begin and end, blanks around them left out."""
    mark = re.escape(separator)
    field = re.compile(
        rf'[ ]*(?:"(?P<quoted>(?:[^"]++|"")*+)"[ ]*(?={mark}|[\r\n]|\Z)|(?P<open>")|(?P<plain>[^{mark}\r\n]*))'
    )
    fields: list[tuple[int, int]] = []
    place, number = start, 1
    while place < len(text) or fields:
        found = field.match(text, place)
        if found is None or found["open"]:
            raise Unreadable("quotation", row=number)
        fields.append(_stripped(text, *found.span("plain" if found["quoted"] is None else "quoted")))
        place = found.end()
        if text.startswith(separator, place):
            place += 1
            continue
        yield fields
        line_end = _LINE_END.match(text, place)
        fields, place, number = [], line_end.end() if line_end else len(text), number + 1


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    content = text[start:end]
    if not content or content.isspace():
        return start, start
    return start + len(content) - len(content.lstrip()), end - len(content) + len(content.rstrip())
