"""The calendar that a person's own calendar program fetches by a secret address, as it cannot sign in."""

from collections.abc import Iterator
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


def feed_token(actor: Actor) -> str:
    """What the address of the actor's calendar ends in; empty for the local operator, who is no person.

    It holds for as long as the person may come in and the workspace keeps its signing key.
    """
    user = User.objects.filter(name=actor.name, is_active=True).first()
    return signing.dumps(str(user.public_id), salt=_SALT) if user else ""


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
        public_id = UUID(signing.loads(token, salt=_SALT))
    except (signing.BadSignature, ValueError, TypeError) as fault:
        raise NotFound from fault
    actor = acting(User.objects.select_related("home").filter(public_id=public_id).first())
    if actor is None:
        raise NotFound
    return actor


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
