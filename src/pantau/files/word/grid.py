"""The cells of a Word table with the columns and rows they cover."""

from dataclasses import dataclass

from lxml.etree import _Element

from pantau.files.word.markup import children, switch, w, whole

WIDEST_CELL = 63
"""Columns of the widest table that Word makes; what claims more is cut to it."""
_MOST_COLUMNS = 200
_ROWS = frozenset({w("tr")})
_CELLS = frozenset({w("tc")})


@dataclass(slots=True, kw_only=True)
class GridCell:
    """A cell; one that is `covered` belongs to the cell above it and shows nothing of its own."""

    element: _Element
    column: int
    columns: int
    rows: int = 1
    covered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """A row; `gone` names what it was left out as ("deleted_text", "hidden_row"), "" where it is printed."""

    cells: tuple[GridCell, ...]
    gone: str = ""


def read_grid(table: _Element) -> list[GridRow]:
    """The rows of a table, rows without cells left out."""
    grid: list[GridRow] = []
    above: dict[int, GridCell] = {}
    for element in children(table, _ROWS):
        properties = element.find(w("trPr"))
        gone = _gone(properties)
        cells = tuple(_cells(element, properties))
        if not gone:
            above = _merged(cells, above)
        if cells:
            grid.append(GridRow(cells=cells, gone=gone))
    return grid


def _gone(properties: _Element | None) -> str:
    if properties is None:
        return ""
    if properties.find(w("del")) is not None:
        return "deleted_text"
    return "hidden_row" if switch(properties, "hidden") else ""


def _cells(row: _Element, properties: _Element | None) -> list[GridCell]:
    cells: list[GridCell] = []
    before = properties.find(w("gridBefore")) if properties is not None else None
    column = _span(before) if before is not None and whole(before.get(w("val"))) else 0
    for element in children(row, _CELLS):
        if column >= _MOST_COLUMNS:
            break
        own = element.find(w("tcPr"))
        columns = _span(own.find(w("gridSpan")) if own is not None else None)
        cells.append(GridCell(element=element, column=column, columns=columns))
        column += columns
    return cells


def _span(element: _Element | None) -> int:
    count = whole(element.get(w("val"))) if element is not None else None
    return min(max(count or 1, 1), WIDEST_CELL)


def _merged(cells: tuple[GridCell, ...], above: dict[int, GridCell]) -> dict[int, GridCell]:
    """The cells that the next row may go on, by column; those which go on the row above are marked as covered."""
    open_cells: dict[int, GridCell] = {}
    for cell in cells:
        merge = cell.element.find(f"{w('tcPr')}/{w('vMerge')}")
        if merge is None:
            continue
        head = above.get(cell.column) if merge.get(w("val"), "continue") == "continue" else None
        if head is not None:
            cell.covered, head.rows = True, head.rows + 1
        open_cells[cell.column] = head or cell
    return open_cells
