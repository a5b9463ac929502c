"""Numbers, letters and roman numerals as labels write them, both ways."""

import re
from functools import cache

ROMAN_DIGITS = (("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))
ROMAN = re.compile(r"(?=[ivxl])(?:xl|x{0,3})(?:ix|iv|v?i{0,3})\Z")
HIGHEST_NUMBER = 99_999
MISREAD = str.maketrans({"l": "1", "I": "1", "|": "1", "O": "0", "o": "0"})
MISREADABLE = re.compile(r"[0-9lI|Oo]+\Z")


@cache
def part_readings(part: str) -> tuple[tuple[str, int, str], ...]:
    """What one part of a label can be: (`1`, `a`, `A`, `i` or `I`, its value, how it is spelt).

    A spelling that differs from the part is a correction of misread characters.

    >>> part_readings("iv")
    (('i', 4, 'iv'),)
    >>> part_readings("i")
    (('a', 9, 'i'), ('i', 1, 'i'))
    >>> part_readings("1O")
    (('1', 10, '10'),)
    """
    if part.isdigit():
        value = int(part)
        return (("1", value, part),) if value <= HIGHEST_NUMBER and len(part) <= 5 else ()
    return (*_letter(part), *_roman(part), *_misread_number(part))


def _letter(part: str) -> tuple[tuple[str, int, str], ...]:
    if not part.isalpha() or len(set(part)) != 1 or len(part) > 2:
        return ()
    value = ord(part[0].lower()) - ord("a") + 1 + 26 * (len(part) - 1)
    return (("a" if part.islower() else "A", value, part),) if 1 <= value <= 52 else ()


def _roman(part: str) -> tuple[tuple[str, int, str], ...]:
    if not (part.islower() or part.isupper()) or not ROMAN.match(part.lower()):
        return ()
    return (("i" if part.islower() else "I", roman_value(part), part),)


def _misread_number(part: str) -> tuple[tuple[str, int, str], ...]:
    if not MISREADABLE.match(part) or len(part) > 3:
        return ()
    if part in "Oo" or (len(part) > 1 and not any(character.isdigit() for character in part)):
        return ()
    spelt = part.translate(MISREAD)
    return (("1", int(spelt), spelt),)


def roman_value(numeral: str) -> int:
    """
    >>> roman_value("XIV")
    14
    """
    rest, value = numeral.lower(), 0
    for digits, worth in ROMAN_DIGITS:
        while rest.startswith(digits):
            rest, value = rest[len(digits) :], value + worth
    return value


def roman_numeral(value: int) -> str:
    """
    >>> roman_numeral(14)
    'xiv'
    """
    numeral = ""
    for digits, worth in ROMAN_DIGITS:
        while value >= worth:
            numeral, value = numeral + digits, value - worth
    return numeral


def spelt(kind: str, value: int) -> str:
    """A value as a label of that kind writes it.

    >>> spelt("A", 3), spelt("i", 4), spelt("1", 7), spelt("a", 28)
    ('C', 'iv', '7', 'bb')
    """
    if kind in "iI":
        numeral = roman_numeral(value)
        return numeral if kind == "i" else numeral.upper()
    if kind in "aA":
        letters = chr(ord(kind) + (value - 1) % 26)
        return letters * (1 + (value - 1) // 26)
    return str(value)
