"""A text cut into passages of a paragraph or a few, as they are searched and shown."""

import re
from collections.abc import Iterator

LEAST, MOST = 300, 900
"""Code points of a passage: shorter paragraphs are put together, longer ones cut after a sentence."""
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_SENTENCE_END = re.compile(r"[.!?;][\"”’)\]]*\s+")
_BLANK = re.compile(r"\s+")


def passages_of(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each passage, end exclusive, in the order of the text; together they hold every word of it.

    >>> text = "Two is a sentence. " * 60
    >>> [(end - start <= MOST, text[start:end][:4]) for start, end in passages_of(text)]
    [(True, 'Two '), (True, 'Two ')]
    """
    for start, end in _paragraphs(text):
        while end - start > MOST:
            cut = _cut(text, start)
            yield from _trimmed(text, start, cut)
            start = cut
        yield from _trimmed(text, start, end)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Lines put together up to a blank line after enough of them, or before there are too many."""
    start = end = 0
    for line in _LINES.finditer(text):
        blank = not line.group().strip()
        if (blank and end - start >= LEAST) or (line.end() - start > MOST and end > start):
            yield start, end
            start = line.start()
        end = line.end()
    if end > start:
        yield start, end


def _cut(text: str, start: int) -> int:
    """Where a stretch that is too long is cut: after its last sentence or word that is not."""
    for ends in (_SENTENCE_END, _BLANK):
        found = [one.end() for one in ends.finditer(text, start + LEAST, start + MOST)]
        if found:
            return found[-1]
    return start + MOST


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    first, last = len(piece) - len(piece.lstrip()), len(piece.rstrip())
    if last > first:
        yield start + first, start + last
