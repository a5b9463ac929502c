"""The drawn lines of a PDF page, upright and level, and the grids of cells that they make."""

import ctypes
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Any

from pypdfium2 import raw

_STRAIGHT = 1.0  # points: how far a line may lean
_SAME = 3.0  # points between two lines that are one: the edges of a thin box
_SHORTEST = 6.0
_SHAPES_LIMIT = 20_000
_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line: `at` where it stands (x of an upright, y of a level one), from `low` to `high` along itself."""

    at: float
    low: float
    high: float

    def covers(self, place: float) -> bool:
        return self.low - _SAME <= place <= self.high + _SAME


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A cell drawn by rules: rows and columns from `row` and `column` on, counted from the top left."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A ruled table: where its columns and rows are parted (x to the right, y downwards), and its cells in order."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    boxes: tuple[Box, ...]

    @property
    def top(self) -> float:
        return self.ys[0]

    @property
    def bottom(self) -> float:
        return self.ys[-1]

    def holds(self, x: float, y: float) -> bool:
        return self.xs[0] <= x <= self.xs[-1] and self.bottom <= y <= self.top


def grids_of(page: Any, *, quarter: int) -> list[Grid]:
    """The ruled tables of a page from top to bottom, the page turned by quarters until its text stands upright."""
    upright, level = [], []
    for (x0, y0), (x1, y1) in _strokes(page, quarter):
        if abs(x1 - x0) <= _STRAIGHT and abs(y1 - y0) >= _SHORTEST:
            upright.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
        elif abs(y1 - y0) <= _STRAIGHT and abs(x1 - x0) >= _SHORTEST:
            level.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
    grids = [_grid(*group) for group in _groups(_joined(upright), _joined(level))]
    return sorted((grid for grid in grids if grid is not None), key=lambda grid: -grid.top)


Point = tuple[float, float]


def _strokes(page: Any, quarter: int) -> Iterator[tuple[Point, Point]]:
    """The straight pieces of all visible shapes of a page, in points of the upright page."""
    count = raw.FPDFPage_CountObjects(page.raw)
    if count > _SHAPES_LIMIT:
        return
    for number in range(count):
        shape = raw.FPDFPage_GetObject(page.raw, number)
        if raw.FPDFPageObj_GetType(shape) == raw.FPDF_PAGEOBJ_PATH and _is_shown(shape):
            corners = list(_corners(shape, quarter))
            yield from ((start, end) for (start, _), (end, moved) in pairwise(corners) if not moved)


def _is_shown(shape: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(shape, fill, stroke)
    return bool(fill.value or stroke.value)


def _corners(shape: Any, quarter: int) -> Iterator[tuple[Point, bool]]:
    """The corners of a shape, and whether the pen was lifted before each; a closed one ends where it began."""
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(shape, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    first: Point = (0.0, 0.0)
    for number in range(min(raw.FPDFPath_CountSegments(shape), _SHAPES_LIMIT)):
        piece = raw.FPDFPath_GetPathSegment(shape, number)
        raw.FPDFPathSegment_GetPoint(piece, x, y)
        across = matrix.a * x.value + matrix.c * y.value + matrix.e
        along = matrix.b * x.value + matrix.d * y.value + matrix.f
        point = _turned(across, along, quarter)
        moved = raw.FPDFPathSegment_GetType(piece) == raw.FPDF_SEGMENT_MOVETO
        first = point if moved else first
        yield point, moved
        if raw.FPDFPathSegment_GetClose(piece):
            yield first, False


def _turned(x: float, y: float, quarter: int) -> Point:
    cosine, sine = round(math.cos(quarter * math.pi / 2)), -round(math.sin(quarter * math.pi / 2))
    return x * cosine + y * sine, y * cosine - x * sine


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """The rules with pieces of one line made one, and the two edges of a thin box too."""
    made: list[Rule] = []
    for rule in sorted(rules, key=lambda one: (round(one.at / _SAME), one.low)):
        last = made[-1] if made else None
        if last is not None and abs(last.at - rule.at) <= _SAME and rule.low <= last.high + _SAME:
            made[-1] = Rule(last.at, min(last.low, rule.low), max(last.high, rule.high))
        else:
            made.append(rule)
    return made


def _groups(upright: Sequence[Rule], level: Sequence[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """The rules that hang together."""
    left = set(range(len(level)))
    waiting = set(range(len(upright)))
    while waiting:
        new = {waiting.pop()}
        columns: list[Rule] = []
        rows: list[Rule] = []
        while new:
            one = upright[new.pop()]
            columns.append(one)
            met = [index for index in left if _cross(one, level[index])]
            left.difference_update(met)
            rows.extend(level[index] for index in met)
            reached = {index for index in waiting if any(_cross(upright[index], level[row]) for row in met)}
            waiting -= reached
            new |= reached
        yield columns, rows


def _cross(upright: Rule, level: Rule) -> bool:
    return upright.covers(level.at) and level.covers(upright.at)


def _grid(upright: Sequence[Rule], level: Sequence[Rule]) -> Grid | None:
    """The table that rules draw; none where they draw too few cells, or cells that are no rectangles."""
    xs, ys = _places(upright, level), _places(level, upright)[::-1]
    if len(xs) <= _FEWEST_COLUMNS or len(ys) <= _FEWEST_ROWS or len(xs) * len(ys) > _SHAPES_LIMIT:
        return None
    across = [(low + high) / 2 for low, high in pairwise(xs)]
    down = [(low + high) / 2 for low, high in pairwise(ys)]
    boxes: list[Box] = []
    taken: set[tuple[int, int]] = set()
    for row, column in product(range(len(down)), range(len(across))):
        if (row, column) in taken:
            continue
        columns = 1
        while column + columns < len(across) and not _drawn(upright, xs[column + columns], down[row]):
            columns += 1
        rows = 1
        while row + rows < len(down) and not _drawn(level, ys[row + rows], across[column]):
            rows += 1
        cells = set(product(range(row, row + rows), range(column, column + columns)))
        if cells & taken:
            return None
        taken |= cells
        boxes.append(Box(row=row, column=column, rows=rows, columns=columns))
    return Grid(xs=tuple(xs), ys=tuple(ys), boxes=tuple(boxes))


def _drawn(rules: Sequence[Rule], at: float, place: float) -> bool:
    return any(abs(rule.at - at) <= _SAME and rule.low < place < rule.high for rule in rules)


def _places(rules: Sequence[Rule], across: Sequence[Rule]) -> list[float]:
    """Where the rules stand, and the ends of those across: a table may be open at its sides or at a page break."""
    places: list[float] = []
    ends = [min(rule.low for rule in across), max(rule.high for rule in across)] if across else []
    for at in sorted([*(rule.at for rule in rules), *ends]):
        if not places or at - places[-1] > _SAME:
            places.append(at)
    return places
