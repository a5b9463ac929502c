"""A reporter writes in the cells of a report: each cell is kept as it is typed, and nobody overwrites anybody."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from pantau.domain.permissions import Actor, Verb, require
from pantau.domain.refusals import (
    CellUnknown,
    ChangedMeanwhile,
    DateInvalid,
    DateOutOfRange,
    NotFound,
    Refusal,
    TextTooLong,
)
from pantau.domain.reporting_refusals import (
    CompletedBeforeStarted,
    LineNotOwed,
    ReportingClosed,
    ReportNotEditable,
    TextUnseen,
)
from pantau.domain.reports import CELLS, LONGEST, CellChange, CellConflict, Cells, ReportRow, merged
from pantau.domain.statuses import Status, read_status
from pantau.domain.workflow import ReportState
from pantau.records.models import Actor as Place
from pantau.records.models import StatusReport, StatusReportVersion
from pantau.records.pen import Pen
from pantau.records.queries.reports import report_rows, report_versions
from pantau.records.queries.round_record import RoundRecord, round_record
from pantau.usecases.access import writing
from pantau.usecases.cells import EARLIEST, LATEST

_TRIES = 4
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""Signs that nobody sees: controls, those that turn the direction of writing around, and what is no character."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellRefused:
    """A cell whose new text was not taken, and why."""

    change: CellChange
    refusal: Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What became of a set of changes: the rows as they stand now, what clashed, and what was not taken.

    Every change is in exactly one of the three: what is in neither list was kept.
    """

    rows: tuple[ReportRow, ...]
    conflicts: tuple[CellConflict, ...]
    refused: tuple[CellRefused, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a set of changes comes to, before anything is written: what each row shall say, and what does not go in."""

    rows: tuple[ReportRow, ...]
    written: tuple[tuple[ReportRow, Cells], ...]
    conflicts: tuple[CellConflict, ...]
    refused: tuple[CellRefused, ...]


def save_cells(actor: Actor, *, round: UUID, reporter: str, changes: Sequence[CellChange]) -> Saved:
    """Keep these cells of one reporter's reports, line by line; a report that is not there yet begins as a draft.

    A change whose cell says something else by now than both `was` and `value` is told as a conflict and changes
    nothing; a text that cannot be read is refused; the other changes go in, all in one transaction. It is read before
    the transaction and tried again where somebody else wrote in between, so that writers wait for each other briefly.

    Raises:
        NotFound: the round, the reporter or the right is not there.
        ChangedMeanwhile: others wrote the same reports again and again; nothing is kept.
    """
    record = round_record(round)
    place = writer_for(actor, record=record, reporter=reporter)
    reason = f"report cells {record.row.code}"
    for tries_left in reversed(range(_TRIES)):
        judged = judge_cells(record, place=place, changes=changes)
        if not judged.written:
            break
        try:
            with writing(actor, Verb.DRAFT_REPORT, about=record.matter(place), reason=reason) as pen:
                return keep_cells(pen, record=record, place=place, judged=judged)
        except ChangedMeanwhile:
            if not tries_left:
                raise
    return Saved(rows=judged.rows, conflicts=judged.conflicts, refused=judged.refused)


def writer_for(actor: Actor, *, record: RoundRecord, reporter: str) -> Place:
    """The reporter for whom the actor may write. Raises NotFound."""
    return place_for(actor, verb=Verb.DRAFT_REPORT, record=record, reporter=reporter)


def place_for(actor: Actor, *, verb: Verb, record: RoundRecord, reporter: str) -> Place:
    """The reporter with whose reports the actor may do this. Raises NotFound."""
    place = record.reporter(reporter)
    if place is None:
        raise NotFound
    require(actor, verb, record.matter(place))
    return place


def judge_cells(
    record: RoundRecord,
    *,
    place: Place,
    changes: Sequence[CellChange],
    rows: Mapping[UUID, ReportRow] | None = None,
) -> Judged:
    """What these changes come to as the record stands, or stood when `rows` (by line) were read; the right was asked
    about, nothing is written.
    """
    wanted: dict[UUID, list[CellChange]] = defaultdict(list)
    for change in changes:
        wanted[change.line].append(change)
    if rows is None:
        keys = [record.by_line[line] for line in wanted if line in record.by_line]
        rows = {row.line: row for row in report_rows(record, reporters=[place.pk], lines=keys)}
    conflicts: list[CellConflict] = []
    refused: list[CellRefused] = []
    written: list[tuple[ReportRow, Cells]] = []
    for line, some in wanted.items():
        row = rows.get(line)
        if row is None or (not row.owed and row.report is None):
            fault: Refusal = LineNotOwed(reporter=place.code, round=record.row.code)
            refused += [CellRefused(change=change, refusal=fault) for change in some]
            continue
        after, clashes, faults = _after(record, row, some)
        conflicts += clashes
        refused += faults
        if after is not None and after != row.cells:
            written.append((row, after))
    shown = tuple(rows[line] for line in wanted if line in rows)
    return Judged(rows=shown, written=tuple(written), conflicts=tuple(conflicts), refused=tuple(refused))


def keep_cells(pen: Pen, *, record: RoundRecord, place: Place, judged: Judged) -> Saved:
    """Write what was judged, in a transaction that is open. Raises ChangedMeanwhile where a report changed since."""
    fresh = _write(pen, record=record, place=place, written=judged.written)
    rows = tuple(fresh.get(row.line_id, row) for row in judged.rows)
    return Saved(rows=rows, conflicts=judged.conflicts, refused=judged.refused)


def _after(
    record: RoundRecord, row: ReportRow, changes: Sequence[CellChange]
) -> tuple[Cells | None, list[CellConflict], list[CellRefused]]:
    """What the row shall say, what clashes, and what is not taken; ``None`` where the row is not to be written in."""
    closed = closed_to_writing(record, row)
    if closed is not None:
        return None, [], [CellRefused(change=change, refusal=closed) for change in changes]
    return take_changes(row.cells, label=row.label, changes=changes)


def take_changes(
    cells: Cells, *, label: str, changes: Sequence[CellChange]
) -> tuple[Cells, list[CellConflict], list[CellRefused]]:
    """What these cells of a line shall say after the changes, what clashes, and what cannot be taken."""
    good, refused = [], []
    for change in changes:
        try:
            read_cell(change.name, change.value)
            good.append(change)
        except Refusal as refusal:
            refused.append(CellRefused(change=change, refusal=refusal))
    texts, conflicts = merged(cells.as_json(), tuple(good))
    after = read_cells(texts)
    if after.started_on and after.completed_on and after.completed_on < after.started_on:
        fault = CompletedBeforeStarted(line=label, started=after.started_on, completed=after.completed_on)
        days = [change for change in good if change.name in ("started_on", "completed_on")]
        refused += [CellRefused(change=change, refusal=fault) for change in days]
        texts, conflicts = merged(cells.as_json(), tuple(change for change in good if change not in days))
        after = read_cells(texts)
    return after, conflicts, refused


def closed_to_writing(record: RoundRecord, row: ReportRow) -> Refusal | None:
    """Why the row may not be written in: it is on its way, or the round takes nothing new."""
    if row.state is not None and not row.state.editable:
        return ReportNotEditable(line=row.label, state=row.state.words)
    if record.row.closed_at is not None and row.number < 1:
        return ReportingClosed(round=record.row.code, closed_on=record.row.closed_at.date())
    return None


def require_writable(record: RoundRecord, row: ReportRow) -> None:
    """Raises ReportNotEditable, ReportingClosed where nothing may be written on this line now."""
    closed = closed_to_writing(record, row)
    if closed is not None:
        raise closed


def begin_report(pen: Pen, *, record: RoundRecord, place: Place, row: ReportRow) -> StatusReportVersion:
    """The version of the report that is written in: the one that is there, else an empty draft.

    Raises ChangedMeanwhile where somebody wrote in it since the row was read.
    """
    if row.version is None:
        row = _write(pen, record=record, place=place, written=[(row, row.cells)])[row.line_id]
    (version,) = report_versions([row]).values()
    return version


def read_cells(texts: Mapping[str, str]) -> Cells:
    """Cells from their texts. Raises as `read_cell`."""
    return Cells(**{name: read_cell(name, texts.get(name, "")) for name in CELLS})


def read_cell(name: str, text: str) -> Any:
    """The value of one cell; a status by code, name or synonym, a day as ISO.

    Raises CellUnknown for a cell or status nobody knows, DateInvalid, DateOutOfRange, TextTooLong, TextUnseen.
    """
    if name not in CELLS:
        raise CellUnknown(column=name, text=name, expected=", ".join(CELLS))
    if name == "status":
        return _status(text)
    if name in ("started_on", "completed_on"):
        return _day(text)
    if len(text) > LONGEST:
        raise TextTooLong(column=name, length=len(text), limit=LONGEST)
    if unseen := _UNSEEN.search(text):
        raise TextUnseen(column=name, sign=f"U+{ord(unseen[0]):04X}", place=unseen.start() + 1)
    return text


def _status(text: str) -> Status | None:
    found = read_status(text) if text.strip() else None
    if text.strip() and found is None:
        raise CellUnknown(column="status", text=text[:40], expected=", ".join(Status))
    return found


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        day = date.fromisoformat(text.strip())
    except ValueError as fault:
        raise DateInvalid(text=text[:40]) from fault
    if not EARLIEST <= day <= LATEST:
        raise DateOutOfRange(date=day, low=EARLIEST, high=LATEST)
    return day


def _write(
    pen: Pen, *, record: RoundRecord, place: Place, written: Sequence[tuple[ReportRow, Cells]]
) -> dict[int, ReportRow]:
    """Write these cells; the rows as they stand then, by line."""
    begun = write_cells(pen, record=record, place=place, written=written)
    fresh = {}
    for row, cells in written:
        said: dict[str, Any] = {"cells": cells, "seen": row.seen + 1, "changed_at": pen.at}
        if row.line_id in begun:
            report, version = begun[row.line_id]
            said |= {"report": report, "version": version, "number": 1, "seen": 1, "state": ReportState.DRAFT}
            said["as_of"] = _as_of(pen, record)
        fresh[row.line_id] = replace(row, **said)
    return fresh


def write_cells(
    pen: Pen, *, record: RoundRecord, place: Place, written: Sequence[tuple[ReportRow, Cells]]
) -> dict[int, tuple[UUID, UUID]]:
    """Change the drafts that are there and begin the others, in a transaction that is open; what was begun, by line:
    the public ids of the report and its first version. Raises ChangedMeanwhile where a report changed since.
    """
    begun = [(row, cells) for row, cells in written if row.version is None]
    pen.change_each(
        StatusReportVersion,
        [(row.version, row.seen, cell_values(cells)) for row, cells in written if row.version is not None],
    )
    fresh = {row.line_id: (uuid4(), uuid4()) for row, _ in begun}
    reports = pen.insert_each(
        StatusReport,
        [(report, line) for line, (report, _) in fresh.items()],
        fields=("public_id", "line_id"),
        shared={"reporter_id": place.pk, "round_id": record.row.pk},
    )
    pen.insert_each(
        StatusReportVersion,
        [
            (version, report, *cell_values(cells).values())
            for report, (_, version), (_, cells) in zip(reports, fresh.values(), begun, strict=True)
        ],
        fields=("public_id", "report_id", *CELLS),
        shared={"number": 1, "state": ReportState.DRAFT.value, "as_of": _as_of(pen, record)},
    )
    return fresh


def _as_of(pen: Pen, record: RoundRecord) -> date:
    """The day that a new draft tells of: today, within the round."""
    return min(max(pen.at.date(), record.row.start), record.row.end)


def cell_values(cells: Cells) -> dict[str, Any]:
    """The fields of a row that says this."""
    return {name: getattr(cells, name) for name in CELLS} | {"status": cells.status.value if cells.status else ""}
