"""What was decided on claims, and which were left undecided for what reason."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pantau.domain.evidence.rows import ClaimRow, LinkRow
from pantau.domain.refusals import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A claim in the version that the person saw."""

    claim: UUID
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A claim on which nothing was decided, and why."""

    claim: ClaimRow
    refusal: Refusal

    def as_json(self, language: str) -> dict[str, Any]:
        """The refusal in one language, with the claim."""
        return {"claim": str(self.claim.public_id), "text": self.claim.text, **self.refusal.as_json(language)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The claims as they are now, the records that they made, and what was left."""

    claims: tuple[ClaimRow, ...]
    made: tuple[LinkRow, ...] = ()
    left: tuple[Left, ...] = ()
