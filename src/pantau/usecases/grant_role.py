"""A role is given to somebody and taken back; both are decisions in the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pantau.domain.actors import ActorKind
from pantau.domain.ledger import Decision, digest_of_value
from pantau.domain.people_refusals import (
    EndPassed,
    RoleByCommandOnly,
    RoleHeld,
    RoleNeedsPlace,
    RolePlaceUnfit,
    RoleTakesNoPlace,
    RoleUnknown,
)
from pantau.domain.permissions import LOCAL_OPERATOR, Actor, Role, Verb, role_for
from pantau.domain.words import LANGUAGES, Words
from pantau.records.ledger import Decided, append
from pantau.records.models import Actor as Body
from pantau.records.models import RoleGrant, User
from pantau.records.pen import Pen
from pantau.usecases.access import writing
from pantau.usecases.person_rules import body_named, open_user, over, plan_meant, require_other, require_reach


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleWish:
    """Which role somebody shall hold: for whom and for which plan (codes), until which day; empty for no bound."""

    role: Role
    place: str = ""
    plan: str = ""
    until: date | None = None


def grant_role(actor: Actor, *, name: str, wish: RoleWish) -> UUID:
    """Give somebody a role from today; returns its public id.

    Raises:
        PersonUnknown, PersonClosed, ActorUnknown, PlanUnknown: somebody or something named is not there.
        RoleForOneself, RoleByCommandOnly: it is not for the actor to give.
        RoleNeedsPlace, RoleTakesNoPlace, RolePlaceUnfit, EndPassed, RoleHeld: it does not fit.
    """
    with writing(actor, Verb.MANAGE_PEOPLE, reason=f"role {wish.role} granted") as pen:
        user = open_user(name)
        require_other(actor, user)
        if wish.role is Role.OPERATOR and actor.name != LOCAL_OPERATOR.name:
            raise RoleByCommandOnly(role=wish.role.words)
        today = pen.at.date()
        if over(wish.until, today=today):
            raise EndPassed(day=wish.until)
        place = _place(wish)
        plan = plan_meant(wish.plan) if wish.plan else None
        bounds = {"role": wish.role.value, "place": place, "plan": plan}
        require_unheld(user, today=today, bounds=bounds)
        grant = pen.insert(RoleGrant, user=user, start=today, end=wish.until, **bounds)
        decide(pen, Decision.GRANT, grant, role=role_for(actor, Verb.MANAGE_PEOPLE) or "")
        return grant.public_id


def revoke_role(actor: Actor, *, grant: UUID) -> None:
    """Take a role back from now on; what was borrowed from it goes with it.

    Raises RoleUnknown, RoleForOneself, RoleByCommandOnly.
    """
    with writing(actor, Verb.MANAGE_PEOPLE, reason="role revoked") as pen:
        row = live_grant(grant)
        require_other(actor, row.user)
        require_reach(actor, row.user)
        decide(pen, Decision.REVOKE, pen.change(row, ended_at=pen.at), role=role_for(actor, Verb.MANAGE_PEOPLE) or "")


def live_grant(grant: UUID) -> RoleGrant:
    """A grant that was not taken back. Raises RoleUnknown."""
    rows = RoleGrant.objects.select_related("user", "place", "plan")
    found = rows.filter(public_id=grant, ended_at__isnull=True).first()
    if found is None:
        raise RoleUnknown(name="-")
    return found


def require_unheld(user: User, *, today: date, bounds: Mapping[str, Any]) -> None:
    """Raises RoleHeld where the person holds the same role with the same bounds today."""
    held = RoleGrant.objects.filter(user=user, ended_at__isnull=True, delegated_by__isnull=True, **bounds)
    if any(not over(one.end, today=today) for one in held):
        raise RoleHeld(name=user.name)


def decide(pen: Pen, decision: Decision, grant: RoleGrant, *, role: str) -> None:
    """The entry that binds who holds what, for whom and until when."""
    said = {
        "person": grant.user.name,
        "role": grant.role,
        "place": grant.place.code if grant.place else None,
        "plan": grant.plan.code if grant.plan else None,
        "start": grant.start.isoformat(),
        "end": grant.end.isoformat() if grant.end else None,
        "delegated_by": grant.delegated_by.name if grant.delegated_by else None,
    }
    decided = Decided(
        kind="grant",
        subject=grant.public_id,
        version=grant.version,
        shown=digest_of_value(said),
        details=said,
    )
    append(pen, decision, role=role, decided=[decided])


def _place(wish: RoleWish) -> Body | None:
    role, kinds = wish.role, wish.role.place_kinds
    if not kinds:
        if wish.place:
            raise RoleTakesNoPlace(role=role.words)
        return None
    if not wish.place:
        raise RoleNeedsPlace(role=role.words, kinds=_named(kinds))
    place = body_named(wish.place)
    if place.kind not in kinds:
        kind = ActorKind(place.kind).words
        raise RolePlaceUnfit(role=role.words, place=place.code, kind=kind, kinds=_named(kinds))
    return place


def _named(kinds: tuple[str, ...]) -> Words:
    """The names of kinds of actors, one after the other."""
    names = [ActorKind(kind).words for kind in kinds]
    return Words(**{language: ", ".join(name.into(language).lower() for name in names) for language in LANGUAGES})
