"""Clauses in other words: the best explanation first, one clause for one, one split into parts, several merged."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from pantau.domain.alignment.candidates import Pair, neighbours, pairs_by_place, pairs_by_words
from pantau.domain.alignment.changes import Evidence, threshold
from pantau.domain.alignment.closeness import Bag, Weights, closeness, shared
from pantau.domain.alignment.matching import Link, Matching, Side
from pantau.domain.alignment.parts import find_wholes
from pantau.domain.plantree import NodeKind

Words = Sequence[tuple[str, ...]]

_ACTIONS = {NodeKind.LINE, NodeKind.SUBITEM}
_BESIDE = {NodeKind.PREAMBLE, NodeKind.CLOSING, NodeKind.NOTE}


@dataclass(frozen=True, slots=True)
class _Guess:
    """A possible link: how close the wordings are, and what that and its place together are worth."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    strength: float
    worth: float
    in_place: bool = False

    @property
    def order(self) -> tuple[float, int, int]:
        """Best first; the same whichever text is called the old one."""
        old, new = sum(self.old), sum(self.new)
        return -round(self.worth, 6), abs(old - new), old + new


class Rewordings:
    """The clauses that were free when it was made, with their closeness, kept between rounds."""

    def __init__(self, matching: Matching, *, old: Words, new: Words) -> None:
        self._matching = matching
        self._weights = Weights(chain(old, new))
        self._old = {one: self._weights.bag(old[one]) for one in matching.old.free()}
        self._new = {one: self._weights.bag(new[one]) for one in matching.new.free()}
        self._pairs = pairs_by_words({one: old[one] for one in self._old}, {one: new[one] for one in self._new})
        self._known: dict[Pair, float] = {}

    def link_by_words(self) -> None:
        """Link what is close enough wherever it stands; parts that explain a whole better come before one of them."""
        singles = (one for one in self._guesses(self._pairs) if one.strength >= threshold("alone"))
        self._link(chain(singles, self._splits(), self._merges()))

    def link_by_words_and_place(self) -> None:
        """Link what is less close and stands where it should."""
        self._link(one for one in self._guesses(self._pairs | pairs_by_place(self._matching)) if one.in_place)

    def link_rests(self) -> None:
        """Take in the clause next to a reworded one that says what the other no longer says: a split, or a merger."""
        for number, link in enumerate(self._matching.links):
            if len(link.old) == len(link.new) == 1 and link.evidence is Evidence.TEXT:
                old, new = link.old[0], link.new[0]
                part = _rest_beside(self._matching.new, new, whole=self._old.get(old), parts=self._new)
                if part is not None:
                    self._matching.widen(number, new=part)
                    continue
                part = _rest_beside(self._matching.old, old, whole=self._new.get(new), parts=self._old)
                if part is not None:
                    self._matching.widen(number, old=part)

    def _link(self, guesses: Iterable[_Guess]) -> None:
        for guess in sorted(guesses, key=lambda one: one.order):
            if self._matching.are_free(guess.old, guess.new):
                self._matching.link(Link(guess.old, guess.new, guess.strength, Evidence.TEXT))

    def _guesses(self, pairs: Iterable[Pair]) -> Iterator[_Guess]:
        """Free clauses one for one, without equal wordings: those are told apart by what is above them alone."""
        between_same = _standing(self._matching)
        for old, new in pairs:
            if not self._matching.are_free((old,), (new,)) or self._matching.in_same_words(old, new):
                continue
            strength = self._closeness(old, new)
            if strength >= threshold("supported"):
                yield self._placed((old, new), strength, beside=between_same(old, new))

    def _placed(self, pair: Pair, strength: float, *, beside: bool) -> _Guess:
        old, new = pair
        under = self._matching.share_parent(old, new)
        at_label = self._matching.old.clauses[old].path == self._matching.new.clauses[new].path
        bonus = (
            under * threshold("same_parent") + at_label * threshold("same_place") + beside * threshold("same_neighbour")
        )
        in_place = under and (at_label or beside or self._is_cut(old, new))
        return _Guess((old,), (new,), strength, strength + bonus, in_place=in_place)

    def _is_cut(self, old: int, new: int) -> bool:
        """Whether one is little more than what was left of the other, or added to it."""
        before, after = self._old[old], self._new[new]
        held = shared(before.weights, after.weights) / (min(before.weight, after.weight) or 1)
        return held >= threshold("wholly_held")

    def _closeness(self, old: int, new: int) -> float:
        if (old, new) not in self._known:
            found = closeness(self._old[old], self._new[new])
            alike = _role(self._matching.old.clauses[old].kind) == _role(self._matching.new.clauses[new].kind)
            self._known[old, new] = found if alike else found * threshold("other_role")
        return self._known[old, new]

    def _splits(self) -> Iterator[_Guess]:
        for one in find_wholes(self._old, self._new, pairs=self._pairs, weights=self._weights):
            yield _Guess((one.whole,), one.parts, one.strength, one.strength + threshold("same_parent"))

    def _merges(self) -> Iterator[_Guess]:
        turned = ((new, old) for old, new in self._pairs)
        for one in find_wholes(self._new, self._old, pairs=turned, weights=self._weights):
            yield _Guess(one.parts, (one.whole,), one.strength, one.strength + threshold("same_parent"))


def _rest_beside(side: Side, part: int, *, whole: Bag | None, parts: Mapping[int, Bag]) -> int | None:
    """The free clause right before or after a part, under one heading, that holds what the part lacks of the whole."""
    if whole is None or part not in parts:
        return None
    rest = {word: weight for word, weight in whole.weights.items() if word not in parts[part].weights}
    weight = sum(rest.values())
    if len(rest) < 2 or weight < threshold("rest_weighs") * whole.weight:
        return None
    siblings = side.below[side.above[part]]
    place = siblings.index(part)
    for other in siblings[max(0, place - 1) : place + 2]:
        if (
            side.is_free(other)
            and other in parts
            and shared(rest, parts[other].weights) >= threshold("rest_held") * weight
        ):
            return other
    return None


def _role(kind: NodeKind) -> str:
    if kind in _ACTIONS:
        return "action"
    return "beside" if kind in _BESIDE else "heading"


def _standing(matching: Matching) -> Callable[[int, int], bool]:
    """Whether two free clauses follow, or precede, the same clause under one heading."""
    stands = list(zip(neighbours(matching.old), neighbours(matching.new), strict=True))

    def beside(old: int, new: int) -> bool:
        return any(old in before and before[old] == after.get(new) for before, after in stands)

    return beside
