"""A reporter begins to amend what was accepted: a new draft beside it, while the accepted one still counts."""

from collections.abc import Sequence
from uuid import UUID

from pantau.domain.ledger import Decision
from pantau.domain.permissions import Actor, Verb
from pantau.domain.reporting_refusals import NoteMissing
from pantau.domain.reports import CELLS
from pantau.records.models import ReportEvidence, StatusReportVersion
from pantau.usecases.access import writing
from pantau.usecases.report_step import Chosen, record_step, step_with


def amend_reports(actor: Actor, *, round: UUID, reports: Sequence[Chosen]) -> int:
    """Begin an amendment of these accepted or locked reports, each with its reason; how many.

    Raises NoteMissing, and as `step_with`.
    """
    if any(not one.note.strip() for one in reports):
        raise NoteMissing
    step = step_with(actor, Decision.AMEND, verb=Verb.DRAFT_REPORT, round=round, chosen=reports)
    reason = f"amend {step.record.row.code}"
    with writing(actor, Verb.DRAFT_REPORT, about=step.rows[0].about, reason=reason) as pen:
        old = [step.version(row) for row in step.rows]
        new = pen.insert_many(
            StatusReportVersion,
            [
                {
                    "report": version.report,
                    "number": version.number + 1,
                    "state": "draft",
                    "as_of": max(version.as_of, min(pen.at.date(), step.record.row.end)),
                    **{name: getattr(version, name) for name in CELLS},
                }
                for version in old
            ],
        )
        successor = dict(zip((version.pk for version in old), new, strict=True))
        files = ReportEvidence.objects.filter(report_version__in=old, removed_at__isnull=True).order_by("id")
        pen.insert_many(
            ReportEvidence,
            [
                {"report_version": successor[one.report_version_id], "source_id": one.source_id, "note": one.note}
                for one in files
            ],
        )
        record_step(pen, Decision.AMEND, verb=Verb.DRAFT_REPORT, step=step)
    return len(step.rows)
