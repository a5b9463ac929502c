"""Whoever reviews a plan's reports returns them with a note or accepts them; accepted ones count from then on."""

from collections.abc import Sequence
from uuid import UUID

from pantau.domain.ledger import Decision
from pantau.domain.permissions import Actor, Verb
from pantau.domain.reporting_refusals import NoteMissing
from pantau.records.models import StatusReportVersion
from pantau.records.queries.reports import counting_versions
from pantau.usecases.access import writing
from pantau.usecases.report_step import Chosen, record_step, step_with, take_step

_LONGEST_NOTE = 4_000


def return_reports(actor: Actor, *, round: UUID, reports: Sequence[Chosen]) -> int:
    """Give these reports back to their reporter, each with its note; how many.

    Raises NoteMissing, and as `step_with` and `take_step`.
    """
    if any(not one.note.strip() or len(one.note) > _LONGEST_NOTE for one in reports):
        raise NoteMissing
    step = step_with(actor, Decision.RETURN, verb=Verb.REVIEW_REPORT, round=round, chosen=reports)
    reason = f"return {step.record.row.code}"
    with writing(actor, Verb.REVIEW_REPORT, about=step.rows[0].about, reason=reason) as pen:
        pen.change_each(
            StatusReportVersion,
            [
                (row.version, row.seen, {"state": "returned", "returned_note": step.notes[row.report].strip()})
                for row in step.rows
                if row.version is not None and row.report is not None
            ],
        )
        record_step(pen, Decision.RETURN, verb=Verb.REVIEW_REPORT, step=step)
    return len(step.rows)


def accept_reports(actor: Actor, *, round: UUID, reports: Sequence[Chosen]) -> int:
    """Accept these reports as they were shown; what counted before counts no more; how many.

    Never what the actor submitted, never what their own country reports. Raises as `step_with` and `take_step`.
    """
    step = step_with(actor, Decision.ACCEPT, verb=Verb.REVIEW_REPORT, round=round, chosen=reports)
    reason = f"accept {step.record.row.code}"
    with writing(actor, Verb.REVIEW_REPORT, about=step.rows[0].about, reason=reason) as pen:
        counted = counting_versions(step.version(row).report_id for row in step.rows)
        pen.change_many(counted, superseded_at=pen.at)
        take_step(pen, Decision.ACCEPT, verb=Verb.REVIEW_REPORT, step=step, values={"accepted_at": pen.at})
    return len(step.rows)
