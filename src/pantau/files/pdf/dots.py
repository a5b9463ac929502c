"""Bullets that a PDF page draws as small shapes, as browsers print them, become letters again."""

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any

from pypdfium2 import raw

from pantau.files.pdf.words import Word

_SHAPES_LIMIT = 20_000
_BULLET = "•"
_SMALLEST, _LARGEST = 0.12, 0.6  # of the size of the letters beside it
_ROUND = 0.15  # how far width and height of a dot may differ
_NEAR = 2.5  # of the size: how far behind it the text begins


def bullets_of(page: Any, words: Sequence[Word]) -> list[Word]:
    """A word for each dot that stands before the first word of a line, at half the height of its letters."""
    shapes = list(_dots(page)) if words else []
    if not shapes:
        return []
    lines: dict[int, list[Word]] = {}
    for word in words:
        lines.setdefault(round(word.base), []).append(word)
    found = (_bullet(shape, lines) for shape in shapes)
    return [bullet for bullet in found if bullet is not None]


def _dots(page: Any) -> Iterator[tuple[float, float, float, float]]:
    """The left, bottom, right and top of shapes that are as wide as high."""
    sides = [ctypes.c_float() for _ in range(4)]
    for number in range(min(raw.FPDFPage_CountObjects(page.raw), _SHAPES_LIMIT)):
        shape = raw.FPDFPage_GetObject(page.raw, number)
        if raw.FPDFPageObj_GetType(shape) != raw.FPDF_PAGEOBJ_PATH:
            continue
        if raw.FPDFPageObj_GetBounds(shape, *sides):
            left, bottom, right, top = (side.value for side in sides)
            if right - left > 0 and abs((right - left) - (top - bottom)) <= _ROUND * (right - left):
                yield left, bottom, right, top


def _bullet(shape: tuple[float, float, float, float], lines: dict[int, list[Word]]) -> Word | None:
    left, bottom, right, top = shape
    middle = (bottom + top) / 2
    for base in range(round(middle), round(middle - (top - bottom) / _SMALLEST) - 1, -1):
        line = lines.get(base, [])
        beside = next((word for word in line if _is_beside(word, shape, middle)), None)
        if beside is not None:
            before = any(left - _NEAR * beside.size < word.right < right for word in line)
            return None if before else Word(text=_BULLET, left=left, right=right, base=beside.base, size=beside.size)
    return None


def _is_beside(word: Word, shape: tuple[float, float, float, float], middle: float) -> bool:
    return (
        shape[2] <= word.left <= shape[2] + _NEAR * word.size
        and 0.05 * word.size <= middle - word.base <= 0.5 * word.size
        and _SMALLEST * word.size <= shape[2] - shape[0] <= _LARGEST * word.size
    )
