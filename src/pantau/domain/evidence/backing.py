"""Why something is said: the claims that a person accepted for it, each with its place, and who confirms it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pantau.domain.sources import PassageRow, SourceRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Backing:
    """An accepted claim that backs a record or is about it (`bond`); the passage bears the claim's own public id.

    `decided_at`, `role` and `entry` are those of the last decision in the ledger, `by` the person's name.
    """

    claim: UUID
    type: str
    bond: str
    passage: PassageRow
    by: str = ""
    role: str = ""
    decided_at: datetime | None = None
    entry: int | None = None

    @property
    def source(self) -> SourceRow:
        return self.passage.source

    def as_json(self) -> dict[str, Any]:
        """Without the person's name, which is for those who may read the ledger."""
        return {
            "claim": str(self.claim),
            "type": self.type,
            "bond": self.bond,
            **passage_json(self.passage),
            "role": self.role or None,
            "decided_at": self.decided_at.isoformat() if self.decided_at else None,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """One origin that confirms something, and all sources that repeat it: together they count once (rule 11)."""

    origin: str
    sources: tuple[SourceRow, ...]

    def as_json(self) -> dict[str, Any]:
        return {"origin": self.origin, "sources": [source.code for source in self.sources]}


def passage_json(passage: PassageRow) -> dict[str, Any]:
    return {"source": passage.source.code, "text": passage.text, "start": passage.start, "end": passage.end}


def confirmations(sources: Iterable[SourceRow]) -> tuple[Confirmation, ...]:
    """The distinct origins of sources, in the order met; each source once."""
    found: dict[str, dict[str, SourceRow]] = {}
    for source in sources:
        found.setdefault(source.origin or source.code, {}).setdefault(source.code, source)
    return tuple(Confirmation(origin=origin, sources=tuple(some.values())) for origin, some in found.items())


def passages_of(backing: Iterable[Backing], *, own: PassageRow | None = None) -> tuple[PassageRow, ...]:
    """The passages behind a record, each place once: its `own` first, unless a claim stands on the same words."""
    claims = list({(one.source.code, one.passage.start, one.passage.end): one.passage for one in backing}.values())
    covered = own is None or any(_touch(own, passage) for passage in claims)
    return tuple(claims) if covered or own is None else (own, *claims)


def _touch(one: PassageRow, other: PassageRow) -> bool:
    return one.source.code == other.source.code and one.start < other.end and other.start < one.end
