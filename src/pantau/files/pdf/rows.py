"""From words with places to the rows of a page: what stands on one line, its raised figures set as such."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from pantau.files.pdf.words import Word

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SAME = 0.25  # of the size: how far two words of one line may stand apart in height
_SMALL = 0.95
_RAISE = 0.75  # of the size: how far above or below its line a raised figure may stand
_NEAR = 0.45
_WIDE = 2.5  # of the size: a gap that justified text does not make
_GLUED = 0.1
_JOINED = 0.5
_OFTEN = 3
_PARTED = 0.4  # of the size: more than an ordinary blank
_RUN = 6  # letters of a run that is long enough to measure
_DEEPEST = 200


@dataclass(slots=True, kw_only=True)
class Row:
    """The words of one line from left to right; `base` and `size` are those of most of them."""

    base: float
    size: float
    words: list[Word] = field(default_factory=list)

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return max(word.right for word in self.words)


def rows_of(words: Sequence[Word]) -> list[Row]:
    """The rows of a page or column from top to bottom."""
    rows: list[Row] = []
    for word in sorted(words, key=lambda one: (-one.base, one.left)):
        if rows and rows[-1].base - word.base <= _SAME * min(word.size, rows[-1].size):
            rows[-1].words.append(word)
            continue
        rows.append(Row(base=word.base, size=word.size, words=[word]))
    for row in rows:
        row.size = median(word.size for word in row.words)
    rows = _with_raised(rows)
    for row in rows:
        row.words.sort(key=lambda one: one.left)
    return rows


def _with_raised(rows: list[Row]) -> list[Row]:
    """The rows, with small figures that stand a little higher or lower than a line taken into it."""
    heights = [-row.base for row in rows]
    for row in rows:
        left = []
        for word in row.words:
            host = _host(word, row, _around(rows, heights, word))
            if host is None:
                left.append(word)
            else:
                host.words.append(_set_as_raised(word) if word.base > host.base else word)
        row.words = left
    return [row for row in rows if row.words]


def _around(rows: list[Row], heights: list[float], word: Word) -> Iterable[Row]:
    reach = 2 * word.size
    first = bisect_left(heights, -word.base - reach)
    last = bisect_left(heights, -word.base + reach)
    return rows[first:last]


def _host(word: Word, own: Row, rows: Iterable[Row]) -> Row | None:
    """The line that a small word is raised above or sunk below, if it touches one."""
    if len(word.text) > 6:
        return None
    return next(
        (
            row
            for row in rows
            if row is not own and abs(row.base - word.base) <= _RAISE * row.size and _touches(word, row)
        ),
        None,
    )


def _touches(word: Word, row: Row) -> bool:
    return any(
        word.size < _SMALL * other.size and max(word.left - other.right, other.left - word.right) <= _NEAR * other.size
        for other in row.words
        if other is not word
    )


def _set_as_raised(word: Word) -> Word:
    digits = word.text.translate(_RAISED) if word.text.replace(",", "").isdigit() else word.text
    return Word(text=digits, left=word.left, right=word.right, base=word.base, size=word.size, joins=word.joins)


def text_of(row: Row) -> str:
    """The words of a row with single blanks."""
    return row.words[0].text + "".join(_blank(*pair, row) + pair[1].text for pair in pairwise(row.words))


def wide_gaps(row: Row) -> int:
    """How many gaps it has that no running text has."""
    return sum(word.left - before.right > _WIDE * row.size for before, word in pairwise(row.words))


def letter_width(rows: Sequence[Row]) -> float:
    """The points that a letter takes in running text, blanks counted, so that nine of ten runs of words fit."""
    widths = sorted(width for row in rows for width in _run_widths(row))
    return max(widths[len(widths) // 10], 1.0) if widths else 1.0


def _run_widths(row: Row) -> Iterator[float]:
    """For each run of words without a wide gap, how many points one of its letters takes."""
    first, letters = row.words[0], len(row.words[0].text)
    for before, word in pairwise([*row.words, None]):
        if before is not None and (word is None or word.left - before.right > row.size):
            if letters >= _RUN:
                yield (before.right - first.left) / letters
            letters = -1
        if word is not None:
            first = word if letters < 0 else first
            letters += 1 + len(word.text)


def column_starts(rows: Sequence[Row]) -> frozenset[int]:
    """Places in points where, behind a gap, words begin in several rows: the columns of a table without lines."""
    begun = Counter(
        round(word.left) for row in rows for before, word in pairwise(row.words) if word.left - before.right > row.size
    )
    return frozenset(near for place, times in begun.items() if times >= _OFTEN for near in range(place - 1, place + 2))


def aligned_text(row: Row, *, margin: float, width: float, starts: Collection[int]) -> str:
    """The row as a line of letters `width` points wide, words behind a gap in their place."""
    line = " " * min(max(round((row.left - margin) / width), 0), _DEEPEST) + row.words[0].text
    for before, word in pairwise(row.words):
        gap = word.left - before.right
        if gap > _WIDE * row.size or (gap > _PARTED * row.size and round(word.left) in starts):
            line += " " * max(2, round((word.left - margin) / width) - len(line))
        else:
            line += _blank(before, word, row)
        line += word.text
    return line


def _blank(before: Word, word: Word, row: Row) -> str:
    gap = word.left - before.right
    glued = (word.joins and gap <= _JOINED * row.size) or (gap <= _GLUED * row.size and _is_raised(word))
    return "" if glued else " "


def _is_raised(word: Word) -> bool:
    return word.text[0] in "⁰¹²³⁴⁵⁶⁷⁸⁹"
