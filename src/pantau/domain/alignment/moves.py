"""Which clauses left their section or their order. A new number alone is no move."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pantau.domain.alignment.matching import Matching


@dataclass(frozen=True, slots=True)
class _Stand:
    """A pair under one heading: its link, its place on either side, whether it kept its label,
    and how much text it is."""

    link: int
    old: int
    new: int
    kept_label: bool
    letters: int


def moved_links(matching: Matching) -> set[int]:
    """The links of one clause with one clause that stand under another heading, or out of order with the rest.

    Levels that one text alone has are passed by. Of two that changed places the one with another label has moved, or
    else the one with less text.
    """
    joins = [bool(link.old and link.new) for link in matching.links]
    moved = set()
    together: dict[int, list[_Stand]] = {}
    for number, link in enumerate(matching.links):
        if len(link.old) == len(link.new) == 1:
            (old,), (new,) = link.old, link.new
            above = matching.old.nearest_link(old, joins)
            if above != matching.new.nearest_link(new, joins):
                moved.add(number)
            else:
                together.setdefault(above, []).append(_stand(matching, number))
    for stands in together.values():
        stands.sort(key=lambda one: one.old)
        moved |= {stand.link for stand in stands} - {stand.link for stand in _in_order(stands)}
    return moved


def _stand(matching: Matching, number: int) -> _Stand:
    (old,), (new,) = matching.links[number].old, matching.links[number].new
    kept_label = matching.old.clauses[old].label == matching.new.clauses[new].label
    return _Stand(number, old, new, kept_label, len(matching.old.wording(old)) + len(matching.new.wording(new)))


def _in_order(stands: Sequence[_Stand]) -> Sequence[_Stand]:
    """The most clauses in one order on both sides; among as many, those with most labels kept, then most text."""
    if all(one.new < other.new for one, other in pairwise(stands)):
        return stands
    ranks = {new: rank for rank, new in enumerate(sorted(stand.new for stand in stands), start=1)}
    tree: list[tuple[int, int, int, int]] = [(0, 0, 0, -1)] * (len(stands) + 1)  # clauses, labels, letters, the last
    before = [-1] * len(stands)
    for number, stand in enumerate(stands):
        rank = ranks[stand.new]
        best = max(tree[place] for place in _downwards(rank))
        before[number] = best[3]
        longer = (best[0] + 1, best[1] + stand.kept_label, best[2] + stand.letters, number)
        for place in _upwards(rank, len(tree)):
            tree[place] = max(tree[place], longer)
    return list(_traced(stands, before, max(tree[place] for place in _downwards(len(stands)))[3]))


def _downwards(rank: int) -> Iterator[int]:
    """The places of a Fenwick tree that cover the ranks up to this one."""
    while rank >= 0:
        yield rank
        rank = rank - (rank & -rank) if rank else -1


def _upwards(rank: int, size: int) -> Iterator[int]:
    while rank < size:
        yield rank
        rank += rank & -rank


def _traced(stands: Sequence[_Stand], before: Sequence[int], last: int) -> Iterator[_Stand]:
    while last >= 0:
        yield stands[last]
        last = before[last]
