"""Paragraphs and tables written one after the other, with their labels, indentation and blank lines."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

from lxml.etree import _Element

from pantau.domain.documents import Cell, Table, TableRow
from pantau.files.dropped import Dropped
from pantau.files.word.grid import GridCell, GridRow, read_grid
from pantau.files.word.lists import Counting, Label
from pantau.files.word.markup import ALTERNATE, alternative, switch, value, w
from pantau.files.word.passages import PAGE_BREAK, Passage, Reading
from pantau.files.word.styles import Indent, Look, Styles

_COLUMN = 180  # twips of indentation that one blank stands for
_DEEPEST = 40
_LONGEST_HEADING = 30  # words
LOWEST = 10
"""A heading level below all that there are."""
_ROMAN = r"(?=[IVXLC])C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_NUMBER = rf"(?:\d{{1,3}}(?:\.\d{{1,3}})*|{_ROMAN})"
_LABELLED = re.compile(
    rf"[(\[]?(?:{_NUMBER}|[A-Za-z](?:\.\d{{1,3}})*|(?i:{_ROMAN}))(?:[.)\]:]|\s?[-–]\s)"
    rf"|(?=\d|[IVXLC]{{2}}){_NUMBER}\s(?=[A-Z])"
    rf"|(?:[^\W\d]+\s){{1,3}}(?:{_NUMBER}(?:[.:)\s]|\Z)|[A-Z](?:[.:)]|\Z))"
    r"|[•‣◦●○▪■□◆➢➤►▶✓✔☐→»*–—-]\s"
)
_WRAPPERS = frozenset(map(w, ("sdtContent", "customXml", "ins", "moveTo", "smartTag")))
_GONE = frozenset(map(w, ("del", "moveFrom")))


@dataclass(slots=True, kw_only=True)
class Source:
    """What all parts of one file are read with, and how far the reading has come.

    `titled` tells whether it has a title of its own style, `labelled` the highest heading level that has labels.
    """

    styles: Styles
    counting: Counting
    reading: Reading
    dropped: Dropped
    titled: bool
    labelled: int
    paragraphs: "count[int]" = field(default_factory=lambda: count(1))
    tables: "count[int]" = field(default_factory=lambda: count(1))


@dataclass(slots=True)
class Flow:
    """The text of the body, or of one cell at `place`, in which paragraphs follow each other without blank lines.

    Where its author began a new page, a gap is left and no form feed: that is how texts set in pages say where
    running heads may stand, and the text of a Word file holds none.
    """

    source: Source
    place: str = ""
    tables: list[Table] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _length: int = 0
    _blank: bool = False
    _kind: tuple[str, ...] = ()
    _carried: str = ""

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    def add(self, container: _Element) -> None:
        """Write the paragraphs and tables that stand in a body, cell, text box or note."""
        self._add_inside(container)
        self._end_carried()

    def write_paragraph(self, text: str, *, kind: tuple[str, ...] = ()) -> None:
        """Write a paragraph, a blank line before it unless it is of one kind with the one before."""
        close = bool(self.place) or (kind and kind == self._kind and not self._blank)
        if self._length:
            self._write("\n" if close else "\n\n\n" if self._blank else "\n\n")
        self._write(text)
        self._blank, self._kind = False, kind

    def _write(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def _add_inside(self, container: _Element) -> None:
        for child in container:
            self._add_block(child)

    def _add_block(self, block: _Element) -> None:
        add = _BLOCKS.get(block.tag)
        if add is not None:
            add(self, block)
        elif block.tag in _WRAPPERS:
            self._add_inside(block)

    def _add_alternative(self, element: _Element) -> None:
        for child in alternative(element):
            self._add_block(child)

    def _add_chunk(self, _: _Element) -> None:
        """A whole other document, kept in the file as it came."""
        self.source.dropped.add("embedded_object", place=self._next_place())

    def _next_place(self) -> str:
        return self.place or f"paragraph {next(self.source.paragraphs)}"

    def _add_control(self, control: _Element) -> None:
        gallery = control.find(f"{w('sdtPr')}/{w('docPartObj')}/{w('docPartGallery')}")
        content = control.find(w("sdtContent"))
        if content is None:
            return
        if gallery is not None and "ontents" in gallery.get(w("val"), ""):
            self.source.dropped.add("contents", place=self._next_place(), sample=_raw_text(content))
            self.source.reading.skip(content)
        else:
            self._add_inside(content)

    def _add_paragraph(self, paragraph: _Element) -> None:
        properties = paragraph.find(w("pPr"))
        look = self.source.styles.look(properties)
        place = self._next_place()
        passage = self.source.reading.read(paragraph, look=look, place=place)
        self._list_pictures(passage, place)
        text = self._carried + passage.text
        self._carried = ""
        if passage.contents or (look.contents and text.strip()):
            self.source.dropped.add("contents", place=place, sample=_raw_text(paragraph))
            text = "" if look.contents else passage.text
        if look.hidden or _runs_on(properties):
            self._carried = text
        elif text.strip() or not passage.contents:
            self._blank = self._blank or look.new_page
            self._write_text(text, look)
        for box in passage.boxes:
            self.add(box)
        if _ends_page(properties):
            self._blank = True

    def _list_pictures(self, passage: Passage, place: str) -> None:
        alone = not passage.text.strip()
        for description, large in passage.pictures:
            if alone or large:
                self.source.dropped.add("image", place=place, sample=description)

    def _end_carried(self) -> None:
        """Write what was to run on into a next paragraph that never came."""
        if self._carried.strip():
            self.write_paragraph(self._carried.strip())
        self._carried = ""

    def _write_text(self, text: str, look: Look) -> None:
        label = self.source.counting.label(look.number, look.level, look.number_style) if look.number else None
        first, *rest = text.split(PAGE_BREAK)
        while rest and not first.strip():
            first, rest, self._blank = rest[0], rest[1:], True
        if first.strip() or (label is not None and label.text.strip(_BULLETS)):
            self._write_labelled(first, look, label)
        else:
            self._blank = True
        for part in rest:
            self._blank = True
            if part.strip():
                self._write_labelled(part, look, None)

    def _write_labelled(self, text: str, look: Look, label: Label | None) -> None:
        lines = [line.strip(" ") for line in text.strip().split("\n")]
        prefix = self._hashes(lines, look, label)
        if prefix:
            self.write_paragraph(prefix + " ".join(filter(None, lines)), kind=("heading",) if look.title else ())
            return
        margin = " " * _columns(look, label)
        if label is not None:
            lines[0] = _joined(label, lines[0])
        kind = ("list",) if label is not None and label.text else ("centred", look.style) if look.centred else ()
        self.write_paragraph("\n".join(margin + line if line else "" for line in lines), kind=kind)

    def _hashes(self, lines: list[str], look: Look, label: Label | None) -> str:
        """What marks a heading that nothing but its style makes one.

        A label tells more than a style, which people use for lines of action as well; a mark below a heading with a
        label but without a mark would read as if it stood above.
        """
        if self.place or (label is not None and label.text):
            return ""
        if look.title:
            return "# "
        text = " ".join(lines)
        if not 0 < look.outline < self.source.labelled or len(text.split()) > _LONGEST_HEADING:
            return ""
        return "" if text.endswith((".", ";")) else "#" * min(look.outline + self.source.titled, 6) + " "

    def _add_table(self, table: _Element) -> None:
        self._end_carried()
        number = next(self.source.tables)
        grid = read_grid(table)
        rows = [(f"table {number}, row {place}", row) for place, row in enumerate(grid, start=1)]
        printed = [(place, row) for place, row in rows if not self._drop(row, place)]
        if _is_layout([row for _, row in printed]):
            for _, row in printed:
                for cell in row.cells:
                    self.add(cell.element)
        elif self.place:
            for place, row in printed:
                texts = [text_of(cell.element, self.source, place=place) for cell in row.cells if not cell.covered]
                if any(texts):
                    self.write_paragraph(" ".join(filter(None, texts)))
        elif printed:
            self._write_table(printed)

    def _drop(self, row: GridRow, place: str) -> bool:
        if not row.gone:
            return False
        for cell in row.cells:
            self.source.reading.skip(cell.element)
        self.source.dropped.add(row.gone, place=place, sample=" ".join(_raw_text(cell.element) for cell in row.cells))
        return True

    def _write_table(self, rows: list[tuple[str, GridRow]]) -> None:
        written: list[TableRow] = []
        self.write_paragraph("")
        for index, (place, row) in enumerate(rows):
            self._write("\n" if index else "")
            cells = self._write_row(row, place)
            if cells:
                written.append(TableRow(cells=tuple(cells), place=place))
        if any(cell.end > cell.start for row in written for cell in row.cells):
            self.tables.append(Table(title="", rows=tuple(written)))

    def _write_row(self, row: GridRow, place: str) -> list[Cell]:
        cells: list[Cell] = []
        for index, cell in enumerate(row.cells):
            self._write("\t" if index else "")
            if cell.covered:
                self._cover(cell, place)
                continue
            start = self._length
            self._write(text_of(cell.element, self.source, place=place))
            cells.append(Cell(start=start, end=self._length, column=cell.column, columns=cell.columns, rows=cell.rows))
        return cells

    def _cover(self, cell: GridCell, place: str) -> None:
        self.source.reading.skip(cell.element)
        text = _raw_text(cell.element)
        if text.strip():
            self.source.dropped.add("hidden_text", place=place, sample=text)


_BLOCKS: dict[str, Callable[[Flow, _Element], None]] = {
    w("p"): Flow._add_paragraph,
    w("tbl"): Flow._add_table,
    w("sdt"): Flow._add_control,
    w("altChunk"): Flow._add_chunk,
    w("subDoc"): Flow._add_chunk,
    ALTERNATE: Flow._add_alternative,
}
_BULLETS = " •‣◦●○▪▫■□◼◆◇➢➤►▶✓✔☐☑→»·∙-–—*+"


def begins_with_label(paragraph: _Element) -> bool:
    """Whether a paragraph begins with a typed label."""
    return bool(_LABELLED.match(_raw_text(paragraph).strip()))


def text_of(container: _Element, source: Source, *, place: str = "note") -> str:
    """The text of a cell or note by itself: no blank lines, no tabs, indented no further than need be."""
    flow = Flow(source, place=place)
    flow.add(container)
    lines = [line.rstrip() for line in flow.text.replace("\t", " ").split("\n") if line.strip()]
    margin = min((len(line) - len(line.lstrip(" ")) for line in lines), default=0)
    return "\n".join(line[margin:] for line in lines)


def _is_layout(grid: list[GridRow]) -> bool:
    """Whether a table only places text: it has one column, or one row of which a cell holds more than a paragraph."""
    if all(len(row.cells) == 1 for row in grid):
        return True
    return len(grid) == 1 and any(_is_long(cell.element) for cell in grid[0].cells)


def _is_long(cell: _Element) -> bool:
    filled = sum(bool(_raw_text(paragraph).strip()) for paragraph in cell.iter(w("p")))
    return filled > 1 or cell.find(f".//{w('tbl')}") is not None


def _raw_text(element: _Element) -> str:
    return "".join(part.text or "" for part in element.iter(w("t"), w("delText")))


def _runs_on(properties: _Element | None) -> bool:
    """Whether the mark that ends a paragraph is deleted, hidden or makes a drop capital: its text runs on."""
    if properties is None:
        return False
    frame = properties.find(w("framePr"))
    if frame is not None and frame.get(w("dropCap"), "none") != "none":
        return True
    mark = properties.find(w("rPr"))
    if mark is None:
        return False
    return bool(switch(mark, "vanish")) or any(child.tag in _GONE for child in mark)


def _ends_page(properties: _Element | None) -> bool:
    section = properties.find(w("sectPr")) if properties is not None else None
    return section is not None and (value(section, "type") or "nextPage") in {"nextPage", "oddPage", "evenPage"}


def _columns(look: Look, label: Label | None) -> int:
    """How many blanks a paragraph stands in."""
    if look.centred:
        return 0
    indent = look.base.under(label.indent if label is not None else Indent()).under(look.indent)
    first = indent.first or 0
    edge = (indent.left or 0) + (first if label is not None else min(first, 0))
    step = 2 * label.step if label is not None and not look.outline else 0
    return min(max(round(edge / _COLUMN), step, 0), _DEEPEST)


def _joined(label: Label, text: str) -> str:
    if not label.text or not text:
        return label.text or text
    touching = label.text[-1].isalnum() and text[0].isalnum()
    return label.text + ("" if label.glued and not touching else " ") + text
