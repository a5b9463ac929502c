"""People as frozen rows: who they are, which roles they hold for whom, and how far their invitation has come."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pantau.domain.people_refusals import AddressInvalid, PersonNameInvalid
from pantau.domain.permissions import Role
from pantau.domain.words import Words

INVITATION_DAYS = 7
_NAME = re.compile(r"[^\W_][\w.-]{1,149}")
_ADDRESS = re.compile(r"[^@\s,;<>\"]{1,64}@[^@\s,;<>\".][^@\s,;<>\"]{0,180}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """A country, body or partner that a role is held for, or that employs somebody."""

    code: str
    kind: str
    name: Words

    def as_json(self) -> dict[str, Any]:
        return {"code": self.code, "kind": self.kind, "name": self.name.as_json()}


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantRow:
    """One role of one person: for whom, for which plan, from when until when, and from whom it was borrowed.

    `ended_at` is when it was taken back; `holds` whether it counts on the day that was asked about.
    """

    public_id: UUID
    person: str
    role: Role
    place: PlaceRow | None
    plan: str
    start: date
    end: date | None
    ended_at: datetime | None
    delegated_by: str
    holds: bool

    def as_json(self) -> dict[str, Any]:
        return {
            "id": str(self.public_id),
            "person": self.person,
            "role": self.role.value,
            "place": self.place.code if self.place else None,
            "plan": self.plan or None,
            "start": self.start.isoformat(),
            "end": self.end.isoformat() if self.end else None,
            "ended_at": self.ended_at.isoformat() if self.ended_at else None,
            "delegated_by": self.delegated_by or None,
            "holds": self.holds,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One person. `invited_until` is how long the last link works that was sent and not used."""

    public_id: UUID
    version: int
    name: str
    full_name: str
    email: str
    home: PlaceRow | None
    active: bool
    has_password: bool
    invited_until: datetime | None
    grants: tuple[GrantRow, ...]

    @property
    def shown(self) -> str:
        """What the person is called on pages."""
        return self.full_name or self.name

    @property
    def held(self) -> tuple[GrantRow, ...]:
        """The roles that count now."""
        return tuple(grant for grant in self.grants if grant.holds)

    def as_json(self) -> dict[str, Any]:
        return {
            "id": str(self.public_id),
            "name": self.name,
            "full_name": self.full_name or None,
            "email": self.email or None,
            "home": self.home.code if self.home else None,
            "active": self.active,
            "has_password": self.has_password,
            "invited_until": self.invited_until.isoformat() if self.invited_until else None,
            "roles": [grant.as_json() for grant in self.held],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """A fresh link: `secret` is its end, shown once and kept nowhere."""

    name: str
    secret: str
    expires_at: datetime


def require_name(name: str) -> str:
    """The name a person signs in with. Raises PersonNameInvalid.

    >>> require_name("rina.kemlu")
    'rina.kemlu'
    """
    if not _NAME.fullmatch(name):
        raise PersonNameInvalid(name=name[:60])
    return name


def require_address(text: str) -> str:
    """An e-mail address in lower case, or nothing. Raises AddressInvalid.

    >>> require_address("Rina@Kemlu.example")
    'rina@kemlu.example'
    """
    address = text.strip().lower()
    if address and not _ADDRESS.fullmatch(address):
        raise AddressInvalid(text=text[:60])
    return address
