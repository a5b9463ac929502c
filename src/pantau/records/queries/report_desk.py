"""Named reads of one reporter's desk: its round, its lines, and what became of one report."""

from typing import Any
from uuid import UUID

from pantau.domain.ledger import Decision
from pantau.domain.permissions import Matter
from pantau.domain.refusals import NotFound
from pantau.domain.report_desk import DeskRound, ReporterDesk, ReportStep, ReportVersionRow
from pantau.domain.workflow import ReportState
from pantau.records.models import Extension, LedgerEntry, ReportEvidence, StatusReport, StatusReportVersion
from pantau.records.queries.actors import actor_row
from pantau.records.queries.reports import Kept, cells_of, report_rows
from pantau.records.queries.round_record import RoundRecord, round_record
from pantau.records.sql import as_kept, columns, fields_of, plain_rows


def reporter_desk(*, round: UUID, reporter: str, line: UUID | None = None) -> ReporterDesk:
    """A reporter in a round with all of its lines, or with the one that is asked for.

    Raises NotFound where the round, the reporter, or a line of theirs is not there.
    """
    record = round_record(round)
    place = record.reporter(reporter)
    if place is None:
        raise NotFound
    keys = None if line is None else [record.by_line[line]] if line in record.by_line else []
    rows = tuple(report_rows(record, reporters=[place.pk], lines=keys))
    if not rows and line is not None:
        raise NotFound
    return ReporterDesk(
        round=desk_round(record, reporter=place.pk),
        reporter=actor_row(place),
        about=record.matter(place),
        rows=rows,
    )


def report_matter(*, round: UUID, reporter: str) -> Matter:
    """What a right to a reporter's reports in a round is asked about. Raises NotFound."""
    record = round_record(round)
    place = record.reporter(reporter)
    if place is None:
        raise NotFound
    return record.matter(place)


_LONGER = "SELECT {until} FROM records_extension e WHERE e.round_id = %s AND e.reporter_id = %s ORDER BY e.id LIMIT 1"


def desk_round(record: RoundRecord, *, reporter: int) -> DeskRound:
    """The round with the day on which this reporter (internal id) is due."""
    row = record.row
    longer = fields_of(Extension, ["until"])
    given = plain_rows(_LONGER.format(until=columns("e", longer)), [row.pk, reporter], fields=longer)
    until = given[0][0] if given else None
    return DeskRound(
        public_id=row.public_id,
        code=row.code,
        plan=row.plan_version.plan.code,
        plan_title=row.plan_version.plan.title,
        language=row.plan_version.language,
        illustrative=row.plan_version.plan.illustrative,
        due=until or row.closes,
        extended=until is not None,
        closed_on=row.closed_at.date() if row.closed_at else None,
    )


_VERSIONS = """
SELECT {kept} FROM records_statusreportversion v
JOIN records_statusreport r ON r.id = v.report_id
WHERE r.public_id = %s ORDER BY v.number DESC
"""
_STEPS = """
SELECT {entry}, v.number FROM records_ledgerentry e
JOIN records_statusreportversion v ON v.public_id = e.subject
JOIN records_statusreport r ON r.id = v.report_id
WHERE r.public_id = %s ORDER BY e.number
"""


def report_versions_of(report: UUID) -> tuple[ReportVersionRow, ...]:
    """Every version of a report, newest first."""
    kept = fields_of(StatusReportVersion, Kept._fields)
    found = plain_rows(_VERSIONS.format(kept=columns("v", kept)), [_key(report)], fields=kept)
    return tuple(
        ReportVersionRow(
            number=one.number,
            state=ReportState(one.state),
            cells=cells_of(one),
            changed_at=one.changed_at,
            superseded=one.superseded_at is not None,
        )
        for one in (Kept(*row) for row in found)
    )


def report_steps(report: UUID) -> tuple[ReportStep, ...]:
    """Every decision on a report in the order of the ledger."""
    entry = fields_of(LedgerEntry, ["number", "decision", "actor", "role", "note", "at", "shown"])
    found = plain_rows(_STEPS.format(entry=columns("e", entry)), [_key(report)], fields=entry)
    return tuple(
        ReportStep(
            number=number,
            version=version,
            decision=Decision(decision),
            actor=actor,
            role=role,
            note=note,
            at=at,
            shown=shown,
        )
        for number, decision, actor, role, note, at, shown, version in found
    )


def _key(report: UUID) -> Any:
    return as_kept(fields_of(StatusReport, ["public_id"])[0], report)


def evidence_line(evidence: UUID) -> tuple[UUID, str, UUID]:
    """The round, the reporter's code and the line of the report that a file backs or backed. Raises NotFound."""
    found = (
        ReportEvidence.objects.filter(public_id=evidence)
        .values_list(
            "report_version__report__round__public_id",
            "report_version__report__reporter__code",
            "report_version__report__line__public_id",
        )
        .first()
    )
    if found is None:
        raise NotFound
    return found
