"""The words of a PDF page with their places, as the page shows them upright."""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pypdfium2 import raw

# Marks that pdfium sets for a hyphen at the end of a line, and the soft hyphen, which a page shows as one.
_HYPHENS = {0x02: "-", 0xFFFE: "-", 0xAD: "-"}
_PRINTED = "\u2010"  # what browsers print where they part a word themselves; some fonts call every hyphen so
_SOFT = "\xad"
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
# Symbol fonts keep their bullets and checks in the private area, where they have no meaning of their own.
_SYMBOLS = dict.fromkeys((0xF0B7, 0xF0A7, 0xF076, 0xF0A8, 0xF06E, 0xF071, 0xF0B2), "•") | {
    0xF0D8: "➢",
    0xF0FC: "✓",
    0xF02D: "-",
    0xF0E0: "→",
}
_LETTERS = _HYPHENS | _LIGATURES | _SYMBOLS
_BLANKS = frozenset({0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x2002, 0x2003, 0x2009, 0x3000})
_QUARTER = math.pi / 2
_SLANT = 0.06  # radians: a page scanned askew is still upright
_APART = 0.5  # of the size: a gap that no letter spacing makes


@dataclass(slots=True, kw_only=True)
class Word:
    """Letters between blanks; `base` is the height of the line they stand on, `size` that of the letters, in points.

    `joins` is true where no blank stands between it and the word before in the file.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    joins: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """The upright words of a page in the order of the file, by how many quarters they are turned, and the others."""

    words: list[Word]
    quarter: int = 0
    turned: str = ""


@dataclass(slots=True)
class _Letter:
    text: str
    left: float
    right: float
    base: float
    size: float
    turn: float


def words_of(page: Any) -> PageWords:
    """The words of a pdfium page; whichever of the four directions most letters run in counts as upright."""
    handle = page.get_textpage()
    try:
        letters = list(_letters(handle.raw))
    finally:
        handle.close()
    shown = [letter for letter in letters if letter is not None]
    if not shown:
        return PageWords(words=[])
    quarters = Counter(_quarter(letter.turn) for letter in shown)
    upright = max((quarter for quarter in quarters if quarter is not None), key=lambda one: quarters[one], default=None)
    turned = "".join(
        " " if one is None else one.text for one in letters if one is None or _quarter(one.turn) != upright
    )
    kept = [letter for letter in letters if letter is None or _quarter(letter.turn) == upright]
    words = list(_words(kept))
    _tell_hyphens(words)
    return PageWords(words=words, quarter=upright or 0, turned=" ".join(turned.split()))


def _tell_hyphens(words: Sequence[Word]) -> None:
    """Sets hyphens that part words at line ends alone as soft ones, and as ordinary ones where any stands in a word."""
    held = [word for word in words if _PRINTED in word.text]
    ordinary = any(_PRINTED in word.text[:-1] for word in held)
    for word in held:
        word.text = word.text.replace(_PRINTED, "-" if ordinary else _SOFT)


def _quarter(turn: float) -> int | None:
    """How many quarter turns, or none where it stands between two."""
    quarter = round(turn / _QUARTER)
    return quarter % 4 if abs(turn - quarter * _QUARTER) <= _SLANT else None


def _letters(text: Any) -> Iterator[_Letter | None]:
    """Every letter in the order of the file; none for a blank."""
    x, y = ctypes.c_double(), ctypes.c_double()
    box = raw.FS_RECTF()
    for index in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, index)
        if code in _BLANKS:
            yield None
            continue
        if code < 0x20 and code not in _LETTERS:
            continue
        raw.FPDFText_GetLooseCharBox(text, index, box)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        turn = raw.FPDFText_GetCharAngle(text, index)
        shown = _LETTERS.get(code) or chr(code)
        if turn <= _SLANT:
            yield _Letter(shown, box.left, box.right, y.value, abs(box.top - box.bottom), 0.0)
        else:
            yield _turned(shown, box, (x.value, y.value, turn))


def _turned(shown: str, box: Any, origin: tuple[float, float, float]) -> _Letter:
    """A letter of a turned line, placed as if the page were turned until the letter stands upright."""
    x, y, turn = origin
    cosine, sine = math.cos(turn), -math.sin(turn)  # pdfium counts clockwise
    corners = [(a, b) for a in (box.left, box.right) for b in (box.top, box.bottom)]
    across = [a * cosine + b * sine for a, b in corners]
    along = [b * cosine - a * sine for a, b in corners]
    base = y * cosine - x * sine
    return _Letter(shown, min(across), max(across), base, max(along) - min(along), turn)


def _words(letters: list[_Letter | None]) -> Iterator[Word]:
    word: Word | None = None
    parted = True
    for letter in letters:
        if letter is None:
            parted = True
            continue
        if word is not None and not parted and _continues(word, letter):
            word.text += letter.text
            word.right = max(word.right, letter.right)
            continue
        if word is not None:
            yield word
        joins = word is not None and not parted and _touches(word, letter)
        word = Word(
            text=letter.text, left=letter.left, right=letter.right, base=letter.base, size=letter.size, joins=joins
        )
        parted = False
    if word is not None:
        yield word


def _continues(word: Word, letter: _Letter) -> bool:
    # pdfium gives the letters of a ligature boxes that tell nothing of their size
    return abs(letter.base - word.base) <= 0.05 * word.size and _touches(word, letter)


def _touches(word: Word, letter: _Letter) -> bool:
    apart = letter.left - word.right
    return -_APART * word.size <= apart <= _APART * word.size or letter.right == word.right  # letters of one ligature
