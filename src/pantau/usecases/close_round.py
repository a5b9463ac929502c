"""A round is closed: from then on it takes no report, whoever is late."""

from uuid import UUID

from django.utils import timezone

from pantau.domain.ledger import Decision, digest_of_value
from pantau.domain.permissions import Actor, Verb, require, role_for
from pantau.domain.refusals import ChangedMeanwhile
from pantau.domain.rounds import ReporterStanding, RoundFacts, require_open
from pantau.records.ledger import Decided, append
from pantau.records.models import Round
from pantau.records.queries.rounds import round_with_id, standings
from pantau.usecases.access import writing


def close_round(actor: Actor, *, round: UUID, seen: int, note: str = "") -> None:
    """Close the round that was seen in its version `seen`; the ledger binds how far each reporter had come.

    Raises:
        NotFound: there is none, or the actor may not close it.
        ReportingClosed: it is closed already.
        ChangedMeanwhile: it is in another version now.
    """
    facts = round_with_id(round)
    about = facts.matter()
    require(actor, Verb.OPEN_ROUND, about)
    require_open(facts)
    with writing(actor, Verb.OPEN_ROUND, about=about, reason=f"close round {facts.code}") as pen:
        row = Round.objects.get(public_id=round)
        if row.version != seen:
            raise ChangedMeanwhile(what="round", seen=seen, now=row.version)
        reporters = standings([facts], on=timezone.now().date()).get(facts.id, ())
        closed = pen.change(row, closed_at=pen.at)
        append(
            pen,
            Decision.CLOSE,
            role=role_for(actor, Verb.OPEN_ROUND, about) or "",
            decided=[
                Decided(
                    kind="round",
                    subject=closed.public_id,
                    version=closed.version,
                    shown=standing_digest(facts, reporters),
                    note=note,
                    details={"plan": facts.plan, "round": facts.code, "missing": _missing(reporters)},
                )
            ],
        )


def standing_digest(round: RoundFacts, reporters: tuple[ReporterStanding, ...]) -> str:
    """The SHA-256 of how far everybody had come."""
    return digest_of_value(
        {**round.as_json(), "reporters": [one.counts.as_json() | {"reporter": one.reporter.code} for one in reporters]}
    )


def _missing(reporters: tuple[ReporterStanding, ...]) -> dict[str, int]:
    return {one.reporter.code: one.counts.missing for one in reporters if one.counts.missing}
