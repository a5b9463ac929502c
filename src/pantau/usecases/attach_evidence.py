"""A reporter attaches a file that backs what a report says."""

from uuid import UUID

from pantau.domain.permissions import Actor, Verb
from pantau.domain.refusals import NotFound
from pantau.domain.reporting_refusals import EvidenceTooMuch, LineNotOwed
from pantau.domain.reports import EvidenceRow, ReportRow
from pantau.domain.sources import REPORT_EVIDENCE
from pantau.files.evidence import evidence_content
from pantau.records.models import ReportEvidence, Source, StatusReportVersion
from pantau.records.opening import faults_said
from pantau.records.pen import Pen
from pantau.records.queries.reports import report_rows
from pantau.records.queries.round_record import RoundRecord, round_record
from pantau.records.store import digest_of, keep
from pantau.records.workspace import find_folder
from pantau.usecases.access import writing
from pantau.usecases.draft_report import begin_report, require_writable, writer_for

FILES_LIMIT = 20
"""Files that back one report."""
_LONGEST_NAME, _LONGEST_NOTE = 200, 300


def attach_evidence(
    actor: Actor, *, round: UUID, reporter: str, line: UUID, content: bytes, file: str, note: str = ""
) -> EvidenceRow:
    """Keep a file under its digest and attach it to the draft of a report, which begins with it if it must.

    The same file again changes nothing. Attaching makes a new version of the draft, so that nobody submits what they
    were not shown.

    Raises:
        NotFound: the round, the reporter, the line or the right is not there.
        LineNotOwed, ReportNotEditable, ReportingClosed: nothing may be written on this line.
        FileEmpty, FileTooLarge, EvidenceKindRefused: as `evidence_content`.
        EvidenceTooMuch: the report has as many files as it may have.
        ChangedMeanwhile: somebody wrote in the report at the same moment.
    """
    record = round_record(round)
    place = writer_for(actor, record=record, reporter=reporter)
    kept = evidence_content(content, file=file)
    with faults_said(find_folder()):
        digest = keep(find_folder().evidence, kept)
    with writing(actor, Verb.DRAFT_REPORT, about=record.matter(place), reason=f"evidence {record.row.code}") as pen:
        row = drafted_line(record, reporter=place.pk, line=line)
        if not row.owed and row.report is None:
            raise LineNotOwed(reporter=place.code, round=record.row.code)
        version = begin_report(pen, record=record, place=place, row=row)
        return _attached(pen, row=row, version=version, source=(digest, file, note))


def drafted_line(record: RoundRecord, *, reporter: int, line: UUID) -> ReportRow:
    """The reporter's line, to be written in now. Raises NotFound, ReportNotEditable, ReportingClosed."""
    key = record.by_line.get(line)
    rows = report_rows(record, reporters=[reporter], lines=[key]) if key is not None else []
    if not rows:
        raise NotFound
    require_writable(record, rows[0])
    return rows[0]


def _attached(pen: Pen, *, row: ReportRow, version: StatusReportVersion, source: tuple[str, str, str]) -> EvidenceRow:
    digest, file, note = source
    if any(one.digest == digest for one in row.evidence):
        return next(one for one in row.evidence if one.digest == digest)
    if len(row.evidence) >= FILES_LIMIT:
        raise EvidenceTooMuch(line=row.label, limit=FILES_LIMIT)
    pen.change(version)
    kept = _source(pen, digest=digest, file=file[-_LONGEST_NAME:], owner=row.reporter)
    values = {"note": note.strip()[:_LONGEST_NOTE], "removed_at": None}
    found = ReportEvidence.objects.filter(report_version=version, source=kept).first()
    if found is None:
        found = pen.insert(ReportEvidence, report_version=version, source=kept, **values)
    else:  # it was taken away before
        found = pen.change(found, **values)
    return EvidenceRow(public_id=found.public_id, file_name=kept.file_name, digest=digest, note=found.note)


def _source(pen: Pen, *, digest: str, file: str, owner: str) -> Source:
    """The source of these bytes; each reporter has its own, so that none learns what another one called them."""
    code = f"evidence-{digest_of(f'{owner}/{digest}'.encode())[:40]}"
    found = Source.objects.filter(code=code).first()
    return found or pen.insert(Source, code=code, kind=REPORT_EVIDENCE, title=file, file_name=file, digest=digest)
