"""A filled-in template comes back: previewed cell by cell, then written into the drafts in one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from django.utils import timezone

from pantau.domain.permissions import Actor, Verb
from pantau.domain.refusals import ChangedMeanwhile, PreviewChanged, Refusal, RowRepeated, RowsRejected
from pantau.domain.report_sheet import SheetPreview, SheetRow, key_in
from pantau.domain.reporting_refusals import SheetUnmarked
from pantau.domain.reports import ReportRow
from pantau.domain.sources import REPORT_SHEET
from pantau.files.content import file_content
from pantau.files.sheet import Row
from pantau.records.models import Actor as Place
from pantau.records.pen import Pen
from pantau.records.queries.reports import report_rows
from pantau.records.queries.round_names import round_named
from pantau.records.queries.round_record import RoundRecord, round_record
from pantau.records.store import digest_of
from pantau.records.workspace import find_folder
from pantau.standards.sheets.report_read import read_reports
from pantau.usecases.access import writing
from pantau.usecases.draft_report import closed_to_writing, write_cells, writer_for
from pantau.usecases.keep_source import keep_source
from pantau.usecases.report_sheet_cells import SheetDesk

_REASON = 100  # characters that a history row holds
_TITLE, _NAME = 400, 255  # characters that a source holds
_OFTEN = 500  # rows between two words on how far it is

Told = Callable[[int, int], None]


def _unheard(_done: int, _of: int) -> None:
    """Nobody wants to know how far it is."""


def preview_reports(
    actor: Actor,
    *,
    content: bytes,
    file: str,
    round: UUID,
    reporter: str,
    rows: Sequence[Row] | None = None,
    told: Told = _unheard,
) -> SheetPreview:
    """Hold a file against the reports of one reporter in one round; nothing is written.

    `rows` are what was read from `content` earlier; without them it is read now.

    Raises:
        NotFound: the round, the reporter or the right is not there.
        SheetUnmarked: no row says whose report it is.
        What `standards.sheets.report_read.read_reports` raises: the file cannot be read.
    """
    record = round_record(round)
    place = writer_for(actor, record=record, reporter=reporter)
    return _Comparison(record=record, place=place, told=told).preview(
        read_reports(content, file=file) if rows is None else rows, content=content, file=file
    )


def preview_reports_file(
    actor: Actor, *, path: Path, round: str = "", plan: str = "", reporter: str = ""
) -> SheetPreview:
    """The same of a file on this computer; round and reporter are those of its first row where none are named.

    Raises as `preview_reports`, `files.content.file_content` and `round_named` raise.
    """
    content = file_content(path)
    rows = read_reports(content, file=path.name)
    key = next(filter(None, (key_in(row.cells["key"]) for row in rows)), None)
    reporter = reporter or (key.reporter if key else rows[0].cells["reporter"])
    if key and not round:
        wanted = key.round
    elif round := round or rows[0].cells["round"]:
        wanted = round_named(round, plan=plan)
    else:
        raise SheetUnmarked(file=path.name, where=path.name)
    return preview_reports(actor, content=content, file=path.name, round=wanted, reporter=reporter, rows=rows)


def import_reports(actor: Actor, *, preview: SheetPreview, seen: str = "") -> None:
    """Write exactly what a preview without problems shows, in one transaction.

    Raises RowsRejected where it holds problems, and what `import_good_reports` raises.
    """
    if preview.problems:
        raise RowsRejected(problems=preview.problems, file=preview.file)
    import_good_reports(actor, preview=preview, seen=seen)


def import_good_reports(actor: Actor, *, preview: SheetPreview, seen: str = "") -> None:
    """Write the good rows of a preview into the drafts and leave the others out; the file is kept as their source.

    `seen` is the digest of the preview that a person agreed to, where that was made earlier from the same file.

    Raises:
        NotFound: the right is not there any more.
        PreviewChanged: the file would now do something else than it showed, or somebody wrote one of the reports at
            the same moment; nothing is written.
    """
    if seen and seen != preview.digest:
        raise PreviewChanged(what=preview.file, seen=0, now=1)
    record = round_record(preview.round)
    place = writer_for(actor, record=record, reporter=preview.reporter)
    written = [(preview.reports[row.cells[0].line], row.after) for row in preview.good if row.after is not None]
    if not written:
        return
    if any(closed_to_writing(record, report) for report, _ in written):  # the round was closed since
        raise PreviewChanged(what=preview.file, seen=0, now=1)
    reason = f"report sheet {digest_of(preview.content)[:12]} {preview.file}"[:_REASON]
    try:
        with writing(actor, Verb.DRAFT_REPORT, about=record.matter(place), reason=reason) as pen:
            _keep_sheet(pen, preview)
            write_cells(pen, record=record, place=place, written=written)
    except ChangedMeanwhile as fault:
        raise PreviewChanged(what=preview.file, seen=0, now=1) from fault


@dataclass(frozen=True, slots=True, kw_only=True)
class _Comparison:
    """The rows of a file against what one reporter has in one round."""

    record: RoundRecord
    place: Place
    told: Told

    def preview(self, rows: Sequence[Row], *, content: bytes, file: str) -> SheetPreview:
        plan = self.record.row.plan_version.plan
        reports = {row.line: row for row in report_rows(self.record, reporters=[self.place.pk])}
        read, lines = self._read(rows, reports)
        return SheetPreview(
            file=file,
            content=content,
            round=self.record.row.public_id,
            round_code=self.record.row.code,
            plan=plan.code,
            reporter=self.place.code,
            reporter_name=self.place.name,
            illustrative=plan.illustrative,
            rows=tuple(read),
            reports=reports,
            absent=len(reports.keys() - lines),
        )

    def _read(self, rows: Sequence[Row], reports: dict[UUID, ReportRow]) -> tuple[Sequence[SheetRow], set[UUID]]:
        """Every row, and the lines that they are of. Raises SheetUnmarked where no row is marked at all."""
        desk = self._desk(reports)
        found: list[SheetRow] = []
        of_line: dict[UUID, list[int]] = {}
        for place, row in enumerate(rows):
            if place % _OFTEN == 0:
                self.told(place, len(rows))
            try:
                report = desk.report_of(row)
            except Refusal as refusal:
                found.append(_stray(row, refusal))
                continue
            of_line.setdefault(report.line, []).append(place)
            found.append(desk.read(row, report))
        self.told(len(rows), len(rows))
        _refuse_unmarked(found)
        for places in of_line.values():
            if len(places) > 1:
                _refuse_repeated(found, places)
        return found, set(of_line)

    def _desk(self, reports: dict[UUID, ReportRow]) -> SheetDesk:
        return SheetDesk(
            workspace=find_folder().id,
            record=self.record,
            reporter=self.place.code,
            reports=reports,
            today=timezone.now().date(),
        )


def _stray(row: Row, refusal: Refusal) -> SheetRow:
    return SheetRow(
        number=row.number, where=row.where, label=row.cells["label"], problems=(refusal,), hidden=row.hidden
    )


def _refuse_unmarked(found: Sequence[SheetRow]) -> None:
    first = next(iter(found[0].problems), None) if found else None
    if first and all(isinstance(one, SheetUnmarked) for row in found for one in (row.problems or (None,))):
        raise first


def _refuse_repeated(found: list[SheetRow], places: Sequence[int]) -> None:
    """Of rows that are of one line none is taken: which one is meant is not guessed."""
    for place in places:
        other = next(one for one in places if one != place)
        row = found[place]
        fault = RowRepeated(where=row.where, first=found[other].number, what="line")
        found[place] = replace(row, problems=(fault, *row.problems))


def _keep_sheet(pen: Pen, preview: SheetPreview) -> None:
    """The file as it was received, which nobody outside sees: it holds what is not accepted yet."""
    keep_source(
        pen,
        content=preview.content,
        code=f"report-sheet-{digest_of(preview.content)[:16]}",
        kind=REPORT_SHEET,
        title=f"{preview.plan} {preview.round_code} {preview.reporter}: {preview.file}"[:_TITLE],
        file_name=preview.file[-_NAME:],
        illustrative=preview.illustrative,
    )
