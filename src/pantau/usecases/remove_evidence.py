"""A reporter takes a file away from the draft of a report; the file and its history stay in the record."""

from uuid import UUID

from pantau.domain.permissions import Actor, Verb
from pantau.domain.refusals import NotFound
from pantau.records.models import ReportEvidence
from pantau.records.queries.round_record import round_record
from pantau.usecases.access import writing
from pantau.usecases.attach_evidence import drafted_line
from pantau.usecases.draft_report import writer_for


def remove_evidence(actor: Actor, *, round: UUID, reporter: str, line: UUID, evidence: UUID) -> None:
    """Take the file away, with a new version of the draft.

    Raises:
        NotFound: the file, the report or the right is not there.
        ReportNotEditable, ReportingClosed: nothing may be written on this line.
        ChangedMeanwhile: somebody wrote in the report at the same moment.
    """
    record = round_record(round)
    place = writer_for(actor, record=record, reporter=reporter)
    with writing(actor, Verb.DRAFT_REPORT, about=record.matter(place), reason=f"evidence {record.row.code}") as pen:
        row = drafted_line(record, reporter=place.pk, line=line)
        if row.version is None:
            raise NotFound
        kept = ReportEvidence.objects.filter(public_id=evidence, report_version__public_id=row.version)
        found = kept.filter(removed_at__isnull=True).select_related("report_version").first()
        if found is None:
            raise NotFound
        pen.change(found.report_version)
        pen.change(found, removed_at=pen.at)
