"""A round that was closed takes reports again, because of a reason: people close the wrong one."""

from uuid import UUID

from pantau.domain.ledger import Decision
from pantau.domain.permissions import Actor
from pantau.domain.refusals import CellMissing
from pantau.domain.reporting_refusals import RoundNotClosed
from pantau.usecases.round_decision import decide_round, round_to_decide


def reopen_round(actor: Actor, *, round: UUID, seen: int, reason: str) -> None:
    """Reopen the round that was seen in its version `seen`; its days and extensions are those it had.

    Raises:
        NotFound: there is none, or the actor may not reopen it.
        RoundNotClosed: it takes reports.
        CellMissing: no reason is given.
        ChangedMeanwhile: it is in another version now.
    """
    facts = round_to_decide(actor, round=round)
    if facts.closed_at is None:
        raise RoundNotClosed(round=facts.code)
    if not reason.strip():
        raise CellMissing(column="reason")
    decide_round(actor, Decision.REOPEN, facts=facts, seen=seen, note=reason.strip())
