"""The visible sheets of an Excel workbook as tables in a text; runs in the reading child only."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from openpyxl import load_workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils import get_column_letter

from pantau.domain.documents import Cell, Document, Table, TableRow
from pantau.files.archive import checked, is_strict, ordinary, refuse_declarations
from pantau.files.attachments import list_attachments
from pantau.files.child import Unreadable
from pantau.files.content import COLUMNS_LIMIT
from pantau.files.dropped import Dropped
from pantau.files.shown import shown
from pantau.files.workbook import CellReader, cell_reader, check_kind, is_hidden, lines_of, place_of

_MOST_MERGED = 20_000
_MOST_COLUMNS = 16_384


@dataclass(frozen=True, slots=True, kw_only=True)
class _Range:
    """A merged range; rows and columns from 1, both ends included."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(slots=True, kw_only=True)
class _Sheet:
    """The filled cells of a sheet by row and column, and what of it is hidden or merged."""

    title: str
    lines: Mapping[int, Mapping[int, str]]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    merged: Mapping[tuple[int, int], _Range]

    def is_visible(self, row: int, column: int) -> bool:
        """Whether something of a cell is seen; a merged one is seen in any row and column it covers."""
        merged = self.merged.get((row, column))
        if merged is None:
            return row not in self.hidden_rows and column not in self.hidden_columns
        rows = range(merged.top, merged.bottom + 1)
        columns = range(merged.left, merged.right + 1)
        return any(one not in self.hidden_rows for one in rows) and any(
            one not in self.hidden_columns for one in columns
        )


@dataclass(slots=True)
class _Text:
    """The text in the making."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0

    def write(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)


def document(stream: BinaryIO) -> dict[str, Any]:
    """The `Document` in an Excel workbook, as JSON: a table for every visible sheet with content.

    Raises:
        Unreadable: it is no Excel workbook, holds macros, is damaged or hostile, or a formula has no stored result.
    """
    archive = checked(stream)
    check_kind(archive)
    refuse_declarations(archive)
    if is_strict(archive, main="xl/workbook.xml"):
        stream = ordinary(archive)
    book: Any = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
    dropped = Dropped()
    sheets: list[_Sheet] = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            dropped.add("hidden_sheet", place=sheet.title)
            continue
        read = _read(sheet)
        list_attachments(book._archive, sheet._worksheet_path, title=sheet.title, dropped=dropped)
        if read.lines:
            sheets.append(read)
    for chart in book.chartsheets:
        dropped.add("diagram", place=chart.title)
    return _written(sheets, dropped).as_json()


def _written(sheets: list[_Sheet], dropped: Dropped) -> Document:
    text, tables = _Text(), []
    for sheet in sheets:
        text.write("\n\n" if text.length else "")
        text.write(f"# {' '.join(sheet.title.split())}\n\n" if len(sheets) > 1 else "")
        table = _write_sheet(sheet, text, dropped)
        if table is not None:
            tables.append(table)
    return Document(text="".join(text.pieces), tables=tuple(tables), left_out=dropped.found)


def _read(sheet: Any) -> _Sheet:
    with sheet._get_source() as source:
        reader = cell_reader(sheet, source)
        lines = lines_of(_cells(sheet, reader))
    return _Sheet(
        title=sheet.title,
        lines=dict(sorted(lines.items())),
        hidden_rows=frozenset(int(row) for row, own in reader.row_dimensions.items() if is_hidden(own, "ht")),
        hidden_columns=_hidden_columns(reader),
        merged=_merged(reader),
    )


def _cells(sheet: Any, reader: CellReader) -> Iterator[tuple[int, int, str]]:
    for _, cells in reader.parse():
        for cell in cells:
            if text := shown(ReadOnlyCell(sheet, **cell)):
                yield cell["row"], cell["column"], text


def _hidden_columns(reader: CellReader) -> frozenset[int]:
    hidden: set[int] = set()
    for own in reader.column_dimensions.values():
        if is_hidden(own, "width"):
            first = int(own["min"])
            hidden.update(range(first, min(int(own.get("max", first)), _MOST_COLUMNS) + 1))
    return frozenset(hidden)


def _merged(reader: CellReader) -> dict[tuple[int, int], _Range]:
    ranges = reader.merged_cells.mergeCell if reader.merged_cells is not None else []
    if len(ranges) > _MOST_MERGED:
        raise Unreadable("broken")
    found = (_Range(top=one.min_row, bottom=one.max_row, left=one.min_col, right=one.max_col) for one in ranges)
    return {(one.top, one.left): one for one in found}


def _write_sheet(sheet: _Sheet, text: _Text, dropped: Dropped) -> Table | None:
    seen = _shown_rows(sheet, dropped)
    if not seen:
        return None
    printed = sorted(seen)
    first = min(min(cells) for cells in seen.values())
    rows = []
    for index, row in enumerate(printed):
        text.write("\n" if index else "")
        cells = []
        column = first
        for place, content in sorted(seen[row].items()):
            text.write("\t" * (place - column))
            column = place
            cells.append(_cell(sheet, (row, place), printed, start=text.length, content=content))
            text.write(content)
        rows.append(TableRow(cells=tuple(cells), place=f"{sheet.title}, row {row}"))
    return Table(title=sheet.title, rows=tuple(rows))


def _cell(sheet: _Sheet, at: tuple[int, int], printed: list[int], *, start: int, content: str) -> Cell:
    """A cell with the columns and the printed rows that it covers."""
    row, column = at
    end = start + len(content)
    merged = sheet.merged.get(at)
    if merged is None:
        return Cell(start=start, end=end, column=column - 1)
    rows = bisect_right(printed, merged.bottom) - bisect_left(printed, row)
    columns = max(min(merged.right, COLUMNS_LIMIT) - column + 1, 1)
    return Cell(start=start, end=end, column=column - 1, columns=columns, rows=max(rows, 1))


def _shown_rows(sheet: _Sheet, dropped: Dropped) -> dict[int, dict[int, str]]:
    """The visible texts by row and column; what is hidden is listed, a row or column once."""
    covered = _covered(sheet)
    columns: dict[int, str] = {}
    rows: dict[int, dict[int, str]] = {}
    for row, texts in sheet.lines.items():
        seen = {column: text for column, text in texts.items() if sheet.is_visible(row, column)}
        if row in sheet.hidden_rows and len(seen) < len(texts):
            sample = " ".join(text for column, text in texts.items() if column not in seen)
            dropped.add("hidden_row", place=f"{sheet.title}, row {row}", sample=sample, within=sheet.title)
        elif len(seen) < len(texts):
            columns = {column: text for column, text in texts.items() if column not in seen} | columns
        for column in seen.keys() & covered.get(row, set()):
            place = f"{sheet.title}, {place_of(row, column)}"
            dropped.add("hidden_text", place=place, sample=seen.pop(column), within=sheet.title)
        if seen:
            rows[row] = seen
    for column, text in sorted(columns.items()):
        place = f"{sheet.title}, column {get_column_letter(column)}"
        dropped.add("hidden_column", place=place, sample=text, within=sheet.title)
    return rows


def _covered(sheet: _Sheet) -> dict[int, set[int]]:
    """The cells, by row, that lie below a merged one and show nothing of their own."""
    filled = list(sheet.lines)
    covered: dict[int, set[int]] = {}
    for merged in sheet.merged.values():
        for row in filled[bisect_left(filled, merged.top) : bisect_right(filled, merged.bottom)]:
            columns = {column for column in sheet.lines[row] if merged.left <= column <= merged.right}
            if row == merged.top:
                columns.discard(merged.left)
            covered.setdefault(row, set()).update(columns)
    return covered
