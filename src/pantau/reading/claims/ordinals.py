"""The number of a meeting in its row: ke-26, kelima, 16th, Twenty-First, XXVI."""

import re
from collections.abc import Sequence

from pantau.reading.claims.scene import Token
from pantau.reading.claims.wordsets import wordlist

_ENGLISH = wordlist("ordinals english")
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}
_WHOLE = {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "inaugural": 1}
_ONE_WORD = {word: number for number, word in enumerate(_ENGLISH, start=1)} | _WHOLE
_UNITS = wordlist("ordinals units")
_INDONESIAN = {word: number for number, word in enumerate(_UNITS, start=1)}
_INDONESIAN |= {"kesebelas": 11}
_PARTS = {"dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9, "satu": 1}
_ROMAN = re.compile(r"(?=[ivxl])(x{0,3}|xl|l)(ix|iv|v?i{0,3})$")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}
_SUFFIXES = ("st", "nd", "rd", "th")
_DASHES = ("-", "–", "‑")

Number = tuple[int, int]
"""A number, and the token where what says it begins or ends."""


def ordinal_after(tokens: Sequence[Token], at: int, high: int) -> Number | None:
    """The number that begins at this token ("ke-26", "kelima", "XXVI"), and the token after it."""
    if at >= high:
        return None
    word = tokens[at].folded
    if word == "yang" and at + 1 < high and tokens[at + 1].folded.startswith("ke"):
        return ordinal_after(tokens, at + 1, high)
    if word == "ke":
        return _after_ke(tokens, at + 1, high)
    if word in _INDONESIAN:
        return _in_words(tokens, at, high)
    if tokens[at].text.isupper() and len(word) > 1 and _ROMAN.match(word):
        return _roman(word), at + 1
    return None


def _after_ke(tokens: Sequence[Token], at: int, high: int) -> Number | None:
    if at < high and tokens[at].text in _DASHES:
        at += 1
    if at >= high:
        return None
    if tokens[at].is_number and len(tokens[at].text) <= 3:
        return int(tokens[at].text), at + 1
    if _ROMAN.match(tokens[at].folded) and tokens[at].text.isupper():
        return _roman(tokens[at].folded), at + 1
    return None


def _in_words(tokens: Sequence[Token], at: int, high: int) -> Number:
    """ "kelima", "kelima belas", "kedua puluh enam"."""
    number = _INDONESIAN[tokens[at].folded]
    after = [token.folded for token in tokens[at + 1 : min(at + 3, high)]]
    if after[:1] == ["belas"]:
        return number + 10, at + 2
    if after[:1] == ["puluh"]:
        unit = _PARTS.get(after[1], 0) if len(after) > 1 else 0
        return number * 10 + unit, at + (3 if unit else 2)
    return number, at + 1


def ordinal_before(tokens: Sequence[Token], at: int, low: int) -> Number | None:
    """The number that ends before this token ("16th", "Twenty-First", "fifth"), and the token where it begins; the name
    may begin with the number itself.
    """
    inside = _number_at(tokens, at)
    if inside is not None:
        return inside, at
    for width in (3, 2, 1):
        first = at - width
        if first >= low:
            number = number_of(tokens[first:at])
            if number is not None:
                return number, first
    return None


def _number_at(tokens: Sequence[Token], at: int) -> int | None:
    for width in (3, 1):
        number = number_of(tokens[at : at + width])
        if number is not None:
            return number
    return None


def number_within(words: Sequence[Token]) -> int | None:
    """The first number that a name holds in English."""
    for at in range(len(words)):
        number = number_of(words[at : at + 2])
        if number is not None:
            return number
    return None


def number_of(words: Sequence[Token]) -> int | None:
    """The number that these words are, if they are one."""
    count = len(words)
    if count == 1:
        return _ONE_WORD.get(words[0][3])
    if count == 2 and words[1][3] in _SUFFIXES and words[0].is_number and len(words[0].text) <= 3:
        return int(words[0].text)
    if count == 3 and words[0][3] in _TENS and words[1].text in _DASHES and words[2][3] in _ENGLISH:
        return _TENS[words[0][3]] + _ENGLISH.index(words[2][3]) + 1
    return None


def _roman(word: str) -> int:
    values = [_VALUES[sign] for sign in word]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
