"""Reports on two clocks, and the tally of what those who owe a line answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from pantau.domain.statuses import NOT_BEGUN, STARTED, Status

_PLACES = {status: place for place, status in enumerate(Status)}
_NOTHING = (0,) * len(Status)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One accepted version of what a reporter said of a line in a round.

    `as_of` is the situation date, `accepted_at` the moment of acceptance. A later accepted version of the same
    (line, reporter, round) replaces the earlier one from its own acceptance on.
    """

    line: int
    reporter: int
    round: int
    status: Status
    as_of: date
    accepted_at: datetime
    started_on: date | None = None


class Answer(NamedTuple):
    """The status of a line by one reporter that counts on both clocks; a tuple because a plan may have 100,000.

    `started` tells whether the reporter ever reported the line as begun; `stale` whether the status is older than
    the last closed round.
    """

    line: int
    reporter: int
    status: Status
    started: bool
    stale: bool


def answers(
    reports: Iterable[Report],
    *,
    as_of: date,
    known_at: datetime,
    round: int | None = None,
    stale_before: date | None = None,
) -> list[Answer]:
    """The answers that count at `as_of`, knowing what was accepted up to `known_at`.

    With a round only its reports count; without one the last status is carried forward. The database selects the
    same rows by SQL (records.queries.progress); a test holds the two against each other.
    """
    standing: dict[tuple[int, int, int], Report] = {}
    for report in sorted(reports, key=lambda report: report.accepted_at):
        if report.accepted_at <= known_at and round in (None, report.round):
            standing[report.line, report.reporter, report.round] = report
    last: dict[tuple[int, int], Report] = {}
    started: set[tuple[int, int]] = set()
    for report in sorted(standing.values(), key=lambda report: (report.as_of, report.accepted_at)):
        if report.as_of <= as_of:
            last[report.line, report.reporter] = report
            if shows_start(report.status, report.started_on, as_of):
                started.add((report.line, report.reporter))
    return [
        Answer(
            line=line,
            reporter=reporter,
            status=report.status,
            started=(line, reporter) in started,
            stale=stale_before is not None and report.as_of < stale_before,
        )
        for (line, reporter), report in last.items()
    ]


def shows_start(status: Status, started_on: date | None, as_of: date) -> bool:
    """Whether a report says that work on the line has begun, by its status or by a start date that has come."""
    return status in STARTED or (started_on is not None and started_on <= as_of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What those who owe a line answered: counts of countries by status in the order of `Status`, and how many said
    nothing.

    `started` counts the countries that owe it and ever began it. Bodies and partners may owe a report too: `others` of
    them gave theirs and `others_missing` did not; they never count as countries. `lead` is the accepted status of the
    lead body, if any, and `awaits_lead` whether it is among those missing. `ever_started` is true when anybody's
    accepted report shows a start, `says_not_begun` when anybody's says not_started, planned or deferred.

    >>> tally = tally_of({Status.COMPLETED: 3}, missing=8)
    >>> tally.owed, tally.reported, tally.applicable
    (11, 3, 11)
    """

    counts: tuple[int, ...] = _NOTHING
    missing: int = 0
    started: int = 0
    stale: int = 0
    others: int = 0
    others_missing: int = 0
    lead: Status | None = None
    awaits_lead: bool = False
    ever_started: bool = False
    says_not_begun: bool = False

    def count(self, *statuses: Status) -> int:
        total = 0
        for status in statuses:
            total += self.counts[_PLACES[status]]
        return total

    @property
    def reported(self) -> int:
        """Reports accepted from the countries that owe one, `not_applicable` included."""
        return sum(self.counts)

    @property
    def owed(self) -> int:
        return self.reported + self.missing

    @property
    def applicable(self) -> int:
        """The countries that owe the line and did not answer that it does not apply to them."""
        return self.owed - self.counts[_PLACES[Status.NOT_APPLICABLE]]

    @property
    def complete(self) -> bool:
        """Whether everybody who owes a report gave one."""
        return not (self.missing or self.others_missing)

    def filled(self, status: Status) -> "Tally":
        """The tally if every missing owed report said `status`; that of the lead body wins like any of its reports."""
        if self.complete:
            return self
        counts = list(self.counts)
        counts[_PLACES[status]] += self.missing
        begun = self.missing if status in STARTED else 0
        return Tally(
            counts=tuple(counts),
            started=self.started + begun,
            stale=self.stale,
            others=self.others + self.others_missing,
            lead=status if self.awaits_lead else self.lead,
            ever_started=self.ever_started or status in STARTED,
            says_not_begun=self.says_not_begun or status in NOT_BEGUN,
        )


def tally_of(counts: Mapping[Status, int], *, missing: int = 0, lead: Status | None = None) -> Tally:
    """A tally from counts by status; what counts as started is taken as ever started."""
    begun = sum(number for status, number in counts.items() if status in STARTED)
    said = {lead, *(status for status, number in counts.items() if number)}
    return Tally(
        counts=tuple(counts.get(status, 0) for status in Status),
        started=begun,
        missing=missing,
        lead=lead,
        ever_started=not STARTED.isdisjoint(said),
        says_not_begun=not NOT_BEGUN.isdisjoint(said),
    )


def tally_lines(
    owed: Mapping[int, frozenset[int]],
    found: Iterable[Answer],
    *,
    leads: Mapping[int, int],
    others: Mapping[int, frozenset[int]] | None = None,
) -> dict[int, Tally]:
    """One tally per line of `owed` (line to the countries that owe it), from the answers that count.

    `leads` gives the lead body of a line, `others` the bodies and partners that owe it too. Answers from whoever owes
    nothing enter `ever_started` and `says_not_begun` alone.
    """
    counting = _Counting(owed=owed, others=others or {}, leads=leads)
    for answer in found:
        if answer.line in owed:
            counting.take(answer)
    return {line: counting.tally(line) for line in owed}


class _Counting:
    """The answers of all lines while they are being counted."""

    def __init__(
        self, *, owed: Mapping[int, frozenset[int]], others: Mapping[int, frozenset[int]], leads: Mapping[int, int]
    ) -> None:
        self._owed, self._others, self._leads = owed, others, leads
        self._counts: dict[int, list[int]] = {line: list(_NOTHING) for line in owed}
        self._begun, self._stale, self._told = dict.fromkeys(owed, 0), dict.fromkeys(owed, 0), dict.fromkeys(owed, 0)
        self._lead: dict[int, Status] = {}
        self._ever: set[int] = set()
        self._not_begun: set[int] = set()

    def take(self, answer: Answer) -> None:
        line, reporter, status, started, old = answer
        if started:
            self._ever.add(line)
        if status in NOT_BEGUN:
            self._not_begun.add(line)
        if self._leads.get(line) == reporter:
            self._lead[line] = status
        if reporter in self._owed[line]:
            self._counts[line][_PLACES[status]] += 1
            self._stale[line] += old
            self._begun[line] += started and status is not Status.NOT_APPLICABLE
        elif reporter in self._others.get(line, ()):
            self._told[line] += 1
            self._stale[line] += old

    def tally(self, line: int) -> Tally:
        countries, others = self._owed[line], self._others.get(line, frozenset())
        lead, counts = self._leads.get(line), self._counts[line]
        return Tally(
            counts=tuple(counts),
            missing=len(countries) - sum(counts),
            started=self._begun[line],
            stale=self._stale[line],
            others=self._told[line],
            others_missing=len(others) - self._told[line],
            lead=self._lead.get(line),
            awaits_lead=line not in self._lead and (lead in countries or lead in others),
            ever_started=line in self._ever,
            says_not_begun=line in self._not_begun,
        )
