"""What a program may ask and send: every parameter and every field declared, and nothing else taken."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import AfterValidator, ConfigDict, Field, StringConstraints

from pantau.domain.regional import Derivation
from pantau.domain.workflow import ReportState

LONGEST_PAGE = 500
DEEPEST = 10_000
MOST_CHANGES = 5_000


def _text(value: str) -> str:
    """Raises ValueError for a sign that no database keeps: NUL, or half of a pair that JSON writes as \\ud800."""
    if "\0" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
        raise ValueError("NUL, U+D800–U+DFFF")
    return value


def _inside(value: Any) -> Any:
    """Raises ValueError for a year that no plan is about."""
    if not 1945 <= value.year <= 2100:
        raise ValueError("1945–2100")
    return value


Text = Annotated[str, AfterValidator(_text)]
Short = Annotated[str, StringConstraints(max_length=200), AfterValidator(_text)]
Code = Annotated[str, StringConstraints(min_length=1, max_length=100), AfterValidator(_text)]
Day = Annotated[date, AfterValidator(_inside)]
Moment = Annotated[datetime, AfterValidator(_inside)]


class Listed(Schema):
    """A part of a list: how many at most, after how many."""

    limit: int = Field(100, ge=1, le=LONGEST_PAGE)
    offset: int = Field(0, ge=0, le=DEEPEST)


class PlansAsked(Listed):
    partner: Short = ""


class MomentAsked(Schema):
    """The moment a plan is looked at."""

    as_of: Day | None = None
    known_at: Moment | None = None
    round: Short = ""
    by: Derivation | None = None


class LinesAsked(Listed, MomentAsked):
    status: Short = ""
    q: Short = ""


class RoundsAsked(Listed):
    plan: Short = ""


class ReportsAsked(Listed):
    reporter: Short = ""
    state: ReportState | None = None
    line: UUID | None = None


class FiguresAsked(Listed):
    subject: Short = ""
    metric: Short = ""
    q: Short = ""


class ActorsAsked(Listed):
    kind: Short = ""
    q: Short = ""


class SearchAsked(Listed):
    """Words to look for in the texts of sources, and which sources count."""

    q: Short
    language: Literal["en", "id"] | None = None
    publisher: Short = ""
    kind: Short = ""
    from_year: int | None = Field(None, ge=1945, le=2100)
    to_year: int | None = Field(None, ge=1945, le=2100)


class Sent(Schema):
    """A body: a key that is not declared is refused."""

    model_config = ConfigDict(extra="forbid")


class SentCells(Sent):
    """New texts of the cells of one report; a cell that is not named stays as it is."""

    status: Text | None = None
    narrative: Text | None = None
    issues: Text | None = None
    next_steps: Text | None = None
    started_on: Text | None = None
    completed_on: Text | None = None


class SentChange(Sent):
    """One cell of one line: what it said when it was read, and what it shall say."""

    line: UUID
    cell: Text
    was: Text
    value: Text


class SentChanges(Sent):
    changes: list[SentChange] = Field(min_length=1, max_length=MOST_CHANGES)


class SentNote(Sent):
    note: Annotated[str, StringConstraints(max_length=4_000), AfterValidator(_text)] = ""


class SentReport(SentNote):
    """A report that a step is taken with, and the digest of what was read of it."""

    report: UUID
    digest: Short


class SentReports(Sent):
    reports: list[SentReport] = Field(min_length=1, max_length=MOST_CHANGES)
