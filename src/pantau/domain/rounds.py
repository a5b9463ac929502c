"""Reporting rounds: how one stands for a reporter on a day, who owes what in it, and how far each has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from pantau.domain.actors import ActorRow
from pantau.domain.ledger import Decision
from pantau.domain.permissions import Actor, Matter, Verb, may
from pantau.domain.reporting_refusals import ReportingClosed
from pantau.domain.values import Period
from pantau.domain.words import Words, table, words_from
from pantau.domain.workflow import ReportState

SOON = timedelta(days=14)
"""How long before its due day a round is due soon."""


class Owing(StrEnum):
    """Who owes reports in a round. Names: data/rounds.toml, `owing`."""

    MEMBERS = "members"
    LEAD = "lead"
    CONTRIBUTING = "contributing"
    PARTNER = "partner"

    @property
    def words(self) -> Words:
        return words_from(table("rounds")["owing"][self.value])


class RoundState(StrEnum):
    """How a round stands for one reporter on a day. Names: data/rounds.toml, `states`."""

    UPCOMING = "upcoming"
    OPEN = "open"
    DUE = "due"
    OVERDUE = "overdue"
    CLOSED = "closed"

    @property
    def words(self) -> Words:
        return words_from(table("rounds")["states"][self.value])


class Closing(Protocol):
    """Whatever has a code and the moment at which it was closed by a decision, ``None`` while it takes reports."""

    @property
    def code(self) -> str: ...

    @property
    def closed_at(self) -> datetime | None: ...


def require_open(round: Closing) -> None:
    """Raises ReportingClosed where the round takes nothing any more. A due day that has passed closes nothing."""
    if round.closed_at is not None:
        raise ReportingClosed(round=round.code, closed_on=round.closed_at.date())


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundStanding:
    """How a round stands for one reporter on a day. `due` is ``None`` where no day was set; `days_left` counts from the
    day asked about to it, below 0 once it has passed.
    """

    state: RoundState
    due: date | None
    days_left: int | None
    extended: bool

    @property
    def takes_reports(self) -> bool:
        return self.state is not RoundState.CLOSED


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundFacts:
    """One round as decided; `version` and `changed_at` are those of its row, ids are internal but for `public_id`."""

    id: int
    public_id: UUID
    version: int
    plan_version: int
    plan_id: int
    plan: str
    title: Words
    partner_id: int | None
    partner: str
    illustrative: bool
    code: str
    period: Period
    opens: date
    closes: date | None
    cut_off: date
    changed_at: datetime
    remind: tuple[int, ...] = ()
    closed_at: datetime | None = None

    def standing(self, on: date, *, until: date | None = None) -> RoundStanding:
        """How it stands on a day for a reporter who has `until`, or for those without an extension."""
        due = due_day(self.closes, until)
        return RoundStanding(
            state=self._state(on, due), due=due, days_left=(due - on).days if due else None, extended=until is not None
        )

    def _state(self, on: date, due: date | None) -> RoundState:
        if self.closed_at is not None:
            return RoundState.CLOSED
        if on < self.opens:
            return RoundState.UPCOMING
        if due is None or on + SOON < due:
            return RoundState.OPEN
        return RoundState.DUE if on <= due else RoundState.OVERDUE

    def matter(self, *, reporter: int | None = None, country: int | None = None) -> Matter:
        """What a right is asked about: the round, or what one reporter of a country owes in it (internal ids)."""
        return Matter(plan=self.plan_id, partner=self.partner_id, reporter=reporter, country=country)

    def as_json(self) -> dict[str, Any]:
        return {
            "round": str(self.public_id),
            "plan": self.plan,
            "code": self.code,
            "period": [self.period.start.isoformat(), self.period.end.isoformat()],
            "opens": self.opens.isoformat(),
            "closes": self.closes.isoformat() if self.closes else None,
            "cut_off": self.cut_off.isoformat(),
            "remind": list(self.remind),
            "closed_at": self.closed_at.isoformat() if self.closed_at else None,
        }


def due_day(closes: date | None, until: date | None) -> date | None:
    """The day by which a reporter reports: that of the extension, else of the round."""
    return until or closes


@dataclass(frozen=True, slots=True, kw_only=True)
class Extended:
    """One reporter has until another day, and why."""

    until: date
    reason: str
    changed_at: datetime
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many lines are owed, and how far their reports have come; each report stands in one of the five states.

    What counts already stands as accepted or locked, though an amendment of it may be open. `late` of the reports were
    handed in after the due day.

    >>> Counts(owed=4, draft=1, submitted=2).missing
    2
    """

    owed: int = 0
    draft: int = 0
    submitted: int = 0
    returned: int = 0
    accepted: int = 0
    locked: int = 0
    late: int = 0

    @property
    def handed_in(self) -> int:
        """Reports that wait for nothing from the reporter."""
        return self.submitted + self.accepted + self.locked

    @property
    def counting(self) -> int:
        return self.accepted + self.locked

    @property
    def missing(self) -> int:
        """Owed lines on which the reporter still has to hand something in, returned ones included."""
        return self.owed - self.handed_in

    @property
    def cell(self) -> "CellState":
        """One word for all lines: what asks for something first, else how far those have come that are there."""
        if not self.owed:
            return CellState.NOTHING_OWED
        there = ("returned", "draft", "submitted", "accepted", "locked")
        return next((CellState(state) for state in there if getattr(self, state)), CellState.NOTHING_YET)

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            owed=self.owed + other.owed,
            draft=self.draft + other.draft,
            submitted=self.submitted + other.submitted,
            returned=self.returned + other.returned,
            accepted=self.accepted + other.accepted,
            locked=self.locked + other.locked,
            late=self.late + other.late,
        )

    def as_json(self) -> dict[str, int]:
        return {
            "owed": self.owed,
            "draft": self.draft,
            "submitted": self.submitted,
            "returned": self.returned,
            "accepted": self.accepted,
            "locked": self.locked,
            "missing": self.missing,
            "late": self.late,
        }


class CellState(StrEnum):
    """What a cell of the completeness matrix says: the state of a report, or that nothing is owed or there."""

    NOTHING_OWED = "nothing_owed"
    NOTHING_YET = "nothing_yet"
    DRAFT = "draft"
    RETURNED = "returned"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    LOCKED = "locked"

    @property
    def words(self) -> Words:
        cells = table("rounds")["cells"]
        return words_from(cells[self.value]["name"]) if self.value in cells else ReportState(self.value).words

    @property
    def letter(self) -> str:
        cells = table("rounds")["cells"]
        return str(cells[self.value]["letter"]) if self.value in cells else ReportState(self.value).letter


@dataclass(frozen=True, slots=True, kw_only=True)
class ReporterStanding:
    """One reporter in one round: what it owes, how far it has come, and by when.

    `country` is what the reporter belongs to, itself where it belongs to nobody (internal id).
    """

    reporter: ActorRow
    country: int
    counts: Counts
    standing: RoundStanding
    extension: Extended | None = None

    @property
    def late(self) -> bool:
        """Whether something came after the due day, or has not come though it has passed."""
        days = self.standing.days_left
        return bool(self.counts.late) or (bool(self.counts.missing) and days is not None and days < 0)

    def as_json(self) -> dict[str, Any]:
        return {
            "reporter": self.reporter.code,
            "kind": self.reporter.kind.value,
            "state": self.counts.cell.value,
            "standing": self.standing.state.value,
            "due": self.standing.due.isoformat() if self.standing.due else None,
            "late": self.late,
            "extended": self.extension.reason if self.extension else None,
            **self.counts.as_json(),
        }


def seen_by(actor: Actor, round: RoundFacts, reporters: Iterable[ReporterStanding]) -> tuple[ReporterStanding, ...]:
    """Those whose standing the actor may see: a country its own, a coordinator those of its partner's plans …"""
    return tuple(
        one
        for one in reporters
        if may(actor, Verb.SEE_WHO_IS_LATE, round.matter(reporter=one.reporter.id, country=one.country))
    )


def concerns(actor: Actor, round: RoundFacts, reporters: Iterable[ReporterStanding]) -> bool:
    """Whether the actor has to do with the round: runs it, sees who is late, or works for one who owes."""
    if may(actor, Verb.OPEN_ROUND, round.matter()):
        return True
    return any(
        one.reporter.id in actor.countries
        or may(actor, Verb.SEE_WHO_IS_LATE, round.matter(reporter=one.reporter.id, country=one.country))
        for one in reporters
    )


def total(reporters: Iterable[ReporterStanding]) -> Counts:
    """The counts of all of them together."""
    return sum((one.counts for one in reporters), Counts())


@dataclass(frozen=True, slots=True, kw_only=True)
class Exempt:
    """This reporter does not owe these lines in a round, all of them where none is named, and why."""

    reporter: str
    lines: tuple[str, ...]
    reason: str

    def as_json(self) -> dict[str, Any]:
        return {"reporter": self.reporter, "lines": list(self.lines), "reason": self.reason}


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundDecision:
    """One decision on a round itself, as the ledger has it: opened, closed or reopened."""

    number: int
    decision: Decision
    by: str
    at: datetime
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """How a round was opened, as the ledger has it: who owes, and who is exempt."""

    owing: tuple[Owing, ...] = ()
    exceptions: tuple[Exempt, ...] = ()
    by: str = ""
    at: datetime | None = None
