"""Who belongs to whom, while it is being found: two texts and the links made between them so far."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pantau.domain.alignment.changes import Evidence
from pantau.domain.alignment.clauses import Clause, places_above, wording
from pantau.domain.plantree import NodeKind

ROOT = -1
NO_LINK = -2


@dataclass(frozen=True, slots=True)
class Link:
    """Clauses of the old text and those of the new that they became, by position; one side has one at most."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    strength: float
    evidence: Evidence | None


class Side:
    """One of the two texts: its clauses, what each stands under, and the link each has."""

    def __init__(self, text: Sequence[Clause]) -> None:
        self.clauses = tuple(text)
        self.positions = {clause.key: position for position, clause in enumerate(self.clauses)}
        if len(self.positions) < len(self.clauses):
            raise ValueError("two clauses of one text have the same key")
        self.above = places_above(self.clauses)
        self.below: dict[int, list[int]] = {}
        for position, above in enumerate(self.above):
            self.below.setdefault(above, []).append(position)
        self.links = [NO_LINK] * len(self.clauses)

    def wording(self, position: int) -> str:
        return wording(self.clauses[position].text)

    def is_free(self, position: int) -> bool:
        return self.links[position] == NO_LINK

    def free(self) -> list[int]:
        return [position for position, link in enumerate(self.links) if link == NO_LINK]

    def link_above(self, position: int) -> int:
        """The link of what stands directly above; ROOT for a clause at the root."""
        above = self.above[position]
        return ROOT if above == ROOT else self.links[above]

    def nearest_link(self, position: int, known: Sequence[bool]) -> int:
        """The nearest link above that joins both texts (`known`, by link), so that a new or dropped level is passed."""
        above = self.above[position]
        while above != ROOT and not (self.links[above] >= 0 and known[self.links[above]]):
            above = self.above[above]
        return ROOT if above == ROOT else self.links[above]

    def is_heading(self, position: int) -> bool:
        return self.clauses[position].kind is NodeKind.HEADING


@dataclass(slots=True)
class Matching:
    """Both sides and their links; a linked clause is never linked again."""

    old: Side
    new: Side
    links: list[Link] = field(default_factory=list)

    def link(self, link: Link) -> None:
        for side, positions in ((self.old, link.old), (self.new, link.new)):
            for position in positions:
                if not side.is_free(position):
                    raise ValueError(f"the clause {side.clauses[position].key!r} is linked twice")
                side.links[position] = len(self.links)
        self.links.append(link)

    def widen(self, number: int, *, old: int | None = None, new: int | None = None) -> None:
        """Take one more free clause of either side into a link that has one clause on each."""
        link = self.links[number]
        for side, position in ((self.old, old), (self.new, new)):
            if position is not None:
                side.links[position] = number
        before = sorted({*link.old, *([] if old is None else [old])})
        after = sorted({*link.new, *([] if new is None else [new])})
        self.links[number] = Link(tuple(before), tuple(after), link.strength, link.evidence)

    def are_free(self, old: Sequence[int], new: Sequence[int]) -> bool:
        return all(map(self.old.is_free, old)) and all(map(self.new.is_free, new))

    def singles(self) -> Iterator[tuple[int, int]]:
        """The pairs of one clause and one clause."""
        return ((link.old[0], link.new[0]) for link in self.links if len(link.old) == len(link.new) == 1)

    def share_parent(self, old: int, new: int) -> bool:
        """Whether both stand under one heading, or both at the root."""
        above = self.old.link_above(old)
        return above != NO_LINK and above == self.new.link_above(new)

    def in_same_words(self, old: int, new: int) -> bool:
        return self.old.wording(old) == self.new.wording(new)
