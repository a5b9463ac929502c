"""The text of a source cut where claims begin and end: pages that split no claim, and pieces with all that covers them.

Places are Unicode code points of the whole text, as Python counts them; the text itself is never changed.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pantau.domain.evidence.rows import ClaimRow

PAGE = 12_000  # code points of text on one page
_BACK = 1_500  # how far before its full length a page may end


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text; `covered` are the places in the list of claims of those that cover it, the outermost first,
    `opens` those that begin with it.
    """

    text: str
    covered: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()


def page_starts(text: str, claims: Sequence[ClaimRow], *, size: int = PAGE) -> tuple[int, ...]:
    """Where each page of a text begins: near every `size` code points, at the end of a line or else at a blank, and
    within no claim where that can be had.

    >>> page_starts("one two three", (), size=8)
    (0, 8)
    """
    starts = [0]
    while starts[-1] + size < len(text):
        starts.append(_cut(text, claims, least=starts[-1] + max(size - _BACK, size // 2), most=starts[-1] + size))
    return tuple(starts)


def _cut(text: str, claims: Sequence[ClaimRow], *, least: int, most: int) -> int:
    near = [one for one in claims if one.start < most and one.end > least]
    for sign in ("\n", " "):
        place = text.rfind(sign, least, most) + 1
        while place > least:
            inside = [one.start for one in near if one.start < place < one.end]
            if not inside:
                return place
            place = text.rfind(sign, least, min(inside)) + 1
    return most


def page_at(starts: Sequence[int], place: int) -> int:
    """The number of the page, from 1, on which a place stands.

    >>> page_at((0, 8, 20), 8)
    2
    """
    return bisect_left(starts, place + 1)


def pieces(text: str, claims: Sequence[ClaimRow], *, start: int = 0) -> tuple[Piece, ...]:
    """`text`, which begins at code point `start` of its source, cut where claims begin and end.

    Claims that cross are both in `covered` where they overlap. Of two at the same place the
    first of the list is outside.

    >>> pieces("abc", ())
    (Piece(text='abc', covered=(), opens=()),)
    """
    end = start + len(text)
    inside = [place for place, one in enumerate(claims) if one.start < end and one.end > start]
    inside.sort(key=lambda place: (claims[place].start, -claims[place].end, place))
    bounds = {edge for place in inside for edge in (claims[place].start, claims[place].end) if start < edge < end}
    open_now: list[int] = []
    waiting = list(reversed(inside))
    found = []
    for left, right in pairwise(sorted({start, end, *bounds})):
        open_now = [place for place in open_now if claims[place].end > left]
        opens = []
        while waiting and claims[waiting[-1]].start <= left:
            place = waiting.pop()
            open_now.append(place)
            if claims[place].start == left:
                opens.append(place)
        found.append(Piece(text=text[left - start : right - start], covered=tuple(open_now), opens=tuple(opens)))
    return tuple(found)


def heights(found: Sequence[Piece]) -> dict[int, int]:
    """How many claims stand one within the other inside each claim, 0 for one that holds no other."""
    deep: dict[int, int] = {}
    for piece in found:
        for above, place in enumerate(reversed(piece.covered)):
            deep[place] = max(deep.get(place, 0), above)
    return deep
