"""Somebody is entered who may sign in once they followed their link; their roles are given apart."""

from collections.abc import Mapping
from typing import Any

from pantau.domain.people import Invited, require_address, require_name
from pantau.domain.people_refusals import AddressTaken, PersonTaken
from pantau.domain.permissions import Actor, Verb
from pantau.domain.refusals import TextTooLong
from pantau.records.models import User
from pantau.usecases.access import writing
from pantau.usecases.invite_person import write_invitation
from pantau.usecases.person_rules import body_named, require_other, require_reach, user_named

UNUSABLE = "!"
_FULL_NAME = 200


def add_person(actor: Actor, *, name: str, email: str = "", full_name: str = "", home: str = "") -> Invited:
    """Enter somebody and make their link.

    Raises PersonNameInvalid, PersonTaken, AddressInvalid, AddressTaken, TextTooLong, ActorUnknown.
    """
    with writing(actor, Verb.MANAGE_PEOPLE, reason="person added") as pen:
        require_name(name)
        if User.objects.filter(name__iexact=name).exists():
            raise PersonTaken(name=name)
        details = _details(email=email, full_name=full_name, home=home)
        return write_invitation(pen, pen.insert(User, name=name, password=UNUSABLE, **details))


def edit_person(actor: Actor, *, name: str, email: str, full_name: str, home: str, seen_version: int) -> None:
    """Change what somebody is called, where mail reaches them and who employs them; never what they may do.

    Raises what `add_person` raises of these, PersonUnknown, RoleForOneself, RoleByCommandOnly, ChangedMeanwhile.
    """
    with writing(actor, Verb.MANAGE_PEOPLE, reason="person edited") as pen:
        user = user_named(name)
        require_other(actor, user)
        require_reach(actor, user)
        details = _details(email=email, full_name=full_name, home=home, of=user)
        user.version = seen_version
        pen.revise(user, **details)


def _details(*, email: str, full_name: str, home: str, of: User | None = None) -> Mapping[str, Any]:
    address = require_address(email)
    holder = User.objects.filter(email=address).first() if address else None
    if holder is not None and holder != of:
        raise AddressTaken(email=address)
    if len(full_name) > _FULL_NAME:
        raise TextTooLong(column="full_name", length=len(full_name), limit=_FULL_NAME)
    return {"email": address, "full_name": full_name.strip(), "home": body_named(home) if home else None}
