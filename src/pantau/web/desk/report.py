"""The report editor: a grid of what one reporter says of its lines in a round, saved cell by cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from pantau.domain.permissions import Verb, may, require
from pantau.domain.refusals import CellUnknown
from pantau.domain.report_desk import (
    DeskCounts,
    DeskLine,
    ReporterDesk,
    Show,
    counted,
    desk_lines,
    narrowed,
    section_key,
    sections_of,
)
from pantau.domain.reports import CellChange, ReportRow
from pantau.domain.words import Words
from pantau.records.queries.report_desk import report_matter, reporter_desk
from pantau.usecases.draft_report import save_cells
from pantau.web.ask import Asked, Choice, Field, Text, Visit, ask, choice_field, search_field
from pantau.web.desk.cell_changes import answered, clashes
from pantau.web.desk.report_grid import HEADS, GridLine, Section, grid_table, in_sections, section_name, status_choices
from pantau.web.page import Crumb, Page, address
from pantau.web.wording import language

SHOWS: dict[Show, Text] = {
    Show.MISSING: _("missing"),
    Show.DRAFTED: _("drafted"),
    Show.RETURNED: _("returned"),
    Show.FINDINGS: _("with findings"),
    Show.READY: _("ready to submit"),
    Show.SUBMITTED: _("submitted"),
    Show.ACCEPTED: _("accepted"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """One count at the head of a grid and the lines that it counts; `key` is its name in the script."""

    key: str
    many: int
    name: Text
    href: str
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPageRow:
    """What the editor shows; `before` is whether the earlier round stands beside each line."""

    desk: ReporterDesk
    counts: DeskCounts
    tallies: tuple[Tally, ...]
    sections: tuple[Section, ...]
    user: str
    may_write: bool
    may_submit: bool
    may_assign: bool
    before: bool
    before_href: str
    overdue: bool
    heads: Mapping[str, Text] = field(default_factory=lambda: HEADS)
    files: bool = True  # its lines take evidence

    @property
    def key(self) -> str:
        """What the edits that wait in a browser are kept under, beside the person's name."""
        return f"{self.desk.round.public_id}/{self.desk.reporter.code}"

    @property
    def statuses(self) -> tuple[Choice, ...]:
        return status_choices()

    def as_json(self) -> dict[str, Any]:
        desk = self.desk
        return {
            "plan": desk.round.plan,
            "round": desk.round.code,
            "reporter": desk.reporter.code,
            "due": desk.round.due.isoformat() if desk.round.due else None,
            "counts": self.counts.as_json(),
        }


def report_page(visit: Visit, *, round: UUID, reporter: str) -> Page:
    """The grid, narrowed to what is asked for. Raises NotFound."""
    desk = reporter_desk(round=round, reporter=reporter)
    require(visit.actor, Verb.READ_DRAFT, desk.about)
    lines = desk_lines(desk.rows, today=visit.now.date(), closed=desk.round.closed_on is not None)
    asked = ask(visit, fields=_fields(lines))
    may_write = may(visit.actor, Verb.DRAFT_REPORT, desk.about)
    grid = [grid_line(line, desk=desk, may_write=may_write) for line in _narrowed(lines, asked)]
    counts = counted(lines)
    row = ReportPageRow(
        desk=desk,
        counts=counts,
        tallies=_tallies(counts, asked),
        sections=in_sections(grid),
        user=visit.actor.name,
        may_write=may_write,
        may_submit=may(visit.actor, Verb.SUBMIT_REPORT, desk.about),
        may_assign=may(visit.actor, Verb.ASSIGN_LINES, desk.about),
        before=asked.get("before") == "beside",
        before_href=asked.link(before="" if asked.get("before") else "beside"),
        overdue=desk.round.overdue(visit.now.date()),
    )
    return Page(
        template="report",
        title=report_title(desk),
        row=row,
        tables={"lines": grid_table(grid, caption=_("Lines of the report"))},
        asked=asked,
        crumbs=grid_crumbs(desk),
        illustrative=desk.round.illustrative,
    )


def report_deed(visit: Visit, _request: HttpRequest, *, round: UUID, reporter: str) -> HttpResponse:
    """Keep the cells that the grid sends, and answer with their lines as they stand now. Raises NotFound."""
    require(visit.actor, Verb.DRAFT_REPORT, report_matter(round=round, reporter=reporter))
    if visit.form.get("do") != "cells":
        raise CellUnknown(column="do", text=str(visit.form.get("do", ""))[:40], expected="cells")

    def save(changes: Sequence[CellChange]) -> dict[str, Any]:
        saved = save_cells(visit.actor, round=round, reporter=reporter, changes=changes)
        lines = desk_lines(saved.rows, today=visit.now.date(), closed=False)
        fresh = {str(line.row.line): grid_line(line, desk=None, may_write=True).as_json() for line in lines}
        return {"lines": fresh, **clashes(saved.conflicts, saved.refused)}

    return answered(visit, save)


def report_title(desk: ReporterDesk) -> str:
    """Whose report it is, and in which round."""
    return reporter_in_round(desk.reporter.name, code=desk.round.code)


def reporter_in_round(name: Words, *, code: str) -> str:
    """What a report is called: the name of its reporter, and the round."""
    return say("%(reporter)s, round %(round)s") % {"reporter": name.into(language()), "round": code}


def my_work_crumbs() -> tuple[Crumb, ...]:
    """The way to a page of what waits for somebody."""
    return (Crumb(name=_("My work"), href=address("my-work")),)


def round_crumb(round: UUID, *, plan: str, code: str) -> Crumb:
    """The round that a report belongs to, as a step of the way to it."""
    return Crumb(name=f"{plan} {code}", href=address("round", round=round))


def grid_crumbs(desk: ReporterDesk) -> tuple[Crumb, ...]:
    """The way to the grid."""
    asked = desk.round
    return (*my_work_crumbs(), round_crumb(asked.public_id, plan=asked.plan, code=asked.code))


def report_crumbs(desk: ReporterDesk) -> tuple[Crumb, ...]:
    """The way to a page below the grid."""
    href = address("report", round=desk.round.public_id, reporter=desk.reporter.code)
    return (*grid_crumbs(desk), Crumb(name=report_title(desk), href=href))


def grid_line(line: DeskLine, *, desk: ReporterDesk | None, may_write: bool) -> GridLine:
    """The line as the grid draws it; without a desk it leads nowhere."""
    row = line.row
    state, name, letter = _state(row)
    return GridLine(
        line=row.line,
        label=row.label,
        words=row.words,
        section=row.section,
        cells=row.cells,
        state=state,
        state_name=name,
        letter=letter,
        writable=line.writable and may_write,
        missing=line.missing,
        ready=line.ready,
        href=_line_href(row, desk),
        findings=line.findings,
        files=len(row.evidence),
        note=row.returned_note,
        before=row.before,
        before_round=row.before_round,
    )


def _line_href(row: ReportRow, desk: ReporterDesk | None) -> str:
    if desk is None:
        return ""
    return _line_pattern(language(), desk.round.public_id, desk.reporter.code).replace(_NOWHERE, str(row.line))


@lru_cache(maxsize=256)
def _line_pattern(_language: str, round: UUID, reporter: str) -> str:
    """The address of no line in particular: working out hundreds of them takes as long as drawing them."""
    return address("report-line", round=round, reporter=reporter, line=UUID(_NOWHERE))


_NOWHERE = str(UUID(int=0))


def _state(row: ReportRow) -> tuple[str, Any, str]:
    if row.state is None:
        return "no_report", _("not begun"), "–"
    return row.state.value, row.state.words, row.state.letter


def _narrowed(lines: tuple[DeskLine, ...], asked: Asked) -> tuple[DeskLine, ...]:
    show = asked.get("show")
    return narrowed(
        lines,
        show=Show(show) if show else None,
        section=asked.get("section") or "",
        text=asked.get("text") or "",
    )


def _tallies(counts: DeskCounts, asked: Asked) -> tuple[Tally, ...]:
    many = counts.as_json()
    shown = asked.get("show")

    def tally(key: str, name: Text, show: str) -> Tally:
        return Tally(key=key, many=many[key], name=name, href=asked.link(show=show), here=shown == (show or None))

    return (
        tally("owed", _("owed"), ""),
        *(tally(show.value, SHOWS[show], show.value) for show in Show if show is not Show.FINDINGS),
        tally("stops", _("stops"), Show.FINDINGS.value),
        tally("warnings", _("warnings"), Show.FINDINGS.value),
    )


def _fields(lines: tuple[DeskLine, ...]) -> tuple[Field, ...]:
    sections = (Choice(value=section_key(one), name=section_name(one)) for one in sections_of(lines) if any(one))
    return (
        choice_field("show", _("Lines"), (Choice(value=show.value, name=str(name)) for show, name in SHOWS.items())),
        choice_field("section", _("Section"), sections),
        search_field("text", _("Text")),
        choice_field(
            "before", _("Previous round"), (Choice(value="beside", name=say("beside")),), blank=_("not shown")
        ),
    )
