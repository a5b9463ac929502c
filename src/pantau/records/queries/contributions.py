"""Named reads of what ministries were asked and what they said."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from pantau.domain.actors import ActorKind, ActorRow
from pantau.domain.contributions import ContributionRow, ContributionState
from pantau.domain.refusals import NotFound
from pantau.domain.reports import Cells
from pantau.domain.statuses import Status
from pantau.records.models import Actor, Contribution
from pantau.records.queries.actors import actor_row
from pantau.records.queries.round_record import RoundRecord
from pantau.records.sql import columns, fields_of, id_list, plain_rows

# In SQL because every page of a line asks for it.
_ASKED = """
SELECT {fields}, o.line_id, o.actor_id, c.ministry_id
FROM records_contribution c
JOIN records_obligation o ON o.id = c.obligation_id
WHERE {scope}
ORDER BY c.id
"""


class _Kept(NamedTuple):
    """A contribution as its row has it, under the names of its fields; whom it is of and about as internal ids."""

    public_id: UUID
    version: int
    changed_at: datetime
    state: str
    status: str
    narrative: str
    issues: str
    next_steps: str
    started_on: date | None
    completed_on: date | None
    line_id: int
    actor_id: int
    ministry_id: int


def contribution_rows(
    record: RoundRecord, *, reporter: str = "", ministry: str = "", lines: Iterable[UUID] | None = None
) -> list[ContributionRow]:
    """What was asked in a round, of one ministry or for one reporter, in the order of the plan."""
    place, asked = (record.reporter(code) if code else None for code in (reporter, ministry))
    if (reporter and place is None) or (ministry and asked is None):
        return []
    scope = [f"o.round_id = {record.row.pk}"]
    scope += [f"o.actor_id = {place.pk}"] if place else []
    scope += [f"c.ministry_id = {asked.pk}"] if asked else []
    if lines is not None:
        scope.append(f"o.line_id IN ({id_list(record.by_line[line] for line in lines if line in record.by_line)})")
    fields = fields_of(Contribution, _Kept._fields[:-3])
    statement = _ASKED.format(fields=columns("c", fields), scope=" AND ".join(scope))
    kept = [_Kept(*row) for row in plain_rows(statement, fields=fields)]
    actors = record.actors(key for one in kept for key in (one.actor_id, one.ministry_id))
    rows = [_row(record, one, actors) for one in kept if one.line_id in record.lines]
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


def _row(record: RoundRecord, one: "_Kept", actors: Mapping[int, Actor]) -> ContributionRow:
    place, line = record.lines[one.line_id]
    reporter, ministry = actors[one.actor_id], actors[one.ministry_id]
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
        ministry=ministry.code,
        ministry_name=ministry.name,
        about=replace(record.matter(reporter), ministry=one.ministry_id),
        state=ContributionState(one.state),
        seen=one.version,
        changed_at=one.changed_at,
        closed_on=record.row.closed_at.date() if record.row.closed_at else None,
        cells=Cells(
            status=Status(one.status) if one.status else None,
            narrative=one.narrative,
            issues=one.issues,
            next_steps=one.next_steps,
            started_on=one.started_on,
            completed_on=one.completed_on,
        ),
    )
