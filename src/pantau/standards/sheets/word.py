"""A working matrix as a Word document: a landscape table whose head stands on every page."""

from collections.abc import Iterable, Sequence
from datetime import UTC
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from pantau.standards.parcels import element, with_one_time
from pantau.standards.sheets.matrix import Heading, Matrix, MatrixLine, Value
from pantau.standards.sheets.texts import fitting

_MARGIN, _WIDTH, _HEIGHT = 12, 297, 210  # mm: A4 across
_TWIPS = 1440 / 25.4  # a millimetre in twentieths of a point
_SHADES = ("D9E2E7", "E8EEF1", "F3F6F7")  # of titles, by depth
_TONGUES = {"en": "en-GB", "id": "id-ID"}
_FAINT = RGBColor(0x6E, 0x78, 0x7E)
_STYLES = {"Cell": 9.0, "CellStrong": 9.0, "CellFaint": 9.0, "CellKey": 5.0}  # size in points


def word_matrix(matrix: Matrix) -> bytes:
    """The title block, how to fill it in, the lines, and the mark by which it is known when it comes back."""
    document = Document()
    _set_page(document, matrix)
    _set_styles(document, matrix)
    _set_properties(document, matrix)
    document.add_heading(matrix.says("title"), level=1)
    for name, value in matrix.about:
        line = document.add_paragraph()
        line.paragraph_format.space_after = Pt(0)
        line.add_run(f"{name}: ").bold = True
        line.add_run(fitting(value, matrix.spoken))
    document.add_heading(matrix.says("how"), level=2)
    for language, sentence in matrix.instructions:
        run = document.add_paragraph(style="List Bullet").add_run(sentence)
        _speak(run, language)
    _add_table(document, matrix)
    document.add_paragraph(f"{matrix.says('mark')}: {matrix.mark}", style="CellKey")
    content = BytesIO()
    document.save(content)
    return with_one_time(content.getvalue(), matrix.made_at)


def _add_table(document: Any, matrix: Matrix) -> None:
    """Built element by element: python-docx looks at the whole grid again for every cell it hands out."""
    columns = matrix.columns
    across = (_WIDTH - 2 * _MARGIN) * _TWIPS / sum(column.width for column in columns)
    widths = [round(column.width * across) for column in columns]
    table = document.add_table(rows=0, cols=0)
    table.style, table.autofit = "Table Grid", False
    table._tbl.tblGrid.extend(element("w:gridCol", w=str(width)) for width in widths)
    heads = [
        _cell(column.heading, width, style="CellStrong", shade=_SHADES[0])
        for column, width in zip(columns, widths, strict=True)
    ]
    rows = [element("w:tr", element("w:trPr", element("w:cantSplit"), element("w:tblHeader")), *heads)]
    for row in matrix.rows:
        cells = _heading(row, widths) if isinstance(row, Heading) else _line(row, widths, matrix=matrix)
        rows.append(element("w:tr", element("w:trPr", element("w:cantSplit")), *cells))
    table._tbl.extend(rows)


def _heading(row: Heading, widths: Sequence[int]) -> Iterable[Any]:
    shade = _SHADES[min(row.depth, len(_SHADES)) - 1] if row.title else ""
    text = row.text if row.title else f"    {row.text}"
    yield _cell(text, sum(widths), style="CellStrong" if row.title else "Cell", shade=shade, span=len(widths))


def _line(line: MatrixLine, widths: Sequence[int], *, matrix: Matrix) -> Iterable[Any]:
    for column, width in zip(matrix.columns, widths, strict=True):
        empty = column.key not in ("label", "key") and not line.values.get(column.key, Value()).shown
        style = "CellKey" if column.key == "key" else "CellFaint" if empty else "Cell"
        yield _cell(matrix.cell(line, column.key), width, style=style)


def _cell(text: str, width: int, *, style: str, shade: str = "", span: int = 1) -> Any:
    format = element("w:tcPr", element("w:tcW", w=str(width), type="dxa"))
    if span > 1:
        format.append(element("w:gridSpan", val=str(span)))
    if shade:
        format.append(element("w:shd", val="clear", color="auto", fill=shade))
    run = element("w:r")
    for number, part in enumerate(text.replace("\t", " ").split("\n")):
        if number:
            run.append(element("w:br"))
        words = element("w:t")
        words.text = part
        words.set(qn("xml:space"), "preserve")
        run.append(words)
    return element("w:tc", format, element("w:p", element("w:pPr", element("w:pStyle", val=style)), run))


def _speak(run: Any, language: str) -> None:
    run._r.get_or_add_rPr().append(element("w:lang", val=_TONGUES[language]))


def _set_page(document: Any, matrix: Matrix) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(_WIDTH), Mm(_HEIGHT)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
    footer = section.footer.paragraphs[0]
    footer.add_run(f"{matrix.name}   {matrix.says('page')} ")
    text = element("w:t")
    text.text = "1"
    footer._p.append(element("w:fldSimple", element("w:r", text), instr="PAGE"))


def _set_styles(document: Any, matrix: Matrix) -> None:
    styles = document.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10)
    for tongue in styles.element.iter(qn("w:lang")):
        tongue.set(qn("w:val"), _TONGUES[matrix.spoken])
    for name, size in _STYLES.items():
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        style.font.size, style.paragraph_format.space_after = Pt(size), Pt(1)
        style.font.bold = name == "CellStrong"
        if name in ("CellFaint", "CellKey"):
            style.font.color.rgb, style.font.italic = _FAINT, name == "CellFaint"


def _set_properties(document: Any, matrix: Matrix) -> None:
    about = document.core_properties
    about.title, about.author, about.comments = f"{matrix.says('title')}: {matrix.name}"[:255], "Pantau", ""
    about.language, about.last_modified_by = _TONGUES[matrix.spoken], "Pantau"
    about.created = about.modified = matrix.made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
