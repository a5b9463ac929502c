"""Whoever reviews locks what was accepted: from then on it changes by an amendment alone."""

from collections.abc import Sequence
from uuid import UUID

from pantau.domain.ledger import Decision
from pantau.domain.permissions import Actor, Verb
from pantau.usecases.access import writing
from pantau.usecases.report_step import Chosen, step_with, take_step


def lock_reports(actor: Actor, *, round: UUID, reports: Sequence[Chosen]) -> int:
    """Lock these accepted reports; how many. Raises as `step_with` and `take_step`."""
    step = step_with(actor, Decision.LOCK, verb=Verb.LOCK_REPORT, round=round, chosen=reports)
    reason = f"lock {step.record.row.code}"
    with writing(actor, Verb.LOCK_REPORT, about=step.rows[0].about, reason=reason) as pen:
        take_step(pen, Decision.LOCK, verb=Verb.LOCK_REPORT, step=step, values={})
    return len(step.rows)
