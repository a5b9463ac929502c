"""Named reads of reports: what a reporter has in a round, in a number of queries that does not depend on lines."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from pantau.domain.actors import ActorRow
from pantau.domain.ledger import digest_of_value
from pantau.domain.refusals import ChangedMeanwhile
from pantau.domain.reports import Cells, EvidenceRow, ReportRow
from pantau.domain.statuses import Status
from pantau.domain.workflow import ReportState
from pantau.records.models import (
    Actor,
    Obligation,
    ReportEvidence,
    Round,
    StatusReport,
    StatusReportVersion,
)
from pantau.records.queries.actors import actor_row
from pantau.records.queries.round_record import RoundRecord
from pantau.records.sql import columns, fields_of, id_list, plain_rows


def reporters_of(record: RoundRecord) -> list[ActorRow]:
    """Who owes or gave a report in a round, by code."""
    owing = Obligation.objects.filter(round=record.row).values("actor_id")
    giving = StatusReport.objects.filter(round=record.row).values("reporter_id")
    return [actor_row(row) for row in Actor.objects.filter(Q(pk__in=owing) | Q(pk__in=giving)).order_by("code")]


def report_rows(
    record: RoundRecord, *, reporters: Iterable[int], lines: Iterable[int] | None = None
) -> list[ReportRow]:
    """Every line that these reporters (internal ids) owe or reported in a round, in the order of the plan."""
    who = sorted(set(reporters))
    some = frozenset(lines) if lines is not None else None
    few = some is not None and len(some) <= _MANY  # many lines are cheaper to sort out than to ask for
    actors = record.actors(who)
    found = _found(record, who, sorted(some) if some is not None and few else None)
    files = _evidence(one.latest.id for one in found.values() if one.latest is not None and one.backed)
    keys = [key for key in found if key[0] in record.lines and (some is None or key[0] in some)]
    return [
        _report_row(record, actor=actors[key[1]], found=found[key], files=files)
        for key in sorted(keys, key=lambda key: (record.lines[key[0]][0], actors[key[1]].code))
    ]


def version_rows(record: RoundRecord, versions: "QuerySet[StatusReportVersion]") -> list[ReportRow]:
    """These versions of reports of a round as they would be shown, whatever became of them since."""
    kept = list(versions.select_related("report__reporter").order_by("id"))
    files = _evidence(version.pk for version in kept)
    return [
        _report_row(
            record,
            actor=version.report.reporter,
            found=_Found(line=version.report.line_id, owed=True, report=version.report.public_id, latest=version),
            files=files,
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


def cells_of(version: "StatusReportVersion | Kept") -> Cells:
    """What a kept version says."""
    return Cells(
        status=Status(version.status) if version.status else None,
        narrative=version.narrative,
        issues=version.issues,
        next_steps=version.next_steps,
        started_on=version.started_on,
        completed_on=version.completed_on,
    )


class Kept(NamedTuple):
    """A version of a report as its row has it, under the names of its fields."""

    id: int
    public_id: UUID
    version: int
    changed_at: datetime
    number: int
    state: str
    as_of: date
    submitted_by: str
    submitted_at: datetime | None
    returned_note: str
    accepted_at: datetime | None
    superseded_at: datetime | None
    status: str
    narrative: str
    issues: str
    next_steps: str
    started_on: date | None
    completed_on: date | None

    @property
    def counts(self) -> bool:
        return self.accepted_at is not None and self.superseded_at is None


@dataclass(slots=True, kw_only=True)
class _Found:
    """What stands of one line and reporter: whether it is owed, the report with its newest version (and whether files
    back that) and the one that counts, and what counts of the last round before."""

    line: int
    owed: bool
    report: UUID | None = None
    latest: "StatusReportVersion | Kept | None" = None
    backed: bool = False
    counting: Kept | None = None
    before: tuple[Round, Kept] | None = None


def _report_row(
    record: RoundRecord,
    *,
    actor: Actor,
    found: _Found,
    files: Mapping[int, tuple[EvidenceRow, ...]],
) -> ReportRow:
    place, row = record.lines[found.line]
    about, version = record.matter(actor, found.line), found.latest
    said: dict[str, Any] = {"about": about}
    if version is not None:
        said = _said(version) | {
            "about": replace(about, submitted_by=version.submitted_by),
            "evidence": files.get(version.id, ()),
        }
    other = found.counting is not None and found.counting != version
    return ReportRow(
        line_id=found.line,
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
        owed=found.owed,
        report=found.report,
        counting=cells_of(found.counting) if found.counting is not None and other else None,
        before=cells_of(found.before[1]) if found.before else None,
        before_round=found.before[0].code if found.before else "",
        **said,
    )


def _said(version: StatusReportVersion | Kept) -> dict[str, Any]:
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


_MANY = 500  # lines

# In SQL because a cell of a grid is kept some hundred times a second, and in short statements because PostgreSQL plans
# each of them anew: who owes what, then every version of this round and what counts of earlier ones.
_OWED = """
SELECT line_id, actor_id FROM records_obligation
WHERE round_id = {round} AND actor_id IN ({who}) AND {lines}
"""
_SAID = """
SELECT r.public_id, {kept}, r.line_id, r.reporter_id, r.round_id,
       EXISTS (SELECT 1 FROM records_reportevidence e WHERE e.report_version_id = v.id AND e.removed_at IS NULL)
FROM records_statusreport r
JOIN records_statusreportversion v ON v.report_id = r.id
WHERE r.round_id IN ({rounds}) AND r.reporter_id IN ({who}) AND {lines}
  AND (r.round_id = {round} OR (v.accepted_at IS NOT NULL AND v.superseded_at IS NULL))
ORDER BY r.round_id = {round} DESC, v.number
"""
_FILES = """
SELECT {evidence}, e.report_version_id, s.file_name, s.digest
FROM records_reportevidence e
JOIN records_source s ON s.id = e.source_id
WHERE e.report_version_id IN ({versions}) AND e.removed_at IS NULL
ORDER BY e.id
"""


def _found(record: RoundRecord, who: Sequence[int], lines: Sequence[int] | None) -> dict[tuple[int, int], _Found]:
    on = "TRUE" if lines is None else f"line_id IN ({id_list(lines)})"
    asked = {"round": record.row.pk, "who": id_list(who), "lines": on}
    found = {
        (line, actor): _Found(line=line, owed=True) for line, actor in plain_rows(_OWED.format(**asked), fields=())
    }
    kept, report_id = fields_of(StatusReportVersion, Kept._fields), fields_of(StatusReport, ["public_id"])
    said = _SAID.format(**asked, kept=columns("v", kept), rounds=id_list([record.row.pk, *record.earlier]))
    for report, *cells, line, reporter, round, backed in plain_rows(said, fields=(*report_id, *kept)):
        version, key = Kept(*cells), (line, reporter)
        if round == record.row.pk:
            at = found.setdefault(key, _Found(line=line, owed=False))
            # they come in the order of their numbers
            at.report, at.latest, at.backed = report, version, bool(backed)
            at.counting = version if version.counts else at.counting
        elif key in found:
            at = found[key]
            if at.before is None or _later(record.earlier[round], version, than=at.before):
                at.before = record.earlier[round], version
    return found


def _later(round: Round, version: Kept, *, than: tuple[Round, Kept]) -> bool:
    return (round.end, version.accepted_at) > (than[0].end, than[1].accepted_at)


def _evidence(versions: Iterable[int]) -> dict[int, tuple[EvidenceRow, ...]]:
    """The files behind these versions (internal ids)."""
    keys = list(versions)
    if not keys:
        return {}
    fields = fields_of(ReportEvidence, ["public_id", "note"])
    found: dict[int, list[EvidenceRow]] = defaultdict(list)
    for public_id, note, version, file_name, digest in plain_rows(
        _FILES.format(evidence=columns("e", fields), versions=id_list(keys)), fields=fields
    ):
        found[version].append(EvidenceRow(public_id=public_id, file_name=file_name, digest=digest, note=note))
    return {version: tuple(files) for version, files in found.items()}
