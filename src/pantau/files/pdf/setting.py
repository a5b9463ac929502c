"""Sets the blocks of all pages as lines of text, by the measures of the whole document."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from pantau.domain.documents import Cell, Document, LeftOut, Table, TableRow
from pantau.files.pdf.continued import goes_on, with_whole_rows
from pantau.files.pdf.pages import Block, RuledTable
from pantau.files.pdf.rows import Row, aligned_text, column_starts, letter_width, text_of

_NEW_PARAGRAPH = 1.3  # times the usual step from line to line


def set_text(pages: Sequence[Sequence[Block]], *, left_out: tuple[LeftOut, ...]) -> Document:
    """The pages as text, parted by form feeds, with the tables in it."""
    setter = _Setter([[row for block in page if isinstance(block, list) for row in block] for page in pages])
    starts = []
    for number, page in enumerate(with_whole_rows(pages)):
        if number:
            setter.write("\f")
        starts.append(setter.length)
        setter.set_page(page, number)
    return Document(text=setter.text, tables=setter.tables, left_out=left_out, starts=tuple(starts))


class _Setter:
    """Knows the letter width, margins and line step of the document, and how far its text is."""

    def __init__(self, pages: Sequence[Sequence[Row]]) -> None:
        self._width = letter_width([row for page in pages for row in page])
        self._margins = _margins(pages)
        self._step = _usual_step(pages)
        self._pieces: list[str] = []
        self._tables: list[tuple[RuledTable, int, list[TableRow]]] = []
        self._lines_since = 0
        self._before: Sequence[Row] = ()  # a table without lines may go on from the page before
        self.length = 0

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(Table(title="", rows=tuple(rows)) for _, _, rows in self._tables)

    def write(self, text: str) -> None:
        self._pieces.append(text)
        self.length += len(text)

    def set_page(self, page: Sequence[Block], number: int) -> None:
        for _, group in groupby(page, key=lambda block: isinstance(block, list)):
            blocks = list(group)
            self._set_rows([row for block in blocks if isinstance(block, list) for row in block], number)
            for block in blocks:
                if isinstance(block, RuledTable):
                    self._set_table(block, number)

    def _set_rows(self, rows: Sequence[Row], number: int) -> None:
        margin = self._margins[number % 2]
        columns = column_starts([*self._before, *rows])
        before: Row | None = None
        for row in rows:
            if before is not None and self._parted(before, row):
                self.write("\n")
            self.write(aligned_text(row, margin=margin, width=self._width, starts=columns) + "\n")
            before = row
        self._lines_since += len(rows)
        self._before = rows

    def _parted(self, before: Row, row: Row) -> bool:
        return (before.base - row.base) / max(before.size, row.size, 1.0) > _NEW_PARAGRAPH * self._step

    def _set_table(self, table: RuledTable, number: int) -> None:
        rows: list[TableRow] = []
        last, page, begun = self._tables[-1] if self._tables else (table, number, rows)
        if number == page + 1 and goes_on(last, table, lines_between=self._lines_since):
            rows = begun
            self._tables[-1] = (table, number, rows)
        else:
            self._tables.append((table, number, rows))
            self.write("\n")
        for _, group in groupby(table.cells, key=lambda cell: cell[0].row):
            cells: list[Cell] = []
            for box, held in group:
                if cells:
                    self.write("\t")
                begin = self.length
                self.write("\n".join(text_of(row) for row in held))
                cells.append(Cell(start=begin, end=self.length, column=box.column, columns=box.columns, rows=box.rows))
            self.write("\n")
            rows.append(TableRow(cells=tuple(cells), place=f"table {len(self._tables)}, row {len(rows) + 1}"))
        self.write("\n")
        self._lines_since = 0


def _left_edge(rows: Sequence[Row]) -> float:
    """The leftmost place where more than a stray line begins."""
    lefts = sorted(row.left for row in rows)
    return lefts[len(lefts) // 50] if lefts else 0.0


def _margins(pages: Sequence[Sequence[Row]]) -> tuple[float, float]:
    """The left margins of odd and even pages, which differ where both edges of the text move alike."""
    sides = [[row for page in pages[first::2] for row in page] for first in (0, 1)]
    if not all(sides):
        edge = _left_edge(sides[0] or sides[1])
        return edge, edge
    lefts = [_left_edge(side) for side in sides]
    rights = [sorted(row.right for row in side)[-1 - len(side) // 50] for side in sides]
    moved = lefts[1] - lefts[0]
    if abs(moved) > 3 and abs(rights[1] - rights[0] - moved) < 3:
        return lefts[0], lefts[1]
    return min(lefts), min(lefts)


def _usual_step(pages: Sequence[Sequence[Row]]) -> float:
    """The step from line to line within a paragraph, in sizes of the letters."""
    steps = sorted(_steps(pages))
    return steps[len(steps) // 5] if steps else 1.2


def _steps(pages: Sequence[Sequence[Row]]) -> Iterator[float]:
    for page in pages:
        for before, row in pairwise(page):
            step = (before.base - row.base) / max(before.size, row.size, 1.0)
            if 0.7 < step < 4:
                yield step
