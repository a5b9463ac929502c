"""Named reads of people: who somebody is, with the rights that hold now."""

from datetime import date
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from pantau.domain.permissions import Actor, Grant, Role
from pantau.records.models import RoleGrant, User
from pantau.records.sql import columns, fields_of, plain_rows

# In SQL because it is asked at every request of everybody.
_PERSON = """
SELECT {days}, u.id, u.name, u.home_id, h.parent_id, g.role, g.place_id, a.parent_id, g.plan_id, g.delegated_by_id, g.id
FROM records_user u
LEFT JOIN records_actor h ON h.id = u.home_id
LEFT JOIN records_rolegrant g ON g.user_id = u.id AND g.ended_at IS NULL
LEFT JOIN records_actor a ON a.id = g.place_id
WHERE u.{asked} = %s AND u.is_active
ORDER BY g.id
"""
_NAME, _KEY = "name", "id"


class _Held(NamedTuple):
    """One row of `_PERSON`: somebody, and a role of theirs where they have one."""

    start: date
    end: date | None
    user: int
    name: str
    home: int | None
    home_parent: int | None
    role: str | None
    place: int | None
    place_parent: int | None
    plan: int | None
    delegated_by: int | None
    grant: int

    def holds(self, day: date) -> bool:
        return self.role is not None and self.start <= day and (self.end is None or day <= self.end)


def acting(user: User | None, *, on: date | None = None) -> Actor | None:
    """The person with the roles that hold on a day, today if none is given; ``None`` for who may not come in.

    Asked anew for each request, so that a right taken back is gone at the next one.
    """
    return None if user is None else _acting(_KEY, user.pk, on=on)


def signed_in(key: object) -> User | None:
    """The person whom a session names, whether or not they may still come in."""
    fields = tuple(User._meta.concrete_fields)
    rows = plain_rows(f"SELECT {columns('u', fields)} FROM records_user u WHERE u.id = %s", [key], fields=fields)
    return User.from_db(None, [field.attname for field in fields], rows[0]) if rows else None


def acting_named(name: str) -> Actor | None:
    """As `acting`, by the name a person signs in with."""
    return _acting(_NAME, name)


def _acting(asked: str, value: object, *, on: date | None = None) -> Actor | None:
    day = on or timezone.now().date()
    fields = fields_of(RoleGrant, ["start", "end"])
    rows = plain_rows(_PERSON.format(asked=asked, days=columns("g", fields)), [value], fields=fields)
    if not rows:
        return None
    held = [one for one in (_Held(*row) for row in rows) if one.holds(day)]
    if any(one.delegated_by is not None for one in held):
        whole = set(holding(day).filter(user_id=held[0].user).values_list("pk", flat=True))
        held = [one for one in held if one.grant in whole]
    person = _Held(*rows[0])
    employers = [(person.home, person.home_parent)]
    employers += [(one.place, one.place_parent) for one in held if one.role != Role.COORDINATOR]
    return Actor(
        name=person.name,
        user=person.user,
        grants=tuple(Grant(role=Role(one.role), place=one.place, plan=one.plan) for one in held if one.role),
        countries=frozenset(key for pair in employers for key in pair if key is not None),
    )


def holding(day: date) -> "QuerySet[RoleGrant]":
    """The grants that hold on a day; a delegated one only while its giver may come in and holds as much."""
    live = Q(start__lte=day, ended_at__isnull=True) & (Q(end__isnull=True) | Q(end__gte=day))
    givers = RoleGrant.objects.filter(
        live,
        Q(place__isnull=True) | Q(place=OuterRef("place")),
        Q(plan__isnull=True) | Q(plan=OuterRef("plan")),
        user=OuterRef("delegated_by"),
        user__is_active=True,
        role=OuterRef("role"),
        delegated_by__isnull=True,
    )
    return RoleGrant.objects.filter(live).filter(Q(delegated_by__isnull=True) | Exists(givers)).order_by("id")
