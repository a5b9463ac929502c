"""Whoever follows their link sets their first password; the link then works no more."""

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from pantau.domain.people_refusals import InvitationGone, PasswordUnfit
from pantau.domain.permissions import Actor, Verb
from pantau.domain.refusals import ChangedMeanwhile
from pantau.records.models import Invitation, User
from pantau.records.pen import Pen
from pantau.usecases.access import writing
from pantau.usecases.invite_person import digest_of_secret
from pantau.usecases.person_rules import open_user


def invited_by(secret: str) -> str:
    """The name of the person whom the link lets in. Raises InvitationGone, the same for used, expired and unknown."""
    return _invitation(secret).user.name


def accept_invitation(*, secret: str, password: str) -> None:
    """Set the password of the person whom the link lets in. Raises InvitationGone, PasswordUnfit.

    The link is the right to do so; nobody is signed in yet.
    """
    found = _invitation(secret)
    try:
        with writing(Actor(name=found.user.name), Verb.READ, reason="invitation accepted") as pen:
            pen.change(found, used_at=pen.at)
            write_password(pen, found.user, password)
    except ChangedMeanwhile as fault:  # of two who follow it at once, one was first
        raise InvitationGone from fault


def set_password(actor: Actor, *, name: str, password: str) -> None:
    """A password set by whoever runs the server, for scripts. Raises PersonUnknown, PersonClosed, PasswordUnfit."""
    with writing(actor, Verb.MANAGE_PEOPLE, reason="password set on the server") as pen:
        user = open_user(name)
        for link in Invitation.objects.filter(user=user, used_at__isnull=True, expires_at__gt=pen.at):
            pen.change(link, expires_at=pen.at)
        write_password(pen, user, password)


def write_password(pen: Pen, user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as fault:
        raise PasswordUnfit(reasons=" ".join(fault.messages)) from fault
    pen.change(user, password=make_password(password))


def _invitation(secret: str) -> Invitation:
    links = Invitation.objects.select_related("user").filter(used_at__isnull=True, expires_at__gt=timezone.now())
    found = links.filter(digest=digest_of_secret(secret), user__is_active=True).first()
    if found is None:
        raise InvitationGone
    return found
