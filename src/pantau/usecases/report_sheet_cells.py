"""A row of a file of reports held against the record: what each of its cells would do, three ways."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from uuid import UUID

from pantau.domain.refusals import CellMissing, Refusal, StatusUnknown, StatusWithdrawn
from pantau.domain.report_checks import ReportFinding, check_cells
from pantau.domain.report_sheet import WAS, SheetCell, SheetRow, key_in
from pantau.domain.reporting_refusals import (
    CompletedBeforeStarted,
    LineNotOwed,
    SheetConflict,
    SheetForeign,
    SheetUnmarked,
)
from pantau.domain.reports import CELLS, Cells, ReportRow
from pantau.domain.statuses import Status, read_status, status_name
from pantau.domain.words import Words
from pantau.files.sheet import Row
from pantau.records.queries.plans import plan_row
from pantau.records.queries.round_record import RoundRecord
from pantau.standards.sheets import day_in_figures
from pantau.standards.sheets.report_layout import absent, folded, heading, says_nothing
from pantau.standards.sheets.texts import fitting
from pantau.usecases.draft_report import closed_to_writing, read_cell
from pantau.usecases.line_index import LineIndex, line_index

_DAYS = ("started_on", "completed_on")
_WITHDRAWN = ("withdrawn", "ditarik")
_SHOWN = 60  # characters of a text in a sentence
_UNTOLD = Words(en="not known", id="tidak diketahui")


@dataclass(frozen=True, kw_only=True)
class SheetDesk:
    """The reports of one reporter in one round as they stand, for the rows of a file to be held against."""

    workspace: UUID
    record: RoundRecord
    reporter: str
    reports: Mapping[UUID, ReportRow]
    today: date

    @cached_property
    def lines(self) -> LineIndex:
        """For rows that do not say by a key which line they are of."""
        plan = plan_row(self.record.row.plan_version.plan)
        return line_index(plan, (line for _, line in self.record.lines.values()))

    def report_of(self, row: Row) -> ReportRow:
        """The report that a row is of.

        Raises:
            SheetForeign: it belongs to another workspace, round or reporter.
            SheetUnmarked: it does not say to whom.
            LineNotOwed, CellMissing, LabelUnknown, LabelAmbiguous: it is of no line that this reporter owes.
        """
        line = self._marked_line(row) if row.cells["key"] else self._named_line(row)
        report = self.reports.get(line)
        if report is None or (not report.owed and report.report is None):
            raise LineNotOwed(where=row.where, reporter=self.reporter, round=self.record.row.code)
        return report

    def read(self, row: Row, report: ReportRow) -> SheetRow:
        """The row beside its report."""
        cells, problems, now = [], list[Refusal](), report.cells.as_json()
        for name in CELLS:
            if name not in row.sheet.headings:
                continue
            try:
                cells.append(_compared(row, name, report=report, now=now[name]))
            except Refusal as refusal:
                refusal.where = refusal.where or row.place(name)
                problems.append(refusal)
        problems += [_conflict(cell) for cell in cells if cell.effect == "conflict"]
        findings: tuple[ReportFinding, ...] = ()
        after: Cells | None = None
        if any(cell.effect != "unchanged" for cell in cells):
            after = _after(report, cells)
            problems += self._forbidden(row, report, after)
            findings = check_cells(after, before=report.before, before_round=report.before_round, today=self.today)
        return SheetRow(
            number=row.number,
            where=row.where,
            label=report.label,
            cells=tuple(cells),
            problems=tuple(problems),
            findings=findings,
            after=after,
            hidden=row.hidden,
        )

    def _forbidden(self, row: Row, report: ReportRow, after: Cells) -> Iterator[Refusal]:
        """Why the row as a whole may not be written."""
        closed = closed_to_writing(self.record, report)
        if closed is not None:
            closed.where = row.where
            yield closed
        elif after.started_on and after.completed_on and after.completed_on < after.started_on:
            yield CompletedBeforeStarted(
                where=row.where, line=report.label, started=after.started_on, completed=after.completed_on
            )

    def _marked_line(self, row: Row) -> UUID:
        key = key_in(row.cells["key"])
        if key is None:
            raise SheetUnmarked(where=row.place("key"), file=row.sheet.file)
        if (key.workspace, key.round, key.reporter) != (self.workspace, self.record.row.public_id, self.reporter):
            raise self._foreign(row)
        return key.line

    def _named_line(self, row: Row) -> UUID:
        reporter, round = row.cells["reporter"], row.cells["round"]
        if not (reporter and round):
            raise SheetUnmarked(where=row.where, file=row.sheet.file)
        here = {str(self.record.row.public_id), self.record.row.code.casefold()}
        if reporter.casefold() != self.reporter.casefold() or round.casefold() not in here:
            raise self._foreign(row)
        column = "path" if row.cells["path"] else "label"
        if not row.cells[column]:
            raise CellMissing(where=row.place(column), column=heading("label"))
        return self.lines.find(row.cells[column], where=row.place(column)).public_id

    def _foreign(self, row: Row) -> Refusal:
        return SheetForeign(where=row.where, reporter=self.reporter, round=self.record.row.code)


def _compared(row: Row, name: str, *, report: ReportRow, now: str) -> SheetCell:
    """One cell three ways, `now` being what the record says. Raises as `read_cell`, StatusUnknown, StatusWithdrawn."""
    marked = bool(row.cells["key"]) and WAS[name] in row.sheet.headings
    was = row.cells[WAS[name]] if marked else None
    text = row.cells[name]
    empty = was == text == now == ""  # as most cells of most templates are
    untouched = empty or (was is not None and name not in ("status", *_DAYS) and _same(text, was))
    value = now if untouched or (was is None and not text) else _value(name, text)
    return SheetCell(
        where=row.place(name),
        line=report.line,
        label=report.label,
        name=name,
        was=was,
        now=now,
        value=value,
        effect="unchanged" if empty else _effect(was=was, now=now, value=value),
    )


def _effect(*, was: str | None, now: str, value: str) -> str:
    if _same(value, now) or (was is not None and _same(value, was)):
        return "unchanged"
    if now == "" and was in (None, ""):
        return "new"
    return "changed" if was is not None and _same(was, now) else "conflict"


def _same(one: str, other: str) -> bool:
    """Whether two texts say the same; what files do to line ends and to blanks at the ends of lines does not count."""
    if one == other or not (one and other):
        return not (one.strip() or other.strip()) or one == other
    return _told(one) == _told(other)


def _told(text: str) -> str:
    # openpyxl takes these signs out of what it reads: they are how a workbook writes signs that XML cannot hold
    kept = fitting(text, "en").replace("x005F_", "")
    return "\n".join(line.rstrip() for line in kept.split("\n")).strip()


def _value(name: str, text: str) -> str:
    """What a cell says, as `domain.reports.cell_text` writes it."""
    if folded(text) in says_nothing(name):
        return ""
    if name == "status":
        return _status(text)
    if name in _DAYS:
        day = day_in_figures(text)
        return str(read_cell(name, day.isoformat() if day else text))
    read_cell(name, text)
    return text


def _status(text: str) -> str:
    if text.casefold() in _WITHDRAWN:
        raise StatusWithdrawn
    status = read_status(text)
    if status is None:
        expected = ", ".join(f"{status_name(one).en} ({status_name(one).id})" for one in Status)
        raise StatusUnknown(status=text[:_SHOWN], expected=expected)
    return status.value


def _after(report: ReportRow, cells: list[SheetCell]) -> Cells:
    """What the report would say, with what is in conflict as the file has it."""
    said = {cell.name: read_cell(cell.name, cell.value) for cell in cells if cell.effect != "unchanged"}
    return replace(report.cells, **said)


def _conflict(cell: SheetCell) -> SheetConflict:
    return SheetConflict(
        where=cell.where,
        column=heading(cell.name),
        line=cell.label,
        was=_UNTOLD if cell.was is None else shown(cell.name, cell.was),
        now=shown(cell.name, cell.now),
        said=shown(cell.name, cell.value),
    )


def shown(name: str, text: str) -> Words:
    """What a cell says as people read it."""
    if not text:
        return absent(name)
    if name == "status" and read_status(text):
        return status_name(read_status(text))
    short = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return Words(en=short, id=short)
