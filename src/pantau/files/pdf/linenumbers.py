"""The numbers of lines in the margin of a draft, which are no text of the page."""

from collections.abc import Sequence
from itertools import pairwise

from pantau.files.pdf.rows import Row, rows_of
from pantau.files.pdf.words import Word

_FEWEST = 6  # numbered lines on a page
_MOSTLY = 0.9
_SKIPPED = 3  # lines without text are counted too
_WRAPPED = 0.2  # of the lines go on from the one before: rows of a table do not


def line_numbers(words: Sequence[Word]) -> list[Word]:
    """The numbers that count the lines of a page of running text, standing left of all of it; none where none do."""
    rows = [row for row in rows_of(words) if len(row.words) > 1]
    numbered = [row for row in rows if row.words[0].text.isdecimal()]
    if len(numbered) < max(_FEWEST, _MOSTLY * len(rows)):
        return []
    text = min(word.left for row in numbered for word in row.words[1:])
    if any(row.words[0].right >= text for row in numbered) or not _count_on(numbered) or not _is_wrapped(numbered):
        return []
    places = {(row.words[0].left, row.words[0].right) for row in numbered}
    low, high = min(left for left, _ in places), max(right for _, right in places)
    return [word for word in words if word.text.isdecimal() and low - 1 <= word.left and word.right <= high + 1]


def _count_on(rows: Sequence[Row]) -> bool:
    steps = [int(after.words[0].text) - int(before.words[0].text) for before, after in pairwise(rows)]
    return all(len(row.words[0].text) <= 5 for row in rows) and (
        sum(1 <= step <= _SKIPPED for step in steps) >= _MOSTLY * len(steps)
    )


def _is_wrapped(rows: Sequence[Row]) -> bool:
    return sum(row.words[1].text[0].islower() for row in rows) >= _WRAPPED * len(rows)
