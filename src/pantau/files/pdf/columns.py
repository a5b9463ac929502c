"""The reading order of a page: text set in two columns is read column after column."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from statistics import median

from pantau.files.pdf.rows import Row, rows_of
from pantau.files.pdf.words import Word

_FEWEST = 8  # lines on either side
_MIDDLE = (0.35, 0.65)
_STEPS = 31
_GAP = 1.8  # of the size: more than between words
_LABEL = 4  # letters: the gap behind a label is none
_TABLE = 0.3  # of the lines
_FILLED = 0.6  # of the width of a column, reached by most of its lines
_FILLED_AGAIN = 0.4  # where a page before is set in columns: its last one may hold few long lines
_SAME = 15.0  # points between the gutters of two pages of one setting


def in_reading_order(words: Sequence[Word], gutters: list[float]) -> list[list[Row]]:
    """The rows of a page in the order in which they are read, as one list for each block.

    A block is the whole width of the page, or one column of it. `gutters` are those of the pages before; this page's is
    added to them.
    """
    rows = rows_of(words)
    gutter = _gutter(rows, gutters)
    if gutter is None:
        return [rows] if rows else []
    gutters.append(gutter)
    apart = {id(row) for row in _heads(rows)}
    blocks: list[list[Row]] = []
    shift = _shift(rows, gutter, apart)
    for full, group in groupby(rows, key=lambda row: id(row) in apart or _crosses(row, gutter)):
        band = list(group)
        blocks.extend([band] if full else _columns(band, gutter, shift=shift))
    return blocks


def _heads(rows: Sequence[Row]) -> Iterator[Row]:
    """The first and the last row of a page where they stand apart from the others, as its head and foot."""
    step = median(above.base - row.base for above, row in pairwise(rows))
    if rows[0].base - rows[1].base > 2 * step:
        yield rows[0]
    if rows[-2].base - rows[-1].base > 2 * step:
        yield rows[-1]


def _columns(band: Sequence[Row], gutter: float, *, shift: float) -> list[list[Row]]:
    """The rows of both columns of a band, the right one set where the left one stands, so that indents compare."""
    words = [word for row in band for word in row.words]
    right = [replace(word, left=word.left - shift, right=word.right - shift) for word in words if word.right > gutter]
    return [rows_of(side) for side in ([word for word in words if word.right <= gutter], right) if side]


def _shift(rows: Sequence[Row], gutter: float, apart: Collection[int]) -> float:
    """How far the right column stands from the left one."""
    words = [word for row in rows if id(row) not in apart and not _crosses(row, gutter) for word in row.words]
    return min(w.left for w in words if w.right > gutter) - min(w.left for w in words if w.right <= gutter)


def _crosses(row: Row, gutter: float) -> bool:
    """Whether words of the row stand on the gutter, or run over it with no more than a blank between them."""
    before = max((word.right for word in row.words if word.left < gutter), default=None)
    after = min((word.left for word in row.words if word.left >= gutter), default=None)
    if before is None or after is None:
        return before is not None and before > gutter
    return before > gutter or after - before < 0.9 * row.size


def _gutter(rows: Sequence[Row], known: Sequence[float]) -> float | None:
    """The middle of the free strip between two columns of running text, if there is one."""
    if len(rows) < _FEWEST:
        return None
    left = min(row.left for row in rows)
    width = max(row.right for row in rows) - left
    best: tuple[int, float, float] | None = None
    for step in range(_STEPS):
        share = _MIDDLE[0] + (_MIDDLE[1] - _MIDDLE[0]) * step / (_STEPS - 1)
        place = left + share * width
        free = [row for row in rows if not _crosses(row, place)]
        found = (len(free), -abs(share - 0.5), place)
        if len(free) >= max(_FEWEST, 0.5 * len(rows)) and _is_prose(free, place, known):
            best = max(best or found, found)
    return best[2] if best else None


def _is_prose(rows: Sequence[Row], gutter: float, known: Sequence[float]) -> bool:
    """Whether both sides of the gutter hold lines that mostly fill their column, as a table's cells do not."""
    sides: tuple[list[tuple[float, float]], list[tuple[float, float]]] = ([], [])
    for row in rows:
        for side, words in enumerate(
            ([w for w in row.words if w.right <= gutter], [w for w in row.words if w.right > gutter])
        ):
            if words:
                sides[side].append((words[0].left, max(word.right for word in words)))
    least = _FILLED_AGAIN if any(abs(gutter - one) <= _SAME for one in known) else _FILLED
    full = all(len(side) >= _FEWEST and _filled(side) >= least for side in sides)
    return full and not _is_table(rows, gutter)


def _is_table(rows: Sequence[Row], gutter: float) -> bool:
    """Whether many lines of one side have a gap of their own, as the cells of a table without rules leave."""
    for side in (
        [[word for word in row.words if word.right <= gutter] for row in rows],
        [[word for word in row.words if word.right > gutter] for row in rows],
    ):
        lines = [words for words in side if words]
        if sum(_has_gap(words) for words in lines) > _TABLE * len(lines):
            return True
    return False


def _has_gap(words: Sequence[Word]) -> bool:
    return any(
        word.left - before.right > _GAP * word.size and (before is not words[0] or len(before.text) > _LABEL)
        for before, word in pairwise(words)
    )


def _filled(lines: Sequence[tuple[float, float]]) -> float:
    """The share of lines that fill their column."""
    stray = len(lines) // 10  # a page's head may reach further than its columns
    left = sorted(start for start, _ in lines)[stray]
    width = sorted(end for _, end in lines)[-1 - stray] - left
    full = sum(end - left >= 0.8 * width and end - start >= 0.6 * width for start, end in lines)
    return full / len(lines)
