"""A ministry writes what it was asked about, cell by cell, and hands it in to its country's focal point."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from pantau.domain.contributions import ContributionRow, ContributionState
from pantau.domain.ledger import Decision
from pantau.domain.permissions import Actor, Verb, require
from pantau.domain.refusals import ChangedMeanwhile, NotFound, Refusal
from pantau.domain.reporting_refusals import ContributionNotEditable, NothingToDo, ReportingClosed
from pantau.domain.reports import CellChange, CellConflict
from pantau.records.models import Contribution
from pantau.records.queries.contributions import contribution_rows, contributions_behind
from pantau.records.queries.round_record import RoundRecord, round_record
from pantau.usecases.access import writing
from pantau.usecases.draft_report import CellRefused, cell_values, take_changes


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedContribution:
    """What became of a set of changes, as `draft_report.Saved`."""

    rows: tuple[ContributionRow, ...]
    conflicts: tuple[CellConflict, ...]
    refused: tuple[CellRefused, ...]


def save_contribution(actor: Actor, *, round: UUID, ministry: str, changes: Sequence[CellChange]) -> SavedContribution:
    """Keep these cells of what a ministry was asked; a line that it was not asked about answers as absent.

    Raises:
        NotFound: the round, one of the lines or the right is not there.
        ChangedMeanwhile: somebody wrote the same line at the same moment; nothing is kept, try again.
    """
    record = round_record(round)
    wanted: dict[UUID, list[CellChange]] = defaultdict(list)
    for change in changes:
        wanted[change.line].append(change)
    rows = _asked(actor, record=record, ministry=ministry, lines=list(wanted))
    conflicts: list[CellConflict] = []
    refused: list[CellRefused] = []
    with writing(actor, Verb.CONTRIBUTE, about=rows[0].about, reason=f"contribution cells {record.row.code}") as pen:
        kept, written = contributions_behind(rows), []
        for row in rows:
            if not row.editable:
                fault = _closed(row) or ContributionNotEditable(line=row.label, state=row.state.words)
                refused += [CellRefused(change=change, refusal=fault) for change in wanted[row.line]]
                continue
            _require_seen(row, kept[row.public_id].version)
            after, clashes, faults = take_changes(row.cells, label=row.label, changes=wanted[row.line])
            conflicts += clashes
            refused += faults
            if after != row.cells:
                written.append((row.public_id, kept[row.public_id].version, cell_values(after)))
        pen.change_each(Contribution, written)
        fresh = contribution_rows(record, ministry=ministry, lines=list(wanted))
    return SavedContribution(rows=tuple(fresh), conflicts=tuple(conflicts), refused=tuple(refused))


def hand_in_contribution(actor: Actor, *, round: UUID, ministry: str, seen: Mapping[UUID, int]) -> int:
    """Hand in what was written on these lines, each in the version that was seen; how many.

    Raises:
        NothingToDo: nothing was chosen, or one of them says nothing or is no longer asked for.
        ReportingClosed: the round was closed.
        NotFound: one of the lines or the right is not there.
        ChangedMeanwhile: one of them was changed since it was seen.
    """
    if not seen:
        raise NothingToDo(step=Decision.SUBMIT.words)
    record = round_record(round)
    rows = _asked(actor, record=record, ministry=ministry, lines=list(seen))
    if closed := _closed(rows[0]):
        raise closed
    if any(not row.editable or row.empty for row in rows):
        raise NothingToDo(step=Decision.SUBMIT.words)
    with writing(actor, Verb.CONTRIBUTE, about=rows[0].about, reason=f"hand in {record.row.code}") as pen:
        kept = contributions_behind(rows)
        for row in rows:
            _require_seen(row, seen[row.line])
            _require_seen(row, kept[row.public_id].version)
        pen.change_many(list(kept.values()), state=ContributionState.HANDED_IN.value)
    return len(rows)


def _asked(actor: Actor, *, record: RoundRecord, ministry: str, lines: list[UUID]) -> list[ContributionRow]:
    """What the ministry was asked on these lines, if the actor may contribute. Raises NotFound."""
    rows = contribution_rows(record, ministry=ministry, lines=lines)
    rows = [row for row in rows if row.state is not ContributionState.WITHDRAWN]
    if not rows or {row.line for row in rows} != set(lines):
        raise NotFound
    for row in rows:
        require(actor, Verb.CONTRIBUTE, row.about)
    return rows


def _closed(row: ContributionRow) -> Refusal | None:
    """Why nothing is written in a round that was closed."""
    return ReportingClosed(round=row.round_code, closed_on=row.closed_on) if row.closed_on else None


def _require_seen(row: ContributionRow, version: int) -> None:
    if row.seen != version:
        raise ChangedMeanwhile(what=row.label, seen=version, now=row.seen)
