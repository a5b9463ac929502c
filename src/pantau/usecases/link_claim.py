"""A claim is linked to what it is about: a plan, partner, meeting, instrument, series or figure of the record."""

from collections.abc import Mapping
from typing import Any

from pantau.domain.evidence.decisions import Seen
from pantau.domain.evidence.rows import ClaimRow, ClaimState, evidence_words
from pantau.domain.evidence_refusals import ClaimDecided, LinkUnfit
from pantau.domain.permissions import Actor, Verb
from pantau.records import models
from pantau.records.models import ClaimLink
from pantau.usecases.access import writing
from pantau.usecases.claim_desk import one_after_the_other, rows_now, seen_claims

LINKED: Mapping[str, Any] = {
    "plan": models.Plan,
    "actor": models.Actor,
    "meeting": models.Meeting,
    "instrument": models.Instrument,
    "indicator": models.Indicator,
    "figure": models.PublishedFigure,
}
"""What a person can link a claim to, by kind."""


def link_claim(actor: Actor, *, chosen: Seen, kind: str, code: str) -> ClaimRow:
    """The claim is about the record of this kind and code; linking it twice changes nothing.

    A quantity that is linked to a plan, instrument or actor makes a figure about that; a claim linked to the figure,
    meeting or instrument that it would make backs that one instead.

    Raises:
        NotFound: the actor may not.
        ClaimUnknown, ChangedMeanwhile: the claim is not there, or not as it was seen.
        ClaimDecided: it is decided on. LinkUnfit: there is no such record.
    """
    with writing(actor, Verb.REVIEW_CLAIMS, reason=f"link claim to {kind} {code}"[:100]) as pen:
        one_after_the_other()
        row = _waiting(chosen)
        model = LINKED.get(kind)
        found = model._default_manager.filter(code__iexact=code).first() if model is not None else None
        if found is None or getattr(found, "withdrawn", False):
            raise LinkUnfit(kind=evidence_words("targets", kind), code=code[:80], where="code")
        known = ClaimLink.objects.filter(claim=row, bond="about", **{kind: found}).first()
        if known is None:
            pen.insert(ClaimLink, claim=row, bond="about", **{kind: found})
        else:
            pen.revise(known, withdrawn=False)
        pen.change(row)
        return rows_now([row.public_id])[0]


def unlink_claim(actor: Actor, *, chosen: Seen, kind: str, code: str) -> ClaimRow:
    """The claim is about it no longer. Raises as `link_claim`."""
    with writing(actor, Verb.REVIEW_CLAIMS, reason=f"unlink claim from {kind} {code}"[:100]) as pen:
        one_after_the_other()
        row = _waiting(chosen)
        links = ClaimLink.objects.filter(claim=row, bond="about", withdrawn=False)
        link = links.filter(**{f"{kind}__code__iexact": code}).first() if kind in LINKED else None
        if link is None:
            raise LinkUnfit(kind=evidence_words("targets", kind), code=code[:80], where="code")
        pen.revise(link, withdrawn=True)
        pen.change(row)
        return rows_now([row.public_id])[0]


def _waiting(chosen: Seen) -> models.Claim:
    row = seen_claims([chosen])[0]
    if row.state != ClaimState.PROPOSED.value:
        raise ClaimDecided(text=row.text, state=ClaimState(row.state).words)
    return row
