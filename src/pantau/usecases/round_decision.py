"""A round is closed or taken up again: its row, its history and the decision in the ledger, as somebody saw it."""

from uuid import UUID

from django.utils import timezone

from pantau.domain.ledger import Decision, digest_of_value
from pantau.domain.permissions import Actor, Verb, require, role_for
from pantau.domain.refusals import ChangedMeanwhile
from pantau.domain.rounds import ReporterStanding, RoundFacts
from pantau.records.ledger import Decided, append
from pantau.records.models import Round
from pantau.records.queries.rounds import round_with_id, standings
from pantau.usecases.access import writing


def round_to_decide(actor: Actor, *, round: UUID) -> RoundFacts:
    """The round, for who may close it and reopen it. Raises NotFound."""
    facts = round_with_id(round)
    require(actor, Verb.OPEN_ROUND, facts.matter())
    return facts


def decide_round(actor: Actor, decision: Decision, *, facts: RoundFacts, seen: int, note: str) -> None:
    """Close the round that was seen in its version `seen`, or take its closing back; the ledger binds how far each
    reporter had come.

    Raises NotFound, and ChangedMeanwhile where the round is in another version now.
    """
    about = facts.matter()
    with writing(actor, Verb.OPEN_ROUND, about=about, reason=f"{decision.value} round {facts.code}") as pen:
        row = Round.objects.get(public_id=facts.public_id)
        if row.version != seen:
            raise ChangedMeanwhile(what="round", seen=seen, now=row.version)
        reporters = standings([facts], on=timezone.now().date()).get(facts.id, ())
        decided = pen.change(row, closed_at=pen.at if decision is Decision.CLOSE else None)
        append(
            pen,
            decision,
            role=role_for(actor, Verb.OPEN_ROUND, about) or "",
            decided=[
                Decided(
                    kind="round",
                    subject=decided.public_id,
                    version=decided.version,
                    shown=_digest(facts, reporters),
                    note=note,
                    details={"plan": facts.plan, "round": facts.code, "missing": _missing(reporters)},
                )
            ],
        )


def _digest(round: RoundFacts, reporters: tuple[ReporterStanding, ...]) -> str:
    """The SHA-256 of how far everybody had come."""
    return digest_of_value(
        {**round.as_json(), "reporters": [one.counts.as_json() | {"reporter": one.reporter.code} for one in reporters]}
    )


def _missing(reporters: tuple[ReporterStanding, ...]) -> dict[str, int]:
    return {one.reporter.code: one.counts.missing for one in reporters if one.counts.missing}
