"""Sources and passages as frozen rows."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

ADDED = "text"
"""The kind of a source that a person handed in by itself: an article, a release, a speech."""
REPORT_SHEET = "report_sheet"
"""The kind of a file of drafts, as a reporter brought it in."""
REPORT_EVIDENCE = "report_evidence"
"""The kind of a file that backs a report: it is for those who may read the report."""
UNPUBLISHED = (REPORT_SHEET, REPORT_EVIDENCE)
"""Kinds of files that are kept as evidence and never shown among the sources: they hold what is not accepted yet."""
PLAN_SHEETS = ("progress_sheet", "matrix")
"""Kinds of sheets taken in for one plan: they may hold what countries reported even where nothing of it was written."""


def plan_of_sheet(code: str) -> str:
    """The code of the plan that a sheet of PLAN_SHEETS was taken in for: its own begins with it.

    >>> plan_of_sheet("ASEAN-2021-matrix-0123456789ab")
    'ASEAN-2021'
    """
    return code.rsplit("-", 2)[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A file as it was received; those with one `origin` count as one source (rule 11).

    `text_digest` is that of the text its passages count in, empty where the file is that text itself.
    `link` is where everybody can read it.
    """

    id: int
    public_id: UUID
    code: str
    kind: str
    title: str
    publisher: str
    origin: str
    language: str
    published_on: date | None
    rights: str
    file_name: str
    digest: str
    text_digest: str = ""
    link: str = ""
    illustrative: bool = False
    version: int = 1

    def as_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "kind": self.kind,
            "title": self.title,
            "publisher": self.publisher or None,
            "origin": self.origin or None,
            "language": self.language or None,
            "published_on": self.published_on.isoformat() if self.published_on else None,
            "rights": self.rights or None,
            "link": self.link or None,
            "file_name": self.file_name,
            "sha256": self.digest,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageRow:
    """A stretch of a source in Unicode code points, end exclusive, and the text that stands there."""

    public_id: UUID
    source: SourceRow
    start: int
    end: int
    text: str
