"""A comparison as an Excel workbook: text cells with marked words, no formula, nothing merged."""

from datetime import UTC
from io import BytesIO
from typing import Any

import xlsxwriter

from pantau.domain.alignment import MarkKind
from pantau.standards.comparisons.paper import Paper, readable
from pantau.standards.comparisons.rows import Row

_CELL = 16_000  # characters; Excel holds 32,767 halves of characters in a cell
_PAGE = 130  # characters of the usual width that a page across holds
_SIGNS = {"old": "− ", "new": "+ ", "": ""}

Fragment = tuple[MarkKind, str]


def comparison_workbook(paper: Paper) -> bytes:
    """The clauses on the first sheet, what the comparison is on the second."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties(
        {
            "title": f"{paper.title}: {readable(paper.names)}",
            "created": paper.made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0),
        }
    )
    formats = _formats(book)
    _write_clauses(book.add_worksheet(paper.says("sheet_clauses")), paper, formats=formats)
    _write_about(book.add_worksheet(paper.says("sheet_about")), paper, formats=formats)
    book.close()
    return content.getvalue()


def _formats(book: Any) -> dict[Any, Any]:
    cell = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#A6A6A6"}
    added: dict[str, Any] = {"font_color": "#0B5394", "underline": 1}
    removed: dict[str, Any] = {"font_color": "#A61C00", "font_strikeout": True}
    return {
        "cell": book.add_format(cell),
        "heading": book.add_format(cell | {"bold": True, "bg_color": "#EFEFEF"}),
        "head": book.add_format(cell | {"bold": True, "bg_color": "#D9E2E7"}),
        "title": book.add_format({"bold": True, "font_size": 16}),
        "note": book.add_format({"text_wrap": True, "valign": "top"}),
        # a cell that is one such stretch from end to end takes the look of its own
        MarkKind.KEPT: book.add_format({}),
        MarkKind.ADDED: book.add_format(added),
        MarkKind.REMOVED: book.add_format(removed),
        ("cell", MarkKind.ADDED): book.add_format(cell | added),
        ("cell", MarkKind.REMOVED): book.add_format(cell | removed),
        ("heading", MarkKind.ADDED): book.add_format(cell | added | {"bold": True, "bg_color": "#EFEFEF"}),
        ("heading", MarkKind.REMOVED): book.add_format(cell | removed | {"bold": True, "bg_color": "#EFEFEF"}),
    }


def _write_clauses(sheet: Any, paper: Paper, *, formats: dict[Any, Any]) -> None:
    total = sum(column.width for column in paper.columns)
    for place, column in enumerate(paper.columns):
        sheet.set_column(place, place, round(_PAGE * column.width / total))
        sheet.write_string(0, place, column.title, formats["head"])
    rows = paper.rows
    for number, row in enumerate(rows, start=1):
        look = "heading" if row.heading else "cell"
        for place, column in enumerate(paper.columns):
            if column.key == "text":
                _write_marked(sheet, (number, place), fragments(row, paper), look=look, formats=formats)
            else:
                _write_text(sheet, (number, place), paper.cell(row, column.key), format=formats[look])
    sheet.ignore_errors({"number_stored_as_text": f"A1:B{len(rows) + 1}"})  # 1.10 is a label
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(paper.columns) - 1)
    _set_page(sheet, paper)
    sheet.repeat_rows(0)


def _write_about(sheet: Any, paper: Paper, *, formats: dict[Any, Any]) -> None:
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 60)
    sheet.set_column(2, 5, 14)
    sheet.write_string(0, 0, paper.title, formats["title"])
    line = 2
    for name, side in (("old", paper.old), ("new", paper.new)):
        sheet.write_string(line, 0, paper.says(name), formats["note"])
        sheet.write_string(line, 1, paper.side(side), formats["note"])
        line += 1
    for note in paper.notes:
        sheet.write_string(line, 1, note, formats["note"])
        line += 1
    sheet.write_string(line, 0, paper.says("legend"), formats["note"])
    for kind, name in ((MarkKind.REMOVED, "removed"), (MarkKind.ADDED, "added")):
        sheet.write_string(line, 1, paper.says(name), formats[kind])
        line += 1
    for number, cells in enumerate((paper.count_titles, *paper.counts), start=line + 1):
        look = formats["head"] if number == line + 1 else formats["cell"]
        for place, cell in enumerate(cells):
            if isinstance(cell, int):
                sheet.write_number(number, place, cell, look)
            else:
                sheet.write_string(number, place, cell, look)
    _set_page(sheet, paper)


def _set_page(sheet: Any, paper: Paper) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L" + readable(paper.names).replace("&", "&&")[:120] + "&R&P / &N")


def fragments(row: Row, paper: Paper) -> list[Fragment]:
    """The text of a row in stretches of one kind; several clauses stand one below the other, each with its sign."""
    found: list[Fragment] = []
    for number, passage in enumerate(row.passages):
        before = ("\n" if number else "") + _SIGNS[passage.side]
        if passage.side and passage.label:
            before += f"{passage.label} "
        found += [(MarkKind.KEPT, before)] + [(mark.kind, mark.text) for mark in passage.marks]
    return _cut([(kind, readable(text)) for kind, text in found if text], ending=paper.says("cut"))


def _cut(found: list[Fragment], *, ending: str) -> list[Fragment]:
    """No more than a cell holds, and where it is cut it says so."""
    left = _CELL
    kept: list[Fragment] = []
    for kind, text in found:
        if len(text) > left:
            return [*kept, (kind, text[:left]), (MarkKind.KEPT, ending)]
        kept.append((kind, text))
        left -= len(text)
    return kept


def _write_marked(
    sheet: Any, at: tuple[int, int], found: list[Fragment], *, look: str, formats: dict[Any, Any]
) -> None:
    if len(found) < 2:
        kind, text = found[0] if found else (MarkKind.KEPT, "")
        _write_text(sheet, at, text, format=formats.get((look, kind), formats[look]))
        return
    parts = [part for kind, text in found for part in (formats[kind], text)]
    sheet.write_rich_string(*at, *parts, formats[look])


def _write_text(sheet: Any, at: tuple[int, int], text: str, *, format: Any) -> None:
    if text:
        sheet.write_string(*at, text, format)
    else:
        sheet.write_blank(*at, None, format)
