"""Those who owe reports are reminded: before, on and after their day, each of them once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.utils import timezone

from pantau.domain.messages import reminder, reminder_day
from pantau.domain.permissions import Actor, Verb, may, may_somewhere
from pantau.domain.refusals import ChangedMeanwhile, NotFound
from pantau.domain.rounds import ReporterStanding, RoundFacts
from pantau.records.models import Message
from pantau.records.queries.messages import Recipient, recipients
from pantau.records.queries.rounds import running_rounds, standings
from pantau.usecases.access import writing


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """One person to tell about one reporter's reports in one round, because of the reminder of `day`."""

    round: RoundFacts
    reporter: ReporterStanding
    recipient: Recipient
    day: date

    @property
    def key(self) -> str:
        """What makes it the same reminder whoever works it out, and however often."""
        parts = ("reminder", self.round.public_id, self.reporter.reporter.public_id, self.recipient.public_id, self.day)
        return ":".join(str(part) for part in parts)

    def as_json(self) -> dict[str, Any]:
        return {
            "plan": self.round.plan,
            "round": self.round.code,
            "reporter": self.reporter.reporter.code,
            "person": self.recipient.name,
            "reachable": bool(self.recipient.email),
            "day": self.day.isoformat(),
            "missing": self.reporter.counts.missing,
        }


def reminders_due(actor: Actor, *, on: date) -> tuple[Reminder, ...]:
    """Whose turn it is on a day and who was not told yet, in the rounds that the actor runs.

    People without an address are among them, so that somebody sees that they cannot be told. Raises NotFound.
    """
    if not may_somewhere(actor, Verb.OPEN_ROUND):
        raise NotFound
    rounds = [round for round in running_rounds(on=on) if round.remind and may(actor, Verb.OPEN_ROUND, round.matter())]
    found = standings(rounds, on=on)
    turns = [
        (round, reporter, day)
        for round in rounds
        for reporter in found.get(round.id, ())
        if (day := reminder_day(round, reporter, on=on)) is not None
    ]
    people = recipients({reporter.reporter.id for _, reporter, _ in turns}, on=on)
    wanted = {
        one.key: one
        for round, reporter, day in turns
        for one in _told(round, reporter, day=day, people=people.get(reporter.reporter.id, ()))
    }
    known = set(Message.objects.filter(key__in=list(wanted)).values_list("key", flat=True))
    return tuple(one for key, one in wanted.items() if key not in known)


def _told(
    round: RoundFacts, reporter: ReporterStanding, *, day: date, people: Iterable[Recipient]
) -> Iterator[Reminder]:
    for person in people:
        if person.plan in (None, round.plan_id):
            yield Reminder(round=round, reporter=reporter, recipient=person, day=day)


def remind_reporters(actor: Actor, *, on: date | None = None) -> tuple[Reminder, ...]:
    """Queue a message for everybody whose turn it is and who has an address; those that were queued.

    Each round is written in a transaction of its own; one that another queues at the same moment is left to that one.
    """
    day = on or timezone.now().date()
    reachable = [one for one in reminders_due(actor, on=day) if one.recipient.email]
    queued: list[Reminder] = []
    for _, some in groupby(reachable, key=lambda one: one.round.id):
        reminders = list(some)
        try:
            _queue(actor, reminders, on=day)
        except ChangedMeanwhile:
            continue
        queued += reminders
    return tuple(queued)


def _queue(actor: Actor, reminders: Sequence[Reminder], *, on: date) -> None:
    round = reminders[0].round
    with writing(actor, Verb.OPEN_ROUND, about=round.matter(), reason=f"remind {round.plan} {round.code}") as pen:
        rows = []
        for one in reminders:
            mail = reminder(one.round, one.reporter, person=one.recipient.name, on=on)
            rows.append(
                {
                    "user_id": one.recipient.user,
                    "key": one.key,
                    "kind": "reminder",
                    "subject": mail.subject,
                    "body": mail.body,
                    "next_try_at": pen.at,
                }
            )
        pen.insert_many(Message, rows)
