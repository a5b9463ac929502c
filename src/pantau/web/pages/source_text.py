"""The text of a source in pages, with the passages that something points to marked in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urlencode

from pantau.domain.sources import PassageRow
from pantau.web.page import address

PAGE = 12_000  # code points of text on one page


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A piece of text that the same passages cover; `anchors` are the passages and hits that begin with it.

    `hit` tells that it is what was searched for.
    """

    text: str
    marked: bool
    anchors: tuple[str, ...]
    hit: bool = False


def passage_href(passage: PassageRow) -> str:
    """The address of a passage in the text of its source."""
    page = passage.start // PAGE + 1
    query = f"?page={page}" if page > 1 else ""
    return f"{address('source', code=passage.source.code, query=query)}#p-{passage.public_id}"


def hit_href(code: str, *, find: str, start: int) -> str:
    """The address of what was searched for in the text of a source, every hit on its page marked."""
    page = start // PAGE + 1
    query = urlencode({"find": find} | ({"page": page} if page > 1 else {}))
    return f"{address('source', code=code, query=f'?{query}')}#h-{start}"


def context_of(passage: PassageRow, text: str | None, *, around: int = 280) -> tuple[str, str]:
    """What stands before and after a passage, cut at blanks; empty where the text cannot be read."""
    if text is None or text[passage.start : passage.end] != passage.text:
        return "", ""
    before, after = text[max(0, passage.start - around) : passage.start], text[passage.end : passage.end + around]
    if passage.start > around:
        before = "… " + before.partition(" ")[2]
    if passage.end + around < len(text):
        after = after.rpartition(" ")[0] + " …"
    return before, after


def stretches(
    text: str, passages: Sequence[PassageRow], *, start: int = 0, hits: Sequence[tuple[int, int]] = ()
) -> tuple[Stretch, ...]:
    """`text`, which begins at code point `start` of its source, cut where passages and hits begin and end.

    A passage that began before `start` has its anchor on an earlier page.

    >>> [(one.text, one.marked) for one in stretches("abc", ())]
    [('abc', False)]
    """
    end = start + len(text)
    inside = [one for one in passages if one.start < end and one.end > start]
    edges = [(one.start, one.end) for one in inside] + list(hits)
    cuts = sorted({start, end, *(place for edge in edges for place in edge if start < place < end)})
    begins: dict[int, list[str]] = {}
    for first, _ in hits:
        begins.setdefault(first, []).append(f"h-{first}")
    for one in inside:
        begins.setdefault(one.start, []).append(f"p-{one.public_id}")
    pieces = []
    for left, right in pairwise(cuts):
        covered = any(one.start <= left and one.end >= right for one in inside)
        pieces.append(
            Stretch(
                text=text[left - start : right - start],
                marked=covered,
                anchors=tuple(begins.get(left, ())),
                hit=any(first <= left and last >= right for first, last in hits),
            )
        )
    return tuple(pieces)
