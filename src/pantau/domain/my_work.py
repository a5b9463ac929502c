"""What waits for one person: reports due, returned and to be judged, and what their ministry was asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from pantau.domain.words import Words


class Waits(StrEnum):
    """What somebody is waited for, the most pressing first."""

    OVERDUE = "overdue"
    RETURNED = "returned"
    DUE = "due"
    TO_SUBMIT = "to_submit"
    TO_REVIEW = "to_review"
    ASKED = "asked"
    TO_MERGE = "to_merge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """So many lines of one reporter (or of what one ministry was asked) in one round, that wait for the same.

    `of` is how many lines there are in all, 0 where that says nothing; `due` is the day for this reporter.
    """

    waits: Waits
    round: UUID
    round_code: str
    plan: str
    plan_title: Words
    who: str
    who_name: Words
    lines: int
    of: int = 0
    due: date | None = None
    illustrative: bool = False

    def days_left(self, today: date) -> int | None:
        """Days to the due day, below 0 once it has passed."""
        return None if self.due is None else (self.due - today).days

    def as_json(self) -> dict[str, Any]:
        return {
            "waits": self.waits.value,
            "plan": self.plan,
            "round": self.round_code,
            "round_id": str(self.round),
            "who": self.who,
            "lines": self.lines,
            "of": self.of or None,
            "due": self.due.isoformat() if self.due else None,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedLine:
    """One report that came back, and why."""

    round: UUID
    round_code: str
    plan: str
    reporter: str
    line: UUID
    label: str
    words: Words
    note: str
    at: datetime

    def as_json(self) -> dict[str, Any]:
        return {
            "plan": self.plan,
            "round": self.round_code,
            "reporter": self.reporter,
            "line": str(self.line),
            "label": self.label,
            "note": self.note,
            "at": self.at.isoformat(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class MyWork:
    """All that waits, in the order of pressure; `returned` are the reports that came back last, with their notes."""

    tasks: tuple[Task, ...]
    returned: tuple[ReturnedLine, ...]

    def waiting(self, waits: Waits) -> tuple[Task, ...]:
        return tuple(task for task in self.tasks if task.waits is waits)

    def lines(self, waits: Waits) -> int:
        """How many lines wait for this, in all rounds."""
        return sum(task.lines for task in self.waiting(waits))


def in_order(tasks: Iterable[Task]) -> tuple[Task, ...]:
    """What presses most first, of that what is due first."""
    kinds = list(Waits)
    return tuple(
        sorted(tasks, key=lambda one: (kinds.index(one.waits), one.due or date.max, one.plan, one.round_code, one.who))
    )
