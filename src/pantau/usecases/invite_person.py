"""A link for somebody who has no password yet; a new one makes the ones before worthless."""

import hashlib
import secrets
from datetime import timedelta

from pantau.domain.people import INVITATION_DAYS, Invited
from pantau.domain.people_refusals import PasswordSet
from pantau.domain.permissions import LOCAL_OPERATOR, Actor, Verb
from pantau.records.models import Invitation, User
from pantau.records.pen import Pen
from pantau.usecases.access import writing
from pantau.usecases.person_rules import open_user, require_other, require_reach


def invite_person(actor: Actor, *, name: str) -> Invited:
    """Make a fresh link. Who has a password gets one on the server alone: the link would let its maker in as them.

    Raises PersonUnknown, PersonClosed, PasswordSet, RoleForOneself, RoleByCommandOnly.
    """
    with writing(actor, Verb.MANAGE_PEOPLE, reason="person invited") as pen:
        user = open_user(name)
        require_other(actor, user)
        require_reach(actor, user)
        if user.has_usable_password() and actor.name != LOCAL_OPERATOR.name:
            raise PasswordSet(name=user.name)
        return write_invitation(pen, user)


def write_invitation(pen: Pen, user: User) -> Invited:
    """A link that works once and for a week; only the digest of its secret is kept."""
    for before in Invitation.objects.filter(user=user, used_at__isnull=True, expires_at__gt=pen.at):
        pen.change(before, expires_at=pen.at)
    secret = secrets.token_urlsafe(32)
    expires_at = pen.at + timedelta(days=INVITATION_DAYS)
    pen.insert(Invitation, user=user, digest=digest_of_secret(secret), expires_at=expires_at)
    return Invited(name=user.name, secret=secret, expires_at=expires_at)


def digest_of_secret(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
