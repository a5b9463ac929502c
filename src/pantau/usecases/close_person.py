"""Somebody leaves: their account is closed, their roles count no more, and the record keeps what they did."""

from pantau.domain.permissions import Actor, Verb
from pantau.records.models import Invitation
from pantau.usecases.access import writing
from pantau.usecases.person_rules import open_user, require_other, require_reach


def close_person(actor: Actor, *, name: str) -> None:
    """Raises PersonUnknown, PersonClosed, RoleForOneself, RoleByCommandOnly."""
    with writing(actor, Verb.MANAGE_PEOPLE, reason="person closed") as pen:
        user = open_user(name)
        require_other(actor, user)
        require_reach(actor, user)
        for link in Invitation.objects.filter(user=user, used_at__isnull=True, expires_at__gt=pen.at):
            pen.change(link, expires_at=pen.at)
        pen.change(user, is_active=False)
