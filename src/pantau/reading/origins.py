"""Whether two texts go back to one release: copies by their words, translations and retellings by their facts."""

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b

from pantau.domain.origins import Alike, Likeness
from pantau.reading.facts import Facts, facts_in

SHINGLE = 4
"""Words of one shingle: shorter ones are shared by chance, longer ones lost by each word that an editor changes."""
WINDOW = 20
"""Of so many shingles in a row the smallest is kept as a mark, so that a run of 23 words that two texts share gives
both the same mark, wherever it stands (winnowing: Schleimer, Wilkerson and Aiken, 2003)."""
MARKS = 2000
"""Marks of one kind that a text may have: the smallest, which copies share too."""
COPIED = 0.5
"""The part of the shorter text's shingles that makes a copy; what pages of one publisher share stays far below."""
FEWEST_SHINGLES = 20
NUMBERS, PART_OF_NUMBERS = 2, 0.6
"""How many telling numbers a translation shares, and what part of those of the text that has fewer."""
NAMES, PART_OF_NAMES = 3, 0.35
RETOLD = 3
"""Numbers that a text of the same language shares beyond copying: two reports on one meeting have one or two."""

_WORD = re.compile(r"[^\W_]+")
_BYTES = 8


def likeness_of(one: str, other: str, *, languages: tuple[str, str] = ("", "")) -> Likeness | None:
    """How alike two texts are, ``None`` where nothing tells that they go back to one release.

    `languages` are theirs where they are known.

    >>> text = "The ministers met on Monday. " + " ".join(f"word{n}" for n in range(60))
    >>> found = likeness_of(text, "Another headline! " + text[:300])
    >>> found.alike.value, found.share > 0.9
    ('copy', True)
    >>> likeness_of(text, " ".join(f"other{n}" for n in range(60))) is None
    True
    """
    shared, share = _contained(set(_hashes(one)), set(_hashes(other)))
    if shared >= FEWEST_SHINGLES and share >= COPIED:
        return Likeness(alike=Alike.COPY, share=share)
    translated = languages[0] != languages[1]
    return _same_facts(facts_in(one), facts_in(other), alike=Alike.TRANSLATION if translated else Alike.RETELLING)


def word_marks(text: str) -> frozenset[int]:
    """A sample of the text's shingles: two texts with a run of words in common have one of them in common."""
    hashes = list(_hashes(text))
    if len(hashes) <= WINDOW:
        return frozenset((min(hashes),)) if hashes else frozenset()
    return _smallest(set(_winnowed(hashes)))


def fact_marks(text: str) -> frozenset[int]:
    """A mark for each telling number, the same in every language."""
    return _smallest({_hash(f"number {number}") for number in facts_in(text).numbers})


def _same_facts(one: Facts, other: Facts, *, alike: Alike) -> Likeness | None:
    numbers, part = _contained(set(one.numbers), set(other.numbers))
    names, part_of_names = _contained(set(one.names), set(other.names))
    days = one.days & other.days
    needed = NUMBERS if alike is Alike.TRANSLATION else RETOLD
    if numbers < needed or part < PART_OF_NUMBERS or names < NAMES or part_of_names < PART_OF_NAMES:
        return None
    if one.days and other.days and not days:
        return None
    return Likeness(
        alike=alike,
        share=part,
        numbers=tuple(sorted(one.numbers & other.numbers, key=len, reverse=True)),
        days=tuple(sorted(days)),
        names=tuple(sorted(one.names & other.names, key=lambda name: (-len(name), name))),
    )


def _contained(one: set[int] | set[str], other: set[int] | set[str]) -> tuple[int, float]:
    """How many are shared, and what part of the smaller set that is."""
    shared, smaller = len(one & other), min(len(one), len(other))
    return shared, shared / smaller if smaller else 0.0


def _hashes(text: str) -> Iterator[int]:
    """The shingles of a text in their order, as numbers."""
    words = _WORD.findall(text.casefold())
    for place in range(len(words) - SHINGLE + 1):
        yield _hash(" ".join(words[place : place + SHINGLE]))


def _winnowed(hashes: Sequence[int]) -> Iterator[int]:
    """The smallest of each window, the last of equals; a window's smallest is looked for only when it has left."""
    least, at = 0, -1
    for end in range(WINDOW - 1, len(hashes)):
        start = end - WINDOW + 1
        if at < start:
            at = min(range(end, start - 1, -1), key=hashes.__getitem__)
            least = hashes[at]
        elif hashes[end] <= least:
            least, at = hashes[end], end
        yield least


def _hash(text: str) -> int:
    """A signed number of 64 bits, the same in every process."""
    return int.from_bytes(blake2b(text.encode(errors="replace"), digest_size=_BYTES).digest(), "big", signed=True)


def _smallest(marks: set[int]) -> frozenset[int]:
    return frozenset(sorted(marks)[:MARKS])
