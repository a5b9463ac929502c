"""One step of a report on its way: asked of the policy for each report, bound to what was shown, in the ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from pantau.domain.ledger import Decision
from pantau.domain.permissions import Actor, Verb, require, role_for
from pantau.domain.refusals import NotFound
from pantau.domain.reporting_refusals import NothingToDo, ShownChanged
from pantau.domain.reports import ReportRow
from pantau.domain.workflow import require_step, state_after
from pantau.records.ledger import Decided, append
from pantau.records.models import StatusReport, StatusReportVersion
from pantau.records.pen import Pen
from pantau.records.queries.reports import report_rows, report_versions
from pantau.records.queries.round_record import RoundRecord, round_record


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A report that a step is taken with: its public id, the digest of what was shown, and the note about it."""

    report: UUID
    shown: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The reports of one round that a step is taken with, read and allowed."""

    record: RoundRecord
    rows: tuple[ReportRow, ...]
    versions: Mapping[UUID, StatusReportVersion]
    notes: Mapping[UUID, str] = field(default_factory=dict)

    def version(self, row: ReportRow) -> StatusReportVersion:
        assert row.version is not None
        return self.versions[row.version]


def step_with(actor: Actor, decision: Decision, *, verb: Verb, round: UUID, chosen: Sequence[Chosen]) -> Step:
    """The chosen reports, if the actor may take this step with each of them as it was shown.

    Raises:
        NothingToDo: none was chosen.
        NotFound: one of them is not there, or the actor may not; nothing is said of the others.
        StepNotOpen: one of them is in another state.
        ShownChanged: one of them says something else than was shown.
    """
    if not chosen:
        raise NothingToDo(step=decision.words)
    record = round_record(round)
    wanted = {one.report: one for one in chosen}
    kept = list(StatusReport.objects.filter(public_id__in=wanted, round=record.row))
    if len(kept) != len(wanted):
        raise NotFound
    rows = report_rows(record, reporters={one.reporter_id for one in kept}, lines={one.line_id for one in kept})
    mine = [row for row in rows if row.report in wanted]
    for row in mine:
        require(actor, verb, row.about)
    require_step(decision, [row.state for row in mine if row.state is not None])
    for row in mine:
        assert row.report is not None
        if wanted[row.report].shown != row.digest:
            raise ShownChanged(line=row.label, what=row.label, seen="?", now="?")
    return Step(
        record=record,
        rows=tuple(mine),
        versions=report_versions(mine),
        notes={one.report: one.note for one in chosen},
    )


def take_step(pen: Pen, decision: Decision, *, verb: Verb, step: Step, values: Mapping[str, Any]) -> None:
    """Write the new state of every report of the step and one ledger entry for each, in the order of the plan.

    Raises ChangedMeanwhile where somebody was first; the transaction is lost.
    """
    versions = [step.version(row) for row in step.rows]
    pen.change_many(versions, state=state_after(decision).value, **values)
    record_step(pen, decision, verb=verb, step=step)


def record_step(pen: Pen, decision: Decision, *, verb: Verb, step: Step) -> None:
    """One ledger entry for each report of a step, bound to what was shown."""
    about = step.rows[0].about
    append(
        pen,
        decision,
        role=role_for(pen.actor, verb, about) or "",
        decided=[
            Decided(
                kind="report",
                subject=step.version(row).public_id,
                version=row.seen,
                shown=row.digest,
                note=step.notes.get(row.report, "") if row.report else "",
                details={
                    "plan": row.plan,
                    "round": row.round_code,
                    "reporter": row.reporter,
                    "line": str(row.line),
                    "label": row.label,
                    "number": row.number,
                },
            )
            for row in step.rows
        ],
    )
