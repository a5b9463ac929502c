"""Claims are accepted: each with all its mentions, and with the records that it backs from then on."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from pantau.domain.evidence.becomes import mentions
from pantau.domain.evidence.decisions import Decided, Left, Seen
from pantau.domain.evidence.rows import CLAIM_TYPES, ClaimRow, ClaimState, LinkRow
from pantau.domain.evidence_refusals import ClaimDecided
from pantau.domain.ledger import Decision
from pantau.domain.permissions import Actor, Verb
from pantau.domain.refusals import Refusal
from pantau.records.models import Claim
from pantau.records.pen import Pen
from pantau.usecases.access import writing
from pantau.usecases.claim_desk import (
    ClaimDesk,
    back,
    desk_for,
    enter,
    one_after_the_other,
    rows_now,
    seen_claims,
)
from pantau.usecases.record_claim import record_claim
from pantau.usecases.settle_records import tell


def accept_claims(actor: Actor, *, chosen: Sequence[Seen]) -> Decided:
    """Accept the claims as they were seen, and every other mention of the same thing in the same source.

    What cannot be recorded is left undecided and said; where nothing else was chosen, that is refused.

    Raises:
        NotFound: the actor may not.
        ClaimUnknown, ChangedMeanwhile: a claim is not there, or not as it was seen.
        ClaimDecided, MetricMissing, FigureUnplaced, SubjectUnconfirmed, TermTaken: of a claim chosen alone.
    """
    with writing(actor, Verb.REVIEW_CLAIMS, reason="accept claims") as pen:
        one_after_the_other()
        decided = accept_rows(pen, seen_claims(chosen))
        if decided.left and len(chosen) == 1:
            raise decided.left[0].refusal
        return decided


def accept_rows(pen: Pen, rows: Sequence[Claim]) -> Decided:
    """Accept claims inside a transaction, source by source; see `accept_claims`."""
    decided: list[UUID] = []
    made: list[LinkRow] = []
    left: list[Left] = []
    for source in {row.source_id: row.source for row in rows}.values():
        desk = desk_for(pen, source)
        for row in _in_order(row for row in rows if row.source_id == source.pk):
            if row.public_id in decided:
                continue  # came along as a mention of one before
            claim = desk.claim(row.public_id)
            try:
                with desk.trying():
                    decided += _accept(desk, claim, made=made)
            except Refusal as refusal:
                left.append(Left(claim=claim, refusal=refusal))
    claims = rows_now(decided)
    enter(pen, Decision.ACCEPT, [one for one in claims if one.state is ClaimState.ACCEPTED])
    return Decided(claims=claims, made=tuple(made), left=tuple(left))


def _in_order(rows: Iterable[Claim]) -> list[Claim]:
    """What others are about comes first, ranks after the values that they rank; the rest as it stands in the text."""
    return sorted(rows, key=lambda row: (CLAIM_TYPES.index(row.type), row.value.get("kind") == "rank", row.start))


def _accept(desk: ClaimDesk, claim: ClaimRow, *, made: list[LinkRow]) -> list[UUID]:
    """Accept one claim with its mentions; their public ids."""
    if claim.state is not ClaimState.PROPOSED:
        raise ClaimDecided(text=claim.text, state=claim.state.words)
    targets = record_claim(desk, claim)
    named = [one for one in mentions(claim, desk.scene.claims) if one.state is ClaimState.PROPOSED]
    same = {one.public_id for one in named}
    merged = [one for one in desk.scene.claims if one.merged_into in same]
    rows = {row.pk: row for row in Claim.objects.filter(pk__in=[one.id for one in (*named, *merged)])}
    desk.pen.change_many([rows[one.id] for one in named], state=ClaimState.ACCEPTED.value, note="")
    backing = [claim, *_others(claim, (*named, *merged))]
    links = back(desk.pen, [rows[one.id] for one in backing], targets=targets)
    for one in backing:
        now = replace(one, links=(*one.links, *links.get(one.id, ())))
        if one.public_id in same:
            now = replace(now, state=ClaimState.ACCEPTED, version=one.version + 1, note="")
        desk.learn(now)
    made += [link for link in links.get(claim.id, ()) if link.made]
    for target in targets:
        tell(desk.pen, target.kind, target.record)
    return [one.public_id for one in backing]


def _others(claim: ClaimRow, rows: Iterable[ClaimRow]) -> list[ClaimRow]:
    return [one for one in rows if one.public_id != claim.public_id]
