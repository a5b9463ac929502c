"""The tables of a web page: which of them hold data, and where their cells stand in the text."""

import re
from collections.abc import Mapping
from typing import Any

from pantau.domain.documents import Cell, Table, TableRow
from pantau.files.content import COLUMNS_LIMIT, ROWS_LIMIT

Grid = list[list[tuple[Any, int, int, int]]]
"""For each row its cells: the element, its column from 0, the columns and the rows it covers."""

_LONG = 1_500
_LABEL = re.compile(r"(?:[(\[]?(?:\d{1,3}|[a-zA-Z]|[ivxlIVXL]{1,6})[.)\]]|\d{1,3}(?:\.\d{1,3})*\.?|[•▪–-])?")


def grid_of(table: Any) -> Grid:
    """The cells of a table, those of tables within it left aside."""
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]
    grid: Grid = []
    taken: dict[int, int] = {}  # for each column, how many more rows a cell from above covers
    for row in rows:
        cells, column = [], 0
        for cell in row.iterchildren("td", "th"):
            while taken.get(column, 0) > 0:
                column += 1
            columns = _span(cell.get("colspan"), COLUMNS_LIMIT)
            down = _span(cell.get("rowspan"), ROWS_LIMIT)
            column = min(column, COLUMNS_LIMIT - 1)  # a wild span pushes no cell out of the table
            columns = min(columns, COLUMNS_LIMIT - column)
            cells.append((cell, column, columns, min(down, len(rows) - len(grid))))
            for covered in range(column, column + columns):
                taken[covered] = down
            column += columns
        taken = {place: left - 1 for place, left in taken.items() if left > 1}
        grid.append(cells)
    return grid


def _span(text: str | None, limit: int) -> int:
    return max(1, min(int(text), limit)) if text and text.strip().isdecimal() and len(text) < 9 else 1


def is_layout(table: Any, grid: Grid) -> bool:
    """Whether a table only arranges parts of the page."""
    role = (table.get("role") or "").casefold()
    if role in {"presentation", "none"} or next(table.iterdescendants("table"), None) is not None:
        return True
    if next(table.iter("th", "caption"), None) is not None or role in {"table", "grid"}:
        return False
    widest = max((column + columns for row in grid for _, column, columns, _ in row), default=0)
    filled = sum(bool(row) for row in grid)
    if widest < 2 or filled < 2:
        return True
    cells = [cell for row in grid for cell, _, _, _ in row]
    if any(next(cell.iter("h1", "h2", "h3", "form"), None) is not None for cell in cells):
        return True
    return any(len(cell.text_content()) > _LONG for cell in cells) or _only_labels(grid, widest)


def _only_labels(grid: Grid, widest: int) -> bool:
    """Whether two columns hold nothing but labels and what they label."""
    firsts = [row[0][0].text_content().strip() for row in grid if row]
    return widest == 2 and any(firsts) and all(_LABEL.fullmatch(text) for text in firsts)


def placed(grid: Grid, texts: Mapping[Any, str], *, title: str, number: int, start: int) -> tuple[str, Table | None]:
    """The text of a table that begins at `start`, and the table; none where no cell is filled."""
    text, rows = "", []
    for index, row in enumerate(grid, start=1):
        cells = []
        for place, (cell, column, columns, down) in enumerate(row):
            text += "\t" if place else ""
            begin = start + len(text)
            text += texts[cell]
            cells.append(Cell(start=begin, end=start + len(text), column=column, columns=columns, rows=down))
        if cells:
            text += "\n"
            rows.append(TableRow(cells=tuple(cells), place=f"table {number}, row {index}"))
    if not text.strip():
        return "", None
    return text, Table(title=title, rows=tuple(rows))
