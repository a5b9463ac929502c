"""Named reads of reports: what a reporter has in a round, in a number of queries that does not depend on lines."""

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any
from uuid import UUID

from django.db import connection
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


def round_record(public_id: UUID) -> RoundRecord:
    """A round with all lines of its text; read anew only where something of it changed.

    Raises NotFound, as for a round that one may not see.
    """
    stamp = _stamp(public_id)
    known = _KNOWN.get(public_id)
    if known is not None and known[0] == stamp:
        return known[1]
    row = Round.objects.select_related("plan_version__plan__partner").filter(public_id=public_id).first()
    if row is None:
        raise NotFound
    lines = plan_lines(row.plan_version, known_at=timezone.now())
    record = RoundRecord(
        row=row,
        lines={line.id: (place, line) for place, line in enumerate(lines)},
        bodies=_bodies(row, lines),
    )
    _KNOWN.put(public_id, (stamp, record))
    return record


# Every write makes the version of a row grow and moves its moment on, and no row is ever taken away.
_STAMP = """
SELECT o.id, o.version, v.version, p.version, a.version,
       (SELECT SUM(version) FROM records_line WHERE plan_id = p.id),
       (SELECT MAX(changed_at) FROM records_line WHERE plan_id = p.id),
       (SELECT SUM(version) FROM records_plannode WHERE plan_version_id = v.id),
       (SELECT MAX(changed_at) FROM records_plannode WHERE plan_version_id = v.id),
       (SELECT SUM(b.version) FROM records_linebody b JOIN records_line l ON l.id = b.line_id WHERE l.plan_id = p.id)
FROM records_round o
JOIN records_planversion v ON v.id = o.plan_version_id
JOIN records_plan p ON p.id = v.plan_id
LEFT JOIN records_actor a ON a.id = p.partner_id
WHERE o.public_id = %s
"""


def _stamp(public_id: UUID) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(_STAMP, [Round._meta.get_field("public_id").get_db_prep_value(public_id, connection)])
        return cursor.fetchone()


class _Known:
    """The rounds looked at last, each with the stamp it was read under."""

    def __init__(self) -> None:
        self._records: OrderedDict[UUID, tuple[Any, RoundRecord]] = OrderedDict()
        self._lock = Lock()

    def get(self, public_id: UUID) -> tuple[Any, RoundRecord] | None:
        with self._lock:
            return self._records.get(public_id)

    def put(self, public_id: UUID, record: tuple[Any, RoundRecord]) -> None:
        with self._lock:
            self._records[public_id] = record
            self._records.move_to_end(public_id)
            while len(self._records) > _REMEMBERED:
                self._records.popitem(last=False)


_REMEMBERED = 16
_KNOWN = _Known()


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
    who = sorted(set(reporters))
    some = frozenset(lines) if lines is not None else None
    few = some is not None and len(some) <= _MANY  # many lines are cheaper to sort out than to ask for
    wanted = sorted(some) if some is not None and few else None
    actors = {actor.pk: actor for actor in Actor.objects.filter(pk__in=who)}
    found = _found(record, who, wanted)
    has_versions = any(one.latest is not None for one in found.values())
    files = _evidence(record, who) if has_versions else {}
    before = _before(record, who, wanted)
    keys = [key for key in found if key[0] in record.lines and (some is None or key[0] in some)]
    return [
        _report_row(record, actor=actors[key[1]], found=found[key], files=files, before=before.get(key))
        for key in sorted(keys, key=lambda key: (record.lines[key[0]][0], actors[key[1]].code))
    ]


def version_rows(record: RoundRecord, versions: "QuerySet[StatusReportVersion]") -> list[ReportRow]:
    """These versions of reports of a round as they would be shown, whatever became of them since."""
    kept = list(versions.select_related("report__reporter").order_by("id"))
    files = _evidence(record, sorted({version.report.reporter_id for version in kept}))
    return [
        _report_row(
            record,
            actor=version.report.reporter,
            found=_Found(line=version.report.line_id, owed=True, report=version.report.public_id, latest=version),
            files=files,
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


@dataclass(slots=True, kw_only=True)
class _Found:
    """What stands of one line and reporter: whether it is owed, the report, its newest version, the one that counts."""

    line: int
    owed: bool
    report: UUID | None
    latest: StatusReportVersion | None = None
    counting: StatusReportVersion | None = None


def _report_row(
    record: RoundRecord,
    *,
    actor: Actor,
    found: _Found,
    files: Mapping[int, tuple[EvidenceRow, ...]],
    before: StatusReportVersion | None,
) -> ReportRow:
    place, row = record.lines[found.line]
    about, version = record.matter(actor, found.line), found.latest
    said: dict[str, Any] = {"about": about}
    if version is not None:
        said = _said(version) | {
            "about": replace(about, submitted_by=version.submitted_by),
            "evidence": files.get(version.pk, ()),
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
        before=cells_of(before) if before else None,
        before_round=str(getattr(before, "round_code", "")),
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


_MANY = 500  # lines

# In SQL because a cell of a grid is kept some hundred times a second: who owes what, the report, and of its versions
# the newest and the one that counts.
_FOUND = """
SELECT v.*, k.line_id AS line_id, k.actor_id AS reporter_id, k.owed AS owed, r.public_id AS report_public_id
FROM (
    SELECT line_id, actor_id, 1 AS owed FROM records_obligation
    WHERE round_id = %(round)s AND actor_id IN ({who}) AND {lines}
    UNION ALL
    SELECT s.line_id, s.reporter_id, 0 FROM records_statusreport s
    WHERE s.round_id = %(round)s AND s.reporter_id IN ({who}) AND {lines} AND NOT EXISTS (
        SELECT 1 FROM records_obligation b
        WHERE b.round_id = s.round_id AND b.line_id = s.line_id AND b.actor_id = s.reporter_id
    )
) k
LEFT JOIN records_statusreport r ON r.round_id = %(round)s AND r.line_id = k.line_id AND r.reporter_id = k.actor_id
LEFT JOIN records_statusreportversion v ON v.report_id = r.id AND (
    (v.accepted_at IS NOT NULL AND v.superseded_at IS NULL)
    OR v.number = (SELECT MAX(number) FROM records_statusreportversion WHERE report_id = r.id)
)
ORDER BY v.number
"""
_BEFORE = """
SELECT v.*, r.line_id AS line_id, r.reporter_id AS reporter_id, o.code AS round_code
FROM records_statusreportversion v
JOIN records_statusreport r ON r.id = v.report_id
JOIN records_round o ON o.id = r.round_id
WHERE o.plan_version_id IN (SELECT id FROM records_planversion WHERE plan_id = %(plan)s) AND o."end" < %(end)s
  AND v.accepted_at IS NOT NULL AND v.superseded_at IS NULL AND r.reporter_id IN ({who}) AND {lines}
ORDER BY o."end", v.accepted_at
"""
_FILES = """
SELECT e.*, s.file_name AS file_name, s.digest AS digest
FROM records_reportevidence e
JOIN records_source s ON s.id = e.source_id
JOIN records_statusreportversion v ON v.id = e.report_version_id
JOIN records_statusreport r ON r.id = v.report_id
WHERE r.round_id = %(round)s AND r.reporter_id IN ({who}) AND e.removed_at IS NULL
ORDER BY e.id
"""


def _found(record: RoundRecord, who: Sequence[int], lines: Sequence[int] | None) -> dict[tuple[int, int], _Found]:
    found: dict[tuple[int, int], _Found] = {}
    for one in _asked(StatusReportVersion, _FOUND, who=who, lines=lines, round=record.row.pk):
        report = one.report_public_id
        at = found.setdefault(
            (one.line_id, one.reporter_id),
            _Found(line=one.line_id, owed=bool(one.owed), report=UUID(str(report)) if report else None),
        )
        if one.pk is not None:
            at.latest = one  # they come in the order of their numbers
            if one.accepted_at is not None and one.superseded_at is None:
                at.counting = one
    return found


def _asked(model: Any, sql: str, *, who: Sequence[int], lines: Sequence[int] | None = None, **values: Any) -> Any:
    """Rows of a model by SQL of this module, for these reporters (internal ids) and some lines or all."""
    if not who or lines == []:
        return ()
    on = "TRUE" if lines is None else f"line_id IN ({', '.join(str(int(line)) for line in lines)})"
    return model._default_manager.raw(sql.format(who=", ".join(str(int(one)) for one in who), lines=on), values)


def _evidence(record: RoundRecord, who: Sequence[int]) -> dict[int, tuple[EvidenceRow, ...]]:
    found: dict[int, list[EvidenceRow]] = defaultdict(list)
    for one in _asked(ReportEvidence, _FILES, who=who, round=record.row.pk):
        found[one.report_version_id].append(
            EvidenceRow(public_id=one.public_id, file_name=one.file_name, digest=one.digest, note=one.note)
        )
    return {version: tuple(files) for version, files in found.items()}


def _before(
    record: RoundRecord, who: Sequence[int], lines: Sequence[int] | None
) -> dict[tuple[int, int], StatusReportVersion]:
    """What these reporters had accepted last in an earlier round, by line and reporter."""
    end = connection.ops.adapt_datefield_value(record.row.end)
    rows = _asked(StatusReportVersion, _BEFORE, who=who, lines=lines, plan=record.row.plan_version.plan_id, end=end)
    return {(one.line_id, one.reporter_id): one for one in rows}


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
