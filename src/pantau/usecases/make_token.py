"""A person makes a token for a program of theirs; the secret is shown once and never kept."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from pantau.domain.api_refusals import TokenDaysUnfit
from pantau.domain.permissions import LOCAL_OPERATOR, Actor, Matter, Verb
from pantau.domain.refusals import CellMissing, PersonUnknown, TextTooLong
from pantau.domain.tokens import LONGEST_DAYS, LONGEST_NAME, MARK, Scope, TokenRow, digest_of_secret
from pantau.records.models import AccessToken, User
from pantau.records.queries.tokens import token_row
from pantau.usecases.access import writing

_RANDOM_BYTES = 32
_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeToken:
    """The new token, and its secret: this is the only time that anybody sees it."""

    row: TokenRow
    secret: str


def make_token(actor: Actor, *, name: str, scope: Scope, days: int) -> MadeToken:
    """A token of the actor's own that ends after so many days.

    Raises:
        PersonUnknown: the actor is nobody who signs in, such as the local operator.
        CellMissing, TextTooLong, TokenDaysUnfit: a name or an end that cannot be.
        NotFound: the actor has no role.
    """
    name = name.strip()
    if not name:
        raise CellMissing(column="name")
    if len(name) > LONGEST_NAME:
        raise TextTooLong(column="name", length=len(name), limit=LONGEST_NAME)
    if not 1 <= days <= LONGEST_DAYS:
        raise TokenDaysUnfit(days=days, limit=LONGEST_DAYS)
    secret = MARK + secrets.token_urlsafe(_RANDOM_BYTES)
    with writing(actor, Verb.USE_DESK, about=at_own_desk(actor), reason="make token") as pen:
        user = User.objects.filter(name=actor.name).first()
        if user is None or actor.name == LOCAL_OPERATOR.name:  # who sits at the computer signs in nowhere
            raise PersonUnknown(name=actor.name)
        token = pen.insert(
            AccessToken,
            user=user,
            name=name,
            begins=secret[:_SHOWN],
            digest=digest_of_secret(secret),
            scope=scope.value,
            expires_at=pen.at + timedelta(days=days),
        )
    return MadeToken(row=token_row(token), secret=secret)


def at_own_desk(actor: Actor) -> Matter:
    """What a person's own things are about: the plan that their first role is for, or all."""
    return Matter(plan=actor.grants[0].plan if actor.grants else None)
