"""Numbers as Word's automatic numbering writes them."""

import re
from collections.abc import Callable

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_IRREGULAR = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
              "twelve": "twelfth"}  # fmt: skip
_HIGHEST_ROMAN = 3_999
_HIGHEST_LETTERS = 780
_HIGHEST_WORD = 99
_CHICAGO = "*†‡§"


def numeral(number: int, form: str) -> str:
    """A number in a form that Word calls `form`; in digits where that form has no such number, or is not known.

    >>> [numeral(4, form) for form in ("decimal", "upperRoman", "lowerLetter", "decimalZero", "ordinal", "none")]
    ['4', 'IV', 'd', '04', '4th', '']
    >>> numeral(28, "upperLetter"), numeral(21, "cardinalText"), numeral(2, "ordinalText"), numeral(-3, "lowerRoman")
    ('BB', 'Twenty-one', 'Second', '-3')
    """
    write = _FORMS.get(form)
    return write(number) if write else str(number)


def padded(number: int, pattern: str) -> str:
    """A number after the pattern of a custom form, as "001, 002, 003, ...".

    >>> padded(7, "001, 002, 003, ...")
    '007'
    """
    first = re.match(r"0*1", pattern)
    return str(number).zfill(len(first[0]) if first else 1)


def _roman(number: int) -> str:
    if not 0 < number <= _HIGHEST_ROMAN:
        return str(number)
    text = ""
    for worth, sign in _ROMAN:
        count, number = divmod(number, worth)
        text += sign * count
    return text


def _letters(number: int) -> str:
    """A to Z, then AA, BB and so on, as Word counts, unlike spreadsheets."""
    if not 0 < number <= _HIGHEST_LETTERS:
        return str(number)
    times, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (times + 1)


def _ordinal(number: int) -> str:
    teen = number % 100 in {11, 12, 13}
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _spelt(number: int) -> str:
    if not 0 <= number <= _HIGHEST_WORD:
        return str(number)
    if number < len(_ONES):
        return _ONES[number].capitalize()
    tens, ones = divmod(number, 10)
    return (_TENS[tens - 2] + (f"-{_ONES[ones]}" if ones else "")).capitalize()


def _spelt_ordinal(number: int) -> str:
    words = _spelt(number)
    if words.lstrip("-").isdigit():
        return _ordinal(number)
    head, dash, last = words.rpartition("-")
    folded = last.casefold()
    ending = _IRREGULAR.get(folded) or (f"{folded[:-1]}ieth" if folded.endswith("y") else f"{folded}th")
    return (head + dash + ending).capitalize()


def _chicago(number: int) -> str:
    if not 0 < number <= _HIGHEST_LETTERS:
        return str(number)
    times, place = divmod(number - 1, len(_CHICAGO))
    return _CHICAGO[place] * (times + 1)


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)


_FORMS: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "bullet": lambda _: "",
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "decimalZero": lambda number: f"{number:02d}",
    "ordinal": _ordinal,
    "cardinalText": _spelt,
    "ordinalText": _spelt_ordinal,
    "chicago": _chicago,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "decimalEnclosedParen": lambda number: f"({number})",
    "numberInDash": lambda number: f"- {number} -",
}
