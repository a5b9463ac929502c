"""Named reads of rounds: their dates, who owes what in them, how far each has come, and how they were opened."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from pantau.domain.ledger import Decision
from pantau.domain.permissions import Matter
from pantau.domain.refusals import NotFound, RoundUnknown
from pantau.domain.rounds import (
    Counts,
    Exempt,
    Extended,
    Opening,
    Owing,
    ReporterStanding,
    RoundDecision,
    RoundFacts,
)
from pantau.domain.values import Period
from pantau.records.models import Actor, Extension, LedgerEntry, Obligation, Plan, Round, StatusReportVersion
from pantau.records.queries.actors import actor_row
from pantau.records.queries.plans import plan_named

Standings = Mapping[int, tuple[ReporterStanding, ...]]
"""Those who owe something in a round, by the internal id of the round."""


def plan_matter(plan: int) -> Matter:
    """What a right is asked about where a plan (internal id) is meant, with its partner."""
    return Matter(plan=plan, partner=Plan.objects.values_list("partner_id", flat=True).get(id=plan))


def plan_matters() -> dict[int, Matter]:
    """The same for every plan, by its internal id."""
    return {plan: Matter(plan=plan, partner=partner) for plan, partner in Plan.objects.values_list("id", "partner_id")}


def round_facts(row: Round) -> RoundFacts:
    """A round whose version, plan and partner were read with it."""
    plan = row.plan_version.plan
    return RoundFacts(
        id=row.id,
        public_id=row.public_id,
        version=row.version,
        plan_version=row.plan_version_id,
        plan_id=plan.id,
        plan=plan.code,
        title=plan.title,
        partner_id=plan.partner_id,
        partner=plan.partner.code if plan.partner else "",
        illustrative=plan.illustrative,
        code=row.code,
        period=Period(start=row.start, end=row.end),
        opens=row.opens,
        closes=row.closes,
        cut_off=row.cut_off,
        changed_at=row.changed_at,
        remind=tuple(row.remind),
        closed_at=row.closed_at,
    )


def all_rounds(*, plan: str = "") -> list[RoundFacts]:
    """Every round, or those of one plan, the one that opens last first. Raises PlanUnknown."""
    rows = _rounds()
    if plan:
        rows = rows.filter(plan_version__plan_id=plan_named(plan).id)
    return [round_facts(row) for row in rows.order_by("-opens", "plan_version__plan__code", "code")]


def running_rounds(*, on: date) -> list[RoundFacts]:
    """The rounds that have opened by a day and that nobody has closed."""
    rows = _rounds().filter(closed_at__isnull=True, opens__lte=on)
    return [round_facts(row) for row in rows.order_by("opens", "id")]


def round_with_id(public_id: UUID) -> RoundFacts:
    """Raises NotFound."""
    row = _rounds().filter(public_id=public_id).first()
    if row is None:
        raise NotFound
    return round_facts(row)


def round_of_plan(plan: str, code: str) -> RoundFacts:
    """The round of that code. Raises PlanUnknown, RoundUnknown."""
    known = plan_named(plan)
    rows = list(_rounds().filter(plan_version__plan_id=known.id).order_by("end", "code"))
    found = next((row for row in rows if row.code.casefold() == code.casefold()), None)
    if found is None:
        raise RoundUnknown(plan=known.code, round=code, known=", ".join(row.code for row in rows) or "-")
    return round_facts(found)


def _rounds() -> "QuerySet[Round]":
    return Round.objects.select_related("plan_version__plan__partner")


def standings(rounds: Sequence[RoundFacts], *, on: date) -> Standings:
    """How every reporter stands in these rounds on a day, by code; in six queries, however many they are."""
    ids = [round.id for round in rounds]
    owed = _owed(ids)
    states = _states(ids)
    extensions = {
        (row.round_id, row.reporter_id): Extended(
            until=row.until, reason=row.reason, changed_at=row.changed_at, version=row.version
        )
        for row in Extension.objects.filter(round_id__in=ids)
    }
    late = _late(ids, {key: one.until for key, one in extensions.items()})
    actors = {row.id: row for row in Actor.objects.filter(id__in={actor for _, actor in owed})}
    found: dict[int, list[ReporterStanding]] = defaultdict(list)
    by_id = {round.id: round for round in rounds}
    for key in sorted(owed, key=lambda key: actors[key[1]].code):
        round, actor, extension = by_id[key[0]], actors[key[1]], extensions.get(key)
        found[round.id].append(
            ReporterStanding(
                reporter=actor_row(actor),
                country=actor.parent_id or actor.id,
                counts=Counts(owed=owed[key], late=late.get(key, 0), **states.get(key, {})),
                standing=round.standing(on, until=extension.until if extension else None),
                extension=extension,
            )
        )
    return {round: tuple(rows) for round, rows in found.items()}


def _owed(rounds: Collection[int]) -> dict[tuple[int, int], int]:
    counted = Obligation.objects.filter(round_id__in=rounds).values_list("round_id", "actor_id").order_by()
    return {(round, actor): many for round, actor, many in counted.annotate(many=Count("id"))}


def _owed_versions(rounds: Collection[int]) -> "QuerySet[StatusReportVersion]":
    """The versions of reports that somebody owes in these rounds."""
    owing = Obligation.objects.filter(
        round=OuterRef("report__round"), line=OuterRef("report__line"), actor=OuterRef("report__reporter")
    )
    return StatusReportVersion.objects.filter(Exists(owing), report__round_id__in=rounds)


def _states(rounds: Collection[int]) -> dict[tuple[int, int], dict[str, int]]:
    """How many reports stand in each state; one that counts stands in that, whatever amendment of it is open."""
    counting = Q(accepted_at__isnull=False, superseded_at__isnull=True)
    beside = StatusReportVersion.objects.filter(counting, report=OuterRef("report"))
    versions = _owed_versions(rounds).filter(counting | (Q(accepted_at__isnull=True) & ~Exists(beside)))
    keys = ("report__round_id", "report__reporter_id", "state")
    found: dict[tuple[int, int], dict[str, int]] = defaultdict(dict)
    for round, reporter, state, many in versions.order_by().values_list(*keys).annotate(many=Count("id")):
        found[round, reporter][state] = many
    return found


def _late(rounds: Collection[int], until: Mapping[tuple[int, int], date]) -> dict[tuple[int, int], int]:
    """How many reports were first handed in after the day the round closes, and after the reporter's own."""
    first = _owed_versions(rounds).filter(number=1, submitted_at__date__gt=F("report__round__closes"))
    keys = ("report__round_id", "report__reporter_id", "submitted_at__date")
    found: dict[tuple[int, int], int] = defaultdict(int)
    for round, reporter, day, many in first.order_by().values_list(*keys).annotate(many=Count("id")):
        if day > until.get((round, reporter), date.min):
            found[round, reporter] += many
    return found


def opening_of(round: RoundFacts) -> Opening:
    """How the round was opened; nothing is known of one that was imported before decisions were kept."""
    entry = LedgerEntry.objects.filter(subject=round.public_id, decision=Decision.OPEN.value).order_by("number").first()
    if entry is None:
        return Opening()
    return Opening(
        owing=tuple(Owing(one) for one in entry.details.get("owing", ())),
        exceptions=tuple(_exempt(entry.details.get("exceptions", ()))),
        by=entry.actor,
        at=entry.at,
    )


def decisions_of(round: RoundFacts) -> tuple[RoundDecision, ...]:
    """Every decision on the round itself, the first first."""
    return tuple(
        RoundDecision(
            number=entry.number, decision=Decision(entry.decision), by=entry.actor, at=entry.at, note=entry.note
        )
        for entry in LedgerEntry.objects.filter(subject=round.public_id, kind="round").order_by("number")
    )


def _exempt(told: Iterable[Mapping[str, object]]) -> Iterable[Exempt]:
    for one in told:
        lines = one.get("lines")
        yield Exempt(
            reporter=str(one["reporter"]),
            lines=tuple(str(line) for line in lines) if isinstance(lines, list) else (),
            reason=str(one["reason"]),
        )
