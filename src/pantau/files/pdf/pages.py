"""A PDF page as blocks in reading order: rows of running text, and the cells of ruled tables."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pantau.files.pdf.columns import in_reading_order
from pantau.files.pdf.rows import Row, rows_of
from pantau.files.pdf.rules import Box, Grid
from pantau.files.pdf.words import Word


@dataclass(frozen=True, slots=True, kw_only=True)
class RuledTable:
    """The filled grid of a table: its cells row by row, each with its rows of words."""

    grid: Grid
    cells: tuple[tuple[Box, list[Row]], ...]


Block = list[Row] | RuledTable


def blocks_of(words: Sequence[Word], grids: Sequence[Grid], gutters: list[float]) -> list[Block]:
    """The page from top to bottom; a grid that holds no words, or has words beside it, is no table.

    `gutters` are those between the columns of the pages before.
    """
    blocks: list[Block] = []
    waiting = list(words)
    for grid in grids:
        above = [word for word in waiting if word.base > grid.top]
        within = [word for word in waiting if grid.bottom <= word.base <= grid.top]
        if not within or not all(grid.holds((word.left + word.right) / 2, word.base) for word in within):
            continue
        table = _filled(grid, within)
        if table is None:
            continue
        blocks.extend(in_reading_order(above, gutters))
        blocks.append(table)
        waiting = [word for word in waiting if word.base < grid.bottom]
    blocks.extend(in_reading_order(waiting, gutters))
    return blocks


def _filled(grid: Grid, words: Sequence[Word]) -> RuledTable | None:
    """The words in their cells; none where fewer than two columns are filled: a frame, not a table."""
    owners = {
        (row, column): index
        for index, box in enumerate(grid.boxes)
        for row in range(box.row, box.row + box.rows)
        for column in range(box.column, box.column + box.columns)
    }
    held: list[list[Word]] = [[] for _ in grid.boxes]
    falling = [-y for y in grid.ys]
    for word in words:
        column = bisect_right(grid.xs, (word.left + word.right) / 2) - 1
        row = bisect_right(falling, -(word.base + 0.3 * word.size)) - 1
        place = min(max(row, 0), len(grid.ys) - 2), min(max(column, 0), len(grid.xs) - 2)
        held[owners[place]].append(word)
    filled = {box.column for box, inside in zip(grid.boxes, held, strict=True) if inside}
    if len(filled) < 2:
        return None
    cells = tuple((box, rows_of(inside)) for box, inside in zip(grid.boxes, held, strict=True))
    return RuledTable(grid=grid, cells=cells)
