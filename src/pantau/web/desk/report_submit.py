"""Submitting reports: what would be submitted is listed with its findings, and exactly that is submitted."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from pantau.domain.permissions import Verb, require
from pantau.domain.refusals import ChangedMeanwhile, NotFound, Refusal, RowsRejected
from pantau.domain.report_desk import DeskLine, ReporterDesk, desk_lines
from pantau.records.queries.report_desk import reporter_desk
from pantau.usecases.report_step import Chosen
from pantau.usecases.submit_reports import submit_reports
from pantau.web.ask import Visit, ask
from pantau.web.cells import status_cell
from pantau.web.desk.report import report_crumbs
from pantau.web.forms import Fault, fault_of, only_keys
from pantau.web.page import Page, address
from pantau.web.render import render, see_other
from pantau.web.tables import Cell, Column, Table
from pantau.web.wording import language


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitPageRow:
    """What can be submitted, what a stop holds back, and how many lines have no report yet."""

    desk: ReporterDesk
    ready: tuple[DeskLine, ...]
    held: tuple[DeskLine, ...]
    missing: int
    faults: tuple[Fault, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "plan": self.desk.round.plan,
            "round": self.desk.round.code,
            "reporter": self.desk.reporter.code,
            "ready": [{"report": str(one.row.report), "shown": one.row.digest} for one in self.ready],
            "held": [one.row.label for one in self.held],
            "missing": self.missing,
        }


def submit_page(visit: Visit, *, round: UUID, reporter: str) -> Page:
    """The list of what would be submitted. Raises NotFound."""
    return _page(visit, desk=reporter_desk(round=round, reporter=reporter))


def submit_deed(visit: Visit, request: HttpRequest, *, round: UUID, reporter: str) -> HttpResponse:
    """Submit what was chosen as it was shown. Raises NotFound."""
    desk = reporter_desk(round=round, reporter=reporter)
    require(visit.actor, Verb.SUBMIT_REPORT, desk.about)
    only_keys(visit, known=("report",))
    try:
        chosen = [_chosen(str(text)) for text in visit.form.getlist("report")]
        if {one.report for one in chosen} - {row.report for row in desk.rows}:
            raise NotFound
        submit_reports(visit.actor, round=round, reports=chosen)
    except NotFound:
        raise
    except RowsRejected as refusal:
        return _again(visit, request, desk=desk, refusals=refusal.problems)
    except Refusal as refusal:
        return _again(visit, request, desk=desk, refusals=(refusal,))
    return see_other(address("report", round=round, reporter=reporter, query="?show=submitted"))


def _again(visit: Visit, request: HttpRequest, *, desk: ReporterDesk, refusals: tuple[Refusal, ...]) -> HttpResponse:
    fresh = reporter_desk(round=desk.round.public_id, reporter=desk.reporter.code)
    page = _page(visit, desk=fresh, faults=tuple(fault_of(one) for one in refusals))
    response = render(request, page, format="html")
    response.status_code = 409 if any(isinstance(one, ChangedMeanwhile) for one in refusals) else 422
    return response


def _chosen(text: str) -> Chosen:
    """A report with the digest of what was shown. Raises NotFound for what is neither."""
    report, _sign, shown = text.partition(":")
    try:
        return Chosen(report=UUID(report), shown=shown)
    except ValueError as fault:
        raise NotFound from fault


def _page(visit: Visit, *, desk: ReporterDesk, faults: tuple[Fault, ...] = ()) -> Page:
    require(visit.actor, Verb.SUBMIT_REPORT, desk.about)
    lines = desk_lines(desk.rows, today=visit.now.date(), closed=desk.round.closed_on is not None)
    begun = [line for line in lines if line.row.state is not None and line.row.state.editable]
    row = SubmitPageRow(
        desk=desk,
        ready=tuple(line for line in begun if line.ready),
        held=tuple(line for line in begun if not line.ready),
        missing=sum(line.row.state is None for line in lines),
        faults=faults,
    )
    return Page(
        template="report_submit",
        title=_("Submit reports"),
        row=row,
        tables={"ready": _table("ready", row.ready), "held": _table("held", row.held)},
        asked=ask(visit),
        crumbs=report_crumbs(desk),
        illustrative=desk.round.illustrative,
    )


def _table(key: str, lines: tuple[DeskLine, ...]) -> Table[DeskLine]:
    ready = key == "ready"
    return Table(
        key=key,
        caption=_("What would be submitted") if ready else _("What a stop holds back"),
        columns=_COLUMNS,
        items=lines,
        empty=_("Nothing is ready to be submitted.") if ready else _("Nothing is held back."),
    )


def _found(line: DeskLine) -> str:
    return " ".join(f"{one.found.into(language())} {one.do.into(language())}" for one in line.findings)


_COLUMNS: tuple[Column[DeskLine], ...] = (
    Column(
        key="label",
        title=_("Line"),
        cell=lambda one: Cell(
            value=one.row.label,
            href=address("report-line", round=one.row.round, reporter=one.row.reporter, line=one.row.line),
        ),
    ),
    Column(key="words", title=_("Words"), cell=lambda one: Cell(value=one.row.words)),
    Column(
        key="status",
        title=_("Status"),
        cell=lambda one: status_cell(one.row.cells.status.value if one.row.cells.status else None),
    ),
    Column(
        key="narrative",
        title=_("Narrative"),
        cell=lambda one: Cell(value=one.row.cells.narrative or None, absent=_("nothing yet")),
    ),
    Column(key="found", title=_("Findings"), cell=lambda one: Cell(value=_found(one) or None, absent=_("none"))),
    Column(key="digest", title=_("Digest of what is shown"), on="data", cell=lambda one: Cell(value=one.row.digest)),
)
