"""Countries, bodies and partners as frozen rows, with the history of a partnership."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from pantau.domain.words import Words, table, words_from


class ActorKind(StrEnum):
    """What an actor of the register is. Names: data/actor_kinds.toml."""

    MEMBER_STATE = "member_state"
    DIALOGUE_PARTNER = "dialogue_partner"
    SECTORAL_DIALOGUE_PARTNER = "sectoral_dialogue_partner"
    DEVELOPMENT_PARTNER = "development_partner"
    OTHER_COUNTRY = "other_country"
    SECTORAL_BODY = "sectoral_body"
    MINISTRY = "ministry"
    SECRETARIAT = "secretariat"
    CENTRE = "centre"
    UNIVERSITY = "university"
    CSO = "cso"
    BUSINESS = "business"
    ORGANISATION = "organisation"

    @property
    def words(self) -> Words:
        return words_from(table("actor_kinds")[self.value]["name"])


PARTNER_KINDS = (
    ActorKind.DIALOGUE_PARTNER,
    ActorKind.SECTORAL_DIALOGUE_PARTNER,
    ActorKind.DEVELOPMENT_PARTNER,
)
LEVELS = ("sectoral", "dialogue", "development", "strategic", "comprehensive_strategic")


def level_name(level: str) -> Words:
    """The name of a partnership level."""
    return words_from(table("levels")[level]["name"])


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """One actor of the register, with the code of the one it belongs to where that was asked for.

    Membership runs from `member_from` to `member_until`, both days included.
    """

    id: int
    public_id: UUID
    code: str
    kind: ActorKind
    name: Words
    iso: str = ""
    member_from: date | None = None
    member_until: date | None = None
    illustrative: bool = False
    parent: str = ""
    version: int = 1

    def member_on(self, day: date) -> bool:
        """Whether it is a member state on that day."""
        joined = self.kind is ActorKind.MEMBER_STATE and self.member_from is not None and self.member_from <= day
        return joined and (self.member_until is None or day <= self.member_until)

    def as_json(self) -> dict[str, Any]:
        return {
            "actor": self.code,
            "kind": self.kind.value,
            "name": self.name.as_json(),
            "iso": self.iso or None,
            "member_from": self.member_from.isoformat() if self.member_from else None,
            "member_until": self.member_until.isoformat() if self.member_until else None,
            "illustrative": self.illustrative,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRow:
    """One level a partnership had; `until` is ``None`` while it lasts."""

    level: str
    since: date
    until: date | None

    @property
    def words(self) -> Words:
        return level_name(self.level)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRow:
    """A member state's term as coordinator of a partner."""

    country: ActorRow
    start: date
    end: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentRow:
    """An instrument with its present status and the day it entered it, where known."""

    public_id: UUID
    code: str
    kind: str
    title: Words
    start: date | None
    end: date | None
    statuses: tuple[tuple[str, date | None], ...]


def instrument_status_name(status: str) -> Words:
    return words_from(table("instruments")["status"][status])


def instrument_kind_name(kind: str) -> Words:
    return words_from(table("instruments")["kind"][kind])
