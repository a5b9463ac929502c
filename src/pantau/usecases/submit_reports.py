"""The country approver (or who stands for a body or partner) submits reports: from then on they are to be judged."""

from collections.abc import Sequence
from uuid import UUID

from django.utils import timezone

from pantau.domain.ledger import Decision
from pantau.domain.permissions import Actor, Verb
from pantau.domain.refusals import Refusal, RowsRejected
from pantau.domain.report_checks import check_cells
from pantau.domain.reporting_refusals import ReportingClosed, StopFound
from pantau.domain.reports import ReportRow
from pantau.usecases.access import writing
from pantau.usecases.report_step import Chosen, Step, step_with, take_step


def submit_reports(actor: Actor, *, round: UUID, reports: Sequence[Chosen]) -> int:
    """Submit these reports as they were shown; how many.

    Raises:
        RowsRejected: hard stops, one for each report and cell, or a round that takes nothing new.
        NothingToDo, NotFound, StepNotOpen, ShownChanged, ChangedMeanwhile: as `step_with` and `take_step`.
    """
    step = step_with(actor, Decision.SUBMIT, verb=Verb.SUBMIT_REPORT, round=round, chosen=reports)
    problems = tuple(problem for row in step.rows for problem in _problems(step, row))
    if problems:
        raise RowsRejected(problems=problems, file=step.record.row.code)
    reason = f"submit {step.record.row.code}"
    with writing(actor, Verb.SUBMIT_REPORT, about=step.rows[0].about, reason=reason) as pen:
        values = {"submitted_by": actor.name, "submitted_at": pen.at, "returned_note": ""}
        take_step(pen, Decision.SUBMIT, verb=Verb.SUBMIT_REPORT, step=step, values=values)
    return len(step.rows)


def _problems(step: Step, row: ReportRow) -> list[Refusal]:
    closed = step.record.row.closed_at
    if closed is not None and row.number == 1 and not row.returned_note:
        return [ReportingClosed(where=row.label, round=row.round_code, closed_on=closed.date())]
    found = check_cells(row.cells, before=row.before, before_round=row.before_round, today=timezone.now().date())
    return [
        StopFound(where=f"{row.label}, {one.cell}", line=row.label, found=one.found, do=one.do)
        for one in found
        if one.stops
    ]
