"""The reading of a claim is corrected by a person before it is decided on."""

from collections.abc import Mapping

from pantau.domain.evidence.decisions import Seen
from pantau.domain.evidence.fields import corrected
from pantau.domain.evidence.rows import ClaimRow, ClaimState
from pantau.domain.evidence_refusals import ClaimDecided
from pantau.domain.ledger import Decision
from pantau.domain.permissions import Actor, Verb
from pantau.usecases.access import writing
from pantau.usecases.claim_desk import enter, one_after_the_other, rows_now, seen_claims
from pantau.usecases.read_source import CORRECTED


def correct_claim(actor: Actor, *, chosen: Seen, typed: Mapping[str, str]) -> ClaimRow:
    """Put what was typed into the fields of a claim (domain.evidence.fields); what was read stays in the history.

    Typing what stands there changes nothing.

    Raises:
        NotFound: the actor may not.
        ClaimUnknown, ChangedMeanwhile: the claim is not there, or not as it was seen.
        ClaimDecided: it is decided on. ClaimUnfit: a field cannot hold what was typed.
    """
    with writing(actor, Verb.REVIEW_CLAIMS, reason="correct claim") as pen:
        one_after_the_other()
        row = seen_claims([chosen])[0]
        if row.state != ClaimState.PROPOSED.value:
            raise ClaimDecided(text=row.text, state=ClaimState(row.state).words)
        claim = rows_now([row.public_id])[0]
        value, attributes = corrected(claim, typed=typed)
        if (value, attributes) == (dict(claim.value), dict(claim.attributes)):
            return claim
        pen.change(row, value=value, attributes=attributes, rule=CORRECTED, confidence=100)
        now = rows_now([row.public_id])[0]
        enter(pen, Decision.CORRECT, [now])
    return now
