"""The days of rounds as a calendar has them: when one opens, by when reports are due, when it was closed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pantau.domain.rounds import ReporterStanding, RoundFacts
from pantau.domain.words import Words, table, words_from


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundDay:
    """One day of one round. `what` is opens, due, extended or closed; `reporter` is whose own day it is, if anybody's.

    `key` stays the same whatever the day becomes, so that a calendar moves the entry and does not double it; `revision`
    counts how often it was changed.
    """

    key: str
    day: date
    what: str
    round: RoundFacts
    changed_at: datetime
    revision: int
    reporter: Words | None = None

    @property
    def words(self) -> Words:
        return words_from(table("rounds")["days"][self.what]).fill(
            name=f"{self.round.plan} {self.round.code}", reporter=self.reporter or ""
        )

    def as_json(self) -> dict[str, Any]:
        return {"day": self.day.isoformat(), "what": self.what, "plan": self.round.plan, "round": self.round.code}


def days_of(round: RoundFacts, reporters: Iterable[ReporterStanding]) -> Iterator[RoundDay]:
    """The days of a round for who sees these reporters; where all of them were given more time, the day of the round
    itself is nobody's any more and left out.
    """
    rows = tuple(reporters)
    key = str(round.public_id)
    told: dict[str, Any] = {"round": round, "changed_at": round.changed_at, "revision": round.version - 1}
    yield RoundDay(key=f"opens-{key}", day=round.opens, what="opens", **told)
    if round.closes is not None and not (rows and all(row.extension for row in rows)):
        yield RoundDay(key=f"due-{key}", day=round.closes, what="due", **told)
    for row in rows:
        if row.extension is not None:
            yield RoundDay(
                key=f"due-{key}-{row.reporter.public_id}",
                day=row.extension.until,
                what="extended",
                round=round,
                changed_at=row.extension.changed_at,
                revision=row.extension.version - 1,
                reporter=row.reporter.name,
            )
    if round.closed_at is not None:
        yield RoundDay(key=f"closed-{key}", day=round.closed_at.date(), what="closed", **told)
