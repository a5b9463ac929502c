"""How close two wordings are: which words they share, rare ones weighing more, and how many in one order."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log

from pantau.domain.alignment.changes import limit, threshold
from pantau.domain.alignment.clauses import wording

_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text by their beginnings, in small letters.

    >>> words_of("Strengthen port-State controls")
    ('strengt', 'port', 'state', 'control')
    """
    letters = limit("word_letters")
    return tuple(word[:letters] for word in _WORD.findall(wording(text).casefold()))


@dataclass(frozen=True, slots=True)
class Bag:
    """The words of a clause, or of several read on: in order, by weight, and by the places where each stands (bits)."""

    words: tuple[str, ...]
    weights: Mapping[str, float]
    places: Mapping[str, int]
    weight: float


class Weights:
    """What each word is worth between two texts: the fewer clauses hold it, the more."""

    def __init__(self, texts: Iterable[Sequence[str]]) -> None:
        held: Counter[str] = Counter()
        clauses = 0
        for words in texts:
            clauses += 1
            held.update(set(words))
        self._worth = {word: log(1 + clauses / many) for word, many in held.items()}

    def bag(self, words: tuple[str, ...]) -> Bag:
        weights: dict[str, float] = {}
        places: dict[str, int] = {}
        for place, word in enumerate(words):
            weights[word] = weights.get(word, 0.0) + self._worth[word]
            places[word] = places.get(word, 0) | 1 << place
        return Bag(words, weights, places, sum(weights.values()))

    def together(self, bags: Sequence[Bag], *, like: Bag) -> Bag:
        """Several clauses read on as one, without the words that they repeat and the one they are `like` does not.

        "Early warning of floods" and "Early warning of storms" are close to "Early warning of floods and storms".
        """
        most: Counter[str] = Counter(like.words)
        for bag in bags:
            most |= Counter(bag.words)
        kept = []
        for word in chain.from_iterable(bag.words for bag in bags):
            if most[word]:
                most[word] -= 1
                kept.append(word)
        return self.bag(tuple(kept))


def closeness(one: Bag, other: Bag) -> float:
    """From 0, no word in common, to 1, the same words in the same order; the same in both directions."""
    if not (one.words and other.words):
        return 0.0
    weighed = 2 * shared(one.weights, other.weights) / (one.weight + other.weight)
    in_order = 2 * _in_order(one, other) / (len(one.words) + len(other.words))
    share = threshold("order_share")
    return (1 - share) * weighed + share * in_order


def shared(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The weight of the words that both hold."""
    if len(other) < len(one):
        one, other = other, one
    return sum(min(weight, other[word]) for word, weight in one.items() if word in other)


def _in_order(one: Bag, other: Bag) -> int:
    """The length of the longest common subsequence of words.

    Bit-parallel (Hyyrö 2004): one step a word of the other text instead of one a pair of words.
    """
    whole = (1 << len(one.words)) - 1
    row = whole
    for word in other.words:
        if found := one.places.get(word):
            held = row & found
            row = (row + held | row - held) & whole
    return len(one.words) - row.bit_count()
