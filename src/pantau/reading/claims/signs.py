"""A text with one way of writing each sign, without moving anything: letters small, spaces, dashes and quotes alike."""

from collections.abc import Iterable

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\x0b\x0c\r"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad\ufe58\ufe63\uff0d"
_SINGLE = "\u2018\u2019\u201a\u201b\u02bc\u0060\u00b4"
_DOUBLE = "\u201c\u201d\u201e\u201f\u00ab\u00bb"
_ALIKE = (
    *((sign, " ") for sign in _SPACES),
    *((sign, "-") for sign in _DASHES),
    *((sign, "'") for sign in _SINGLE),
    *((sign, '"') for sign in _DOUBLE),
    *zip("\uff05\uff04\ufe69\ufe6a", "%$$%", strict=True),
)


def plain_of(text: str) -> str:
    """The text in small letters with like signs made the same; always as long as the text.

    >>> plain_of("US$\\u00a02\\u20133 İ")
    'us$ 2-3 İ'
    """
    small = text.lower()
    if len(small) != len(text):  # a few letters become two when they are made small
        small = "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)
    for sign, alike in _ALIKE:  # most texts have few of them, and looking for one is quicker than translating all
        if sign in small:
            small = small.replace(sign, alike)
    return small


def blanked(plain: str, places: Iterable[tuple[int, int]]) -> str:
    """The text with places made blank; line ends stay."""
    parts, done = [], 0
    for start, end in places:
        parts.append(plain[done:start])
        parts.append("".join("\n" if sign == "\n" else " " for sign in plain[start:end]))
        done = end
    return "".join((*parts, plain[done:])) if parts else plain
