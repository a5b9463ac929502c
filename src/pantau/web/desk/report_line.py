"""One line of a report: its cells as a form, its evidence, what ministries say of it, and what became of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from pantau.domain.contributions import ContributionRow, ContributionState
from pantau.domain.permissions import Verb, may, require
from pantau.domain.refusals import CellUnknown, ChangedMeanwhile, NotFound, NumberInvalid, Refusal
from pantau.domain.report_desk import DeskLine, ReporterDesk, ReportStep, ReportVersionRow, desk_lines
from pantau.domain.reporting_refusals import CellChanged, NothingAttached
from pantau.domain.reports import CELLS
from pantau.domain.workflow import ReportState
from pantau.records.queries.contributions import contribution_rows
from pantau.records.queries.report_desk import report_matter, report_steps, report_versions_of, reporter_desk
from pantau.records.queries.round_record import round_record
from pantau.usecases.amend_reports import amend_reports
from pantau.usecases.attach_evidence import attach_evidence
from pantau.usecases.draft_report import Saved, save_cells
from pantau.usecases.merge_contribution import Taken, merge_contribution
from pantau.usecases.remove_evidence import remove_evidence
from pantau.usecases.report_step import Chosen
from pantau.web.ask import Field, Text, Visit, ask
from pantau.web.desk.line_form import WAS, cell_faults, cell_fields, sent_changes, sent_text
from pantau.web.desk.report import grid_line, report_crumbs
from pantau.web.desk.report_grid import HEADS, GridLine, shown_text
from pantau.web.desk.report_line_tables import evidence_table, step_table, version_table
from pantau.web.forms import Fault, Form, fault_of, only_keys
from pantau.web.page import Page, address
from pantau.web.render import render, see_other
from pantau.web.wording import language

FILE_NAME = 200  # the last characters of a file's name that are kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """One cell of a ministry's contribution beside what the draft says."""

    name: str
    head: Text
    theirs: str
    ours: str
    was: str
    same: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributed:
    """What one ministry says of the line, and whether it can be taken into the draft."""

    row: ContributionRow
    cells: tuple[Offered, ...]
    mergeable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLineRow:
    """The line as its page shows it; `was` is what the form saw in each cell."""

    desk: ReporterDesk
    line: DeskLine
    grid: GridLine
    form: Form
    was: Mapping[str, str]
    steps: tuple[ReportStep, ...]
    versions: tuple[ReportVersionRow, ...]
    contributions: tuple[Contributed, ...]
    may_write: bool
    may_amend: bool
    user: str

    def as_json(self) -> dict[str, Any]:
        return self.line.row.as_json() | {
            "before": self.line.row.before.as_json() if self.line.row.before else None,
            "findings": [one.as_json(language()) for one in self.line.findings],
            "contributions": [one.row.as_json() for one in self.contributions],
        }


def report_line_page(visit: Visit, *, round: UUID, reporter: str, line: UUID) -> Page:
    """The line with everything about it. Raises NotFound."""
    return _page(visit, desk=reporter_desk(round=round, reporter=reporter, line=line))


def report_line_deed(visit: Visit, request: HttpRequest, *, round: UUID, reporter: str, line: UUID) -> HttpResponse:
    """Save the cells, attach or remove a file, take in a contribution, or begin an amendment. Raises NotFound."""
    require(visit.actor, Verb.DRAFT_REPORT, report_matter(round=round, reporter=reporter))
    do = str(visit.form.get("do", ""))
    if do not in _DEEDS:
        raise CellUnknown(column="do", text=do[:40], expected=", ".join(_DEEDS))
    keys, deed = _DEEDS[do]
    only_keys(visit, known=("do", *keys))
    try:
        faults = deed(visit, Place(round=round, reporter=reporter, line=line))
    except NotFound:
        raise
    except Refusal as refusal:
        at = "file" if do == "attach" else ""
        faults = (fault_of(refusal, field=at),)
    if not faults:
        return see_other(address("report-line", round=round, reporter=reporter, line=line))
    desk = reporter_desk(round=round, reporter=reporter, line=line)
    response = render(request, _page(visit, desk=desk, faults=faults, typed=do == "save"), format="html")
    response.status_code = 409 if any(one.code in _MEANWHILE for one in faults) else 422
    return response


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Which line of whose report in which round."""

    round: UUID
    reporter: str
    line: UUID


def _page(visit: Visit, *, desk: ReporterDesk, faults: tuple[Fault, ...] = (), typed: bool = False) -> Page:
    require(visit.actor, Verb.READ_DRAFT, desk.about)
    line = desk_lines(desk.rows, today=visit.now.date(), closed=desk.round.closed_on is not None)[0]
    may_write = may(visit.actor, Verb.DRAFT_REPORT, desk.about)
    texts = line.row.cells.as_json()
    shown = {name: str(visit.form.get(name, "")) for name in CELLS} if typed else texts
    report = line.row.report
    steps, versions = (report_steps(report), report_versions_of(report)) if report else ((), ())
    row = ReportLineRow(
        desk=desk,
        line=line,
        grid=grid_line(line, desk=desk, may_write=may_write),
        form=Form(fields=_fields(), texts=shown, faults=faults),
        was=texts,
        steps=steps,
        versions=versions,
        contributions=tuple(_contributed(one, line, may_write=may_write) for one in _contributions(desk)),
        may_write=may_write and line.writable,
        may_amend=may_write and line.row.state in (ReportState.ACCEPTED, ReportState.LOCKED),
        user=visit.actor.name,
    )
    return Page(
        template="report_line",
        title=_("Line %(label)s") % {"label": line.row.label},
        row=row,
        tables={
            "steps": step_table(steps),
            "versions": version_table(versions),
            "evidence": evidence_table(line.row.evidence),
        },
        asked=ask(visit),
        crumbs=report_crumbs(desk),
        illustrative=desk.round.illustrative,
    )


def _contributions(desk: ReporterDesk) -> list[ContributionRow]:
    record = round_record(desk.round.public_id)
    rows = contribution_rows(record, reporter=desk.reporter.code, lines=[desk.rows[0].line])
    return [row for row in rows if row.state is not ContributionState.WITHDRAWN]


def _contributed(row: ContributionRow, line: DeskLine, *, may_write: bool) -> Contributed:
    """What the ministry says; what it has not handed in yet is its own."""
    given = row.state is not ContributionState.ASKED
    ours, theirs = line.row.cells.as_json(), row.cells.as_json()
    cells = tuple(
        Offered(
            name=name,
            head=HEADS[name],
            theirs=shown_text(name, theirs[name]),
            ours=shown_text(name, ours[name]),
            was=ours[name],
            same=theirs[name] == ours[name],
        )
        for name in CELLS
        if given and theirs[name]
    )
    return Contributed(row=row, cells=cells, mergeable=given and may_write and line.writable)


def _save(visit: Visit, place: Place) -> tuple[Fault, ...]:
    changes = sent_changes(visit, line=place.line)
    return (
        _faults(save_cells(visit.actor, round=place.round, reporter=place.reporter, changes=changes)) if changes else ()
    )


def _faults(saved: Saved) -> tuple[Fault, ...]:
    return cell_faults(conflicts=saved.conflicts, refused=saved.refused)


def _attach(visit: Visit, place: Place) -> tuple[Fault, ...]:
    file = visit.files.get("file")
    if file is None:
        raise NothingAttached
    attach_evidence(
        visit.actor,
        round=place.round,
        reporter=place.reporter,
        line=place.line,
        content=file.read(),
        file=str(file.name)[-FILE_NAME:],
        note=sent_text(visit, "note"),
    )
    return ()


def _remove(visit: Visit, place: Place) -> tuple[Fault, ...]:
    evidence = _uuid(sent_text(visit, "evidence"))
    remove_evidence(visit.actor, round=place.round, reporter=place.reporter, line=place.line, evidence=evidence)
    return ()


def _amend(visit: Visit, place: Place) -> tuple[Fault, ...]:
    chosen = Chosen(
        report=_uuid(sent_text(visit, "report")), shown=sent_text(visit, "shown"), note=sent_text(visit, "reason")
    )
    desk = reporter_desk(round=place.round, reporter=place.reporter, line=place.line)
    if desk.rows[0].report != chosen.report:
        raise NotFound
    amend_reports(visit.actor, round=place.round, reports=[chosen])
    return ()


def _merge(visit: Visit, place: Place) -> tuple[Fault, ...]:
    cells = [str(name) for name in visit.form.getlist("cell")]
    taken = Taken(
        ministry=sent_text(visit, "ministry"),
        seen=_number(sent_text(visit, "seen")),
        was={name: sent_text(visit, f"was_{name}") for name in cells},
    )
    saved = merge_contribution(visit.actor, round=place.round, reporter=place.reporter, line=place.line, taken=taken)
    return _faults(saved)


_DEEDS: dict[str, tuple[tuple[str, ...], Callable[[Visit, Place], tuple[Fault, ...]]]] = {
    "save": ((*CELLS, *WAS), _save),
    "attach": (("file", "note"), _attach),
    "remove": (("evidence",), _remove),
    "amend": (("report", "shown", "reason"), _amend),
    "merge": (("ministry", "seen", "cell", *WAS), _merge),
}
_MEANWHILE = (ChangedMeanwhile.code, CellChanged.code, "shown_changed")


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as fault:
        raise NotFound from fault


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise NumberInvalid(text=text[:40], column="seen")
    return int(text)


def _fields() -> tuple[Field, ...]:
    return (
        *cell_fields(),
        Field(
            name="file",
            label=_("File"),
            kind="file",
            read=str,
            hint=_("PDF, Word, Excel, PowerPoint, OpenDocument, PNG, JPEG or plain text; up to 20 MB"),
        ),
        Field(name="note", label=_("What it shows"), kind="text", read=str),
        Field(name="reason", label=_("Reason for the amendment"), kind="textarea", read=str),
    )
