"""Mail that goes out: how it stands, when it is tried again, and what a reminder says."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from pantau.domain.rounds import ReporterStanding, RoundFacts
from pantau.domain.words import LANGUAGES, Words, table, words_from

MOST_TRIES = 10
LEASE = timedelta(minutes=15)
"""How long one who sends keeps a message for itself: past that it counts as dropped, and is tried again."""
RECENT = timedelta(days=7)
"""How long after its day a reminder is still sent, if nobody was there to send it."""
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(minutes=5), timedelta(days=1)


class MessageState(StrEnum):
    """How a message stands. Names: data/messages.toml, `states`."""

    WAITING = "waiting"
    SENT = "sent"
    GIVEN_UP = "given_up"

    @property
    def words(self) -> Words:
        return words_from(table("messages")["states"][self.value])


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRow:
    """One mail to one person, without what it says; `fault` is what the mail server said last."""

    public_id: UUID
    person: str
    kind: str
    subject: str
    state: MessageState
    tries: int
    next_try_at: datetime
    sent_at: datetime | None
    fault: str
    created_at: datetime

    @property
    def kind_words(self) -> Words:
        return (
            words_from(table("messages")["kinds"][self.kind])
            if self.kind in table("messages")["kinds"]
            else Words(en=self.kind)
        )

    def as_json(self) -> dict[str, Any]:
        return {
            "message": str(self.public_id),
            "person": self.person,
            "kind": self.kind,
            "subject": self.subject,
            "state": self.state.value,
            "tries": self.tries,
            "next_try_at": self.next_try_at.isoformat() if self.state is MessageState.WAITING else None,
            "sent_at": self.sent_at.isoformat() if self.sent_at else None,
            "fault": self.fault or None,
            "created_at": self.created_at.isoformat(),
        }


def pause_after(tries: int) -> timedelta:
    """How long to wait after so many tries that failed: three times as long after each, a day at most.

    >>> [str(pause_after(tries)) for tries in (1, 2, 3, 9)]
    ['0:05:00', '0:15:00', '0:45:00', '1 day, 0:00:00']
    """
    return min(_FIRST_PAUSE * int(3 ** (tries - 1)), _LONGEST_PAUSE)


def reminder_day(round: RoundFacts, reporter: ReporterStanding, *, on: date) -> date | None:
    """The reminder of this reporter whose turn it is on a day: the latest that has come, if it is not long past.

    Nobody is reminded who has handed in everything, before the round opens, or once it is closed.
    """
    due = reporter.standing.due
    if due is None or not reporter.counts.missing or round.closed_at is not None:
        return None
    come = [day for day in (due + timedelta(days=days) for days in round.remind) if round.opens <= day <= on]
    return max(come) if come and on - max(come) <= RECENT else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A subject and a text, ready to go out."""

    subject: str
    body: str


def reminder(round: RoundFacts, reporter: ReporterStanding, *, person: str, on: date) -> Mail:
    """What one person is told about the reports of one reporter, in both languages."""
    due = reporter.standing.due
    assert due is not None
    which = "ahead" if on < due else ("today" if on == due else "past")
    texts = table("messages")["reminder"]
    places: dict[str, object] = {
        "plan": round.plan,
        "title": round.title,
        "round": round.code,
        "reporter": reporter.reporter.name,
        "name": person,
        "due": due.isoformat(),
        "missing": reporter.counts.missing,
        "owed": reporter.counts.owed,
    }
    subject = words_from(texts[which]["subject"]).fill(**places)
    body = words_from(texts[which]["body"]).fill(**places)
    foot = words_from(texts["foot"])
    return Mail(
        subject=" / ".join(subject.into(language) for language in LANGUAGES)[:300],
        body="\n\n—\n\n".join(f"{body.into(language)}\n\n{foot.into(language)}" for language in LANGUAGES) + "\n",
    )
