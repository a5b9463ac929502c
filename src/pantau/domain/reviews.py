"""What waits to be judged, and how a report differs from what was said before, as frozen rows."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from pantau.domain.alignment import Mark, marks
from pantau.domain.ledger import digest_of_value
from pantau.domain.reports import CELLS, Cells, ReportRow, cell_text
from pantau.domain.words import Words, table, words_from
from pantau.domain.workflow import ReportState

TEXTS = ("narrative", "issues", "next_steps")
"""The cells whose difference is shown word by word."""

TO_JUDGE = (ReportState.SUBMITTED, ReportState.ACCEPTED, ReportState.LOCKED)
"""The states in which a report is shown to those who did not write it."""


class EndorsingBody(StrEnum):
    """Who takes note of a round's result before it is published. Names: data/workflow.toml."""

    SOCA = "soca"
    COUNCIL = "council"
    JCC = "jcc"

    @property
    def words(self) -> Words:
        return words_from(table("workflow")["endorsing"][self.value])


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewGroup:
    """The reports of one reporter in one round that somebody may judge; `since` is when the first was submitted.

    `waiting` are submitted, `accepted` may be locked.
    """

    plan: str
    plan_title: Words
    illustrative: bool
    round: UUID
    round_code: str
    reporter: str
    reporter_name: Words
    waiting: int
    accepted: int
    since: datetime | None

    def days(self, now: datetime) -> int | None:
        """Whole days that the first one has waited."""
        return (now - self.since).days if self.since else None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundUnderReview:
    """One round as those see it who judge its reports; `result` is the digest of all that counts in it now."""

    round: UUID
    code: str
    plan: str
    plan_title: Words
    illustrative: bool
    reporters: tuple[ReviewGroup, ...]
    counting: int
    result: str
    endorsements: tuple["EndorsementRow", ...] = ()
    may_endorse: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EndorsementRow:
    """A meeting that took note of a round's result; `result` is what its ledger entry bound, `reports` how many."""

    body: EndorsingBody
    meeting: str
    on: date
    note: str
    by: str
    at: datetime
    reports: int
    result: str

    def as_json(self) -> dict[str, Any]:
        return {
            "body": self.body.value,
            "meeting": self.meeting,
            "on": self.on.isoformat(),
            "note": self.note,
            "by": self.by,
            "at": self.at.isoformat(),
            "reports": self.reports,
            "result": self.result,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsUnderReview:
    """The reports of one reporter in one round that the person may read; `may_judge` and `may_lock` name reports."""

    round: UUID
    code: str
    plan: str
    plan_title: Words
    illustrative: bool
    reporter: str
    reporter_name: Words
    rows: tuple[ReportRow, ...]
    may_judge: frozenset[UUID] = field(default_factory=frozenset)
    may_lock: frozenset[UUID] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True, kw_only=True)
class CellDifference:
    """One cell then and now; `marks` are the words kept, removed and added, of a text alone."""

    name: str
    was: str
    now: str
    marks: tuple[Mark, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {"cell": self.name, "was": self.was or None, "now": self.now or None}


def differences(before: Cells, now: Cells) -> tuple[CellDifference, ...]:
    """The cells that say something else than before, in the order of a grid.

    >>> [one.name for one in differences(Cells(narrative="a b"), Cells(narrative="a c"))]
    ['narrative']
    """
    pairs = [(name, cell_text(getattr(before, name)), cell_text(getattr(now, name))) for name in CELLS]
    return tuple(text_difference(name, was, then) for name, was, then in pairs if was != then)


def text_difference(name: str, was: str, now: str) -> CellDifference:
    """One cell then and now, word by word where it is a text."""
    return CellDifference(name=name, was=was, now=now, marks=marks(was, now) if name in TEXTS else ())


def result_digest(shown: Iterable[str]) -> str:
    """The digest of a whole result: of the digests of all that counts in it, in no order of its own.

    >>> result_digest(["b", "a"]) == result_digest(["a", "b"])
    True
    """
    return digest_of_value(sorted(shown))
