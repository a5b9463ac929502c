"""Report templates in tests: a round of the plan TESTS, and a template that somebody fills in with openpyxl."""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any
from uuid import UUID

import openpyxl

from pantau.domain.permissions import LOCAL_OPERATOR, Actor
from pantau.domain.report_sheet import COLUMNS, SheetPreview
from pantau.domain.reports import CellChange, ReportRow
from pantau.files.columns import Columns
from pantau.records.models import Round
from pantau.records.queries.reports import report_rows
from pantau.records.queries.round_record import round_record
from pantau.usecases.draft_report import save_cells
from pantau.usecases.import_reports import preview_reports
from pantau.usecases.report_template import report_template_file
from tests.usecases.office import Office
from tests.workspaces import everybody, progress

ME = "X-ALF"
ROUND = "2025"
_KNOWN = Columns(known=COLUMNS, required=())


def opened_round(office: Office) -> UUID:
    """The round 2025, in which X-CEM reported on one line, after 2024, in which all reported on two."""
    office.progress(progress(everybody("ongoing", ("1.1", "1.2"))), round="2024")
    office.progress(progress({("2.5", "X-CEM"): "planned"}, as_of="2025-06-30"), round=ROUND)
    return round_id(ROUND)


def round_id(code: str) -> UUID:
    return Round.objects.get(code=code).public_id


def template(
    round: UUID, *, format: str = "xlsx", reporter: str = ME, language: str = "en", actor: Actor = LOCAL_OPERATOR
) -> bytes:
    return report_template_file(actor, format=format, round=round, reporter=reporter, language=language).content


def looked_at(
    round: UUID, content: bytes, *, file: str = "reports.xlsx", reporter: str = ME, actor: Actor = LOCAL_OPERATOR
) -> SheetPreview:
    return preview_reports(actor, content=content, file=file, round=round, reporter=reporter)


def edited(content: bytes, edit: Callable[[Any], None]) -> bytes:
    """The workbook after its first sheet was edited."""
    book = openpyxl.load_workbook(BytesIO(content))
    edit(book.worksheets[0])
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def filled(content: bytes, cells: Mapping[tuple[str, str], object]) -> bytes:
    """The workbook with values typed into cells, each named by the line's label and the column."""

    def type_in(sheet: Any) -> None:
        places = columns_of(sheet)
        rows = {str(sheet.cell(row, places["label"]).value): row for row in range(2, sheet.max_row + 1)}
        for (label, column), value in cells.items():
            sheet.cell(rows[label], places[column]).value = value

    return edited(content, type_in)


def columns_of(sheet: Any) -> dict[str, int]:
    """Where each column of a template stands, from 1."""
    found = ((_KNOWN.named(str(cell.value)), cell.column) for cell in sheet[1] if cell.value)
    return {name: place for name, place in found if name}


def reports(round: UUID, *, reporter: str = ME) -> dict[str, ReportRow]:
    """The reporter's lines by label."""
    place = round_record(round).reporter(reporter)
    assert place is not None
    return {row.label: row for row in report_rows(round_record(round), reporters=[place.pk])}


def drafted(round: UUID, *, reporter: str = ME) -> dict[str, dict[str, str]]:
    """What the open drafts of a reporter say, by label: only cells that say something."""
    said = {label: row.cells.as_json() for label, row in reports(round, reporter=reporter).items() if row.state}
    return {label: {name: text for name, text in cells.items() if text} for label, cells in said.items()}


def saved(round: UUID, line: UUID, cells: Sequence[tuple[str, str, str]], *, reporter: str = ME) -> None:
    """Cells that somebody wrote in the grid: name, what it was, what it becomes."""
    changes = [CellChange(line=line, name=name, was=was, value=value) for name, was, value in cells]
    result = save_cells(LOCAL_OPERATOR, round=round, reporter=reporter, changes=changes)
    assert not result.conflicts
    assert not result.refused
