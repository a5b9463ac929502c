"""Two texts of a plan become one comparison: what is decided, the same words, close words, then places."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from pantau.domain.alignment.changes import Change, Evidence
from pantau.domain.alignment.clauses import Clause
from pantau.domain.alignment.closeness import words_of
from pantau.domain.alignment.comparison import Comparison, Pair
from pantau.domain.alignment.headings import link_parents_by_children
from pantau.domain.alignment.matching import Link, Matching, Side
from pantau.domain.alignment.moves import moved_links
from pantau.domain.alignment.places import in_two_languages, link_by_place, places_coincide
from pantau.domain.alignment.reading_order import in_reading_order
from pantau.domain.alignment.rewording import Rewordings
from pantau.domain.alignment.same_words import (
    link_rest_of_the_same,
    link_same_but_numbers,
    link_same_under_one_parent,
    link_unique_wordings,
    link_wordless,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a reviewer decided: clauses, by key, that belong together; one side empty for new or dropped ones.

    Raises:
        ValueError: several clauses on both sides, or none at all.
    """

    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if min(len(self.old), len(self.new)) > 1 or not (self.old or self.new):
            raise ValueError("one side of a decision has one clause at most, and one side has some")


class Basis(StrEnum):
    """What the two texts are compared by: their words, their places, or whichever of the two they allow."""

    AUTOMATIC = "automatic"
    TEXT = "text"
    PLACE = "place"


def align(
    old: Sequence[Clause], new: Sequence[Clause], *, known: Iterable[Decided] = (), basis: Basis = Basis.AUTOMATIC
) -> Comparison:
    """Every clause of both texts in exactly one pair.

    What is `known`, and after it what has the same identity on both sides, is fixed first and never contradicted.

    Raises:
        ValueError: a key stands twice in a text, or a decision names a clause that is not there or already decided.
    """
    matching = Matching(Side(old), Side(new))
    _link_decided(matching, known)
    _link_identities(matching)
    if basis is Basis.PLACE:
        link_by_place(matching)
    else:
        _link_by_text(matching, basis)
    return Comparison(pairs=_pairs(matching))


def _link_decided(matching: Matching, known: Iterable[Decided]) -> None:
    for decided in known:
        missing = [*(set(decided.old) - set(matching.old.positions)), *(set(decided.new) - set(matching.new.positions))]
        if missing:
            raise ValueError(f"a decision names {missing[0]!r}, which is not there")
        before = tuple(sorted(matching.old.positions[key] for key in decided.old))
        after = tuple(sorted(matching.new.positions[key] for key in decided.new))
        matching.link(Link(before, after, 1.0 if before and after else 0.0, Evidence.DECIDED))


def _link_identities(matching: Matching) -> None:
    """An identity that several clauses of one side bear says nothing about any of them."""
    before, after = (_by_identity(side) for side in (matching.old, matching.new))
    for identity, ones in before.items():
        others = after.get(identity, [])
        if len(ones) == len(others) == 1 and matching.are_free(ones, others):
            matching.link(Link(tuple(ones), tuple(others), 1.0, Evidence.IDENTITY))


def _by_identity(side: Side) -> dict[str, list[int]]:
    bearers: dict[str, list[int]] = {}
    for position, clause in enumerate(side.clauses):
        if clause.identity:
            bearers.setdefault(clause.identity, []).append(position)
    return bearers


def _link_by_text(matching: Matching, basis: Basis) -> None:
    words_old, words_new = ([words_of(clause.text) for clause in side.clauses] for side in (matching.old, matching.new))
    link_unique_wordings(matching)
    link_same_under_one_parent(matching)
    link_parents_by_children(matching)
    link_wordless(matching)
    if basis is Basis.AUTOMATIC and in_two_languages(words_old, words_new) and places_coincide(matching):
        link_by_place(matching)
        return
    rewordings = Rewordings(matching, old=words_old, new=words_new)
    rewordings.link_by_words()
    link_parents_by_children(matching)
    link_same_under_one_parent(matching)
    rewordings.link_by_words_and_place()
    rewordings.link_rests()
    link_parents_by_children(matching)
    link_same_under_one_parent(matching)
    link_rest_of_the_same(matching)
    link_same_but_numbers(matching)


def _pairs(matching: Matching) -> tuple[Pair, ...]:
    moved = moved_links(matching)
    for side in (matching.old, matching.new):
        for position in side.free():
            old, new = ((position,), ()) if side is matching.old else ((), (position,))
            matching.link(Link(old, new, 0.0, None))
    return tuple(
        Pair(
            change=_change(matching, matching.links[number], number in moved),
            old=tuple(matching.old.clauses[position] for position in matching.links[number].old),
            new=tuple(matching.new.clauses[position] for position in matching.links[number].new),
            strength=Decimal(round(matching.links[number].strength * 100)) / 100,
            evidence=matching.links[number].evidence,
        )
        for number in in_reading_order(matching, moved)
    )


def _change(matching: Matching, link: Link, is_moved: bool) -> Change:
    many = (min(len(link.old), 2), min(len(link.new), 2))
    if many != (1, 1):
        return _BY_NUMBER[many]
    if is_moved:
        return Change.MOVED
    return Change.SAME if matching.in_same_words(link.old[0], link.new[0]) else Change.REWORDED


_BY_NUMBER = {
    (0, 1): Change.NEW,
    (0, 2): Change.NEW,
    (1, 0): Change.DROPPED,
    (2, 0): Change.DROPPED,
    (1, 2): Change.SPLIT,
    (2, 1): Change.MERGED,
}
