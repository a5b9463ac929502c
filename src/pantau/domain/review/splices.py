"""What an edit put in the place of what, so that it can be undone and done again exactly."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pantau.domain.review.draft import DraftNode, Review, node_from

Nodes = tuple[DraftNode, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Splice:
    """From the node at place `at` on, the nodes `new` stand where `old` stood."""

    at: int
    old: Nodes
    new: Nodes

    def as_json(self) -> dict[str, Any]:
        return {
            "at": self.at,
            "old": [node.as_json() for node in self.old],
            "new": [node.as_json() for node in self.new],
        }


def splice_from(value: Mapping[str, Any]) -> Splice:
    """The splice whose `as_json` this is."""
    old, new = (tuple(node_from(node) for node in value[side]) for side in ("old", "new"))
    return Splice(at=value["at"], old=old, new=new)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The tree after an edit, and the numbers of the nodes that changed, went and came."""

    review: Review
    splices: tuple[Splice, ...]
    touched: tuple[int, ...]
    removed: tuple[int, ...]
    added: tuple[int, ...]


def outcome_of(before: Review, nodes: Sequence[DraftNode]) -> Outcome:
    """What changed between a tree and the nodes that take its place."""
    return _outcome(replace(before, nodes=tuple(nodes)), tuple(_splices(before.nodes, tuple(nodes))))


def _outcome(after: Review, splices: tuple[Splice, ...]) -> Outcome:
    old = {node.id: node for splice in splices for node in splice.old}
    new = {node.id: node for splice in splices for node in splice.new}
    return Outcome(
        review=after,
        splices=splices,
        touched=tuple(id for id, node in new.items() if id in old and old[id] != node),
        removed=tuple(id for id in old if id not in new),
        added=tuple(id for id in new if id not in old),
    )


def reapply(review: Review, splices: Iterable[Splice]) -> Outcome:
    """The edit done again upon the tree it was made upon."""
    return _spliced(review, tuple(splices))


def revert(review: Review, splices: Iterable[Splice]) -> Outcome:
    """The edit undone; the review is the tree it was made upon."""
    backwards = [Splice(at=splice.at, old=splice.new, new=splice.old) for splice in splices]
    return _spliced(review, tuple(reversed(backwards)))


def _spliced(review: Review, splices: tuple[Splice, ...]) -> Outcome:
    nodes = list(review.nodes)
    for splice in splices:
        end = splice.at + len(splice.old)
        if tuple(nodes[splice.at : end]) != splice.old:
            raise ValueError(f"the nodes from place {splice.at} on are not those that the edit was made upon")
        nodes[splice.at : end] = splice.new
    return _outcome(replace(review, nodes=tuple(nodes)), splices)


def _splices(old: Nodes, new: Nodes) -> Iterator[Splice]:
    """Runs of nodes that differ; where nodes came or went, all from the first to the last difference."""
    if len(old) == len(new):
        yield from _runs(old, new)
        return
    start = _alike(zip(old, new, strict=False))
    shorter = min(len(old), len(new)) - start
    tail = min(shorter, _alike(zip(reversed(old), reversed(new), strict=False)))
    yield Splice(at=start, old=old[start : len(old) - tail], new=new[start : len(new) - tail])


def _alike(pairs: Iterable[tuple[DraftNode, DraftNode]]) -> int:
    """How many pairs are equal before the first that is not."""
    count = 0
    for one, other in pairs:
        if one is not other and one != other:
            break
        count += 1
    return count


def _runs(old: Nodes, new: Nodes) -> Iterator[Splice]:
    differ = [one is not other and one != other for one, other in zip(old, new, strict=True)]
    place = 0
    while place < len(differ):
        if not differ[place]:
            place += 1
            continue
        end = place
        while end < len(differ) and differ[end]:
            end += 1
        yield Splice(at=place, old=old[place:end], new=new[place:end])
        place = end
