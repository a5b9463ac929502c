"""What a reporter says of one line in one round, as the frozen rows that cross rooms."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pantau.domain.ledger import digest_of_value
from pantau.domain.permissions import Matter
from pantau.domain.statuses import Status
from pantau.domain.words import Words
from pantau.domain.workflow import ReportState

CELLS = ("status", "narrative", "issues", "next_steps", "started_on", "completed_on")
"""The cells of a report, in the order of a grid and a template."""

LONGEST = 10_000
"""Characters that a narrative, issues or next steps may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """What is said of one line; an empty status is one that has not been given yet."""

    status: Status | None = None
    narrative: str = ""
    issues: str = ""
    next_steps: str = ""
    started_on: date | None = None
    completed_on: date | None = None

    def as_json(self) -> dict[str, str]:
        """Every cell as text, days as ISO, empty where nothing is said."""
        return {name: cell_text(getattr(self, name)) for name in CELLS}


def cell_text(value: Any) -> str:
    """A cell as it is sent and kept in comparisons.

    >>> cell_text(date(2026, 3, 1)), cell_text(None), cell_text(Status.ONGOING)
    ('2026-03-01', '', 'ongoing')
    """
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """A file that backs a report."""

    public_id: UUID
    file_name: str
    digest: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """One line as a reporter has it in a round: what was said, how far it has come, what was said before.

    `report` and `state` are ``None`` while nothing was written; `number` counts the versions of the report and `seen`
    the versions of its row, both 0 then. `counting` is what counts at present where an amendment is open, `before`
    what was last accepted in an earlier round (`before_round`). `order` is the place of the line in the plan.
    """

    line_id: int
    line: UUID
    order: int
    label: str
    path: tuple[str, ...]
    words: Words
    section: tuple[str, str]
    wording: str
    plan: str
    round: UUID
    round_code: str
    reporter: str
    reporter_name: Words
    about: Matter
    owed: bool = True
    report: UUID | None = None
    version: UUID | None = None
    number: int = 0
    seen: int = 0
    state: ReportState | None = None
    cells: Cells = field(default_factory=Cells)
    evidence: tuple[EvidenceRow, ...] = ()
    as_of: date | None = None
    returned_note: str = ""
    submitted_by: str = ""
    submitted_at: datetime | None = None
    accepted_at: datetime | None = None
    changed_at: datetime | None = None
    counting: Cells | None = None
    before: Cells | None = None
    before_round: str = ""

    @property
    def editable(self) -> bool:
        """Whether the reporter may write in it: nothing was written yet, or it is a draft or was returned."""
        return self.state is None or self.state.editable

    @property
    def missing(self) -> bool:
        """Whether it still owes a status."""
        return self.cells.status is None

    def shown(self) -> dict[str, Any]:
        """Exactly what a person decides on: the line as worded, who says what of it, and the files that back it."""
        return {
            "plan": self.plan,
            "line": str(self.line),
            "label": self.label,
            "wording": self.wording,
            "reporter": self.reporter,
            "round": self.round_code,
            "number": self.number,
            "cells": self.cells.as_json(),
            "evidence": sorted(file.digest for file in self.evidence),
        }

    @property
    def digest(self) -> str:
        """The SHA-256 of what is shown, as the ledger binds it."""
        return digest_of_value(self.shown())

    def as_json(self) -> dict[str, Any]:
        return {
            "line": str(self.line),
            "label": self.label,
            "path": list(self.path),
            "words": self.words.as_json(),
            "section": " ".join(part for part in self.section if part),
            "plan": self.plan,
            "round": self.round_code,
            "reporter": self.reporter,
            "report": str(self.report) if self.report else None,
            "number": self.number,
            "version": self.seen,
            "state": self.state.value if self.state else "no_report",
            **{name: text or None for name, text in self.cells.as_json().items()},
            "as_of": cell_text(self.as_of) or None,
            "evidence": [{"file": one.file_name, "digest": one.digest, "note": one.note} for one in self.evidence],
            "returned_note": self.returned_note,
            "submitted_by": self.submitted_by or None,
            "submitted_at": self.submitted_at.isoformat() if self.submitted_at else None,
            "accepted_at": self.accepted_at.isoformat() if self.accepted_at else None,
            "counting": self.counting.as_json() if self.counting else None,
            "before": self.before.as_json() if self.before else None,
            "before_round": self.before_round or None,
            "digest": self.digest if self.report else None,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """One cell as somebody changes it: what it said when they saw it, and what it shall say; both as text."""

    line: UUID
    name: str
    was: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CellConflict:
    """A cell that two changed at once, seen three ways: what both had seen, what it says now, what this one wants."""

    change: CellChange
    now: str

    def as_json(self) -> dict[str, str]:
        return {
            "line": str(self.change.line),
            "cell": self.change.name,
            "was": self.change.was,
            "now": self.now,
            "yours": self.change.value,
        }


def merged(cells: Mapping[str, str], changes: tuple[CellChange, ...]) -> tuple[dict[str, str], list[CellConflict]]:
    """The cells of a line after its changes, and those that somebody else had changed otherwise meanwhile.

    A change to what stands there already, or of a cell that nobody touched since it was seen, goes in.

    >>> change = CellChange(line=UUID(int=1), name="narrative", was="a", value="b")
    >>> merged({"narrative": "a"}, (change,))
    ({'narrative': 'b'}, [])
    >>> merged({"narrative": "c"}, (change,))[1][0].now
    'c'
    """
    after, conflicts = dict(cells), []
    for change in changes:
        now = cells[change.name]
        if now not in (change.was, change.value):
            conflicts.append(CellConflict(change=change, now=now))
        else:
            after[change.name] = change.value
    return after, conflicts
