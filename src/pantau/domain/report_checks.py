"""What is looked at before a report is submitted: hard stops and soft warnings, the same at every edge."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from pantau.domain.reports import Cells
from pantau.domain.statuses import STARTED, Status, status_name
from pantau.domain.words import Words, table, words_from


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFinding:
    """One thing that a check found in a cell; `severity` is "stop" or "warning"."""

    check: str
    severity: str
    cell: str
    found: Words
    do: Words

    @property
    def stops(self) -> bool:
        return self.severity == "stop"

    def as_json(self, language: str) -> dict[str, Any]:
        return {
            "check": self.check,
            "severity": self.severity,
            "cell": self.cell,
            "found": self.found.into(language),
            "do": self.do.into(language),
        }


def check_cells(
    cells: Cells, *, before: Cells | None = None, before_round: str = "", today: date
) -> tuple[ReportFinding, ...]:
    """Everything there is to say of a report, stops first; `before` is what was accepted in an earlier round.

    >>> [one.check for one in check_cells(Cells(status=Status.NOT_APPLICABLE), today=date(2026, 1, 1))]
    ['reason_missing']
    """
    found = [*_status(cells), *_days(cells, today=today), *_backwards(cells, before, before_round)]
    return tuple(sorted(found, key=lambda one: not one.stops))


def _status(cells: Cells) -> Iterator[ReportFinding]:
    if cells.status is None:
        yield _finding("status_missing")
    if not cells.narrative.strip():
        if cells.status is Status.NOT_APPLICABLE:
            yield _finding("reason_missing")
        if cells.status is Status.DEFERRED:
            yield _finding("deferred_without_narrative")


def _days(cells: Cells, *, today: date) -> Iterator[ReportFinding]:
    started, completed = cells.started_on, cells.completed_on
    if started and completed and completed < started:
        yield _finding("completed_before_started")
    if completed and completed > today:
        yield _finding("completed_ahead")
    if started and started > today and cells.status in STARTED:
        yield _finding("started_ahead")
    if cells.status is Status.COMPLETED and completed is None:
        yield _finding("completed_without_day")
    if completed and cells.status not in (Status.COMPLETED, None):
        yield _finding("day_without_completion", status=status_name(cells.status))


def _backwards(cells: Cells, before: Cells | None, before_round: str) -> Iterator[ReportFinding]:
    if before is None or before.status is None or cells.status is None:
        return
    if -1 < cells.status.rank < before.status.rank:
        yield _finding("went_backwards", before=status_name(before.status), round=before_round)


def _finding(check: str, **places: object) -> ReportFinding:
    said = table("report_checks")[check]
    return ReportFinding(
        check=check,
        severity=said["severity"],
        cell=said["cell"],
        found=words_from(said["found"]).fill(**places),
        do=words_from(said["do"]).fill(**places),
    )
