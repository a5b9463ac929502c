"""A comparison as a Word document: landscape A4, the words of each clause with what was removed and added."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from pantau.domain.alignment import MarkKind
from pantau.standards.comparisons.paper import Paper, readable
from pantau.standards.comparisons.rows import Row
from pantau.standards.parcels import element, with_one_time

_MARGIN, _WIDTH, _HEIGHT = 15, 297, 210  # mm: A4 across
_TWIPS = 1440 / 25.4  # a millimetre in twentieths of a point
_SIGNS = {"old": "− ", "new": "+ ", "": ""}
_STYLES = {MarkKind.REMOVED: "Removed", MarkKind.ADDED: "Added", MarkKind.KEPT: ""}
_TONGUES = {"en": "en-GB", "id": "id-ID"}
_COUNT_WIDTHS = (14, 50, 14, 14, 14, 14)

Fragment = tuple[str, str]  # a style of characters, "" for none, and the text


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """The paragraphs of each cell; `clause` is the place of the cell in the language of the texts."""

    cells: tuple[list[list[Fragment]], ...]
    clause: int | None = None
    shaded: bool = False


def comparison_document(paper: Paper) -> bytes:
    """The head, the legend, the counts, then every clause; the same paper gives the same bytes."""
    document = Document()
    _set_page(document, paper)
    _set_styles(document, language=paper.language, texts=paper.new.language or paper.language)
    _set_properties(document, paper)
    document.add_heading(paper.title, level=1)
    for name, side in (("old", paper.old), ("new", paper.new)):
        line = document.add_paragraph()
        line.add_run(f"{paper.says(name)}: ").bold = True
        line.add_run(paper.side(side))
    legend = document.add_paragraph(f"{paper.says('legend')} ")
    legend.add_run(paper.says("removed"), style="Removed")
    legend.add_run(", ")
    legend.add_run(paper.says("added"), style="Added")
    legend.add_run(". " + " ".join(paper.notes))
    document.add_heading(paper.says("counts"), level=2)
    _add_table(document, map(_counted, paper.counts), titles=paper.count_titles, widths=_COUNT_WIDTHS)
    document.add_heading(paper.says("clauses"), level=2)
    titles, widths = zip(*((column.title, column.width) for column in paper.columns), strict=True)
    _add_table(document, (_cells(row, paper) for row in paper.rows), titles=titles, widths=widths)
    content = BytesIO()
    document.save(content)
    return with_one_time(content.getvalue(), paper.made_at)


def _counted(row: Sequence[str | int]) -> TableRow:
    return TableRow(cells=tuple([[("", str(cell))]] for cell in row))


def _cells(row: Row, paper: Paper) -> TableRow:
    cells = tuple(
        _text(row) if column.key == "text" else [[("", line)] for line in paper.cell(row, column.key).split("\n")]
        for column in paper.columns
    )
    clause = next(place for place, column in enumerate(paper.columns) if column.key == "text")
    return TableRow(cells=cells, clause=clause, shaded=row.heading)


def _text(row: Row) -> list[list[Fragment]]:
    """A paragraph for each passage; clauses shown apart carry their sign and label."""
    paragraphs = []
    for passage in row.passages:
        label = f"{passage.label} " if passage.side and passage.label else ""
        before = [("", _SIGNS[passage.side] + label)] if passage.side else []
        paragraphs.append(before + [(_STYLES[mark.kind], mark.text) for mark in passage.marks])
    return paragraphs


def _add_table(document: Any, rows: Iterable[TableRow], *, titles: Sequence[str], widths: Sequence[int]) -> None:
    """Built element by element: python-docx looks at the whole grid again for every cell it hands out."""
    table = document.add_table(rows=0, cols=0)
    table.style = "Table Grid"
    table.autofit = False
    across = (_WIDTH - 2 * _MARGIN) * _TWIPS / sum(widths)
    twips = [round(width * across) for width in widths]
    for width in twips:
        table._tbl.tblGrid.append(element("w:gridCol", w=str(width)))
    head = TableRow(cells=tuple([[("Strong", title)]] for title in titles), shaded=True)
    table._tbl.append(_row(head, twips, repeats=True))
    for row in rows:
        table._tbl.append(_row(row, twips))


def _row(row: TableRow, twips: Sequence[int], *, repeats: bool = False) -> Any:
    about = [element("w:cantSplit"), *([element("w:tblHeader")] if repeats else [])]
    shade = {"val": "clear", "color": "auto", "fill": "EDF1F3"}
    cells = [
        element(
            "w:tc",
            element(
                "w:tcPr",
                element("w:tcW", w=str(width), type="dxa"),
                *([element("w:shd", **shade)] if row.shaded else []),
            ),
            *(_paragraph(one, style="Clause" if place == row.clause else "Cell") for one in paragraphs or [[]]),
        )
        for place, (paragraphs, width) in enumerate(zip(row.cells, twips, strict=True))
    ]
    return element("w:tr", element("w:trPr", *about), *cells)


def _paragraph(fragments: Iterable[Fragment], *, style: str) -> Any:
    runs = [
        element("w:r", *([element("w:rPr", element("w:rStyle", val=look))] if look else []), _words(text))
        for look, text in fragments
    ]
    return element("w:p", element("w:pPr", element("w:pStyle", val=style)), *runs)


def _words(text: str) -> Any:
    made = element("w:t")
    made.text = readable(text)
    made.set(qn("xml:space"), "preserve")
    return made


def _set_page(document: Any, paper: Paper) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(_WIDTH), Mm(_HEIGHT)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
    footer = section.footer.paragraphs[0]
    footer.add_run(f"{readable(paper.names)}   ")
    before, _, rest = paper.says("page", page="\0", pages="\1").partition("\0")
    between, _, after = rest.partition("\1")
    for text, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        footer.add_run(text)
        if field:
            _add_field(footer, field)


def _add_field(paragraph: Any, name: str) -> None:
    """A number that Word works out when it draws the page."""
    paragraph._p.append(element("w:fldSimple", element("w:r", _words("1")), instr=name))


def _set_styles(document: Any, *, language: str, texts: str) -> None:
    """Clauses carry the language of the texts, so that no checker of spelling marks every word of them."""
    styles = document.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10)
    normal.paragraph_format.space_after = Pt(4)
    for tongue in document.styles.element.iter(qn("w:lang")):
        tongue.set(qn("w:val"), _TONGUES[language])
    cell = styles.add_style("Cell", WD_STYLE_TYPE.PARAGRAPH)
    cell.base_style = normal
    cell.font.size = Pt(9)
    cell.paragraph_format.space_after = Pt(2)
    clause = styles.add_style("Clause", WD_STYLE_TYPE.PARAGRAPH)
    clause.base_style = cell
    clause.element.get_or_add_rPr().append(element("w:lang", val=_TONGUES.get(texts, texts)))
    for name in ("Removed", "Added"):
        styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    removed, added = styles["Removed"].font, styles["Added"].font
    removed.strike, removed.color.rgb = True, RGBColor(0xA6, 0x1C, 0x00)
    added.underline, added.color.rgb = True, RGBColor(0x0B, 0x53, 0x94)


def _set_properties(document: Any, paper: Paper) -> None:
    about = document.core_properties
    made_at = paper.made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    about.title, about.author, about.comments = f"{paper.title}: {readable(paper.names)}"[:255], "Pantau", ""
    about.language = _TONGUES[paper.language]
    about.created = about.modified = made_at
    about.last_modified_by = "Pantau"
