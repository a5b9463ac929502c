"""Results as a plain table."""

from collections.abc import Sequence
from statistics import median

__all__ = ["median", "milliseconds", "print_results"]


def milliseconds(seconds: float) -> str:
    """A duration as people compare it.

    >>> milliseconds(0.01234), milliseconds(3.21)
    ('12.3 ms', '3210 ms')
    """
    number = seconds * 1000
    return f"{number:.1f} ms" if number < 100 else f"{number:.0f} ms"


def print_results(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """The first column set to the left, the others to the right."""
    cells = [[str(cell) for cell in row] for row in (headings, *rows)]
    widths = [max(len(row[place]) for row in cells) for place in range(len(headings))]
    for number, row in enumerate(cells):
        first, *others = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        set_right = [cell.strip().rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
        print("  ".join([first, *set_right]).rstrip())
        if number == 0:
            print("  ".join("-" * width for width in widths))
