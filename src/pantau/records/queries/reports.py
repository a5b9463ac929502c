"""Named reads of reports: what a reporter has in a round, in a number of queries that does not depend on lines."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from pantau.domain.actors import ActorRow
from pantau.domain.ledger import digest_of_value
from pantau.domain.permissions import Matter
from pantau.domain.plans import LineRow
from pantau.domain.refusals import ChangedMeanwhile, NotFound
from pantau.domain.reports import Cells, EvidenceRow, ReportRow
from pantau.domain.statuses import Status
from pantau.domain.workflow import ReportState
from pantau.records.models import (
    Actor,
    LineBody,
    Obligation,
    ReportEvidence,
    Round,
    StatusReport,
    StatusReportVersion,
)
from pantau.records.queries.actors import actor_row
from pantau.records.queries.plans import plan_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRecord:
    """A round with its plan and the lines of its text, read once for all of its reports."""

    row: Round
    lines: Mapping[int, tuple[int, LineRow]]
    bodies: Mapping[int, frozenset[int]]

    def matter(self, reporter: Actor, line: int | None = None) -> Matter:
        """What a right is asked about: this reporter's report, on one line or on any."""
        plan = self.row.plan_version.plan
        return Matter(
            plan=plan.pk,
            partner=plan.partner_id,
            reporter=reporter.pk,
            country=reporter.parent_id or reporter.pk,
            bodies=self.bodies.get(line, frozenset()) if line is not None else frozenset(),
        )


def round_record(public_id: UUID, *, only: Collection[UUID] | None = None) -> RoundRecord:
    """A round with all lines of its text, or `only` these. Raises NotFound, as for a round that one may not see."""
    row = Round.objects.select_related("plan_version__plan__partner").filter(public_id=public_id).first()
    if row is None:
        raise NotFound
    lines = plan_lines(row.plan_version, known_at=timezone.now(), only=only)
    return RoundRecord(
        row=row,
        lines={line.id: (place, line) for place, line in enumerate(lines)},
        bodies=_bodies(row, lines),
    )


def reporter_in(code: str) -> Actor | None:
    """The actor of a code as a row, ``None`` where there is none."""
    return Actor.objects.filter(code=code).first()


def reporters_of(record: RoundRecord) -> list[ActorRow]:
    """Who owes or gave a report in a round, by code."""
    owing = Obligation.objects.filter(round=record.row).values("actor_id")
    giving = StatusReport.objects.filter(round=record.row).values("reporter_id")
    return [actor_row(row) for row in Actor.objects.filter(Q(pk__in=owing) | Q(pk__in=giving)).order_by("code")]


def report_rows(
    record: RoundRecord, *, reporters: Iterable[int], lines: Iterable[int] | None = None
) -> list[ReportRow]:
    """Every line that these reporters (internal ids) owe or reported in a round, in the order of the plan."""
    who = list(reporters)
    wanted = None if lines is None else set(lines)
    scope = Q(round=record.row)
    owed_scope, report_scope = scope & Q(actor__in=who), scope & Q(reporter__in=who)
    if wanted is not None:
        owed_scope, report_scope = owed_scope & Q(line__in=wanted), report_scope & Q(line__in=wanted)
    owed = set(Obligation.objects.filter(owed_scope).values_list("line_id", "actor_id"))
    reports = {(one.line_id, one.reporter_id): one for one in StatusReport.objects.filter(report_scope)}
    actors = {actor.pk: actor for actor in Actor.objects.filter(pk__in=who)}
    latest, counting = _versions(report_scope)
    files = _evidence([version.pk for version in latest.values()])
    before = _before(record, who, wanted)
    rows = []
    for line_id, actor_id in sorted({*owed, *reports}, key=lambda key: (_place(record, key[0]), actors[key[1]].code)):
        if line_id not in record.lines:  # a line that left the plan before the round's text
            continue
        report = reports.get((line_id, actor_id))
        version = latest.get(report.pk) if report else None
        rows.append(
            _report_row(
                record,
                actor=actors[actor_id],
                line=line_id,
                owed=(line_id, actor_id) in owed,
                report=report,
                version=version,
                counting=counting.get(report.pk) if report else None,
                files=files.get(version.pk, ()) if version else (),
                before=before.get((line_id, actor_id)),
            )
        )
    return rows


def version_rows(record: RoundRecord, versions: "QuerySet[StatusReportVersion]") -> list[ReportRow]:
    """These versions of reports of a round as they would be shown, whatever became of them since."""
    kept = list(versions.select_related("report__reporter").order_by("id"))
    files = _evidence([version.pk for version in kept])
    return [
        _report_row(
            record,
            actor=version.report.reporter,
            line=version.report.line_id,
            owed=True,
            report=version.report,
            version=version,
            counting=None,
            files=files.get(version.pk, ()),
            before=None,
        )
        for version in kept
        if version.report.line_id in record.lines
    ]


def imported_content(versions: Iterable[StatusReportVersion]) -> str:
    """The digest of what an import wrote: each version with whose it is, on which line and in which round."""
    return digest_of_value(
        sorted(
            [
                str(one.report.line.public_id),
                one.report.reporter.code,
                one.report.round.code,
                str(one.number),
                one.as_of.isoformat(),
                *cells_of(one).as_json().values(),
            ]
            for one in versions
        )
    )


def report_versions(rows: Iterable[ReportRow]) -> dict[UUID, StatusReportVersion]:
    """The kept version behind each row, by its public id.

    Raises ChangedMeanwhile where one of them was written since the row was read.
    """
    seen = {row.version: row for row in rows if row.version is not None}
    found = StatusReportVersion.objects.filter(public_id__in=seen).select_related("report")
    versions = {version.public_id: version for version in found}
    for key, row in seen.items():
        if versions[key].version != row.seen:
            raise ChangedMeanwhile(what=row.label, seen=row.seen, now=versions[key].version)
    return versions


def counting_versions(reports: Iterable[int]) -> list[StatusReportVersion]:
    """What counts at present of these reports (internal ids)."""
    return list(
        StatusReportVersion.objects.filter(
            report__in=list(reports), accepted_at__isnull=False, superseded_at__isnull=True
        ).order_by("id")
    )


def cells_of(version: StatusReportVersion) -> Cells:
    """What a kept version says."""
    return Cells(
        status=Status(version.status) if version.status else None,
        narrative=version.narrative,
        issues=version.issues,
        next_steps=version.next_steps,
        started_on=version.started_on,
        completed_on=version.completed_on,
    )


def _report_row(
    record: RoundRecord,
    *,
    actor: Actor,
    line: int,
    owed: bool,
    report: StatusReport | None,
    version: StatusReportVersion | None,
    counting: StatusReportVersion | None,
    files: tuple[EvidenceRow, ...],
    before: StatusReportVersion | None,
) -> ReportRow:
    place, row = record.lines[line]
    about = record.matter(actor, line)
    said: dict[str, Any] = {"report": report.public_id if report else None, "about": about}
    if version is not None:
        said |= _said(version) | {"about": replace(about, submitted_by=version.submitted_by)}
    return ReportRow(
        line_id=line,
        line=row.public_id,
        order=place,
        label=row.label,
        path=row.path,
        words=row.words,
        section=row.section,
        wording=row.words.into(record.row.plan_version.language),
        plan=record.row.plan_version.plan.code,
        round=record.row.public_id,
        round_code=record.row.code,
        reporter=actor.code,
        reporter_name=actor.name,
        owed=owed,
        evidence=files,
        counting=cells_of(counting) if counting and counting != version else None,
        before=cells_of(before) if before else None,
        before_round=before.report.round.code if before else "",
        **said,
    )


def _said(version: StatusReportVersion) -> dict[str, Any]:
    return {
        "version": version.public_id,
        "number": version.number,
        "seen": version.version,
        "state": ReportState(version.state),
        "cells": cells_of(version),
        "as_of": version.as_of,
        "returned_note": version.returned_note,
        "submitted_by": version.submitted_by,
        "submitted_at": version.submitted_at,
        "accepted_at": version.accepted_at,
        "changed_at": version.changed_at,
    }


def _place(record: RoundRecord, line: int) -> int:
    return record.lines[line][0] if line in record.lines else -1


def _versions(scope: Q) -> tuple[dict[int, StatusReportVersion], dict[int, StatusReportVersion]]:
    """The newest version of each report, and the one that counts, by the report's internal id."""
    latest: dict[int, StatusReportVersion] = {}
    counting: dict[int, StatusReportVersion] = {}
    reports = StatusReport.objects.filter(scope).values("pk")
    for version in StatusReportVersion.objects.filter(report__in=reports).order_by("number"):
        latest[version.report_id] = version
        if version.accepted_at is not None and version.superseded_at is None:
            counting[version.report_id] = version
    return latest, counting


def _evidence(versions: Iterable[int]) -> dict[int, tuple[EvidenceRow, ...]]:
    found: dict[int, list[EvidenceRow]] = defaultdict(list)
    kept = ReportEvidence.objects.filter(report_version__in=list(versions), removed_at__isnull=True)
    for one in kept.select_related("source").order_by("id"):
        found[one.report_version_id].append(
            EvidenceRow(
                public_id=one.public_id, file_name=one.source.file_name, digest=one.source.digest, note=one.note
            )
        )
    return {version: tuple(files) for version, files in found.items()}


def _before(
    record: RoundRecord, reporters: Iterable[int], lines: set[int] | None
) -> dict[tuple[int, int], StatusReportVersion]:
    """What these reporters had accepted last in an earlier round, by line and reporter."""
    accepted = StatusReportVersion.objects.filter(
        report__reporter__in=list(reporters),
        report__round__plan_version__plan=record.row.plan_version.plan_id,
        report__round__end__lt=record.row.end,
        accepted_at__isnull=False,
        superseded_at__isnull=True,
    )
    if lines is not None:
        accepted = accepted.filter(report__line__in=lines)
    rows = accepted.select_related("report__round").order_by("report__round__end", "accepted_at")
    return {(one.report.line_id, one.report.reporter_id): one for one in rows}


def _bodies(row: Round, lines: Iterable[LineRow]) -> dict[int, frozenset[int]]:
    """Who leads each line or contributes to it."""
    found: dict[int, set[int]] = defaultdict(set)
    for line in lines:
        if line.lead is not None:
            found[line.id].add(line.lead)
    shared = LineBody.objects.filter(line__plan=row.plan_version.plan_id, ended_at__isnull=True)
    for line_id, body in shared.values_list("line_id", "body_id"):
        found[line_id].add(body)
    return {line_id: frozenset(bodies) for line_id, bodies in found.items()}
