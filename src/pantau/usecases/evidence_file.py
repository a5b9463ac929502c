"""Whoever may read a report takes a file that backs it; nobody else does."""

from dataclasses import dataclass
from uuid import UUID

from pantau.domain.permissions import Actor, Verb, may
from pantau.domain.refusals import NotFound
from pantau.domain.reports import ReportRow
from pantau.domain.workflow import ReportState
from pantau.records.queries.report_desk import evidence_line, reporter_desk
from pantau.records.store import place_of
from pantau.records.workspace import find_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceFile:
    """A file with the name that its reporter gave it."""

    name: str
    content: bytes


def evidence_file(actor: Actor, *, evidence: UUID) -> EvidenceFile:
    """The file, for those who may read the report as it stands. Raises NotFound."""
    round, reporter, line = evidence_line(evidence)
    row = reporter_desk(round=round, reporter=reporter, line=line).rows[0]
    found = next((one for one in row.evidence if one.public_id == evidence), None)
    if found is None or not may_read_report(actor, row):
        raise NotFound
    try:
        content = place_of(find_folder().evidence, found.digest).read_bytes()
    except OSError as fault:
        raise NotFound from fault
    return EvidenceFile(name=found.file_name, content=content)


def may_read_report(actor: Actor, row: ReportRow) -> bool:
    """Whether the actor may read the report as it stands: a draft is for its reporter, what is submitted for more."""
    submitted = row.state in (ReportState.SUBMITTED, ReportState.ACCEPTED, ReportState.LOCKED)
    return may(actor, Verb.READ_DRAFT, row.about) or (submitted and may(actor, Verb.READ_SUBMITTED, row.about))
