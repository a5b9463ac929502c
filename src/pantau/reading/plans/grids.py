"""A table of a document as a grid: the text of each cell by row and column, whatever is merged or missing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pantau.domain.documents import Cell, Document, Table
from pantau.reading.plans.lines import Line

_WORD = re.compile(r"[^\s_.–—-]")
_BREAK = re.compile(r"<br\s*/?>|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A cell that holds text, `text` with white space normalised, `raw` without, and its place in the document."""

    text: str
    raw: str
    start: int
    end: int
    columns: int
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """The filled cells of a row by column, left to right; `goes_on`: the row above stands in the same place."""

    cells: dict[int, Filled]
    goes_on: bool = False

    def text(self, column: int | None) -> str:
        found = self.cells.get(column) if column is not None else None
        return found.text if found else ""

    @property
    def only(self) -> Filled | None:
        """The cell of a row that fills no other."""
        return next(iter(self.cells.values())) if len(self.cells) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The rows of a table; `number` is its place among the document's tables, `width` how many columns it has.

    `follows`: nothing stands between it and the table before.
    """

    number: int
    title: str
    start: int
    end: int
    rows: tuple[GridRow, ...]
    width: int
    follows: bool

    def column(self, place: int) -> list[str]:
        """The texts of the cells that begin in a column."""
        return [row.cells[place].text for row in self.rows if place in row.cells]


def grids_of(document: Document, tables: Sequence[Table]) -> list[Grid]:
    """The tables of a document as grids."""
    found: list[Grid] = []
    for number, table in enumerate(tables):
        between = document.text[found[-1].end : table.start] if found else "-"
        found.append(_grid(document, table, number=number, follows=not between.strip()))
    return found


def _grid(document: Document, table: Table, *, number: int, follows: bool) -> Grid:
    places = ["", *(row.place for row in table.rows)]
    rows = tuple(
        _row(document.text, row.cells, goes_on=bool(row.place) and row.place == before)
        for row, before in zip(table.rows, places, strict=False)
    )
    width = max((cell.column + cell.columns for row in table.rows for cell in row.cells), default=0)
    return Grid(
        number=number, title=table.title, start=table.start, end=table.end, rows=rows, width=width, follows=follows
    )


def _row(text: str, cells: Sequence[Cell], *, goes_on: bool) -> GridRow:
    found = {}
    for cell in sorted(cells, key=lambda cell: cell.column):
        filled = _filled(text, cell)
        if filled is not None and cell.column not in found:
            found[cell.column] = filled
    return GridRow(cells=found, goes_on=goes_on)


def _filled(text: str, cell: Cell) -> Filled | None:
    raw = text[cell.start : cell.end].strip()
    if raw[:2] in {"**", "__"} and raw[2:].endswith(raw[:2]):
        raw = raw[2:-2].strip()
    if not _WORD.search(raw):
        return None
    start = text.index(raw, cell.start)
    bare = " ".join(_BREAK.sub(" ", raw).split())
    return Filled(text=bare, raw=raw, start=start, end=start + len(raw), columns=cell.columns, rows=cell.rows)


def lines_of_cell(cell: Filled) -> list[Line]:
    """The lines that hold text in a cell."""
    found, offset = [], 0
    for end, after in [*(match.span() for match in _BREAK.finditer(cell.raw)), (len(cell.raw), 0)]:
        bare = cell.raw[offset:end].strip()
        if bare:
            start = cell.start + cell.raw.index(bare, offset)
            found.append(Line(start=start, end=start + len(bare), text=bare, indent=0))
        offset = after
    return found
