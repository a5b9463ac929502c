"""Where sentences begin, also where the space after a full stop is missing and where lines are wrapped."""

import re
from collections.abc import Iterator
from itertools import pairwise

from pantau.reading.claims.lexicons import rows, spellings

_ENDS = r"[\"'”’)\]]*(?=\s+[^\sa-z]|\s*\Z)"  # after a stop: white space and no small letter
_BREAK = re.compile(
    rf"\.(?:{_ENDS}|(?<=[a-z0-9%)]{{2}}\.)(?=[A-Z][a-z]))"  # a stop, also one whose space is missing
    rf"|!{_ENDS}|\?{_ENDS}"
    r"|\n(?:[ \t]*\n\s*)?"
)
"""Each way begins with a sign of its own, so that the search leaps from sign to sign."""
_WORD_BEFORE = re.compile(r"(?:\A|[^\w.])((?:[^\W\d_]\.)*[^\W\d_]+|\d+)\Z")
_WORD_AFTER = re.compile(r"\s+([^\W\d_]+)")
_NUMBER_AFTER = re.compile(r"\s*[\d:(]")
_AMOUNT_BEFORE = re.compile(r"\d [MT]\Z")
_ITEM = re.compile(r"[ \t]*(?:[\u2022\u25cf\u25aa\-–*·]\s|\(?(?:\d{1,2}|[a-z])[.)]\s)")
_FINISHED = frozenset('.!?:;"”’)')
_SHORT_LINE, _LONG_LINE = 45, 110
_LOOK_BACK = 24
_LONGEST = 1500


def cut(text: str) -> tuple[int, ...]:
    """The places where sentences begin, the first at 0, and the end of the text.

    >>> cut("Dr. Sari came.Then 3 left.")
    (0, 14, 26)
    """
    begins = [0]
    for found in _BREAK.finditer(text):
        end = found.end()
        ends_here = _line_ends(text, found.start()) if text[found.start()] == "\n" else _stops(text, found.start())
        if ends_here and begins[-1] < end < len(text):
            begins.append(end)
    return (*_shortened(text, begins), len(text))


def _shortened(text: str, begins: list[int]) -> Iterator[int]:
    """The same places, with more of them in what is too long for a sentence: a table, or no text at all."""
    for begin, end in pairwise((*begins, len(text))):
        yield begin
        while end - begin > _LONGEST:
            space = text.find(" ", begin + _LONGEST, min(begin + 2 * _LONGEST, end))
            begin = space + 1 if space >= 0 else begin + _LONGEST
            if begin < end:
                yield begin


def _stops(text: str, place: int) -> bool:
    """Whether a full stop ends a sentence, and not a short form or an initial."""
    if text[place] != ".":
        return True
    before = _WORD_BEFORE.search(text, max(place - _LOOK_BACK, 0), place)
    if before is None:
        return True
    word = before.group(1)
    short = word.casefold()
    if short in _NUMBERED:
        return _NUMBER_AFTER.match(text, place + 1) is None
    if "." in word:
        return _begins_a_sentence(text, place + 1)
    if len(word) == 1 and word.isupper():
        return _AMOUNT_BEFORE.search(text, max(place - _LOOK_BACK, 0), place) is not None
    at_line_start = place <= len(word) + 2 or "\n" in text[place - len(word) - 3 : place]
    return not (short in _SHORT or (at_line_start and (word.isdigit() or len(word) == 1)))


def _begins_a_sentence(text: str, place: int) -> bool:
    """Whether a small word with a capital is next: "in the U.S. The talks" ends there, "U.S. Embassy" does not."""
    word = _WORD_AFTER.match(text, place)
    return word is not None and word.group(1).lower() in _SMALL


def _line_ends(text: str, place: int) -> bool:
    """Whether a line end also ends a sentence: not within a paragraph that is wrapped by hand."""
    if place + 1 < len(text) and text[place + 1 : place + 3].strip(" \t\r")[:1] == "\n":
        return True
    line = text[text.rfind("\n", 0, place) + 1 : place].rstrip()
    wrapped = _SHORT_LINE <= len(line) <= _LONG_LINE and line[-1] not in _FINISHED
    return not wrapped or _ITEM.match(text, place + 1) is not None


_SHORT, _NUMBERED = (
    frozenset(
        one
        for row in rows("abbreviations")
        if (row["kind"] == "numbered") is numbered
        for one in spellings(row, "words")
    )
    for numbered in (False, True)
)
_SMALL = frozenset(one for row in rows("smallwords") for one in spellings(row, "words"))
