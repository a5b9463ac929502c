"""Headings that changed their title are known by the clauses under them."""

from collections import Counter

from pantau.domain.alignment.changes import Evidence, threshold
from pantau.domain.alignment.matching import ROOT, Link, Matching


def link_parents_by_children(matching: Matching) -> None:
    """Link what stands above enough of the same clauses, level by level upwards."""
    found = -1
    while found < len(matching.links):
        found = len(matching.links)
        for share, old, new in _elections(matching):
            if share >= threshold("children_shared") and matching.are_free((old,), (new,)):
                matching.link(Link((old,), (new,), share, Evidence.CHILDREN))


def _elections(matching: Matching) -> list[tuple[float, int, int]]:
    """Pairs of unlinked parents with the share of their children that belong together, best first."""
    old, new = matching.old, matching.new
    votes: Counter[tuple[int, int]] = Counter()
    for one, other in matching.singles():
        before, after = old.above[one], new.above[other]
        if ROOT not in {before, after} and matching.are_free((before,), (after,)):
            votes[before, after] += 1
    elected = [
        (many / max(len(old.below[before]), len(new.below[after])), before, after)
        for (before, after), many in votes.items()
    ]
    return sorted(elected, key=lambda one: (-one[0], one[1] + one[2], abs(one[1] - one[2])))
