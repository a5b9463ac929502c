"""The files that back reports, for those who may read the report: always a download, never shown by the browser."""

from uuid import UUID

from pantau.usecases.evidence_file import evidence_file
from pantau.web.ask import Visit, ask
from pantau.web.page import Download


def evidence_download(visit: Visit, *, evidence: UUID) -> Download:
    """The file under the name that its reporter gave it. Raises NotFound."""
    ask(visit)
    file = evidence_file(visit.actor, evidence=evidence)
    return Download(content=file.content, name=file.name, media_type="application/octet-stream")
