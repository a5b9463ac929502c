"""Words and numbers as they are compared: without case, accents and the marks of either locale."""

import re
import unicodedata

LONGEST = 48
"""Letters of a word that are compared: a longer one is no word."""
_SPECIAL = str.maketrans({"đ": "d", "ø": "o", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe"})
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:(?!\1)[.,](\d+))?")
_TIMES = 4  # a folded sign may fold once more


def folded(word: str) -> str:
    """The letters and digits of a word, without case and accents; folding again changes nothing.

    >>> folded("Perancis"), folded("Café"), folded("ＡＳＥＡＮ"), folded("Jum’at")
    ('perancis', 'cafe', 'asean', 'jumat')
    """
    word = word[:LONGEST]
    if word.isascii():
        return "".join(filter(str.isalnum, word.lower()))
    for _ in range(_TIMES):
        before, word = word, _once(word)
        if word == before:
            break
    return word


def number(printed: str) -> str:
    """A number as it is compared: without signs between thousands, and with a point before decimals.

    >>> number("208,2"), number("208.2"), number("6.200"), number("1,234,567.89"), number("2.1.3")
    ('208.2', '208.2', '6200', '1234567.89', '2.1.3')
    """
    digits = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in printed[:LONGEST])
    grouped = _GROUPED.fullmatch(digits)
    if grouped is None:
        return digits.replace(",", ".").rstrip(".")
    whole = digits if grouped[2] is None else digits[: -len(grouped[2]) - 1]
    return re.sub("[.,]", "", whole) + (f".{grouped[2]}" if grouped[2] else "")


def _once(word: str) -> str:
    parts = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", word).casefold()).translate(_SPECIAL)
    kept = "".join(sign for sign in parts if sign.isalnum())
    return unicodedata.normalize("NFC", kept)[:LONGEST]
