"""A claim is merged into another that says the same: it waits no longer, and backs what the other backs."""

from uuid import UUID

from pantau.domain.evidence.decisions import Decided, Seen
from pantau.domain.evidence.rows import ClaimState
from pantau.domain.evidence_refusals import ClaimDecided, ClaimsDiffer, ClaimUnknown
from pantau.domain.ledger import Decision
from pantau.domain.permissions import Actor, Verb
from pantau.records.models import Claim, ClaimLink
from pantau.records.models.claim import TARGETS
from pantau.usecases.access import writing
from pantau.usecases.claim_desk import Target, back, enter, one_after_the_other, rows_now, seen_claims
from pantau.usecases.settle_records import tell


def merge_claims(actor: Actor, *, chosen: Seen, into: UUID) -> Decided:
    """Merge a claim that nobody decided on into another of its type in its source.

    Raises:
        NotFound: the actor may not.
        ClaimUnknown, ChangedMeanwhile: a claim is not there, or not as it was seen.
        ClaimDecided: the claim is decided on. ClaimsDiffer: the two cannot be the same.
    """
    with writing(actor, Verb.REVIEW_CLAIMS, reason="merge claims") as pen:
        one_after_the_other()
        row = seen_claims([chosen])[0]
        other = Claim.objects.filter(public_id=into).first()
        if other is None:
            raise ClaimUnknown(claim=into)
        if row.state != ClaimState.PROPOSED.value:
            raise ClaimDecided(text=row.text, state=ClaimState(row.state).words)
        ours = (row.source_id, row.type) == (other.source_id, other.type) and row.pk != other.pk
        if not ours or other.state not in (ClaimState.PROPOSED.value, ClaimState.ACCEPTED.value):
            raise ClaimsDiffer(text=row.text, other=other.text)
        if Claim.objects.filter(merged_into=row).exists():
            raise ClaimsDiffer(text=row.text, other=other.text)
        fresh = pen.change(row, state=ClaimState.MERGED.value, merged_into=other)
        links = ClaimLink.objects.filter(claim=other, bond="backs", withdrawn=False).select_related(*TARGETS)
        for link in links:
            kind = next(name for name in TARGETS if getattr(link, f"{name}_id") is not None)
            target = Target(kind=kind, record=getattr(link, kind))
            back(pen, [fresh], targets=[target])
            tell(pen, kind, target.record)
        claims = rows_now([row.public_id])
        enter(pen, Decision.MERGE, claims, notes={row.public_id: str(into)})
    return Decided(claims=claims)
