"""The calendar that a person's own calendar program fetches by a secret address, as it cannot sign in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core import signing
from django.utils import timezone

from pantau.domain.permissions import Actor
from pantau.domain.refusals import NotFound
from pantau.domain.round_days import RoundDay, days_of
from pantau.domain.words import Words
from pantau.records.models import User
from pantau.records.queries.people import acting
from pantau.standards.calendars import CalendarDay, calendar
from pantau.usecases.follow_rounds import rounds_for

_SALT = "pantau.calendar"
_NAME = Words(en="Pantau: reporting rounds", id="Pantau: putaran pelaporan")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What the address of a calendar ends in, and since when it is the one: ``None`` while it was never renewed."""

    token: str
    since: datetime | None


def feed_of(actor: Actor) -> Feed | None:
    """The address of the actor's calendar; ``None`` for the local operator, who is no person.

    It holds until the person renews it, for as long as they may come in and the workspace keeps its signing key.
    """
    user = User.objects.filter(name=actor.name, is_active=True).first()
    if user is None:
        return None
    return Feed(token=signing.dumps(_named(user), salt=_SALT), since=user.calendar_renewed_at)


def calendar_feed(token: str, *, language: str) -> bytes:
    """The days of the rounds that concern whom the address was made for, with their rights of now.

    Raises NotFound for an address that was not made here, and for somebody who may not come in any more.
    """
    actor = _whose(token)
    on = timezone.now().date()
    found = rounds_for(actor, on=on)
    days = sorted(
        (day for one in found for day in days_of(one.round, one.reporters)), key=lambda one: (one.day, one.key)
    )
    return calendar(_entries(days, language), name=_NAME.into(language), language=language)


def _whose(token: str) -> Actor:
    try:
        named = str(signing.loads(token, salt=_SALT))
        public_id = UUID(named.partition("/")[0])
    except (signing.BadSignature, ValueError) as fault:
        raise NotFound from fault
    user = User.objects.select_related("home").filter(public_id=public_id).first()
    actor = acting(user) if user is not None and named == _named(user) else None
    if actor is None:
        raise NotFound
    return actor


def _named(user: User) -> str:
    """What the address says, signed: whose it is, and since when that is their address, unless it always was."""
    renewed = user.calendar_renewed_at
    return f"{user.public_id}/{renewed.timestamp()}" if renewed else str(user.public_id)


def _entries(days: list[RoundDay], language: str) -> Iterator[CalendarDay]:
    for one in days:
        yield CalendarDay(
            uid=f"{one.key}@pantau",
            day=one.day,
            title=one.words.into(language),
            text=one.round.title.into(language),
            changed_at=one.changed_at,
            revision=one.revision,
        )
