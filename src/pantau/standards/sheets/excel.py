"""A working matrix as an Excel workbook: cells to write into are open, the others locked, nothing is a formula."""

from datetime import UTC
from io import BytesIO
from typing import Any

import xlsxwriter

from pantau.domain.sheet_text import runs
from pantau.standards.sheets.layout import Column
from pantau.standards.sheets.matrix import Heading, Matrix, MatrixLine, Value

_PAGE = 150  # characters of the usual width on a page across
_INK, _FAINT = "#1F2A30", "#8A949A"
_SHADES = ("#D9E2E7", "#E8EEF1", "#F3F6F7")  # of titles, by depth
_CHOICES = 255  # characters that a list of choices may have inside a cell's rule
_OPEN = ("format_cells", "format_columns", "format_rows", "sort", "autofilter", "select_locked_cells")


def excel_matrix(matrix: Matrix) -> bytes:
    """The lines on the first sheet, what the matrix is and how to fill it in on the second."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    made_at = matrix.made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    book.set_properties({"title": f"{matrix.says('title')}: {matrix.name}"[:255], "created": made_at})
    formats = _Formats(book)
    sheet = book.add_worksheet(matrix.says("matrix").partition(" / ")[0])
    about = book.add_worksheet(matrix.says("about").partition(" / ")[0])
    _write_lines(sheet, matrix, formats=formats)
    _offer_statuses(sheet, about, matrix=matrix)
    _write_about(about, matrix, formats=formats)
    for one in (sheet, about):
        _set_page(one, matrix)
    book.close()
    return content.getvalue()


class _Formats:
    """The looks of cells, each made once."""

    def __init__(self, book: Any) -> None:
        self._book, self._made = book, dict[tuple[tuple[str, Any], ...], Any]()

    def get(self, **look: Any) -> Any:
        whole = {"text_wrap": True, "valign": "top", "font_color": _INK, "font_size": 10} | look
        key = tuple(sorted(whole.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(whole)
        return self._made[key]

    def framed(self, **look: Any) -> Any:
        return self.get(border=1, border_color="#A6B0B6", **look)


def _write_lines(sheet: Any, matrix: Matrix, *, formats: _Formats) -> None:
    columns = matrix.columns
    total = sum(column.width for column in columns)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, round(_PAGE * column.width / total, 1))
        sheet.write_string(0, place, column.heading, formats.framed(bold=True, bg_color=_SHADES[0]))
    for number, row in enumerate(matrix.rows, start=1):
        if isinstance(row, Heading):
            _write_heading(sheet, (number, len(columns) - 1), row, formats=formats)
        else:
            _write_line(sheet, number, row, matrix=matrix, formats=formats)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    if matrix.rows:
        sheet.ignore_errors({"number_stored_as_text": f"A1:A{len(matrix.rows) + 1}"})
    sheet.protect("", dict.fromkeys(_OPEN, True))


def _write_heading(sheet: Any, at: tuple[int, int], row: Heading, *, formats: _Formats) -> None:
    number, last = at
    shade = {"bg_color": _SHADES[min(row.depth, len(_SHADES)) - 1]} if row.title else {}
    look = formats.framed(bold=row.title, indent=0 if row.title else 2, **shade)
    sheet.merge_range(number, 0, number, last, "", look)
    sheet.write_string(number, 0, row.text, look)
    sheet.set_row(number, 15 * _lines_of(row.text, _PAGE))


def _write_line(sheet: Any, number: int, line: MatrixLine, *, matrix: Matrix, formats: _Formats) -> None:
    for place, column in enumerate(matrix.columns):
        value = line.values.get(column.key, Value())
        look = _look(column, empty=not value.shown and column.key not in ("label", "key"))
        if value.day is not None:
            sheet.write_datetime(
                number, place, value.day, formats.framed(num_format="yyyy-mm-dd", align="left", **look)
            )
        else:
            text = matrix.cell(line, column.key)
            sheet.write_string(number, place, text, formats.framed(**look, quote_prefix=runs(text)))
    total = sum(column.width for column in matrix.columns)
    heights = (
        _lines_of(matrix.cell(line, column.key), _PAGE * column.width / total)
        for column in matrix.columns
        if column.key != "key"
    )
    sheet.set_row(number, min(15 * max(heights), 400))


def _look(column: Column, *, empty: bool) -> dict[str, Any]:
    if column.key == "key":
        return {"font_color": _FAINT, "font_size": 6}
    look: dict[str, Any] = {"locked": not column.open, "italic": empty, "font_color": _FAINT if empty else _INK}
    return look if column.open else look | {"bg_color": "#FAFBFB"}


def _lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column of so many characters, about."""
    return sum(1 + int(len(line) / max(width * 0.95, 1)) for line in text.split("\n"))


def _offer_statuses(sheet: Any, about: Any, *, matrix: Matrix) -> None:
    """The statuses as a list to choose from, held beside the words about the matrix: a rule holds only a short one."""
    place = next(number for number, column in enumerate(matrix.columns) if column.key == "status")
    if not matrix.columns[place].open or not matrix.rows:
        return
    for number, status in enumerate(matrix.statuses):
        about.write_string(number, 4, status)
    last = len(matrix.statuses)
    source = f"='{about.get_name()}'!$E$1:$E${last}"
    rule = {"validate": "list", "source": source, "error_type": "warning"}
    sheet.data_validation(1, place, len(matrix.rows), place, rule)


def _write_about(sheet: Any, matrix: Matrix, *, formats: _Formats) -> None:
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 90)
    sheet.set_column(4, 4, 20)
    sheet.write_string(0, 0, matrix.says("title"), formats.get(bold=True, font_size=16, text_wrap=False))
    number = 2
    for name, value in matrix.about:
        sheet.write_string(number, 0, name, formats.get(bold=True))
        sheet.write_string(number, 1, value, formats.get())
        number += 1
    number += 1
    sheet.write_string(number, 0, matrix.says("how"), formats.get(bold=True))
    for _language, sentence in matrix.instructions:
        sheet.write_string(number, 1, sentence, formats.get())
        number += 1
    faint = formats.get(font_color=_FAINT, font_size=6)
    sheet.write_string(number + 1, 0, matrix.says("mark"), faint)
    sheet.write_string(number + 1, 1, str(matrix.mark), faint)
    sheet.protect("", dict.fromkeys(_OPEN, True))


def _set_page(sheet: Any, matrix: Matrix) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L{matrix.name.replace('&', '&&')[:100]}&R&P / &N")
