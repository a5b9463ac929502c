"""Clauses in the same words: those that stand once on each side, and boilerplate told apart by what is above it."""

import re
from collections.abc import Callable, Hashable

from pantau.domain.alignment.changes import Evidence, threshold
from pantau.domain.alignment.matching import NO_LINK, Link, Matching, Side

_DIGIT = re.compile(r"\d")

Sign = Callable[[Side, int], Hashable]


def link_unique_wordings(matching: Matching) -> None:
    """Link every wording that stands once on each side."""
    old, new = (_by_sign(side, Side.wording) for side in (matching.old, matching.new))
    for words, before in old.items():
        after = new.get(words, [])
        if len(before) == len(after) == 1:
            matching.link(Link((before[0],), (after[0],), 1.0, Evidence.TEXT))


def link_same_under_one_parent(matching: Matching) -> None:
    """Link equal wordings under one heading, first those with one label, then in their order; then those below."""
    found = -1
    while found < len(matching.links):
        found = len(matching.links)
        _link_by(matching, _with_label)
        _link_by(matching, _under_parent)


def link_wordless(matching: Matching) -> None:
    """Link headings that are nothing but a label, where they stand under one heading, and what is the same below."""
    found = -1
    while found < len(matching.links):
        found = len(matching.links)
        _link_by(matching, _label_alone, evidence=Evidence.PLACE)
        link_same_under_one_parent(matching)


def link_rest_of_the_same(matching: Matching) -> None:
    """Link, in their order, equal wordings that are left, where what is above each stands in both texts.

    Boilerplate of a section that was dropped is not boilerplate of a section that is new.
    """
    _link_by(matching, lambda side, position: _has_parent(side, position) and side.wording(position))


def link_same_but_numbers(matching: Matching) -> None:
    """Link what differs in numbers alone, the years of a title for one, at one label under one heading."""
    _link_by(matching, _shape_with_label, strength=threshold("supported"))


def _has_parent(side: Side, position: int) -> bool:
    return side.link_above(position) != NO_LINK


def _under_parent(side: Side, position: int) -> Hashable:
    words = side.wording(position)
    return (words, side.link_above(position)) if words and _has_parent(side, position) else None


def _with_label(side: Side, position: int) -> Hashable:
    found = _under_parent(side, position)
    return (found, _label(side, position)) if found else None


def _label(side: Side, position: int) -> Hashable:
    return side.clauses[position].path[-1:]


def _shape_with_label(side: Side, position: int) -> Hashable:
    if not (side.wording(position) and _has_parent(side, position)):
        return None
    return _DIGIT.sub("0", side.wording(position)), side.link_above(position), _label(side, position)


def _label_alone(side: Side, position: int) -> Hashable:
    if side.wording(position) or not _has_parent(side, position):
        return None
    return side.link_above(position), _label(side, position)


def _link_by(matching: Matching, sign: Sign, *, evidence: Evidence = Evidence.TEXT, strength: float = 1.0) -> None:
    """Link free clauses with one sign, in document order."""
    old, new = (_by_sign(side, sign) for side in (matching.old, matching.new))
    for found, before in old.items():
        for one, other in zip(before, new.get(found, ()), strict=False):
            matching.link(Link((one,), (other,), strength, evidence))


def _by_sign(side: Side, sign: Sign) -> dict[Hashable, list[int]]:
    signs: dict[Hashable, list[int]] = {}
    for position in side.free():
        if found := sign(side, position):
            signs.setdefault(found, []).append(position)
    return signs
