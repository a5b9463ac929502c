"""A round with its plan and the lines of its text: what every read and write of its reports begins with."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from pantau.domain.permissions import Matter
from pantau.domain.plans import LineRow
from pantau.domain.refusals import NotFound
from pantau.records.models import Actor, LineBody, Round
from pantau.records.queries.plans import plan_lines
from pantau.records.remembered import Remembered


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRecord:
    """A round with its plan and the lines of its text, read once for all of its reports."""

    row: Round
    lines: Mapping[int, tuple[int, LineRow]]
    bodies: Mapping[int, frozenset[int]]
    earlier: Mapping[int, Round]
    by_line: Mapping[UUID, int]
    _actors: dict[str | int, Actor] = field(default_factory=dict)

    def reporter(self, code: str) -> Actor | None:
        """The actor of a code, ``None`` where there is none; asked for once."""
        if code not in self._actors:
            found = Actor.objects.filter(code=code).first()
            if found is None:
                return None
            self._actors.update({found.code: found, found.pk: found})
        return self._actors[code]

    def actors(self, keys: Iterable[int]) -> dict[int, Actor]:
        """The actors of these internal ids, each asked for once."""
        wanted = set(keys)
        if missing := [key for key in wanted if key not in self._actors]:
            for found in Actor.objects.filter(pk__in=missing):
                self._actors.update({found.code: found, found.pk: found})
        return {key: self._actors[key] for key in wanted if key in self._actors}

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
    if connection.in_atomic_block:  # what is not kept yet may never be
        return _read_round(public_id)
    place = _PLACES.get(public_id, stamp=None, read=lambda: _place(public_id))
    return _RECORDS.get(public_id, stamp=_stamp(place), read=lambda: _read_round(public_id))


def _place(public_id: UUID) -> "_Place":
    keys = Round.objects.filter(public_id=public_id).values_list("pk", "plan_version_id", "plan_version__plan_id")
    found = keys.first()
    if found is None:
        raise NotFound
    return found


def _read_round(public_id: UUID) -> RoundRecord:
    row = Round.objects.select_related("plan_version__plan__partner").filter(public_id=public_id).first()
    if row is None:
        raise NotFound
    lines = plan_lines(row.plan_version, known_at=timezone.now())
    earlier = Round.objects.filter(plan_version__plan=row.plan_version.plan_id, end__lt=row.end)
    return RoundRecord(
        row=row,
        lines={line.id: (place, line) for place, line in enumerate(lines)},
        bodies=_bodies(row, lines),
        earlier={one.pk: one for one in earlier},
        by_line={line.public_id: line.id for line in lines},
    )


_Place = tuple[int, int, int]  # internal ids of a round, its version and its plan
_STAMP = """
SELECT (SELECT version FROM records_round WHERE id = {round} AND plan_version_id = {version}),
       (SELECT version FROM records_planversion WHERE id = {version}),
       (SELECT version FROM records_plan WHERE id = {plan}),
       (SELECT SUM(version) FROM records_actor),
       (SELECT SUM(version) FROM records_line WHERE plan_id = {plan}),
       (SELECT SUM(version) FROM records_plannode WHERE plan_version_id = {version}),
       (SELECT SUM(version) FROM records_linebody
        WHERE line_id IN (SELECT id FROM records_line WHERE plan_id = {plan})),
       (SELECT SUM(version) FROM records_round
        WHERE plan_version_id IN (SELECT id FROM records_planversion WHERE plan_id = {plan}))
"""


def _stamp(place: _Place) -> Any:
    """What differs as soon as anything of a round was written: every write lets the version of a row grow, and no row
    is ever taken away."""
    round, version, plan = place
    with connection.cursor() as cursor:
        cursor.execute(_STAMP.format(round=round, version=version, plan=plan))
        return cursor.fetchone()


_REMEMBERED = 16
_PLACES: Remembered[_Place] = Remembered(10 * _REMEMBERED)
_RECORDS: Remembered[RoundRecord] = Remembered(_REMEMBERED)


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
