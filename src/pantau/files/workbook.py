"""The cells of an Excel workbook as texts; runs in the reading child only (`pantau.files.child`)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, BinaryIO
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._reader import WorkSheetParser
from openpyxl.xml.constants import SHEET_MAIN_NS

from pantau.files.archive import checked, refuse_declarations
from pantau.files.child import Unreadable
from pantau.files.columns import Columns
from pantau.files.content import COLUMNS_LIMIT, ROWS_LIMIT

TEXT_LIMIT = 20_000_000
"""Characters in all cells together: one long shared text may be named by every cell."""

_OFF = frozenset({None, "0", "false"})
_FORMULA = f"{{{SHEET_MAIN_NS}}}f"
_VALUE = f"{{{SHEET_MAIN_NS}}}v"


def table(stream: BinaryIO, *, known: Sequence[str], required: Sequence[str]) -> dict[str, Any]:
    """``{"sheet", "lines", "hidden"}`` of the first sheet whose first filled row has the required columns.

    Where none has them, of the first sheet. `sheet` is its title, empty for the first one. `lines` are
    ``[row number, [texts from column A on]]`` in order, blank rows left out. `hidden` are the numbers of those rows
    that are hidden or filtered out.

    Raises:
        Unreadable: with reason "kind" where it is no Excel workbook at all.
    """
    archive = checked(stream)
    check_kind(archive)
    refuse_declarations(archive)
    book: Any = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
    columns = Columns(known=tuple(known), required=tuple(required))
    sheets = book.worksheets
    chosen = next((sheet for sheet in sheets if not columns.missing_in(_headings(sheet))), sheets[0])
    title = "" if chosen is sheets[0] else chosen.title
    with chosen._get_source() as source:
        reader = cell_reader(chosen, source)
        lines = lines_of(_cells(chosen, reader))
    hidden = [int(row) for row, own in reader.row_dimensions.items() if is_hidden(own, "ht") and int(row) in lines]
    return {"sheet": title, "lines": [[row, _padded(cells)] for row, cells in sorted(lines.items())], "hidden": hidden}


def check_kind(archive: ZipFile) -> None:
    """Refuse what is no Excel workbook, and one that may hold macros.

    Raises:
        Unreadable: with reason "kind" or "macros".
    """
    names = {name.casefold() for name in archive.namelist()}
    if "[content_types].xml" not in names:
        raise Unreadable("kind")
    types = archive.read("[Content_Types].xml")
    if b"spreadsheetml" not in types:
        raise Unreadable("kind")
    if b"macroEnabled" in types or any("macrosheets/" in name for name in names):
        raise Unreadable("macros")


class CellReader(WorkSheetParser):
    """openpyxl's own streaming reader of a sheet, taken one level below its public one.

    The public one pads rows, drops rows that are out of order, and cannot tell an empty cell from a formula
    whose result was never stored; none of these may be lost silently.
    """

    def parse_cell(self, element: Any) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        if cell["value"] is None and element.find(_FORMULA) is not None and not _is_empty_text(element):
            raise Unreadable("formula", cell=place_of(cell["row"], cell["column"]))
        return cell


def _is_empty_text(element: Any) -> bool:
    """Whether a formula's result is stored, and is the empty text."""
    return element.get("t") == "str" and element.find(_VALUE) is not None


def cell_reader(sheet: Any, source: Any) -> CellReader:
    """The reader of a sheet of a workbook opened `read_only`, whose XML is `source`."""
    book = sheet.parent
    return CellReader(
        source,
        sheet._shared_strings,
        data_only=True,
        epoch=book.epoch,
        date_formats=book._date_formats,
        timedelta_formats=book._timedelta_formats,
    )


def _cells(sheet: Any, reader: CellReader) -> Iterator[tuple[int, int, str]]:
    """Row, column (both from 1) and text of every filled cell, as they stand in the sheet."""
    for _, cells in reader.parse():
        for cell in cells:
            if text := text_in(ReadOnlyCell(sheet, **cell)):
                yield cell["row"], cell["column"], text


def _headings(sheet: Any) -> list[str]:
    found: dict[int, str] = {}
    first = 0
    with sheet._get_source() as source:
        for row, column, text in _cells(sheet, cell_reader(sheet, source)):
            if first not in {0, row}:
                break
            first = row
            found[column] = text
    return list(found.values())


def is_hidden(own: Mapping[str, str], size: str) -> bool:
    """Whether a row or column is hidden, filtered out or has no height or width, by its attributes."""
    if own.get("hidden") not in _OFF:
        return True
    try:
        return float(own.get(size, "1")) == 0
    except ValueError:
        return False


def lines_of(cells: Iterable[tuple[int, int, str]]) -> dict[int, dict[int, str]]:
    """The texts of cells, each given as row, column (both from 1) and text, by row and column.

    Raises:
        Unreadable: a cell is given twice or lies too far out, or all hold more than `TEXT_LIMIT` characters.
    """
    lines: dict[int, dict[int, str]] = {}
    length = 0
    for row, column, text in cells:
        if row < 1:
            raise Unreadable("broken")
        if row > ROWS_LIMIT or column > COLUMNS_LIMIT:
            raise Unreadable("beyond", cell=place_of(row, column), rows=ROWS_LIMIT, columns=COLUMNS_LIMIT)
        line = lines.setdefault(row, {})
        if column in line:
            raise Unreadable("cell_twice", cell=place_of(row, column))
        line[column] = text
        length += len(text)
        if length > TEXT_LIMIT:
            raise Unreadable("too_much_text", limit=TEXT_LIMIT)
    return lines


def _padded(cells: dict[int, str]) -> list[str]:
    return [cells.get(column, "") for column in range(1, max(cells) + 1)]


def place_of(row: int, column: int) -> str:
    """A cell as people name it, as "C4"."""
    return f"{get_column_letter(column)}{row}"


def text_in(cell: ReadOnlyCell) -> str:
    """What the cell says, in the form in which a CSV file would: ISO dates, plain numbers, TRUE and FALSE."""
    value = cell.value
    if cell.data_type == "e":
        raise Unreadable("error_value", cell=place_of(cell.row, cell.column), text=str(value))
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime) and value.time() == time.min:
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float):
        return _number(value, cell.number_format)
    return str(value).strip()


def _number(value: float, number_format: str) -> str:
    """At most 15 digits, as spreadsheet programs keep and show them, and never with an exponent.

    A label typed as 1.10 is kept as the number 1.1; where the cell is formatted with two decimals it reads
    1.10 again, which loses nothing.
    """
    shown = Decimal(format(value, ".15g"))
    if not shown.is_finite() or shown == shown.to_integral_value():
        return format(shown.normalize(), "f")
    decimals = len(number_format.partition(".")[2]) if set(number_format) <= {"0", "."} else 0
    padded = shown.quantize(Decimal(1).scaleb(-decimals)) if decimals <= 10 else shown
    return format(padded if padded == shown else shown, "f")
