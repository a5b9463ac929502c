"""Two languages side by side in a table: each column is a text of its own, read one after the other."""

from bisect import bisect
from collections.abc import Sequence

from pantau.reading.plans.columns import has_headings
from pantau.reading.plans.grids import Filled, Grid, lines_of_cell
from pantau.reading.plans.lexicon import language_of
from pantau.reading.plans.lines import Line

FEWEST_ROWS = 3
FILLED = 0.6


def is_side_by_side(grid: Grid) -> bool:
    """Whether a table without headings holds nothing but two columns, each in its own language."""
    used = _used(grid)
    if len(used) != 2 or len(grid.rows) < FEWEST_ROWS or has_headings(grid):
        return False
    texts = [grid.column(column) for column in used]
    if any(len(column) < FILLED * len(grid.rows) for column in texts):
        return False
    return {language_of(" ".join(column)) for column in texts} == {"en", "id"}


def _used(grid: Grid) -> list[int]:
    return sorted({column for row in grid.rows for column in row.cells})


def with_columns(lines: Sequence[Line], grids: Sequence[Grid]) -> list[Line]:
    """The lines of a text with those of such tables, the left column before the right."""
    found = list(lines)
    for grid in reversed(grids):
        place = bisect([line.start for line in lines], grid.start)
        cells = [row.cells[column] for column in _used(grid) for row in grid.rows if column in row.cells]
        found[place:place] = [line for cell in cells for line in _lines(cell)]
    return found


def _lines(cell: Filled) -> list[Line]:
    """The lines of a cell; the first of them begins a paragraph."""
    return [
        Line(start=line.start, end=line.end, text=line.text, indent=0, gap=0 if place else 1)
        for place, line in enumerate(lines_of_cell(cell))
    ]
