"""A person takes back a token of theirs: the next request that brings it is refused."""

from uuid import UUID

from pantau.domain.api_refusals import TokenRevoked
from pantau.domain.permissions import Actor, Verb
from pantau.domain.tokens import TokenRow
from pantau.records.queries.tokens import kept_token, token_row
from pantau.usecases.access import writing
from pantau.usecases.make_token import at_own_desk


def revoke_token(actor: Actor, *, token: UUID) -> TokenRow:
    """Raises TokenUnknown for a token that is not the actor's, TokenRevoked, and NotFound for who has no role."""
    with writing(actor, Verb.USE_DESK, about=at_own_desk(actor), reason="revoke token") as pen:
        row = kept_token(actor.name, token)
        if row.revoked_at is not None:
            raise TokenRevoked(name=row.name)
        return token_row(pen.change(row, revoked_at=pen.at))
