"""A reporter's lines of one round go out as a template, in Excel, CSV or JSON."""

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from pantau.domain.permissions import Actor
from pantau.domain.report_sheet import ReportTemplate, SheetPlace, TemplateRow
from pantau.domain.reports import ReportRow
from pantau.records.queries.reports import report_rows
from pantau.records.queries.round_record import RoundRecord, round_record
from pantau.records.workspace import find_folder
from pantau.standards.sheets.report_template import report_workbook
from pantau.standards.sheets.report_texts import report_csv, report_json
from pantau.usecases.draft_report import closed_to_writing, writer_for
from pantau.usecases.export_file import MEDIA_TYPES, WrittenFile

WRITERS: Mapping[str, Callable[[ReportTemplate], bytes]] = {
    "xlsx": report_workbook,
    "csv": report_csv,
    "json": report_json,
}
_MEDIA_TYPES = MEDIA_TYPES | {"csv": "text/csv; charset=utf-8", "json": "application/json"}


def sheet_place(actor: Actor, *, round: UUID, reporter: str) -> SheetPlace:
    """Where the actor takes templates and brings them back. Raises NotFound, whatever of it is not there."""
    record = round_record(round)
    place = writer_for(actor, record=record, reporter=reporter)
    plan, rows = record.row.plan_version.plan, report_rows(record, reporters=[place.pk])
    return SheetPlace(
        round=record.row.public_id,
        round_code=record.row.code,
        plan=plan.code,
        plan_title=plan.title,
        due_on=record.row.closes,
        reporter=place.code,
        reporter_name=place.name,
        lines=len(rows),
        open=sum(closed_to_writing(record, row) is None for row in rows),
        illustrative=plan.illustrative,
        about=record.matter(place),
    )


def report_template(
    actor: Actor, *, round: UUID, reporter: str, language: str, now: datetime | None = None
) -> ReportTemplate:
    """Exactly the lines that a reporter owes or reported on in a round, with what their drafts say now.

    Raises NotFound where the round, the reporter or the right is not there.
    """
    record = round_record(round)
    place = writer_for(actor, record=record, reporter=reporter)
    plan = record.row.plan_version.plan
    return ReportTemplate(
        workspace=find_folder().id,
        plan=plan.code,
        plan_title=plan.title,
        round=record.row.public_id,
        round_code=record.row.code,
        due_on=record.row.closes,
        reporter=place.code,
        reporter_name=place.name,
        language=language,
        made_at=now or timezone.now(),
        illustrative=plan.illustrative,
        rows=tuple(_template_row(record, row) for row in report_rows(record, reporters=[place.pk])),
    )


def report_template_file(
    actor: Actor, *, format: str, round: UUID, reporter: str, language: str, now: datetime | None = None
) -> WrittenFile:
    """The template as a file; `format` is one of WRITERS. Raises as `report_template`."""
    template = report_template(actor, round=round, reporter=reporter, language=language, now=now)
    name = "-".join((template.plan, template.round_code, template.reporter, language))
    return WrittenFile(
        content=WRITERS[format](template),
        name=f"{name}.{format}".replace("/", "-"),
        media_type=_MEDIA_TYPES[format],
    )


def _template_row(record: RoundRecord, row: ReportRow) -> TemplateRow:
    return TemplateRow(
        line=row.line,
        label=row.label,
        section=" ".join(part for part in row.section if part),
        words=row.words,
        state=row.state,
        open=closed_to_writing(record, row) is None,
        cells=row.cells,
        before=row.before,
        before_round=row.before_round,
    )
