"""Where in the document a place in a node's text stands, and which node stands at a place of the document."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from pantau.domain.plantree import PlanWarning
from pantau.domain.review.draft import DraftNode, Review

_TOKEN = re.compile(r"\w+|[^\w\s]")
_AROUND, _SLACK = 200, 1000  # words

_Words = Sequence[re.Match[str]]


def cut_of(node: DraftNode, *, at: int, text: str) -> int | None:
    """The code point of the document at which a node's passage parts when its text is split at `at`.

    A node's text is its passage with wraps joined, hyphens mended, marks of footnotes and the list ending taken off,
    perhaps reworded; so the words of both are matched in their order and the cut falls before the first word of the
    second part. ``None`` where the passage is too short to have two parts.

    >>> from pantau.domain.plantree import NodeKind
    >>> document = "a) Plant trees;¹\\n   count the bees;"
    >>> node = DraftNode(id=1, label="a", printed="a)", depth=1, kind=NodeKind.LINE, countable=True,
    ...     text="Plant trees; count the bees", start=0, end=len(document), confidence=1.0)
    >>> document[cut_of(node, at=12, text=document):]
    'count the bees;'
    """
    if node.end - node.start < 2:
        return None
    passage = text[node.start : node.end]
    words = list(_TOKEN.finditer(node.text))
    begins = len(passage) - len(passage.lstrip())
    if node.printed and passage.startswith(node.printed, begins):
        begins += len(node.printed)
    printed = list(_TOKEN.finditer(passage, begins))
    place = _matched(*_near(words, printed, at), at)
    if place is None:
        place = begins + (len(passage) - begins) * at // max(1, len(node.text))
    return node.start + min(max(place, 1), len(passage) - 1)


def _near(words: _Words, printed: _Words, at: int) -> tuple[_Words, _Words]:
    """The words around `at`, and those of the passage among which they are: a page of text is not matched whole."""
    middle = sum(word.end() <= at for word in words)
    slack = min(_SLACK, abs(len(printed) - len(words)))  # so many were skipped at most
    start, end = max(0, middle - _AROUND), middle + _AROUND
    return words[start:end], printed[max(0, start - slack) : end + slack]


def _matched(words: _Words, printed: _Words, at: int) -> int | None:
    """The place in the passage of the first word from `at` on that stands in it too, else after the last before it."""
    matcher = SequenceMatcher(None, [word[0] for word in words], [word[0] for word in printed], autojunk=False)
    pairs = [
        (words[block.a + step], printed[block.b + step])
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    ]
    before = [pair for pair in pairs if pair[0].end() <= at]
    inside = [pair for pair in pairs if pair[0].start() < at < pair[0].end()]
    after = [pair for pair in pairs if pair[0].start() >= at]
    if inside:
        word, found = inside[0]
        return found.start() + at - word.start()
    first = next((word for word in words if word.start() >= at), None)
    if after and (after[0][0] is first or not before):
        return after[0][1].start()
    return before[-1][1].end() if before else None


def warning_nodes(review: Review, warnings: Sequence[PlanWarning]) -> dict[int, int]:
    """The number of the node at which each warning (by its place in the list) stands.

    It is the node whose passage holds the warning's place, the innermost where several do; else the nearest before
    it, or the first.
    """
    if not review.nodes:
        return {}
    nodes = sorted(review.nodes, key=lambda node: (node.start, -node.end))
    starts = [node.start for node in nodes]
    reach = list(accumulate((node.end for node in nodes), max))  # how far any node up to here goes
    found: dict[int, int] = {}
    for number, warning in enumerate(warnings):
        last = index = max(0, bisect_right(starts, warning.start) - 1)
        while index > 0 and nodes[index].end <= warning.start < reach[index]:
            index -= 1
        found[number] = nodes[index if warning.start < nodes[index].end else last].id
    return found
