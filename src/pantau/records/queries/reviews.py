"""Named reads of what waits to be judged, asked of the policy row by row."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from pantau.domain.ledger import Decision
from pantau.domain.permissions import Actor, Matter, Verb, may
from pantau.domain.refusals import NotFound
from pantau.domain.reports import Cells, ReportRow
from pantau.domain.reviews import (
    TO_JUDGE,
    EndorsementRow,
    EndorsingBody,
    ReportsUnderReview,
    ReviewGroup,
    RoundUnderReview,
    result_digest,
)
from pantau.domain.workflow import ReportState
from pantau.records.models import Endorsement, LedgerEntry, Round, StatusReportVersion
from pantau.records.models.progress import OPEN_STATES
from pantau.records.queries.plans import plan_named, round_named, rounds_of
from pantau.records.queries.reports import cells_of, report_rows, reporters_of, version_rows
from pantau.records.queries.round_record import RoundRecord, round_record


def review_groups(actor: Actor) -> list[ReviewGroup]:
    """All that the actor may judge or lock now, by plan, round and reporter; what waits longest first."""
    groups = _groups(actor, StatusReportVersion.objects.all(), verb=Verb.REVIEW_REPORT, lock=Verb.LOCK_REPORT)
    return sorted(groups, key=lambda one: (one.since is None, one.since, one.plan, one.round_code, one.reporter))


def round_under_review(actor: Actor, *, round: UUID) -> RoundUnderReview:
    """One round with its reporters. Raises NotFound where the actor may read nothing of it."""
    record = round_record(round)
    plan = record.row.plan_version.plan
    of_round = StatusReportVersion.objects.filter(report__round=record.row)
    reporters = _groups(actor, of_round, verb=Verb.READ_SUBMITTED, lock=Verb.READ_SUBMITTED)
    about = Matter(plan=plan.pk, partner=plan.partner_id)
    may_endorse = may(actor, Verb.ENDORSE_ROUND, about)
    if not (reporters or may_endorse or may(actor, Verb.READ_SUBMITTED, about)):
        raise NotFound
    shown = counting_shown(record)
    return RoundUnderReview(
        round=record.row.public_id,
        code=record.row.code,
        plan=plan.code,
        plan_title=plan.title,
        illustrative=plan.illustrative,
        reporters=tuple(sorted(reporters, key=lambda one: one.reporter)),
        counting=len(shown),
        result=result_digest(shown),
        endorsements=tuple(_endorsements(record)),
        may_endorse=may_endorse,
    )


def reports_under_review(actor: Actor, *, round: UUID, reporter: str) -> ReportsUnderReview:
    """The submitted, accepted and locked reports of one reporter that the actor may read, in the order of the plan.

    Drafts are nobody's business here: of an amendment that is being written, what counts is shown until it comes in.

    Raises NotFound where there is no such reporter or nothing that the actor may read.
    """
    record = round_record(round)
    place = record.reporter(reporter)
    if place is None:
        raise NotFound
    rows = [
        row
        for row in report_rows(record, reporters=[place.pk])
        if row.state in TO_JUDGE and may(actor, Verb.READ_SUBMITTED, row.about)
    ]
    if not rows and not may(actor, Verb.READ_SUBMITTED, record.matter(place)):
        raise NotFound
    plan = record.row.plan_version.plan
    return ReportsUnderReview(
        round=record.row.public_id,
        code=record.row.code,
        plan=plan.code,
        plan_title=plan.title,
        illustrative=plan.illustrative,
        reporter=place.code,
        reporter_name=place.name,
        rows=tuple(rows),
        may_judge=_allowed(actor, Verb.REVIEW_REPORT, rows, state=ReportState.SUBMITTED),
        may_lock=_allowed(actor, Verb.LOCK_REPORT, rows, state=ReportState.ACCEPTED),
    )


def readable_reports(actor: Actor, *, plan: str, round: str, reporters: Sequence[str] = ()) -> list[ReportRow]:
    """Every report of a round that the actor may read, of these reporters or of all; drafts by those who write them.

    Raises PlanUnknown, RoundUnknown, and NotFound where the actor may read nothing of these reporters.
    """
    record = round_record(round_id(plan, round))
    wanted = {row.id for row in reporters_of(record) if not reporters or row.code in reporters}
    rows = report_rows(record, reporters=wanted)
    if not any(_reads(actor, row) or may(actor, Verb.READ_SUBMITTED, row.about) for row in rows):
        raise NotFound
    return [row for row in rows if row.report is not None and _reads(actor, row)]


def round_id(plan: str, code: str) -> UUID:
    """The round of a plan by its code. Raises PlanUnknown, RoundUnknown."""
    found = plan_named(plan)
    row = round_named(found, code, rounds=rounds_of(found, known_at=timezone.now()))
    return Round.objects.values_list("public_id", flat=True).get(pk=row.id)


def cells_shown(row: ReportRow, *, digest: str) -> Cells | None:
    """What a report said when it was shown with this digest, by its history; ``None`` where it never said that."""
    past: Any = StatusReportVersion.history.model.objects.filter(public_id=row.version)
    for version in past.order_by("-version"):
        cells = cells_of(version)
        if replace(row, cells=cells).digest == digest:
            return cells
    return None


def counting_shown(record: RoundRecord) -> list[str]:
    """The digest of every report that counts in a round now."""
    counting = StatusReportVersion.objects.filter(
        report__round=record.row, accepted_at__isnull=False, superseded_at__isnull=True
    )
    return [row.digest for row in version_rows(record, counting)]


def _reads(actor: Actor, row: ReportRow) -> bool:
    drafted = row.state is None or row.state.editable
    return may(actor, Verb.READ_DRAFT if drafted else Verb.READ_SUBMITTED, row.about)


def _allowed(actor: Actor, verb: Verb, rows: Iterable[ReportRow], *, state: ReportState) -> frozenset[UUID]:
    return frozenset(row.report for row in rows if row.report and row.state is state and may(actor, verb, row.about))


def _groups(
    actor: Actor, versions: "QuerySet[StatusReportVersion]", *, verb: Verb, lock: Verb
) -> Iterable[ReviewGroup]:
    """Counts in one query, then the policy for each plan, round, reporter and person who submitted."""
    found: dict[tuple[UUID, str], list[tuple[Mapping[str, Any], bool]]] = defaultdict(list)
    for one in _counted(versions):
        asked = verb if one["state"] == ReportState.SUBMITTED else lock
        if may(actor, asked, _matter(one)):
            waits = one["state"] == ReportState.SUBMITTED
            found[one["report__round__public_id"], one["report__reporter__code"]].append((one, waits))
    return [_group(some) for some in found.values()]


def _counted(versions: "QuerySet[StatusReportVersion]") -> Iterable[Mapping[str, Any]]:
    amended = StatusReportVersion.objects.filter(report=OuterRef("report"), state__in=OPEN_STATES)
    open_ones = Q(state=ReportState.SUBMITTED.value) | (
        Q(state=ReportState.ACCEPTED.value, superseded_at__isnull=True) & ~Exists(amended)
    )
    return (
        versions.filter(open_ones)
        .values(
            "state",
            "submitted_by",
            "report__round__public_id",
            "report__round__code",
            "report__round__plan_version__plan",
            "report__round__plan_version__plan__code",
            "report__round__plan_version__plan__title",
            "report__round__plan_version__plan__partner",
            "report__round__plan_version__plan__illustrative",
            "report__reporter",
            "report__reporter__code",
            "report__reporter__name",
            "report__reporter__parent",
        )
        .annotate(many=Count("pk"), since=Min("submitted_at"))
        .order_by()
    )


def _matter(one: Mapping[str, Any]) -> Matter:
    return Matter(
        plan=one["report__round__plan_version__plan"],
        partner=one["report__round__plan_version__plan__partner"],
        reporter=one["report__reporter"],
        country=one["report__reporter__parent"] or one["report__reporter"],
        submitted_by=one["submitted_by"],
    )


def _group(some: list[tuple[Mapping[str, Any], bool]]) -> ReviewGroup:
    first = some[0][0]
    return ReviewGroup(
        plan=first["report__round__plan_version__plan__code"],
        plan_title=first["report__round__plan_version__plan__title"],
        illustrative=first["report__round__plan_version__plan__illustrative"],
        round=first["report__round__public_id"],
        round_code=first["report__round__code"],
        reporter=first["report__reporter__code"],
        reporter_name=first["report__reporter__name"],
        waiting=sum(one["many"] for one, waits in some if waits),
        accepted=sum(one["many"] for one, waits in some if not waits),
        since=min((one["since"] for one, waits in some if waits and one["since"]), default=None),
    )


def _endorsements(record: RoundRecord) -> Iterable[EndorsementRow]:
    """The meetings of a round with what the ledger bound, in the order in which they were entered."""
    rows = {row.public_id: row for row in Endorsement.objects.filter(round=record.row)}
    entries = LedgerEntry.objects.filter(subject__in=rows, decision=Decision.ENDORSE.value).order_by("number")
    for entry in entries:
        row = rows[entry.subject]
        yield EndorsementRow(
            body=EndorsingBody(row.body),
            meeting=row.meeting,
            on=row.on,
            note=row.note,
            by=entry.actor,
            at=entry.at,
            reports=int(entry.details.get("reports", 0)),
            result=entry.shown,
        )
