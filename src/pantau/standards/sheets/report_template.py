"""A report template as an Excel workbook: cells open or locked, nothing a formula, instructions in both languages."""

from datetime import UTC, date
from io import BytesIO
from typing import Any

import xlsxwriter

from pantau.domain.report_sheet import WAS, ReportTemplate, TemplateRow
from pantau.domain.reports import CELLS, LONGEST
from pantau.domain.sheet_text import runs
from pantau.domain.words import LANGUAGES
from pantau.standards.sheets.report_layout import (
    about,
    absent,
    choices,
    heading,
    instructions,
    said,
    texts_of,
    width,
)

EARLIEST, LATEST = date(1945, 1, 1), date(2100, 12, 31)
_INK, _FAINT, _RULE = "#1F2A30", "#6E787E", "#A6B0B6"
_HEAD, _LOCKED, _MINE = "#D9E2E7", "#F3F6F7", "#DDEBE4"
_DAYS = ("started_on", "completed_on")
_OPEN = ("format_cells", "format_columns", "format_rows", "sort", "autofilter", "select_locked_cells")
_TALLEST = 240  # points
_LINE = 14  # points


def report_workbook(template: ReportTemplate) -> bytes:
    """The lines on the first sheet, how to fill them in on one further sheet for each language."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    made_at = template.made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    name = f"{template.plan} {template.round_code} {template.reporter}"
    book.set_properties({"title": f"{said('title').into(template.language)}: {name}"[:255], "created": made_at})
    sheet = _Sheet(book, template)
    sheet.write()
    others = [language for language in LANGUAGES if language != template.language]
    for language in (template.language, *others):
        _write_instructions(book, template, language=language)
    for one in book.worksheets():
        _set_page(one, name=name, language=template.language)
    book.close()
    return content.getvalue()


class _Sheet:
    """The sheet of the lines in the making."""

    def __init__(self, book: Any, template: ReportTemplate) -> None:
        self._book, self._template, self._language = book, template, template.language
        self._columns = template.columns
        self._sheet = book.add_worksheet(said("reports").into(self._language))
        self._formats: dict[tuple[str, bool, bool, bool], Any] = {}
        self._widths = {column: width(column) for column in self._columns}

    def write(self) -> None:
        for place, column in enumerate(self._columns):
            hidden = {"hidden": True} if self._is_hidden(column) else {}
            self._sheet.set_column(place, place, self._widths[column], None, hidden)
            look = {"bold": True, "bg_color": _MINE if column in CELLS else _HEAD}
            self._sheet.write_string(0, place, heading(column).into(self._language), self._format(**look))
        self._sheet.set_row(0, 2 * _LINE + 4)
        for number, row in enumerate(self._template.rows, start=1):
            self._write_row(number, row)
        self._rules(len(self._template.rows))
        shown = sum(not self._is_hidden(column) for column in self._columns)
        self._sheet.freeze_panes(1, 1)
        self._sheet.repeat_rows(0)
        self._sheet.autofilter(0, 0, len(self._template.rows), shown - 1)
        self._sheet.print_area(0, 0, len(self._template.rows), shown - 1)
        self._sheet.ignore_errors({"number_stored_as_text": f"A1:A{len(self._template.rows) + 1}"})
        self._sheet.protect("", dict.fromkeys(_OPEN, True))

    def _write_row(self, number: int, row: TemplateRow) -> None:
        texts, tallest = texts_of(self._template, row), 1
        for place, column in enumerate(self._columns):
            text, locked = texts[column], not (row.open and column in CELLS)
            if self._is_hidden(column):
                if text:
                    self._sheet.write_string(number, place, text)
                continue
            day = getattr(row.cells, column) if column in _DAYS else None
            look = self._look(column, locked=locked, empty=not text, quoted=runs(text))
            if day is not None:
                self._sheet.write_datetime(number, place, day, look)
                continue
            shown = text or absent(column).into(self._language)
            self._sheet.write_string(number, place, shown, look)
            tallest = max(tallest, _lines_of(shown, self._widths[column]))
        self._sheet.set_row(number, min(_LINE * tallest + 4, _TALLEST))

    def _look(self, column: str, *, locked: bool, empty: bool, quoted: bool) -> Any:
        """A `quoted` cell stays a text when somebody edits it, though it begins like a formula."""
        key = (column, locked, empty, quoted)
        if key not in self._formats:
            # an open cell turns dark as soon as something is written: the faint look of its words is a rule, see below
            faint = {"italic": True, "font_color": _FAINT} if empty and locked else {}
            day = {"num_format": "yyyy-mm-dd", "align": "left"} if column in _DAYS else {}
            ground = {"bg_color": _LOCKED} if locked else {"locked": False}
            self._formats[key] = self._format(**faint, **day, **ground, quote_prefix=quoted)
        return self._formats[key]

    def _format(self, **look: Any) -> Any:
        usual = {"text_wrap": True, "valign": "top", "font_size": 10, "font_color": _INK}
        return self._book.add_format(usual | {"border": 1, "border_color": _RULE} | look)

    def _rules(self, last: int) -> None:
        """What Excel itself looks at while somebody types, and how cells that say nothing look."""
        if not last:
            return
        rules = {"status": self._status_rule()} | {column: self._day_rule() for column in _DAYS}
        faint = self._book.add_format({"italic": True, "font_color": _FAINT})
        for place, column in enumerate(self._columns):
            if column not in CELLS:
                continue
            self._sheet.data_validation(1, place, last, place, rules.get(column) or self._text_rule())
            words = absent(column).into(self._language)
            rule = {"type": "cell", "criteria": "==", "value": f'"{words}"', "format": faint}
            self._sheet.conditional_format(1, place, last, place, rule)

    def _status_rule(self) -> dict[str, Any]:
        return {
            "validate": "list",
            "source": list(choices(self._language)),
            "error_type": "warning",  # a synonym may be typed, and is read
            "input_title": self._says("status_title"),
            "input_message": self._says("status_hint"),
        }

    def _day_rule(self) -> dict[str, Any]:
        return {
            "validate": "date",
            "criteria": "between",
            "minimum": EARLIEST,
            "maximum": LATEST,
            "input_title": self._says("day_title"),
            "input_message": self._says("day_hint"),
            "error_title": self._says("day_title"),
            "error_message": self._says("day_wrong"),
        }

    def _text_rule(self) -> dict[str, Any]:
        return {
            "validate": "length",
            "criteria": "<=",
            "value": LONGEST,
            "error_title": self._says("long_title"),
            "error_message": self._says("long_wrong"),
        }

    def _says(self, name: str) -> str:
        return said(name).into(self._language)

    @staticmethod
    def _is_hidden(column: str) -> bool:
        return column == "key" or column in WAS.values()


def _lines_of(text: str, columns: int) -> int:
    """How many lines a text takes in a column of so many characters, about."""
    return sum(1 + int(len(line) / (columns * 0.95)) for line in text.split("\n"))


def _write_instructions(book: Any, template: ReportTemplate, *, language: str) -> None:
    sheet = book.add_worksheet(said("how").into(language))
    strong = book.add_format({"bold": True, "valign": "top", "font_color": _INK})
    title = book.add_format({"bold": True, "font_size": 16, "font_color": _INK})
    plain = book.add_format({"text_wrap": True, "valign": "top", "align": "left", "font_color": _INK})
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 96)
    sheet.write_string(0, 0, said("title").into(language), title)
    number = 2
    for name, value in about(template, language):
        sheet.write_string(number, 0, name, strong)
        sheet.write_string(number, 1, value, plain)
        number += 1
    number += 1
    for place, words in enumerate(instructions(), start=1):
        sheet.write_string(number, 0, f"{place}.", strong)
        sheet.write_string(number, 1, words.into(language), plain)
        sheet.set_row(number, 15 * _lines_of(words.into(language), 96) + 4)
        number += 1
    sheet.protect("", dict.fromkeys(_OPEN, True))


def _set_page(sheet: Any, *, name: str, language: str) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    page = said("page").into(language)
    sheet.set_footer(f"&L{name.replace('&', '&&')[:100]}&R{page} &P / &N")
