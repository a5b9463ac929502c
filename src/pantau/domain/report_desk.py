"""A reporter's lines in a round as the editor shows them: what was found in each, which are asked for, how many."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from pantau.domain.actors import ActorRow
from pantau.domain.ledger import Decision
from pantau.domain.permissions import Matter
from pantau.domain.report_checks import ReportFinding, check_cells
from pantau.domain.reports import Cells, ReportRow
from pantau.domain.words import Words
from pantau.domain.workflow import ReportState


class Show(StrEnum):
    """Which lines of a grid are asked for."""

    MISSING = "missing"
    FINDINGS = "findings"
    RETURNED = "returned"
    DRAFTED = "drafted"
    READY = "ready"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskLine:
    """One line with what the checks found in it; `writable` is whether anything may be written in it now."""

    row: ReportRow
    findings: tuple[ReportFinding, ...]
    writable: bool

    @property
    def stops(self) -> int:
        return sum(one.stops for one in self.findings)

    @property
    def warnings(self) -> int:
        return len(self.findings) - self.stops

    @property
    def missing(self) -> bool:
        """Whether the reporter still has to give a status."""
        return self.row.missing and self.writable

    @property
    def ready(self) -> bool:
        """Whether it can be submitted as it stands."""
        return self.row.report is not None and self.row.state is not None and self.row.state.editable and not self.stops

    def shows(self, wanted: Show | None) -> bool:
        """Whether the line is one of those asked for; all are where nothing is."""
        return wanted is None or _SHOWN[wanted](self)


_SHOWN: Mapping[Show, Callable[[DeskLine], bool]] = {
    Show.MISSING: lambda line: line.missing,
    Show.FINDINGS: lambda line: bool(line.findings),
    Show.RETURNED: lambda line: line.row.state is ReportState.RETURNED,
    Show.DRAFTED: lambda line: line.row.state is ReportState.DRAFT,
    Show.READY: lambda line: line.ready,
    Show.SUBMITTED: lambda line: line.row.state is ReportState.SUBMITTED,
    Show.ACCEPTED: lambda line: line.row.state in (ReportState.ACCEPTED, ReportState.LOCKED),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskCounts:
    """How many lines are owed, and how far they are; a line can be counted under several."""

    owed: int
    missing: int
    drafted: int
    returned: int
    ready: int
    submitted: int
    accepted: int
    stops: int
    warnings: int

    def as_json(self) -> dict[str, int]:
        return {name: getattr(self, name) for name in self.__slots__}


def desk_lines(rows: Iterable[ReportRow], *, today: date, closed: bool) -> tuple[DeskLine, ...]:
    """The rows with their findings. A round that is `closed` takes what was begun, and nothing new.

    A line that nobody has begun has no findings: that it is missing says enough.
    """
    return tuple(_desk_line(row, today=today, closed=closed) for row in rows)


def _desk_line(row: ReportRow, *, today: date, closed: bool) -> DeskLine:
    looked_at = row.editable and row.state is not None
    found = check_cells(row.cells, before=row.before, before_round=row.before_round, today=today) if looked_at else ()
    return DeskLine(row=row, findings=found, writable=row.editable and not (closed and row.number < 1))


def counted(lines: Iterable[DeskLine]) -> DeskCounts:
    """The counts of a reporter's lines, all of them."""
    some = tuple(lines)

    def many(wanted: Show) -> int:
        return sum(line.shows(wanted) for line in some)

    return DeskCounts(
        owed=sum(line.row.owed for line in some),
        missing=many(Show.MISSING),
        drafted=many(Show.DRAFTED),
        returned=many(Show.RETURNED),
        ready=many(Show.READY),
        submitted=many(Show.SUBMITTED),
        accepted=many(Show.ACCEPTED),
        stops=sum(line.stops for line in some),
        warnings=sum(line.warnings for line in some),
    )


def narrowed(
    lines: Iterable[DeskLine], *, show: Show | None = None, section: str = "", text: str = ""
) -> tuple[DeskLine, ...]:
    """The lines that are asked for: of a kind, in a section, with some text in what they ask or say."""
    return tuple(line for line in lines if line.shows(show) and _within(line, section) and _says(line, text))


def _within(line: DeskLine, section: str) -> bool:
    return not section or section_key(line.row.section) == section


def _says(line: DeskLine, text: str) -> bool:
    if not text:
        return True
    wanted, cells = text.casefold(), line.row.cells
    said = (line.row.label, *line.row.words.as_json().values(), cells.narrative, cells.issues, cells.next_steps)
    return any(wanted in (part or "").casefold() for part in said)


def section_key(section: tuple[str, str]) -> str:
    """What names a section in an address: its label, its title where it has none."""
    return section[0] or section[1]


def sections_of(lines: Sequence[DeskLine]) -> tuple[tuple[str, str], ...]:
    """The sections that the lines stand in, in the order of the plan, each once."""
    return tuple(dict.fromkeys(line.row.section for line in lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskRound:
    """The round of a report as its reporter needs it; `due` is the day for this reporter, ``None`` where none is set.

    `language` is the one that the plan's lines are worded in.
    """

    public_id: UUID
    code: str
    plan: str
    plan_title: Words
    language: str
    illustrative: bool
    due: date | None = None
    extended: bool = False
    closed_on: date | None = None

    def overdue(self, today: date) -> bool:
        return self.due is not None and self.due < today


@dataclass(frozen=True, slots=True, kw_only=True)
class ReporterDesk:
    """One reporter in a round with its lines; `about` is what a right is asked about."""

    round: DeskRound
    reporter: ActorRow
    about: Matter
    rows: tuple[ReportRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportStep:
    """One decision on a report as the ledger has it, on which of its versions."""

    number: int
    version: int
    decision: Decision
    actor: str
    role: str
    note: str
    at: datetime
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportVersionRow:
    """One version of a report as it stands, kept or superseded."""

    number: int
    state: ReportState
    cells: Cells
    changed_at: datetime
    superseded: bool
