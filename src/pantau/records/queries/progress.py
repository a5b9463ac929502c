"""Named reads of rounds, obligations and the reports that count on two clocks."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Q

from pantau.domain.actors import ActorKind
from pantau.domain.counting import Counting
from pantau.domain.initiatives import InitiativeRow, Stage, StageEvent
from pantau.domain.line_reports import LineReport
from pantau.domain.plans import LineRow, PlanRow, RoundRow
from pantau.domain.progress import Answer
from pantau.domain.scorecard import Moment, ScoreInput
from pantau.domain.statuses import STARTED, Status
from pantau.domain.workflow import ReportState
from pantau.records.models import Actor, Initiative, Obligation, Plan, PlanNode, PlanVersion, StatusReportVersion
from pantau.records.queries.actors import actor_row
from pantau.records.queries.known import as_known
from pantau.records.queries.plans import (
    named_lists,
    plan_lines,
    round_named,
    rounds_of,
    version_in_force,
)
from pantau.records.queries.sources import source_row

_STATUSES = {status.value: status for status in Status}

# What counts: accepted by known_at and not yet superseded; provisionally what is submitted stands for it already.
_COUNTS = {
    Counting.ACCEPTED: """
        v.accepted_at <= %(known_at)s AND (v.superseded_at IS NULL OR v.superseded_at > %(known_at)s)
    """,
    Counting.PROVISIONAL: """
        (v.state = 'submitted' OR (v.accepted_at <= %(known_at)s
            AND (v.superseded_at IS NULL OR v.superseded_at > %(known_at)s)
            AND NOT EXISTS (SELECT 1 FROM records_statusreportversion w
                            WHERE w.report_id = v.report_id AND w.state = 'submitted')))
    """,
}
# Of the versions that count, the last by situation date per line and
# reporter. domain.progress.answers states the same in words; a test holds the two against each other.
_ANSWERS = """
SELECT line_id, reporter_id, status, started, stale FROM (
    SELECT r.line_id, r.reporter_id, v.status,
           MAX(CASE WHEN v.status IN %(started)s OR v.started_on <= %(as_of)s THEN 1 ELSE 0 END)
               OVER (PARTITION BY r.line_id, r.reporter_id) AS started,
           CASE WHEN v.as_of < %(stale_before)s THEN 1 ELSE 0 END AS stale,
           ROW_NUMBER() OVER (
               PARTITION BY r.line_id, r.reporter_id
               ORDER BY v.as_of DESC, COALESCE(v.accepted_at, %(known_at)s) DESC, v.id DESC
           ) AS place
    FROM records_statusreportversion v
    JOIN records_statusreport r ON r.id = v.report_id
    JOIN records_round o ON o.id = r.round_id
    WHERE o.plan_version_id IN (SELECT id FROM records_planversion WHERE plan_id = %(plan)s)
      AND %(counts)s
      AND v.as_of <= %(as_of)s
      AND (%(round)s = 0 OR r.round_id = %(round)s)
) counted WHERE place = 1
"""


def counting_answers(
    plan: PlanRow,
    *,
    as_of: date,
    known_at: datetime,
    round: RoundRow | None,
    stale_before: date,
    counting: Counting = Counting.ACCEPTED,
) -> list[Answer]:
    """The answers that count at `as_of` as known at `known_at`, in one query."""
    started = ", ".join(f"'{status.value}'" for status in sorted(STARTED))
    values = {
        "plan": plan.id,
        "as_of": connection.ops.adapt_datefield_value(as_of),
        "known_at": connection.ops.adapt_datetimefield_value(known_at),
        "round": round.id if round else 0,
        "stale_before": connection.ops.adapt_datefield_value(stale_before),
    }
    with connection.cursor() as cursor:
        asked = _ANSWERS.replace("%(counts)s", _COUNTS[counting]).replace("%(started)s", f"({started})")
        cursor.execute(asked, values)
        return [
            Answer(line, reporter, _STATUSES[status], bool(started), bool(stale))
            for line, reporter, status, started, stale in cursor.fetchall()
        ]


def score_input(
    plan: PlanRow, moment: Moment, *, version: PlanVersion | None = None, counting: Counting = Counting.ACCEPTED
) -> ScoreInput:
    """All that scoring a plan at a moment needs; of the version in force unless another is asked for.

    Raises RoundUnknown.
    """
    version = version or version_in_force(plan, moment.as_of, known_at=moment.known_at)
    rounds = rounds_of(plan, known_at=moment.known_at)
    asked = round_named(plan, moment.round, rounds=rounds) if moment.round else None
    lines = plan_lines(version, known_at=moment.known_at)
    owing = _owing([asked] if asked else [row for row in reversed(rounds) if row.opens <= moment.as_of])
    owed, others = _owed(lines, owing=owing, version=version, plan=plan, moment=moment)
    return ScoreInput(
        plan=plan,
        lines=lines,
        owed=owed,
        others=others,
        answers=counting_answers(
            plan,
            as_of=moment.as_of,
            known_at=moment.known_at,
            round=asked,
            stale_before=date.min if asked else _stale_before(rounds, moment.as_of),
            counting=counting,
        ),
        initiatives=initiatives_of(plan, known_at=moment.known_at),
        lists=named_lists(plan, as_of=moment.as_of, known_at=moment.known_at),
    )


def _stale_before(rounds: list[RoundRow], as_of: date) -> date:
    """A status older than the last closed round is stale: the first day of that round."""
    closed = [row for row in rounds if row.closes is not None and row.closes <= as_of]
    return closed[-1].period.start if closed else date.min


class _Owing(NamedTuple):
    """Who owes what by the rounds that count: line to countries, asked in `round`, and line to bodies and partners."""

    round: RoundRow | None
    countries: Mapping[int, frozenset[int]]
    others: Mapping[int, frozenset[int]]


def _owing(rounds: Sequence[RoundRow]) -> _Owing:
    """Of rounds from the last one back: the last says which bodies and partners owe, the last one that asked any
    country says which countries do, so that a round of the lead bodies alone takes no country's report away.
    """
    countries = set(Actor.objects.filter(kind=ActorKind.MEMBER_STATE).values_list("id", flat=True))
    others: Mapping[int, frozenset[int]] = {}
    for place, round in enumerate(rounds):
        owing, besides = _obligations(round, countries)
        others = others if place else besides
        if owing:
            return _Owing(round, owing, others)
    return _Owing(rounds[0] if rounds else None, {}, others)


def _obligations(
    round: RoundRow, countries: Collection[int]
) -> tuple[Mapping[int, frozenset[int]], Mapping[int, frozenset[int]]]:
    """Line to the countries, and line to the others, that owe it in a round; equal sets are one."""
    owing: dict[int, list[int]] = {}
    besides: dict[int, list[int]] = {}
    for line_id, actor_id in Obligation.objects.filter(round_id=round.id).values_list("line_id", "actor_id"):
        (owing if actor_id in countries else besides).setdefault(line_id, []).append(actor_id)
    shared: dict[frozenset[int], frozenset[int]] = {}
    one, two = (
        {line: shared.setdefault(frozenset(actors), frozenset(actors)) for line, actors in found.items()}
        for found in (owing, besides)
    )
    return one, two


def _owed(
    lines: Sequence[LineRow], *, owing: _Owing, version: PlanVersion, plan: PlanRow, moment: Moment
) -> tuple[Mapping[int, frozenset[int]], Mapping[int, frozenset[int]]]:
    """Who owes each line, countries and others: every member at `as_of` where the round's text has not got the line;
    nobody owes a line that was withdrawn.
    """
    nobody: frozenset[int] = frozenset()
    asked: set[int] = set()
    if owing.round is not None:
        asked = {line.id for line in lines} if owing.round.version == version.id else _lines_in(owing.round.version)
    members = (
        nobody
        if all(line.id in asked for line in lines)
        else member_ids(plan, on=moment.as_of, known_at=moment.known_at)
    )
    owed, others = {}, {}
    for line in lines:
        gone = line.withdrawn(moment.as_of)
        who = owing.countries.get(line.id, nobody) if line.id in asked else members
        owed[line.id] = nobody if gone else who
        if line.id in owing.others and not gone:
            others[line.id] = owing.others[line.id]
    return owed, others


def _lines_in(version: int) -> set[int]:
    """The lines that stand in a version, by its internal id."""
    return set(PlanNode.objects.filter(plan_version_id=version, countable=True).values_list("line_id", flat=True))


def member_ids(plan: PlanRow, *, on: date, known_at: datetime) -> frozenset[int]:
    """The member states on a day; the invented ones owe the illustrative plans, the real ones the others.

    An actor who was not here yet at `known_at` is none, unless the plan came later still.
    """
    came = Plan.objects.filter(id=plan.id).values("created_at")
    rows = as_known(Actor.objects.filter(Q(created_at__lte=known_at) | Q(created_at__lte=came)), known_at)
    members = (row for row in rows if row.kind == ActorKind.MEMBER_STATE and row.illustrative == plan.illustrative)
    return frozenset(row.id for row in members if actor_row(row).member_on(on))


def initiatives_of(plan: PlanRow, *, known_at: datetime) -> tuple[InitiativeRow, ...]:
    """The initiatives of a plan with their stages, and their lines as known at a moment, in three queries."""
    rows = Initiative.objects.filter(plan_id=plan.id).prefetch_related("stages", "lines").order_by("key")
    return tuple(
        InitiativeRow(
            id=row.id,
            public_id=row.public_id,
            title=row.title,
            events=tuple(
                StageEvent(stage=Stage(event.stage), on=event.on, recorded_at=event.created_at)
                for event in sorted(row.stages.all(), key=lambda event: event.id)
            ),
            lines=frozenset(link.line_id for link in row.lines.all() if link.created_at <= known_at),
        )
        for row in rows
    )


def line_reports(line: UUID, *, known_at: datetime) -> tuple[LineReport, ...]:
    """Every accepted version of every report on a line as known at a moment, newest situation first."""
    versions = (
        StatusReportVersion.objects.filter(report__line__public_id=line, accepted_at__lte=known_at)
        .select_related("report__reporter", "report__round", "source")
        .order_by("-as_of", "report__reporter__code", "-number")
    )
    return tuple(
        LineReport(
            reporter=actor_row(row.report.reporter),
            round=row.report.round.code,
            number=row.number,
            status=Status(row.status),
            narrative=row.narrative,
            as_of=row.as_of,
            started_on=row.started_on,
            completed_on=row.completed_on,
            accepted_at=row.accepted_at,
            superseded_at=row.superseded_at,
            source=source_row(row.source) if row.source else None,
        )
        for row in versions
        if row.accepted_at is not None
    )


def submitted_count(plan: PlanRow) -> int:
    """How many reports on a plan wait to be judged."""
    return StatusReportVersion.objects.filter(
        report__round__plan_version__plan=plan.id, state=ReportState.SUBMITTED.value
    ).count()
