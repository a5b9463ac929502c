"""Reading a progress sheet against a plan: each row becomes what it says of a line, or refusals with their place."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from pantau.domain.plans import LineRow, PlanRow, RoundRow
from pantau.domain.refusals import CellMissing, LineWithdrawn, Refusal, RowRepeated, StatusUnknown, StatusWithdrawn
from pantau.domain.statuses import Status, read_status, status_name
from pantau.domain.values import Period
from pantau.files.sheet import Row
from pantau.usecases.cells import ActorIndex, RowReader
from pantau.usecases.line_index import LineIndex

COLUMNS = (
    "label",
    "path",
    "actor",
    "status",
    "narrative",
    "issues",
    "next_steps",
    "as_of",
    "started_on",
    "completed_on",
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_WITHDRAWN = {"withdrawn", "ditarik"}
_YEARS_AFTER_PLAN = 5

RowKey = tuple[int, int, str]
"""What a row is known by: line and reporter by internal ids, and the round's code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressRow:
    """One good row: what it says, of which line and in which round. `values` are fields of a report version.

    `where` is the row in words.
    """

    number: int
    where: str
    line: LineRow
    reporter: int
    reporter_code: str
    round: str
    undated: bool
    values: dict[str, Any]

    @property
    def key(self) -> RowKey:
        return self.line.id, self.reporter, self.round

    @property
    def said(self) -> dict[str, Any]:
        """The values that the row itself gives: a date it was given by us is news of no change."""
        return {name: value for name, value in self.values.items() if not (self.undated and name == "as_of")}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressSheet:
    """The rows that can be written of `total`, the refusals of the others, and how many were given the date `dated`."""

    rows: tuple[ProgressRow, ...]
    problems: tuple[Refusal, ...]
    total: int
    undated: int
    dated: date

    @property
    def unreasoned(self) -> int:
        """How many say *not applicable* without the reason that belongs to it; written, and asked for."""
        return sum(row.values["status"] == Status.NOT_APPLICABLE and not row.values["narrative"] for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetReader:
    """What a progress sheet is read against. `round` is the one a person named, or empty."""

    plan: PlanRow
    lines: LineIndex
    actors: ActorIndex
    rounds: tuple[RoundRow, ...]
    round: str
    today: date

    @property
    def dated(self) -> date:
        """The situation date of a row that gives none: the end of the round named, else today."""
        return round_period(self.round, self.plan, self.rounds).end if self.round else self.today

    @property
    def span(self) -> Period:
        """Situation dates that can be right: from a year before the plan to five years after it."""
        start, end = self.plan.period.start, self.plan.period.end
        return Period(start=date(start.year - 1, 1, 1), end=date(end.year + _YEARS_AFTER_PLAN, 12, 31))

    def read(self, rows: Iterable[Row]) -> ProgressSheet:
        """What the rows say. Of rows that contradict each other none is good: which one is meant is not guessed."""
        good: dict[RowKey, ProgressRow] = {}
        first: dict[RowKey, ProgressRow] = {}
        problems: list[Refusal] = []
        total = 0
        for row in rows:
            total += 1
            reader = RowReader(row=row)
            read = self._row(reader)
            if read is not None and not reader.problems:
                earlier = first.setdefault(read.key, read)
                if earlier is read:
                    good[read.key] = read
                else:
                    reader.note(RowRepeated, "label", first=earlier.number, what="line, actor, round")
                    if earlier.values != read.values:
                        good.pop(read.key, None)
            problems += reader.problems
        return ProgressSheet(
            rows=tuple(good.values()),
            problems=tuple(problems),
            total=total,
            undated=sum(row.undated for row in good.values()),
            dated=self.dated,
        )

    def _row(self, reader: RowReader) -> ProgressRow | None:
        reader.needed("actor")
        actor = reader.actor("actor", self.actors)
        status = _status(reader)
        line = self._line(reader)
        as_of = reader.day("as_of", within=self.span)
        started, completed = reader.day("started_on"), reader.day("completed_on")
        reader.ordered("started_on", "completed_on", (started, completed))
        if not reader.text("as_of"):
            as_of = self.dated
        if line is not None and as_of is not None and line.withdrawn(as_of):
            reader.note(LineWithdrawn, "label", label=line.label, on=line.withdrawn_on)
        if actor is None or status is None or line is None or as_of is None:
            return None
        return ProgressRow(
            number=reader.row.number,
            where=reader.row.where,
            line=line,
            reporter=actor.id,
            reporter_code=actor.code,
            round=self.round or self._round_of(as_of),
            undated=not reader.text("as_of"),
            values={
                "status": status.value,
                "narrative": reader.text("narrative"),
                "issues": reader.text("issues"),
                "next_steps": reader.text("next_steps"),
                "as_of": as_of,
                "started_on": started,
                "completed_on": completed,
            },
        )

    def _line(self, reader: RowReader) -> LineRow | None:
        column = "path" if reader.text("path") else "label"
        text = reader.text(column)
        if not text:
            reader.note(CellMissing, "label", column="label")
            return None
        try:
            return self.lines.find(text, where=reader.row.place(column))
        except Refusal as refusal:
            reader.problems.append(refusal)
            return None

    def _round_of(self, as_of: date) -> str:
        """The plan's round whose period holds the date, the shortest if several do; else the calendar year."""
        holding = [row for row in self.rounds if row.period.holds(as_of)]
        return min(holding, key=lambda row: row.period.days).code if holding else str(as_of.year)


def round_period(code: str, plan: PlanRow, rounds: Iterable[RoundRow]) -> Period:
    """The period of a round: as recorded, else the calendar year its code names, else the plan's period."""
    known = next((row.period for row in rounds if row.code == code), None)
    if known is not None:
        return known
    year = _YEAR.search(code)
    if year is None:
        return plan.period
    return Period(start=date(int(year[1]), 1, 1), end=date(int(year[1]), 12, 31))


def _status(reader: RowReader) -> Status | None:
    text = reader.needed("status")
    status = read_status(text) if text else None
    if text and status is None:
        if text.casefold() in _WITHDRAWN:
            reader.note(StatusWithdrawn, "status")
        else:
            expected = ", ".join(f"{one.value} ({status_name(one).id})" for one in Status)
            reader.note(StatusUnknown, "status", status=text, expected=expected)
    return status
