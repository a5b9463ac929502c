"""Reports of a round: read by those who may, written cell by cell by their reporter."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router

from pantau.api.answers import answered, require_match
from pantau.api.asked import Code, ReportsAsked, SentCells, SentChanges
from pantau.api.caller import person
from pantau.api.once import done_once
from pantau.api.paging import part_of
from pantau.api.shapes import ReportPart, ReportsChanged, ReportShape
from pantau.domain.reports import CellChange, ReportRow
from pantau.usecases.change_cells import change_cells
from pantau.usecases.read_reports import read_report, read_reports
from pantau.usecases.take_request import Taken

router = Router(tags=["reports"])


@router.get("/{round}/reports", operation_id="reports", response=ReportPart)
def reports(request: HttpRequest, round: UUID, asked: Query[ReportsAsked]) -> HttpResponse:
    """Every report of a round that the caller may read. Raises NotFound, TokenMissing."""
    found = read_reports(person(request), round=round, reporter=asked.reporter, line=asked.line)
    if asked.state is not None:
        found = [row for row in found if row.state is asked.state]
    return answered(part_of(request, found, asked=asked, shown=ReportRow.as_json))


@router.patch("/{round}/reports/{reporter}", operation_id="change_reports", response=ReportsChanged)
def change_reports(request: HttpRequest, round: UUID, reporter: Path[Code], sent: SentChanges) -> HttpResponse:
    """Write in cells of many lines, all or none. Raises CellsClash, CellsRefused, NotFound, TokenMissing."""
    actor = person(request)
    changes = [CellChange(line=one.line, name=one.cell, was=one.was, value=one.value) for one in sent.changes]

    def work() -> Taken:
        rows = change_cells(actor, round=round, reporter=reporter, changes=changes)
        return Taken(status=200, data={"reports": [row.as_json() for row in rows]})

    return done_once(request, work)


@router.get("/{round}/reports/{reporter}/{line}", operation_id="report", response=ReportShape)
def report(request: HttpRequest, round: UUID, reporter: Path[Code], line: UUID) -> HttpResponse:
    """One line as a reporter has it. Raises NotFound, TokenMissing."""
    return answered(read_report(person(request), round=round, reporter=reporter, line=line).as_json())


@router.patch("/{round}/reports/{reporter}/{line}", operation_id="change_report", response=ReportShape)
def change_report(request: HttpRequest, round: UUID, reporter: Path[Code], line: UUID, sent: SentCells) -> HttpResponse:
    """Write in the cells of one report as it was read (If-Match). Raises as `change_reports`, and for the tag."""
    actor = person(request)

    def work() -> Taken:
        row = read_report(actor, round=round, reporter=reporter, line=line)
        require_match(request, row.as_json())
        was = row.cells.as_json()
        changes = [
            CellChange(line=line, name=name, was=was[name], value=value or "")
            for name, value in sent.dict(exclude_unset=True).items()
        ]
        change_cells(actor, round=round, reporter=reporter, changes=changes)
        after = read_report(actor, round=round, reporter=reporter, line=line)
        return Taken(status=200, data=after.as_json())

    return done_once(request, work)
