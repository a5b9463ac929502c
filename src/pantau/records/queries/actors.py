"""Named reads of the register of actors and of partnerships."""

from collections.abc import Iterable
from datetime import date

from pantau.domain.actors import ActorKind, ActorRow, InstrumentRow, LevelRow, TermRow
from pantau.domain.permissions import Matter
from pantau.domain.refusals import NotFound
from pantau.records.models import Actor, Coordinatorship, Instrument, InstrumentStatus, Partnership


def actor_row(actor: Actor) -> ActorRow:
    return ActorRow(
        id=actor.id,
        public_id=actor.public_id,
        code=actor.code,
        kind=ActorKind(actor.kind),
        name=actor.name,
        iso=actor.iso,
        member_from=actor.member_from,
        member_until=actor.member_until,
        illustrative=actor.illustrative,
    )


def actor_rows(kinds: Iterable[ActorKind] = tuple(ActorKind)) -> list[ActorRow]:
    """All actors of these kinds, by code."""
    return [actor_row(actor) for actor in Actor.objects.filter(kind__in=list(kinds)).order_by("code")]


def actor_named(code: str) -> ActorRow:
    """Raises NotFound for an unknown code."""
    found = Actor.objects.filter(code=code).first()
    if found is None:
        raise NotFound
    return actor_row(found)


def levels_of(partner: ActorRow) -> tuple[LevelRow, ...]:
    """The level history of a partnership, oldest first."""
    rows = Partnership.objects.filter(partner_id=partner.id).order_by("since")
    return tuple(LevelRow(level=row.level, since=row.since, until=row.until) for row in rows)


def present_levels() -> dict[int, LevelRow]:
    """The latest level of every partner, by the partner's internal id."""
    rows = Partnership.objects.order_by("since")
    return {row.partner_id: LevelRow(level=row.level, since=row.since, until=row.until) for row in rows}


def coordinators_of(partner: ActorRow) -> tuple[TermRow, ...]:
    """The member states that coordinated a partner, oldest term first."""
    rows = (
        Coordinatorship.objects.filter(partner_id=partner.id, withdrawn=False)
        .select_related("country")
        .order_by("start")
    )
    return tuple(TermRow(country=actor_row(row.country), start=row.start, end=row.end) for row in rows)


def instruments_with(partner: ActorRow) -> tuple[InstrumentRow, ...]:
    """Instruments that the partner is a party of, latest period first, with their status history."""
    rows = (
        Instrument.objects.filter(parties__actor_id=partner.id, withdrawn=False)
        .prefetch_related("statuses")
        .order_by("-start", "code")
    )
    return tuple(
        InstrumentRow(
            public_id=row.public_id,
            code=row.code,
            kind=row.kind,
            title=row.title,
            start=row.start,
            end=row.end,
            statuses=_in_order(row.statuses.all()),
        )
        for row in rows
    )


def _in_order(statuses: Iterable[InstrumentStatus]) -> tuple[tuple[str, date | None], ...]:
    dated = sorted((row for row in statuses if not row.withdrawn), key=lambda row: (row.on or date.max, row.id))
    return tuple((row.status, row.on) for row in dated)


def partner_matter(code: str) -> Matter:
    """What a right about a plan that is not there yet is asked about: the partner named for it, if one is."""
    partner = Actor.objects.filter(code__iexact=code).values_list("pk", flat=True).first() if code else None
    return Matter(partner=partner)
