"""Named reads of the register of people: each with roles and invitation, as frozen rows."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from pantau.domain.people import GrantRow, PersonRow, PlaceRow
from pantau.domain.people_refusals import RoleUnknown
from pantau.domain.permissions import LOCAL_OPERATOR, Role
from pantau.domain.refusals import NotFound, PersonUnknown
from pantau.records.models import Actor, Invitation, RoleGrant, User
from pantau.records.queries.people import holding


def person_rows(*, now: datetime) -> list[PersonRow]:
    """Everybody who may or might sign in, by name; the local operator signs in nowhere."""
    return _rows(User.objects.exclude(name=LOCAL_OPERATOR.name), now=now)


def person_named(name: str, *, now: datetime) -> PersonRow:
    """Raises PersonUnknown; names that differ in capitals alone are the same."""
    found = _rows(User.objects.filter(name__iexact=name).exclude(name=LOCAL_OPERATOR.name), now=now)
    if not found:
        raise PersonUnknown(name=name)
    return found[0]


def person_signed_in(name: str, *, now: datetime) -> PersonRow:
    """Whoever is there under exactly this name. Raises PersonUnknown."""
    found = _rows(User.objects.filter(name=name), now=now)
    if not found:
        raise PersonUnknown(name=name)
    return found[0]


def person_at(public_id: UUID, *, now: datetime) -> PersonRow:
    """Raises NotFound."""
    found = _rows(User.objects.filter(public_id=public_id).exclude(name=LOCAL_OPERATOR.name), now=now)
    if not found:
        raise NotFound
    return found[0]


def grant_rows(grants: "QuerySet[RoleGrant] | None" = None, *, on: date) -> list[GrantRow]:
    """Roles that were given, the oldest first; all of them if none are named."""
    chosen = RoleGrant.objects.all() if grants is None else grants
    live = set(holding(on).values_list("pk", flat=True))
    rows = chosen.select_related("user", "place", "plan", "delegated_by").order_by("id")
    return [_grant(row, holds=row.pk in live and row.user.is_active) for row in rows]


def roles_lent(name: str, *, on: date) -> list[GrantRow]:
    """Roles that count on a day and that the person lends or borrows."""
    moved = RoleGrant.objects.filter(delegated_by__isnull=False).filter(Q(user__name=name) | Q(delegated_by__name=name))
    return [grant for grant in grant_rows(moved, on=on) if grant.holds]


def roles_for(place: str, *, on: date) -> list[GrantRow]:
    """Roles that count on a day for a country or body."""
    return [grant for grant in grant_rows(RoleGrant.objects.filter(place__code=place), on=on) if grant.holds]


def grant_at(public_id: UUID, *, on: date) -> GrantRow:
    """Raises RoleUnknown."""
    found = grant_rows(RoleGrant.objects.filter(public_id=public_id), on=on)
    if not found:
        raise RoleUnknown(name="-")
    return found[0]


def place_row(actor: Actor | None) -> PlaceRow | None:
    return PlaceRow(code=actor.code, kind=actor.kind, name=actor.name) if actor else None


def _rows(users: "QuerySet[User]", *, now: datetime) -> list[PersonRow]:
    chosen = list(users.select_related("home").order_by("name"))
    grants: dict[str, list[GrantRow]] = defaultdict(list)
    for grant in grant_rows(RoleGrant.objects.filter(user__in=chosen), on=now.date()):
        grants[grant.person].append(grant)
    waiting = _waiting(chosen, now=now)
    return [
        PersonRow(
            public_id=user.public_id,
            version=user.version,
            name=user.name,
            full_name=user.full_name,
            email=user.email,
            home=place_row(user.home),
            active=user.is_active,
            has_password=user.has_usable_password(),
            invited_until=waiting.get(user.pk),
            grants=tuple(grants[user.name]),
        )
        for user in chosen
    ]


def _waiting(users: Iterable[User], *, now: datetime) -> dict[int, datetime]:
    """Until when an unused link of each works."""
    links = Invitation.objects.filter(user__in=users, used_at__isnull=True, expires_at__gt=now).order_by("expires_at")
    return dict(links.values_list("user_id", "expires_at"))


def _grant(row: RoleGrant, *, holds: bool) -> GrantRow:
    return GrantRow(
        public_id=row.public_id,
        person=row.user.name,
        role=Role(row.role),
        place=place_row(row.place),
        plan=row.plan.code if row.plan else "",
        start=row.start,
        end=row.end,
        ended_at=row.ended_at,
        delegated_by=row.delegated_by.name if row.delegated_by else "",
        holds=holds,
    )
