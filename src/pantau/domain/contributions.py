"""What a focal point asks a ministry about lines, and what the ministry says of them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from pantau.domain.permissions import Matter
from pantau.domain.reports import Cells
from pantau.domain.words import Words, table, words_from


class ContributionState(StrEnum):
    """How far a contribution has come. Names: data/contributions.toml."""

    ASKED = "asked"
    HANDED_IN = "handed_in"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"

    @property
    def words(self) -> Words:
        return words_from(table("contributions")[self.value])


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionRow:
    """One line that a ministry was asked about: what it says, and how far that has come.

    `seen` counts the versions of the row; `order` is the place of the line in the plan; `closed_on` is the day on which
    its round was closed, if it was.
    """

    public_id: UUID
    line: UUID
    line_id: int
    order: int
    label: str
    words: Words
    section: tuple[str, str]
    round: UUID
    round_code: str
    plan: str
    reporter: str
    reporter_name: Words
    ministry: str
    ministry_name: Words
    about: Matter
    state: ContributionState
    seen: int
    changed_at: datetime
    closed_on: date | None = None
    cells: Cells = field(default_factory=Cells)
    before: Cells | None = None
    before_round: str = ""

    @property
    def editable(self) -> bool:
        """Whether the ministry may write in it."""
        return self.state is ContributionState.ASKED and self.closed_on is None

    @property
    def empty(self) -> bool:
        """Whether nothing was said."""
        return not any(self.cells.as_json().values())

    def as_json(self) -> dict[str, Any]:
        return {
            "line": str(self.line),
            "label": self.label,
            "words": self.words.as_json(),
            "plan": self.plan,
            "round": self.round_code,
            "reporter": self.reporter,
            "ministry": self.ministry,
            "state": self.state.value,
            "version": self.seen,
            "cells": self.cells.as_json(),
        }
