"""A table of rows as an Excel workbook: one header row, every text a text, and a second sheet that says what it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter

from pantau.domain.sheet_text import runs

_DIGITS = 15  # that a number keeps in a cell; longer ones stay text, so that none is lost
_CELL = 32_000  # characters; Excel holds 32,767
_WIDEST, _NARROWEST = 60, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedTable:
    """A table to write: names of its two sheets, heads, rows of plain values, and facts about it as pairs of words."""

    title: str
    sheet: str
    about: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Any]]
    facts: Sequence[tuple[str, str]]
    made_at: datetime


def table_workbook(table: PrintedTable) -> bytes:
    """Same table, same bytes."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    made_at = table.made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    book.set_properties({"title": table.title[:255], "created": made_at})
    look = {"text_wrap": True, "valign": "top"}
    plain, head = book.add_format(look), book.add_format(look | {"bold": True, "bg_color": "#D9E2E7", "border": 1})
    day = book.add_format(look | {"num_format": "yyyy-mm-dd", "align": "left"})
    marked = book.add_format(look | {"quote_prefix": True})
    sheet = book.add_worksheet(table.sheet[:31])
    for place, name in enumerate(table.heads):
        sheet.write_string(0, place, name, head)
        sheet.set_column(place, place, _width(table, place))
    for number, row in enumerate(table.rows, start=1):
        for place, value in enumerate(row):
            _write(sheet, (number, place), value, plain=plain, day=day, marked=marked)
    sheet.freeze_panes(1, 1)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.heads) - 1)
    about = book.add_worksheet(table.about[:31])
    about.set_column(0, 0, 24)
    about.set_column(1, 1, 80)
    for number, pair in enumerate(table.facts):
        for place, text in enumerate(pair):
            about.write_string(number, place, text, marked if runs(text) else plain)
    book.close()
    return content.getvalue()


def _write(sheet: Any, at: tuple[int, int], value: Any, *, plain: Any, day: Any, marked: Any) -> None:
    if isinstance(value, int | Decimal) and len(Decimal(value).as_tuple().digits) <= _DIGITS:
        sheet.write_number(*at, value, plain)
    elif isinstance(value, date) and not isinstance(value, datetime) and value.year >= 1900:
        sheet.write_datetime(*at, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001 - a day has no zone
    else:
        text = str(value)[:_CELL]
        sheet.write_string(*at, text, marked if runs(text) else plain)


def _width(table: PrintedTable, place: int) -> int:
    longest = max((len(str(row[place])) for row in table.rows), default=0)
    return max(_NARROWEST, min(_WIDEST, max(longest, len(table.heads[place])) + 2))
