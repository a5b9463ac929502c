"""Rows of a ruled table that a page break cuts in two are made one again."""

from collections.abc import Sequence
from itertools import groupby, pairwise

from pantau.files.pdf.pages import Block, RuledTable
from pantau.files.pdf.rows import Row, text_of
from pantau.files.pdf.rules import Box

_MOVED = 6.0  # points by which the columns of a table may move from page to page
_BETWEEN = 4  # lines of foot and head between the parts of a table on two pages
_MOSTLY = 0.8

Cells = list[tuple[Box, list[Row]]]


def goes_on(last: RuledTable, table: RuledTable, *, lines_between: int) -> bool:
    """Whether a table is the rest of one on the page before: the same columns, and little between them."""
    if len(last.grid.xs) != len(table.grid.xs) or lines_between > _BETWEEN:
        return False
    moved = table.grid.xs[0] - last.grid.xs[0]  # the margins of odd and even pages may differ
    return all(abs(b - a - moved) <= _MOVED for a, b in zip(last.grid.xs, table.grid.xs, strict=True))


def with_whole_rows(pages: Sequence[Sequence[Block]]) -> list[list[Block]]:
    """The pages, the rest of each row that a page break cuts moved to where the row begins."""
    found = [list(page) for page in pages]
    for page, following in pairwise(found):
        last, first = _table_place(page[::-1]), _table_place(following)
        if last is None or first is None:
            continue
        between = sum(
            len(block) for block in (*page[len(page) - last :], *following[:first]) if isinstance(block, list)
        )
        above, below = page[-1 - last], following[first]
        assert isinstance(above, RuledTable)
        assert isinstance(below, RuledTable)
        if goes_on(above, below, lines_between=between):
            page[-1 - last], following[first] = _joined(above, below)
    return found


def _table_place(blocks: Sequence[Block]) -> int | None:
    return next((place for place, block in enumerate(blocks) if isinstance(block, RuledTable)), None)


def _joined(above: RuledTable, below: RuledTable) -> tuple[RuledTable, RuledTable]:
    upper, lower = _rows(above), _rows(below)
    heads = 1 if _texts(lower[0]) == _texts(upper[0]) else 0
    if len(lower) <= heads or not _is_rest(lower[heads], of=upper[-1]) or not _is_numbered([*upper, *lower]):
        return above, below
    rest = {box.column: held for box, held in lower[heads]}
    upper[-1] = [(box, held + rest[box.column]) for box, held in upper[-1]]
    kept = [cell for row in lower[:heads] + lower[heads + 1 :] for cell in row]
    whole = [cell for row in upper for cell in row]
    return RuledTable(grid=above.grid, cells=tuple(whole)), RuledTable(grid=below.grid, cells=tuple(kept))


def _rows(table: RuledTable) -> list[Cells]:
    return [list(cells) for _, cells in groupby(table.cells, key=lambda cell: cell[0].row)]


def _texts(cells: Cells) -> list[str]:
    return [" ".join(text_of(row) for row in held) for _, held in cells]


def _is_rest(cells: Cells, *, of: Cells) -> bool:
    """Whether a row has the cells of the one before, with nothing in the first where that one has something."""
    same = [(box.column, box.columns) for box, _ in cells] == [(box.column, box.columns) for box, _ in of]
    return same and len(cells) > 1 and not cells[0][1] and bool(of[0][1]) and any(held for _, held in cells)


def _is_numbered(rows: Sequence[Cells]) -> bool:
    """Whether nearly every row has something in its first cell, and none shares it with the next."""
    if any(box.column == 0 and box.rows > 1 for cells in rows for box, _ in cells):
        return False
    whole = [cells for cells in rows if len(cells) > 1]
    return len(whole) > 2 and sum(bool(cells[0][1]) for cells in whole) >= _MOSTLY * len(whole) - 1
