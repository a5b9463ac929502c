"""Named reads of personal tokens: whom a secret lets in, and the tokens that a person has."""

from datetime import datetime
from uuid import UUID

from pantau.domain.api_refusals import TokenUnknown
from pantau.domain.tokens import Bearer, Scope, TokenRow, digest_of_secret
from pantau.records.models import AccessToken
from pantau.records.queries.people import acting


def bearer_of(secret: str, *, at: datetime) -> Bearer | None:
    """Whom a secret lets in at a moment, with the rights they have then.

    ``None`` for a token that nobody has, that ended or was revoked, and for somebody who may not come in any more:
    whoever sends one learns nothing of which.
    """
    token = (
        AccessToken.objects.select_related("user__home")
        .filter(digest=digest_of_secret(secret), revoked_at__isnull=True, expires_at__gt=at)
        .first()
    )
    actor = acting(token.user, on=at.date()) if token else None
    if token is None or actor is None:
        return None
    return Bearer(actor=actor, scope=Scope(token.scope))


def tokens_of(name: str) -> list[TokenRow]:
    """The tokens of a person, the newest first."""
    rows = AccessToken.objects.filter(user__name=name).order_by("-created_at", "-id")
    return [token_row(row) for row in rows]


def kept_token(name: str, token: UUID) -> AccessToken:
    """One token of a person as it is kept. Raises TokenUnknown."""
    row = AccessToken.objects.filter(user__name=name, public_id=token).first()
    if row is None:
        raise TokenUnknown(token=token)
    return row


def token_row(token: AccessToken) -> TokenRow:
    return TokenRow(
        public_id=token.public_id,
        name=token.name,
        begins=token.begins,
        scope=Scope(token.scope),
        made_at=token.created_at,
        expires_at=token.expires_at,
        revoked_at=token.revoked_at,
    )
