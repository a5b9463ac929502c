"""Named reads of what ministries were asked and what they said."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from django.db.models import Q

from pantau.domain.actors import ActorKind, ActorRow
from pantau.domain.contributions import ContributionRow, ContributionState
from pantau.domain.refusals import NotFound
from pantau.domain.reports import Cells
from pantau.domain.statuses import Status
from pantau.records.models import Actor, Contribution
from pantau.records.queries.actors import actor_row
from pantau.records.queries.round_record import RoundRecord


def contribution_rows(
    record: RoundRecord, *, reporter: str = "", ministry: str = "", lines: Iterable[UUID] | None = None
) -> list[ContributionRow]:
    """What was asked in a round, of one ministry or for one reporter, in the order of the plan."""
    scope = Q(obligation__round=record.row)
    if reporter:
        scope &= Q(obligation__actor__code=reporter)
    if ministry:
        scope &= Q(ministry__code=ministry)
    if lines is not None:
        scope &= Q(obligation__line__public_id__in=list(lines))
    kept = Contribution.objects.filter(scope).select_related("obligation__actor", "ministry").order_by("id")
    rows = [_row(record, one) for one in kept if one.obligation.line_id in record.lines]
    return sorted(rows, key=lambda row: (row.order, row.ministry))


def contributions_behind(rows: Iterable[ContributionRow]) -> dict[UUID, Contribution]:
    """The kept row behind each, by its public id."""
    keys = [row.public_id for row in rows]
    return {one.public_id: one for one in Contribution.objects.filter(public_id__in=keys)}


def ministry_named(code: str) -> Actor:
    """Whoever can be asked to contribute, by code. Raises NotFound."""
    found = Actor.objects.filter(code=code, parent__isnull=False).first()
    if found is None:
        raise NotFound
    return found


def ministries_of(country: ActorRow) -> list[ActorRow]:
    """The ministries of a country, by code."""
    rows = Actor.objects.filter(parent_id=country.id, kind=ActorKind.MINISTRY).order_by("code")
    return [actor_row(row) for row in rows]


def _row(record: RoundRecord, one: Contribution) -> ContributionRow:
    place, line = record.lines[one.obligation.line_id]
    reporter = one.obligation.actor
    return ContributionRow(
        public_id=one.public_id,
        line=line.public_id,
        line_id=line.id,
        order=place,
        label=line.label,
        words=line.words,
        section=line.section,
        round=record.row.public_id,
        round_code=record.row.code,
        plan=record.row.plan_version.plan.code,
        reporter=reporter.code,
        reporter_name=reporter.name,
        ministry=one.ministry.code,
        ministry_name=one.ministry.name,
        about=replace(record.matter(reporter), ministry=one.ministry_id),
        state=ContributionState(one.state),
        seen=one.version,
        changed_at=one.changed_at,
        cells=Cells(
            status=Status(one.status) if one.status else None,
            narrative=one.narrative,
            issues=one.issues,
            next_steps=one.next_steps,
            started_on=one.started_on,
            completed_on=one.completed_on,
        ),
    )
