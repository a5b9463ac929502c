"""The original beside the tree: the text in sheets short enough to be drawn anew, cut where nodes begin and end."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pantau.domain.review import DraftNode

SHEET = 2_500  # code points after which the next line begins a new sheet
_LINE_ENDS = re.compile(r"\f|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Text that the same node covers; `node` is 0 where none does, `anchors` are the nodes that begin here."""

    text: str
    node: int
    anchors: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One stretch of the original; `page` is its number where a page of the document begins with it, else 0."""

    number: int
    page: int
    pieces: tuple[Piece, ...]


class Original:
    """A text cut into sheets at line ends, always at the same places, whatever the nodes are.

    >>> [sheet.number for sheet in Original("1. Plant trees\\f2. Plant more").sheets(())]
    [0, 1]
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._cuts = tuple(_cuts(text))

    def sheets(self, nodes: Sequence[DraftNode], *, only: Iterable[DraftNode] | None = None) -> tuple[Sheet, ...]:
        """All sheets, or `only` those that some nodes touch."""
        spans = list(pairwise(self._cuts))
        wanted = range(len(spans)) if only is None else sorted(self._touched(only))
        if not wanted:
            return ()
        found = self._by_sheet(nodes)
        return tuple(self._sheet(number, spans[number], found[number]) for number in wanted)

    def _touched(self, nodes: Iterable[DraftNode]) -> set[int]:
        return {number for node in nodes for number in self._numbers(node)}

    def _numbers(self, node: DraftNode) -> range:
        """The sheets that a node stands on."""
        last = len(self._cuts) - 2
        first = min(bisect_right(self._cuts, node.start) - 1, last)
        return range(first, min(bisect_right(self._cuts, max(node.end - 1, node.start)) - 1, last) + 1)

    def _by_sheet(self, nodes: Sequence[DraftNode]) -> list[list[DraftNode]]:
        """For each sheet the nodes on it."""
        found: list[list[DraftNode]] = [[] for _ in self._cuts[1:]]
        for node in nodes:
            for number in self._numbers(node):
                found[number].append(node)
        return found

    def _sheet(self, number: int, span: tuple[int, int], nodes: Sequence[DraftNode]) -> Sheet:
        start, end = span
        begins_page = start > 0 and self._text[start - 1] == "\f"
        page = self._text.count("\f", 0, start) + 1 if begins_page else 0
        return Sheet(number=number, page=page, pieces=tuple(_pieces(self._text, span=(start, end), nodes=nodes)))


def _cuts(text: str) -> Iterator[int]:
    """Where sheets begin, and the end of the text."""
    last = 0
    yield 0
    for found in _LINE_ENDS.finditer(text):
        if found.end() < len(text) and (found.group() == "\f" or found.end() - last >= SHEET):
            last = found.end()
            yield last
    yield len(text)


def _pieces(text: str, *, span: tuple[int, int], nodes: Sequence[DraftNode]) -> Iterator[Piece]:
    start, end = span
    inner = {place for node in nodes for place in (node.start, node.end) if start < place < end}
    for left, right in pairwise(sorted({start, end, *inner})):
        covering = [node for node in nodes if node.start <= left and node.end >= right]
        owner = max(covering, key=lambda node: (node.start, -node.end), default=None)
        yield Piece(
            text=text[left:right].replace("\f", ""),
            node=owner.id if owner else 0,
            anchors=tuple(node.id for node in nodes if max(node.start, start) == left and node.start >= start),
        )
