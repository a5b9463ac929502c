"""A round is closed: from then on it takes no report, whoever is late."""

from uuid import UUID

from pantau.domain.ledger import Decision
from pantau.domain.permissions import Actor
from pantau.domain.rounds import require_open
from pantau.usecases.round_decision import decide_round, round_to_decide


def close_round(actor: Actor, *, round: UUID, seen: int, note: str = "") -> None:
    """Close the round that was seen in its version `seen`.

    Raises:
        NotFound: there is none, or the actor may not close it.
        ReportingClosed: it is closed already.
        ChangedMeanwhile: it is in another version now.
    """
    facts = round_to_decide(actor, round=round)
    require_open(facts)
    decide_round(actor, Decision.CLOSE, facts=facts, seen=seen, note=note)
