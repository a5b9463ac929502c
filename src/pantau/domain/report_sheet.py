"""A reporter's lines of one round as a table that goes out to be filled in, and what its cells say when it is back."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from pantau.domain.permissions import Matter
from pantau.domain.refusals import Refusal
from pantau.domain.report_checks import ReportFinding
from pantau.domain.reporting_refusals import SheetConflict
from pantau.domain.reports import CELLS, Cells, ReportRow
from pantau.domain.words import Words
from pantau.domain.workflow import ReportState

LOCKED = ("label", "section", "action_en", "action_id", "state", "before_status", "before_narrative")
"""What a template tells and nobody writes into."""
WAS = {name: f"was_{name}" for name in CELLS}
"""The hidden column that remembers what a cell said when the template was made."""
COLUMNS = (*LOCKED, *CELLS, "key", *WAS.values())
"""The columns of a template in their order, the same in Excel, CSV and JSON; from `key` on they are hidden."""
BY_HAND = ("path", "reporter", "round")
"""Further columns by which a table made by hand says which line of whom its rows are."""

_MARK = "pantau-report"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetKey:
    """What a row says of itself when it comes back: whose report of which line in which round of which workspace."""

    workspace: UUID
    round: UUID
    reporter: str
    line: UUID

    def __str__(self) -> str:
        return f"{_MARK} {self.workspace.hex} {self.round.hex} {self.line.hex} {self.reporter}"


def key_in(text: str) -> SheetKey | None:
    """The key that a cell holds, ``None`` for any other text.

    >>> key = SheetKey(workspace=UUID(int=1), round=UUID(int=2), reporter="ID", line=UUID(int=3))
    >>> key_in(str(key)) == key, key_in("1.1")
    (True, None)
    """
    parts = text.split()
    if len(parts) != 5 or parts[0] != _MARK:
        return None
    try:
        return SheetKey(workspace=_id(parts[1]), round=_id(parts[2]), reporter=parts[4], line=UUID(parts[3]))
    except ValueError:
        return None


_id = lru_cache(maxsize=16)(UUID)  # every row of a template names the same workspace and round


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateRow:
    """One line as its reporter has it; `open` tells whether they may write in it now."""

    line: UUID
    label: str
    section: str
    words: Words
    state: ReportState | None
    open: bool
    cells: Cells
    before: Cells | None
    before_round: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTemplate:
    """All lines of one reporter in one round, to be filled in; `language` is the one of its headings and choices.

    `made_at` is the moment printed on it: the same template gives the same bytes.
    """

    workspace: UUID
    plan: str
    plan_title: Words
    round: UUID
    round_code: str
    due_on: date | None
    reporter: str
    reporter_name: Words
    language: str
    made_at: datetime
    illustrative: bool
    rows: tuple[TemplateRow, ...]

    def key(self, row: TemplateRow) -> str:
        """What the row says of itself."""
        return str(SheetKey(workspace=self.workspace, round=self.round, reporter=self.reporter, line=row.line))

    @property
    def columns(self) -> tuple[str, ...]:
        """Its columns, without a language that no line is worded in, and without an earlier round if there is none."""
        unneeded = {f"action_{code}" for code in ("en", "id") if not any(row.words.has(code) for row in self.rows)}
        if not any(row.before for row in self.rows):
            unneeded |= {"before_status", "before_narrative"}
        return tuple(column for column in COLUMNS if column not in unneeded)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPlace:
    """One reporter's reports in one round, as the place where templates are taken and brought back.

    `lines` is how many there are, `open` how many of them may be written in; `about` is what rights are asked about.
    """

    round: UUID
    round_code: str
    plan: str
    plan_title: Words
    due_on: date | None
    reporter: str
    reporter_name: Words
    lines: int
    open: int
    illustrative: bool
    about: Matter


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetCell:
    """One cell of a file beside the record: `effect` is new, changed, unchanged or conflict.

    `was` is what it said when the template was made, ``None`` where the file does not tell; `now` what the record says,
    `value` what the file says. All are texts as `domain.reports.cell_text` writes them.
    """

    where: str
    line: UUID
    label: str
    name: str
    was: str | None
    now: str
    value: str
    effect: str

    @property
    def writes(self) -> bool:
        return self.effect in ("new", "changed")

    def as_json(self) -> dict[str, Any]:
        return {
            "where": self.where,
            "line": str(self.line),
            "label": self.label,
            "cell": self.name,
            "was": self.was,
            "now": self.now,
            "yours": self.value,
            "effect": self.effect,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One row of a file against the record: its cells, why it cannot be taken, and what the checks say of it.

    `after` is what its report would say, ``None`` where nothing would change.
    """

    number: int
    where: str
    label: str
    cells: tuple[SheetCell, ...] = ()
    problems: tuple[Refusal, ...] = ()
    findings: tuple[ReportFinding, ...] = ()
    after: Cells | None = None
    hidden: bool = False

    @property
    def effect(self) -> str:
        """new, changed, unchanged, conflict or rejected."""
        if any(not isinstance(problem, SheetConflict) for problem in self.problems):
            return "rejected"
        found = {cell.effect for cell in self.cells}
        return next((effect for effect in ("conflict", "changed", "new") if effect in found), "unchanged")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPreview:
    """What taking a file of reports in would do; `absent` is how many of the reporter's lines it leaves out.

    `reports` are the reporter's lines as the file was held against them.
    """

    file: str
    content: bytes = field(repr=False)
    round: UUID
    round_code: str
    plan: str
    reporter: str
    reporter_name: Words
    illustrative: bool
    rows: tuple[SheetRow, ...]
    absent: int
    reports: Mapping[UUID, ReportRow] = field(default_factory=dict, repr=False)

    @property
    def good(self) -> tuple[SheetRow, ...]:
        """Rows without a problem that change something."""
        return tuple(row for row in self.rows if row.effect in ("new", "changed"))

    @property
    def problems(self) -> tuple[Refusal, ...]:
        """Every refusal with its place, conflicts first."""
        found = [problem for row in self.rows for problem in row.problems]
        return tuple(sorted(found, key=lambda one: not isinstance(one, SheetConflict)))

    @property
    def changes(self) -> tuple[SheetCell, ...]:
        """Every cell that would be written if the good rows are taken in."""
        return tuple(cell for row in self.good for cell in row.cells if cell.writes)

    @property
    def conflicts(self) -> tuple[SheetCell, ...]:
        return tuple(cell for row in self.rows for cell in row.cells if cell.effect == "conflict")

    @property
    def findings(self) -> Iterator[tuple[SheetRow, ReportFinding]]:
        """What the checks say of the rows that would be written, each with its row."""
        return ((row, finding) for row in self.good for finding in row.findings)

    @property
    def hidden(self) -> int:
        """How many rows were hidden or filtered out in the file; they are read like the others."""
        return sum(row.hidden for row in self.rows)

    @property
    def counts(self) -> Mapping[str, int]:
        """Rows by effect."""
        effects = Counter(row.effect for row in self.rows)
        return {name: effects[name] for name in ("new", "changed", "unchanged", "conflict", "rejected")}

    @property
    def digest(self) -> str:
        """What a person agrees to: the digest of all that would be written, and of what would not."""
        said = {
            "round": str(self.round),
            "reporter": self.reporter,
            "cells": [cell.as_json() for cell in self.changes],
            "problems": [problem.as_json("en") for problem in self.problems],
        }
        return hashlib.sha256(json.dumps(said, ensure_ascii=True, sort_keys=True).encode()).hexdigest()

    def as_json(self, language: str) -> dict[str, Any]:
        return {
            "round": self.round_code,
            "round_id": str(self.round),
            "plan": self.plan,
            "reporter": self.reporter,
            **self.counts,
            "lines_not_in_file": self.absent,
            "hidden_rows": self.hidden,
            "cells": [cell.as_json() for cell in self.changes],
            "conflicts": [cell.as_json() for cell in self.conflicts],
            "findings": [
                {"where": row.where, "label": row.label} | finding.as_json(language) for row, finding in self.findings
            ],
            "problems": [problem.as_json(language) for problem in self.problems],
        }
