"""What two texts are to each other: every clause of both in one pair, in an order to read."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pantau.domain.alignment.changes import Change, Evidence
from pantau.domain.alignment.clauses import Clause, wording
from pantau.domain.alignment.marks import Mark, marks
from pantau.domain.plantree import NodeKind


class Scope(StrEnum):
    """Which clauses are counted: action lines, headings, or every clause."""

    LINES = "lines"
    HEADINGS = "headings"
    ALL = "all"

    def holds(self, clause: Clause) -> bool:
        if self is Scope.ALL:
            return True
        return clause.countable if self is Scope.LINES else clause.kind is NodeKind.HEADING


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Clauses of the old text and what became of them; one of the two is empty for a new or a dropped clause.

    `strength` runs from 0 to 1 and is 1 for what was decided; 0 where there is no other side.
    """

    change: Change
    old: tuple[Clause, ...]
    new: tuple[Clause, ...]
    strength: Decimal
    evidence: Evidence | None

    @property
    def old_text(self) -> str:
        return "\n".join(clause.text for clause in self.old)

    @property
    def new_text(self) -> str:
        return "\n".join(clause.text for clause in self.new)

    @property
    def reworded(self) -> bool:
        """Whether one clause became one in other words; a moved clause can be reworded too."""
        return len(self.old) == len(self.new) == 1 and wording(self.old_text) != wording(self.new_text)

    @property
    def relabelled(self) -> bool:
        """Whether one clause became one with another number."""
        return len(self.old) == len(self.new) == 1 and self.old[0].label != self.new[0].label

    @property
    def recounted(self) -> bool:
        """Whether a clause that counted no longer does, or the reverse."""
        return len({clause.countable for clause in (*self.old, *self.new)}) > 1

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Word by word from the old text to the new; several clauses are read on, one a paragraph."""
        return marks(self.old_text, self.new_text)

    def is_in(self, scope: Scope) -> bool:
        return any(map(scope.holds, (*self.old, *self.new)))

    def as_json(self) -> dict[str, Any]:
        return {
            "change": self.change.value,
            "old": [clause.as_json() for clause in self.old],
            "new": [clause.as_json() for clause in self.new],
            "strength": str(self.strength),
            "evidence": self.evidence.value if self.evidence else None,
            "reworded": self.reworded,
            "relabelled": self.relabelled,
            "recounted": self.recounted,
            "marks": [mark.as_json() for mark in self.marks] if self.old and self.new else [],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many pairs, and how many clauses of either text are in them."""

    pairs: int = 0
    old: int = 0
    new: int = 0

    def as_json(self) -> dict[str, int]:
        return {"pairs": self.pairs, "old": self.old, "new": self.new}


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The pairs in the order of the new text; what was dropped stands where it stood."""

    pairs: tuple[Pair, ...]

    def counts(self, scope: Scope = Scope.LINES) -> dict[Change, Count]:
        """By change; over all changes, `old` and `new` sum to the clauses of the two texts in that scope."""
        return {change: _count(self.changed(change), scope) for change in Change}

    def changed(self, change: Change) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.pairs if pair.change is change)

    def as_json(self) -> dict[str, Any]:
        return {
            "counts": {
                scope.value: {change.value: count.as_json() for change, count in self.counts(scope).items()}
                for scope in Scope
            },
            "pairs": [pair.as_json() for pair in self.pairs],
        }


def _count(pairs: Iterable[Pair], scope: Scope) -> Count:
    inside = [pair for pair in pairs if pair.is_in(scope)]
    return Count(
        pairs=len(inside),
        old=sum(scope.holds(clause) for pair in inside for clause in pair.old),
        new=sum(scope.holds(clause) for pair in inside for clause in pair.new),
    )
