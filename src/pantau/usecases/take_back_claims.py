"""Decisions on claims are taken back: the claims wait again, and what only they backed stands no longer."""

from collections.abc import Sequence

from pantau.domain.evidence.decisions import Decided, Seen
from pantau.domain.evidence.rows import ClaimState
from pantau.domain.ledger import Decision
from pantau.domain.permissions import Actor, Verb
from pantau.records.models import Claim, ClaimLink, Record
from pantau.records.models.claim import TARGETS
from pantau.records.pen import Pen
from pantau.usecases.access import writing
from pantau.usecases.claim_desk import enter, one_after_the_other, rows_now, seen_claims
from pantau.usecases.settle_records import settle

_DECIDED = (ClaimState.ACCEPTED, ClaimState.REJECTED, ClaimState.MERGED)


def take_back_claims(actor: Actor, *, chosen: Sequence[Seen]) -> Decided:
    """Make the claims wait for a decision again; mentions that were accepted with one come back with it.

    A claim that nobody decided on is left as it is.

    Raises:
        NotFound: the actor may not.
        ClaimUnknown, ChangedMeanwhile: a claim is not there, or not as it was seen.
        ClaimInUse: a figure is about what would be withdrawn; nothing is taken back.
    """
    with writing(actor, Verb.REVIEW_CLAIMS, reason="take back decisions on claims") as pen:
        one_after_the_other()
        rows = {row.pk: row for row in seen_claims(chosen)}
        for row in list(rows.values()):
            rows |= {one.pk: one for one in _mentions(row)}
        decided = [row for row in rows.values() if ClaimState(row.state) in _DECIDED]
        for row in decided:
            pen.change(row, state=ClaimState.PROPOSED.value, merged_into=None, note="")
        back_no_more(pen, decided)
        claims = rows_now([row.public_id for row in decided])
        enter(pen, Decision.TAKE_BACK, claims)
    return Decided(claims=claims)


def _mentions(row: Claim) -> list[Claim]:
    """The other mentions of the same thing that were accepted."""
    if row.state != ClaimState.ACCEPTED.value or not row.attributes.get("cluster"):
        return []
    found = Claim.objects.filter(source=row.source, type=row.type, state=ClaimState.ACCEPTED.value)
    cluster = row.attributes["cluster"]
    return [one for one in found.select_related("source") if one.attributes.get("cluster") == cluster]


def back_no_more(pen: Pen, claims: Sequence[Claim]) -> None:
    """Withdraw what these claims back, with those that were merged into them, and settle the records."""
    keys = [row.pk for row in claims]
    keys += Claim.objects.filter(merged_into__in=keys).values_list("pk", flat=True)
    links = list(ClaimLink.objects.filter(claim_id__in=keys, bond="backs", withdrawn=False).select_related(*TARGETS))
    pen.change_many(links, withdrawn=True)
    settled: dict[tuple[str, int], Record] = {}
    for link in links:
        kind = next(name for name in TARGETS if getattr(link, f"{name}_id") is not None)
        settled[kind, getattr(link, f"{kind}_id")] = getattr(link, kind)
    # what is about something goes before it
    for (kind, _key), record in sorted(settled.items(), key=lambda one: one[0][0] == "instrument"):
        settle(pen, kind, record)
