"""Personal tokens: the secrets by which a person's programs sign in to the API."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from pantau.domain.permissions import Actor

MARK = "pantau_"
"""What every token begins with, so that one that leaked is recognised."""

LONGEST_DAYS = 365
LONGEST_NAME = 100


class Scope(StrEnum):
    """What a token is good for; never more than its person may do."""

    READ = "read"
    WRITE = "write"


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRow:
    """One token of a person, without its secret: `begins` is enough of it to tell it from others."""

    public_id: UUID
    name: str
    begins: str
    scope: Scope
    made_at: datetime
    expires_at: datetime
    revoked_at: datetime | None

    def state(self, at: datetime) -> str:
        """`active`, `expired` or `revoked` at a moment."""
        if self.revoked_at is not None:
            return "revoked"
        return "active" if at < self.expires_at else "expired"

    def as_json(self) -> dict[str, Any]:
        return {
            "token": str(self.public_id),
            "name": self.name,
            "begins": self.begins,
            "scope": self.scope.value,
            "made_at": self.made_at.isoformat(),
            "expires_at": self.expires_at.isoformat(),
            "revoked_at": self.revoked_at.isoformat() if self.revoked_at else None,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """Who a token lets in, with the rights of this moment, and what it is good for."""

    actor: Actor
    scope: Scope


def digest_of_secret(secret: str) -> str:
    """What is kept of a token. Its secret has 256 random bits, so that a plain digest cannot be turned back.

    >>> digest_of_secret("pantau_x")[:8]
    'cd66e57c'
    """
    return hashlib.sha256(secret.encode()).hexdigest()
