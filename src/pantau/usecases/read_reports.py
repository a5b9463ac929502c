"""The reports of a round that somebody may read: drafts by those who write them, the rest by those who judge."""

from collections.abc import Iterable
from uuid import UUID

from pantau.domain.permissions import Actor, Verb, may
from pantau.domain.refusals import NotFound
from pantau.domain.reports import ReportRow
from pantau.records.queries.reports import report_rows, reporters_of
from pantau.records.queries.round_record import round_record


def read_reports(actor: Actor, *, round: UUID, reporter: str = "", line: UUID | None = None) -> list[ReportRow]:
    """Every report of a round that the actor may read, of one reporter or on one line where named, in plan order.

    A reporter or line that is not there and one that may not be read both give none. Raises NotFound.
    """
    record = round_record(round)
    keys = [one.id for one in reporters_of(record) if not reporter or one.code == reporter]
    lines = None if line is None else [key for key, (_, row) in record.lines.items() if row.public_id == line]
    return [row for row in report_rows(record, reporters=keys, lines=lines) if may_read(actor, row)]


def read_report(actor: Actor, *, round: UUID, reporter: str, line: UUID) -> ReportRow:
    """One of them. Raises NotFound where it is not there or may not be read."""
    found = read_reports(actor, round=round, reporter=reporter, line=line)
    if not found:
        raise NotFound
    return found[0]


def reports_named(actor: Actor, *, round: UUID, reports: Iterable[UUID]) -> list[ReportRow]:
    """These reports as they stand, without those that the actor may not read. Raises NotFound."""
    wanted = set(reports)
    return [row for row in read_reports(actor, round=round) if row.report in wanted]


def may_read(actor: Actor, row: ReportRow) -> bool:
    """Whether the actor may read a report as it stands: a draft, one returned and one not begun only as its writer."""
    verb = Verb.READ_DRAFT if row.editable else Verb.READ_SUBMITTED
    return may(actor, verb, row.about)
