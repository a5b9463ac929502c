"""A text and its translation share no words: they are compared by the place of each clause."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from pantau.domain.alignment.changes import Evidence, limit, threshold
from pantau.domain.alignment.matching import Link, Matching, Side

Place = tuple[str, ...]


def in_two_languages(old: Iterable[Sequence[str]], new: Iterable[Sequence[str]]) -> bool:
    """Whether two texts, given by the words of their clauses, share too little to be in one language.

    Words are counted as often as they are used: texts in one language share the frequent ones, a text and its
    translation little but names and numbers.
    """
    before, after = Counter(chain.from_iterable(old)), Counter(chain.from_iterable(new))
    many_before, many_after = before.total(), after.total()
    if min(many_before, many_after) < limit("telling_words"):
        return False
    shared = sum(min(many / many_before, after[word] / many_after) for word, many in before.items())
    return shared < threshold("one_language")


def places_coincide(matching: Matching) -> bool:
    """Whether most clauses of the shorter text stand at a place that the other has too."""
    before, after = set(_places(matching.old)), set(_places(matching.new))
    return bool(before and after) and len(before & after) >= threshold("places_shared") * min(len(before), len(after))


def link_by_place(matching: Matching) -> None:
    """Link free clauses at one place that are both headings or both not."""
    after = _places(matching.new)
    for place, old in _places(matching.old).items():
        new = after.get(place)
        if new is not None and matching.are_free((old,), (new,)):
            matching.link(Link((old,), (new,), threshold("by_place"), Evidence.PLACE))


def _places(side: Side) -> dict[Place, int]:
    """Clauses by their labels from the root, without the words in them, which have a language: Pasal 3, Article 3."""
    places: dict[Place, int] = {}
    for position, clause in enumerate(side.clauses):
        kind = "heading" if side.is_heading(position) else "text"
        places.setdefault((kind, *(label.split()[-1].casefold() for label in clause.path if label.strip())), position)
    return places
