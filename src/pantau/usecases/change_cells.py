"""A program writes in the cells of a reporter's reports: all that it sent is kept, or nothing."""

from collections.abc import Sequence
from uuid import UUID

from pantau.domain.api_refusals import CellsClash, CellsRefused
from pantau.domain.permissions import Actor, Verb
from pantau.domain.reports import CellChange, ReportRow
from pantau.records.queries.round_record import round_record
from pantau.usecases.access import writing
from pantau.usecases.draft_report import judge_cells, keep_cells, writer_for


def change_cells(actor: Actor, *, round: UUID, reporter: str, changes: Sequence[CellChange]) -> tuple[ReportRow, ...]:
    """Keep these cells; the reports as they stand then.

    A grid saves cell by cell and shows what was not taken (`draft_report.save_cells`); a program that sent a set of
    cells wants to know that all of them are in.

    Raises:
        CellsClash: somebody changed one of them meanwhile; seen three ways.
        CellsRefused: one of them cannot be taken, each with its reason.
        NotFound, ChangedMeanwhile: as `save_cells`.
    """
    record = round_record(round)
    place = writer_for(actor, record=record, reporter=reporter)
    judged = judge_cells(record, place=place, changes=changes)
    if judged.conflicts:
        raise CellsClash(conflicts=judged.conflicts)
    if judged.refused:
        cells = tuple((f"{one.change.line}, {one.change.name}", one.refusal) for one in judged.refused)
        raise CellsRefused(cells=cells)
    if not judged.written:
        return judged.rows
    with writing(actor, Verb.DRAFT_REPORT, about=record.matter(place), reason=f"report cells {record.row.code}") as pen:
        return keep_cells(pen, record=record, place=place, judged=judged).rows
