"""Progress comes in per line and reporter: previewed row by row, then written as accepted with its source."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from pantau.domain.ledger import Decision
from pantau.domain.permissions import Actor, Verb, role_for
from pantau.domain.plans import PlanRow, RoundRow
from pantau.domain.refusals import Refusal, RowsRejected, TextTooLong
from pantau.domain.reporting_refusals import ReportingClosed, ReportUnderWay
from pantau.domain.rounds import require_open
from pantau.domain.statuses import Status
from pantau.domain.workflow import ReportState
from pantau.files.columns import Columns
from pantau.files.content import file_content
from pantau.files.sheet import Row, rows_in
from pantau.records.ledger import Decided, append
from pantau.records.models import LedgerEntry, PlanVersion, Round, Source, StatusReport, StatusReportVersion
from pantau.records.models.progress import OPEN_STATES
from pantau.records.pen import Pen
from pantau.records.queries.plans import plan_lines, plan_named, rounds_of, version_in_force
from pantau.records.queries.reports import imported_content
from pantau.records.store import digest_of
from pantau.usecases.access import writing
from pantau.usecases.cells import actor_index
from pantau.usecases.keep_source import keep_source
from pantau.usecases.line_index import LineIndex, line_index
from pantau.usecases.progress_sheet import COLUMNS, ProgressRow, ProgressSheet, RowKey, SheetReader, round_period
from pantau.usecases.round_obligations import dates_of, members_owe, write_round


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressChange:
    """A good row beside what counts today: `effect` is new, changed or unchanged."""

    row: ProgressRow
    effect: str
    was: Status | None
    counting: StatusReportVersion | None

    def as_json(self) -> dict[str, Any]:
        row = self.row
        return {
            "row": row.number,
            "line": list(row.line.path),
            "actor": row.reporter_code,
            "round": row.round,
            "effect": self.effect,
            "was": self.was.value if self.was else None,
            "status": row.values["status"],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressPreview:
    """What importing would do. `opens` names rounds that are not there yet."""

    file: str
    content: bytes
    plan: PlanRow
    version: PlanVersion
    sheet: ProgressSheet
    changes: tuple[ProgressChange, ...]
    opens: tuple[str, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Good rows by effect, and rows that were rejected."""
        effects = Counter(change.effect for change in self.changes)
        return {name: effects[name] for name in ("new", "changed", "unchanged")} | {"rejected": self.rejected}

    def as_json(self, language: str) -> dict[str, Any]:
        """Counts by effect, every row that is new or changes something, and every refusal with its place."""
        return {
            "plan": self.plan.code,
            **self.counts,
            "rounds_opened": list(self.opens),
            "without_date": self.sheet.undated,
            "not_applicable_without_reason": self.sheet.unreasoned,
            "rows": [change.as_json() for change in self.changes if change.effect != "unchanged"],
            "problems": [problem.as_json(language) for problem in self.sheet.problems],
        }

    @property
    def rejected(self) -> int:
        return self.sheet.total - len(self.sheet.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressBase:
    """What rows of progress are read against: the text in force, the rounds, and the round named (or "")."""

    plan: PlanRow
    version: PlanVersion
    rounds: tuple[RoundRow, ...]
    round: str
    now: datetime


def progress_base(plan: str, *, round: str = "") -> ProgressBase:
    """Raises PlanUnknown, and TextTooLong for the name of the round."""
    limit = Round._meta.get_field("code").max_length or 0
    if len(round) > limit:
        raise TextTooLong(where="--round", column="--round", length=len(round), limit=limit)
    wanted = plan_named(plan)
    now = timezone.now()
    return ProgressBase(
        plan=wanted,
        version=version_in_force(wanted, now.date(), known_at=now),
        rounds=tuple(rounds_of(wanted, known_at=now)),
        round=round,
        now=now,
    )


def preview_progress(path: Path, *, plan: str, round: str = "") -> ProgressPreview:
    """Read a progress sheet against a plan; nothing is written.

    Without a round named, a row belongs to the round of the plan whose period holds its situation date, else to a
    round of that calendar year.

    Raises what `files.sheet.rows_in` raises, PlanUnknown, and TextTooLong for the name of the round.
    """
    base = progress_base(plan, round=round)
    content = file_content(path)
    rows = rows_in(content, file=path.name, columns=Columns(known=COLUMNS, required=("actor", "status")))
    lines = line_index(base.plan, plan_lines(base.version, known_at=base.now))
    return compare_progress(base, rows, lines=lines, file=path.name, content=content)


def compare_progress(
    base: ProgressBase, rows: Iterable[Row], *, lines: LineIndex, file: str, content: bytes
) -> ProgressPreview:
    """What writing these rows would do; `file` and `content` are where they came from.

    A row that would write into a round that was closed is refused, and so is one whose report somebody is writing or
    has submitted; one that changes nothing is not.
    """
    reader = SheetReader(
        plan=base.plan,
        lines=lines,
        actors=actor_index(),
        rounds=base.rounds,
        round=base.round,
        today=base.now.date(),
    )
    sheet = reader.read(rows)
    changes = tuple(_compared(sheet.rows, base.version))
    refused = _under_way(changes, base.plan) | _closed_to(changes, _closings(base.plan))
    open_to = tuple(row for row in sheet.rows if row.key not in refused)
    sheet = replace(sheet, rows=open_to, problems=(*sheet.problems, *refused.values()))
    opens = {row.round for row in sheet.rows} - {row.code for row in base.rounds}
    return ProgressPreview(
        file=file,
        content=content,
        plan=base.plan,
        version=base.version,
        sheet=sheet,
        changes=tuple(change for change in changes if change.row.key not in refused),
        opens=tuple(sorted(opens)),
    )


def import_progress(actor: Actor, *, preview: ProgressPreview) -> None:
    """Write exactly the changes of a preview without problems, in one transaction.

    Raises RowsRejected where the preview holds problems, ChangedMeanwhile where a report changed since, and
    ReportingClosed where a round was closed since.
    """
    if preview.sheet.problems:
        raise RowsRejected(problems=preview.sheet.problems, file=preview.file)
    import_good_progress(actor, preview=preview)


def import_good_progress(actor: Actor, *, preview: ProgressPreview) -> None:
    """Write the good rows of a preview and leave the rejected ones out. Raises ChangedMeanwhile, ReportingClosed."""
    if all(change.effect == "unchanged" for change in preview.changes):
        return
    with writing(actor, Verb.IMPORT_PROGRESS, reason=f"progress import {preview.file}") as pen:
        write_progress(pen, preview=preview, source=_keep_sheet(pen, preview))


def write_progress(pen: Pen, *, preview: ProgressPreview, source: Source) -> None:
    """Write what the good rows of a preview change, as reported in `source`.

    Raises ChangedMeanwhile, ReportingClosed; the transaction is lost.
    """
    changes = [change for change in preview.changes if change.effect != "unchanged"]
    rounds = _rounds(pen, preview)
    for code in sorted({change.row.round for change in changes}):
        require_open(rounds[code])
    reports = _reports(pen, changes, rounds)
    for change in changes:
        if change.counting is not None:
            pen.change(change.counting, superseded_at=pen.at)
    written = pen.insert_many(
        StatusReportVersion,
        [
            {
                "report": reports[_key(change.row, rounds)],
                "number": change.counting.number + 1 if change.counting else 1,
                "state": "accepted",
                "accepted_at": pen.at,
                "source": source,
                **change.row.values,
            }
            for change in changes
        ],
    )
    if written:
        _record(pen, preview=preview, source=source, reports=len(written))


def _record(pen: Pen, *, preview: ProgressPreview, source: Source, reports: int) -> None:
    """The ledger binds the sheet that somebody imported, and all that it wrote."""
    known = LedgerEntry.objects.filter(subject=source.public_id, decision=Decision.IMPORT.value).count()
    versions = StatusReportVersion.objects.filter(source=source, accepted_at=pen.at)
    append(
        pen,
        Decision.IMPORT,
        role=role_for(pen.actor, Verb.IMPORT_PROGRESS) or "",
        decided=[
            Decided(
                kind="sheet",
                subject=source.public_id,
                version=known + 1,
                shown=source.digest,
                details={
                    "plan": preview.plan.code,
                    "file": preview.file,
                    "reports": reports,
                    "content": imported_content(
                        versions.select_related("report__line", "report__reporter", "report__round")
                    ),
                },
            )
        ],
    )


def _compared(rows: Sequence[ProgressRow], version: PlanVersion) -> Iterable[ProgressChange]:
    counting = {
        (one.report.line_id, one.report.reporter_id, one.report.round.code): one
        for one in StatusReportVersion.objects.filter(
            report__round__plan_version__plan=version.plan_id,
            report__round__code__in={row.round for row in rows},
            accepted_at__isnull=False,
            superseded_at__isnull=True,
        ).select_related("report__round")
    }
    for row in rows:
        known = counting.get((row.line.id, row.reporter, row.round))
        same = known is not None and all(getattr(known, name) == value for name, value in row.said.items())
        yield ProgressChange(
            row=row,
            effect="unchanged" if same else ("changed" if known else "new"),
            was=Status(known.status) if known else None,
            counting=known,
        )


def _closings(plan: PlanRow) -> dict[str, datetime]:
    """The rounds of a plan that were closed by a decision, and when."""
    closed = Round.objects.filter(plan_version__plan=plan.id, closed_at__isnull=False)
    return {row.code: row.closed_at for row in closed if row.closed_at is not None}


def _under_way(changes: Sequence[ProgressChange], plan: PlanRow) -> dict[RowKey, Refusal]:
    """The refusal of every row, by its key, whose report is on its way already: two would have one number."""
    kept = StatusReportVersion.objects.filter(report__round__plan_version__plan=plan.id, state__in=OPEN_STATES)
    places = ("report__line_id", "report__reporter_id", "report__round__code", "state")
    states = {(line, reporter, round): state for line, reporter, round, state in kept.values_list(*places)}
    found = (
        (change.row, change.effect, states.get((change.row.line.id, change.row.reporter, change.row.round)))
        for change in changes
    )
    return {
        row.key: ReportUnderWay(
            where=row.where,
            line=row.line.label,
            reporter=row.reporter_code,
            round=row.round,
            state=ReportState(state).words,
        )
        for row, effect, state in found
        if state is not None and effect != "unchanged"
    }


def _closed_to(changes: Sequence[ProgressChange], closings: Mapping[str, datetime]) -> dict[RowKey, Refusal]:
    """The refusal of every row, by its key, that would write into a closed round."""
    return {
        change.row.key: ReportingClosed(
            where=change.row.where, round=change.row.round, closed_on=closings[change.row.round].date()
        )
        for change in changes
        if change.effect != "unchanged" and change.row.round in closings
    }


def _keep_sheet(pen: Pen, preview: ProgressPreview) -> Source:
    digest = digest_of(preview.content)
    return keep_source(
        pen,
        content=preview.content,
        code=f"{preview.plan.code}-progress-{digest[:12]}",
        kind="progress_sheet",
        title=f"{preview.plan.code}: {preview.file}",
        file_name=preview.file,
        illustrative=preview.plan.illustrative,
    )


def _rounds(pen: Pen, preview: ProgressPreview) -> dict[str, Round]:
    """The rounds of the good rows by their codes, those opened that are not there yet."""
    used = {row.round for row in preview.sheet.rows}
    # held to the end, and before the ledger is: who closes one at the same time waits, or was first and is seen here
    held = Round.objects.select_for_update().filter(plan_version__plan=preview.plan.id, code__in=used).order_by("id")
    rounds = {row.code: row for row in held}
    lines = plan_lines(preview.version, known_at=pen.at)
    for code in preview.opens:
        dates = dates_of(round_period(code, preview.plan, ()))
        planned = members_owe(
            plan=preview.plan, version=preview.version, lines=lines, code=code, dates=dates, at=pen.at
        )
        rounds[code] = write_round(pen, planned, verb=Verb.IMPORT_PROGRESS)
    return rounds


def _key(row: ProgressRow, rounds: dict[str, Round]) -> tuple[int, int, int]:
    return row.line.id, row.reporter, rounds[row.round].id


def _reports(
    pen: Pen, changes: list[ProgressChange], rounds: dict[str, Round]
) -> dict[tuple[int, int, int], StatusReport]:
    """The report of each (line, reporter, round), new ones written."""
    known = _known_reports(rounds)
    missing: list[dict[str, Any]] = [
        {"line_id": line, "reporter_id": reporter, "round_id": round}
        for line, reporter, round in dict.fromkeys(_key(change.row, rounds) for change in changes)
        if (line, reporter, round) not in known
    ]
    pen.insert_many(StatusReport, missing)
    return _known_reports(rounds)


def _known_reports(rounds: dict[str, Round]) -> dict[tuple[int, int, int], StatusReport]:
    reports = StatusReport.objects.filter(round__in=rounds.values())
    return {(report.line_id, report.reporter_id, report.round_id): report for report in reports}
