"""Somebody passes a role of their own on to another until a day; what is borrowed is not lent again."""

from datetime import date
from uuid import UUID

from pantau.domain.ledger import Decision
from pantau.domain.people_refusals import DelegationUnfit, EndPassed
from pantau.domain.permissions import Actor, Role, Verb
from pantau.domain.words import Words, table, words_from
from pantau.records.models import RoleGrant, User
from pantau.records.queries.people import holding
from pantau.usecases.access import writing
from pantau.usecases.grant_role import decide, live_grant, require_unheld
from pantau.usecases.person_rules import open_user, over


def delegate_role(actor: Actor, *, grant: UUID, to: str, until: date) -> UUID:
    """Lend a role that the actor holds; returns the public id of the loan.

    Raises RoleUnknown, PersonUnknown, PersonClosed, DelegationUnfit, EndPassed, RoleHeld.
    """
    with writing(actor, Verb.DELEGATE_ROLE, reason="role delegated") as pen:
        row, user, today = live_grant(grant), open_user(to), pen.at.date()
        fault = _fault(actor, row, user=user, until=until, today=today)
        if fault:
            raise DelegationUnfit(reason=_reason(fault))
        if over(until, today=today):
            raise EndPassed(day=until)
        bounds = {"role": row.role, "place": row.place, "plan": row.plan}
        require_unheld(user, today=today, bounds=bounds)
        lent = pen.insert(RoleGrant, user=user, start=today, end=until, delegated_by=row.user, **bounds)
        decide(pen, Decision.GRANT, lent, role=row.role)
        return lent.public_id


def end_delegation(actor: Actor, *, grant: UUID) -> None:
    """Take back a role that one lent, or give back one that one borrowed. Raises RoleUnknown, DelegationUnfit."""
    with writing(actor, Verb.DELEGATE_ROLE, reason="delegation ended") as pen:
        row = live_grant(grant)
        if row.delegated_by is None or actor.name not in (row.delegated_by.name, row.user.name):
            raise DelegationUnfit(reason=_reason("not_own"))
        decide(pen, Decision.REVOKE, pen.change(row, ended_at=pen.at), role=row.role)


def _fault(actor: Actor, row: RoleGrant, *, user: User, until: date, today: date) -> str:
    """Why the role cannot be lent, or nothing."""
    if row.user.name != actor.name or not holding(today).filter(pk=row.pk).exists():
        return "not_own"
    if row.delegated_by_id is not None:
        return "borrowed"
    if row.role == Role.OPERATOR:
        return "operator"
    if user.pk == row.user_id:
        return "oneself"
    return "too_long" if row.end is not None and until > row.end else ""


def _reason(fault: str) -> Words:
    return words_from(table("delegation")[fault])
