"""Steps of reports on their way: submit, return, accept, lock, amend, each bound to what was read."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router

from pantau.api.answers import require_match
from pantau.api.asked import Code, SentNote, SentReports
from pantau.api.caller import person
from pantau.api.once import done_once
from pantau.api.shapes import StepTaken
from pantau.domain.permissions import Actor
from pantau.domain.refusals import NotFound
from pantau.usecases.amend_reports import amend_reports
from pantau.usecases.lock_reports import lock_reports
from pantau.usecases.read_reports import read_report, reports_named
from pantau.usecases.report_step import Chosen
from pantau.usecases.review_reports import accept_reports, return_reports
from pantau.usecases.submit_reports import submit_reports
from pantau.usecases.take_request import Taken

router = Router(tags=["steps"])


class Step(StrEnum):
    """What can be done with a report that was written."""

    SUBMIT = "submit"
    RETURN = "return"
    ACCEPT = "accept"
    LOCK = "lock"
    AMEND = "amend"


_TAKE: dict[Step, Callable[..., int]] = {
    Step.SUBMIT: submit_reports,
    Step.RETURN: return_reports,
    Step.ACCEPT: accept_reports,
    Step.LOCK: lock_reports,
    Step.AMEND: amend_reports,
}


@router.post("/{round}/steps/{step}", operation_id="step_reports", response=StepTaken)
def step_reports(request: HttpRequest, round: UUID, step: Step, sent: SentReports) -> HttpResponse:
    """Take a step with these reports as they were read, all or none.

    Raises NotFound, StepNotOpen, ShownChanged, RowsRejected, NoteMissing, TokenMissing.
    """
    actor = person(request)
    chosen = [Chosen(report=one.report, shown=one.digest, note=one.note) for one in sent.reports]

    def work() -> Taken:
        _taken(actor, step, round=round, chosen=chosen)
        rows = reports_named(actor, round=round, reports=(one.report for one in chosen))
        return Taken(status=200, data={"step": step.value, "reports": [row.as_json() for row in rows]})

    return done_once(request, work)


@router.post("/{round}/reports/{reporter}/{line}/steps/{step}", operation_id="step_report", response=StepTaken)
def step_report(
    request: HttpRequest, round: UUID, reporter: Path[Code], line: UUID, step: Step, sent: SentNote
) -> HttpResponse:
    """Take a step with one report as it was read (If-Match). Raises as `step_reports`, and for the tag."""
    actor = person(request)

    def work() -> Taken:
        row = read_report(actor, round=round, reporter=reporter, line=line)
        require_match(request, row.as_json())
        if row.report is None:  # nothing was written that a step could be taken with
            raise NotFound
        _taken(actor, step, round=round, chosen=[Chosen(report=row.report, shown=row.digest, note=sent.note)])
        rows = reports_named(actor, round=round, reports=(row.report,))
        return Taken(status=200, data={"step": step.value, "reports": [one.as_json() for one in rows]})

    return done_once(request, work)


def _taken(actor: Actor, step: Step, *, round: UUID, chosen: Sequence[Chosen]) -> int:
    return _TAKE[step](actor, round=round, reports=chosen)
