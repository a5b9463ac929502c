"""Workbooks for the tests: ordinary ones written by openpyxl, and hostile ones made part by part."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

KNOWN = ("label", "actor", "status", "narrative", "as_of")
REQUIRED = ("label", "actor", "status")

MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_MAIN = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_MAIN_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def workbook(path: Path, sheets: Mapping[str, Iterable[Sequence[object]]]) -> Path:
    """Write the sheets, each a list of rows, and return the path."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def raw_workbook(rows: str, *, parts: Mapping[str, bytes] | None = None, main: str = MAIN, head: str = "") -> bytes:
    """A minimal workbook whose one sheet holds `rows` as XML, with more parts beside or instead."""
    content = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{main}"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SHEET}"/></Types>'
        ).encode(),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN_NS}" xmlns:r="{_OFFICE}">'
            '<sheets><sheet name="Progress" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ).encode(),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_OFFICE}/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>'
        ).encode(),
        "xl/worksheets/sheet1.xml": (
            f'{head}<worksheet xmlns="{_MAIN_NS}"><sheetData>{rows}</sheetData></worksheet>'
        ).encode(),
    }
    return archive(content | dict(parts or {}))


def archive(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a ZIP archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return stream.getvalue()


def row(number: int, cells: Mapping[str, str]) -> str:
    """One row of text cells by their place, as ``row(1, {"A1": "label"})``."""
    texts = (f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>' for place, text in cells.items())
    return f'<row r="{number}">{"".join(texts)}</row>'


HEADINGS = row(1, {"A1": "label", "B1": "actor", "C1": "status"})
GOOD = row(2, {"A2": "1.1", "B2": "ID", "C2": "ongoing"})
