"""Claims are rejected: they stay, with who said so and why, and back nothing."""

from collections.abc import Sequence

from pantau.domain.evidence.decisions import Decided, Seen
from pantau.domain.evidence.rows import ClaimState
from pantau.domain.evidence_refusals import ClaimDecided
from pantau.domain.ledger import Decision
from pantau.domain.permissions import Actor, Verb
from pantau.domain.refusals import TextTooLong
from pantau.usecases.access import writing
from pantau.usecases.claim_desk import enter, one_after_the_other, rows_now, seen_claims

NOTE = 400
"""Characters that a reason has."""


def reject_claims(actor: Actor, *, chosen: Sequence[Seen], reason: str = "") -> Decided:
    """Reject the claims as they were seen: all of them or none.

    Raises:
        NotFound: the actor may not.
        ClaimUnknown, ChangedMeanwhile: a claim is not there, or not as it was seen.
        ClaimDecided: one is decided on already. TextTooLong: the reason is.
    """
    if len(reason) > NOTE:
        raise TextTooLong(column="reason", length=len(reason), limit=NOTE, where="reason")
    with writing(actor, Verb.REVIEW_CLAIMS, reason="reject claims") as pen:
        one_after_the_other()
        rows = seen_claims(chosen)
        for row in rows:
            if row.state != ClaimState.PROPOSED.value:
                raise ClaimDecided(text=row.text, state=ClaimState(row.state).words)
        pen.change_many(rows, state=ClaimState.REJECTED.value, note=reason.strip())
        claims = rows_now([row.public_id for row in rows])
        enter(pen, Decision.REJECT, claims, notes={one.public_id: reason.strip() for one in claims})
    return Decided(claims=claims)
