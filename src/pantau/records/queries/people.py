"""Named reads of people: who somebody is, with the rights that hold now."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from pantau.domain.permissions import Actor, Grant, Role
from pantau.records.models import RoleGrant, User


def acting(user: User | None, *, on: date | None = None) -> Actor | None:
    """The person with the roles that hold on a day, today if none is given; ``None`` for who may not come in.

    Asked anew for each request, so that a right taken back is gone at the next one.
    """
    if user is None or not user.is_active:
        return None
    grants = _grants_of(user, on or timezone.now().date())
    employers = [user.home, *(grant.place for grant in grants if grant.role != Role.COORDINATOR)]
    return Actor(
        name=user.name,
        user=user.pk,
        grants=tuple(Grant(role=Role(one.role), place=one.place_id, plan=one.plan_id) for one in grants),
        countries=frozenset(key for one in employers if one for key in (one.pk, one.parent_id) if key is not None),
    )


def _grants_of(user: User, day: date) -> list[RoleGrant]:
    """What holds for one person; who gave it is asked about only where something was given on."""
    own = list(RoleGrant.objects.filter(user_id=user.pk, ended_at__isnull=True).select_related("place").order_by("id"))
    if any(grant.delegated_by_id is not None for grant in own):
        own = list(holding(day).filter(user_id=user.pk).select_related("place"))
    return [grant for grant in own if grant.start <= day and (grant.end is None or day <= grant.end)]


def acting_named(name: str) -> Actor | None:
    """As `acting`, by the name a person signs in with."""
    return acting(User.objects.select_related("home").filter(name=name).first())


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
