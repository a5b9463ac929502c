"""Which currency stands before or after a number."""

import re

from pantau.reading.claims.lexicons import rows, spellings

_LONGEST_BEFORE = 8
_WORDLY = re.compile(r"[a-z0-9]")
_AFTER = re.compile(r"[ -]?([^\W\d_]+|[$€£¥₩₫฿₱₹₽₦])")


def currency_before(plain: str, place: int) -> tuple[int, str] | None:
    """Where a currency that ends before a place begins, and its code: us$5, rp 5, usd 5."""
    end = place - 1 if place and plain[place - 1] in " \n" else place
    if plain[max(end - 2, 0) : end] not in _SIGN_ENDS and plain[max(end - 1, 0) : end] not in _SHORT_SIGNS:
        return None
    head = plain[max(end - _LONGEST_BEFORE, 0) : end]
    for length in range(min(len(head), _LONGEST_BEFORE), 0, -1):
        sign = head[-length:]
        code = _SIGNS.get(sign)
        if code and not (_WORDLY.match(sign) and _is_wordly(plain, end - length - 1)):
            return end - length, code
    return None


def currency_after(plain: str, place: int) -> tuple[int, str] | None:
    """Where a currency that begins after a number ends, and its code: 5 dolar as, 5 usd, 5 us dollars."""
    found = _AFTER.match(plain, place)
    if found is None:
        return None
    start = found.start(1)
    lengths = _NAME_LENGTHS.get(found.group(1))
    for length in lengths or ():
        name = plain[start : start + length]
        if name in _NAMES and not _is_wordly(plain, start + length):
            return start + length, _NAMES[name]
    return None


def currency_ahead(plain: str, place: int) -> tuple[int, str] | None:
    """Where the number after a currency that begins at a place would begin, and its code."""
    for length in range(_LONGEST_BEFORE, 0, -1):
        code = _SIGNS.get(plain[place : place + length])
        if code:
            end = place + length
            return (end + 1 if plain[end : end + 1] == " " else end), code
    return None


def _is_wordly(plain: str, place: int) -> bool:
    return 0 <= place < len(plain) and _WORDLY.match(plain[place]) is not None


_COMMON = frozenset({"mad", "cop", "top", "pen", "mop", "gel", "ron"})
"""Codes that are also words of a text, and so say no currency without more."""
_SIGNS = {row["code"].lower(): row["code"] for row in rows("currencies") if row["code"].lower() not in _COMMON} | {
    sign: row["code"] for row in rows("currencies") for sign in spellings(row, "before")
}
_SIGN_ENDS = frozenset(sign[-2:] for sign in _SIGNS)
_SHORT_SIGNS = frozenset(sign for sign in _SIGNS if len(sign) == 1)
_NAMES = {
    name: row["code"]
    for row in reversed(rows("currencies"))
    for name in (*spellings(row, "after"), row["code"].lower())
    if name not in _COMMON
}
_FIRST = re.compile(r"[^\W\d_]+|[^\w\s]")
_NAME_LENGTHS: dict[str, list[int]] = {}
for _name in sorted(_NAMES, key=len, reverse=True):
    _found = _FIRST.match(_name)
    if _found:
        _NAME_LENGTHS.setdefault(_found.group(), []).append(len(_name))
