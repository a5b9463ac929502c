"""What the use-cases about people share: who is meant, and whom an administrator may not touch."""

from datetime import date

from pantau.domain.people_refusals import PersonClosed, RoleByCommandOnly, RoleForOneself
from pantau.domain.permissions import LOCAL_OPERATOR, Actor, Role
from pantau.domain.refusals import ActorUnknown, PersonUnknown, PlanUnknown
from pantau.records.models import Actor as Body
from pantau.records.models import Plan, RoleGrant, User


def user_named(name: str) -> User:
    """Raises PersonUnknown; nobody is meant by the local operator's name."""
    found = User.objects.filter(name__iexact=name).exclude(name=LOCAL_OPERATOR.name).select_related("home").first()
    if found is None:
        raise PersonUnknown(name=name)
    return found


def open_user(name: str) -> User:
    """Raises PersonUnknown, PersonClosed."""
    user = user_named(name)
    if not user.is_active:
        raise PersonClosed(name=user.name)
    return user


def require_other(actor: Actor, user: User) -> None:
    """Nobody changes what they themselves are. Raises RoleForOneself."""
    if actor.name == user.name:
        raise RoleForOneself


def require_reach(actor: Actor, user: User) -> None:
    """Whoever holds the operator's role is managed on the server alone. Raises RoleByCommandOnly."""
    held = RoleGrant.objects.filter(user=user, role=Role.OPERATOR, ended_at__isnull=True).exists()
    if held and actor.name != LOCAL_OPERATOR.name:
        raise RoleByCommandOnly(role=Role.OPERATOR.words)


def body_named(code: str) -> Body:
    """Raises ActorUnknown."""
    found = Body.objects.filter(code__iexact=code).first()
    if found is None:
        raise ActorUnknown(actor=code)
    return found


def plan_meant(code: str) -> Plan:
    """Raises PlanUnknown."""
    found = Plan.objects.filter(code__iexact=code).first()
    if found is None:
        raise PlanUnknown(plan=code)
    return found


def over(end: date | None, *, today: date) -> bool:
    return end is not None and end < today
