"""A focal point asks ministries about lines of the country's report, sees who is late, and takes in what they say."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from pantau.domain.actors import ActorRow
from pantau.domain.contributions import ContributionRow, ContributionState
from pantau.domain.permissions import Verb, may, require
from pantau.domain.refusals import CellUnknown, ChangedMeanwhile, NotFound, Refusal
from pantau.domain.report_desk import DeskLine, ReporterDesk, Show, desk_lines, narrowed, section_key, sections_of
from pantau.records.queries.contributions import contribution_rows, ministries_of
from pantau.records.queries.report_desk import report_matter, reporter_desk
from pantau.records.queries.round_record import round_record
from pantau.usecases.assign_lines import assign_lines, withdraw_assignment
from pantau.usecases.merge_contributions import Merging, merge_contributions, preview_merging
from pantau.web.ask import Asked, Choice, Field, Visit, ask, choice_field, search_field
from pantau.web.desk.merging_tables import merging_table, seen_contribution
from pantau.web.desk.report import SHOWS, report_crumbs
from pantau.web.desk.report_grid import section_name
from pantau.web.forms import Fault, fault_of, only_keys
from pantau.web.page import Page, address
from pantau.web.render import render, see_other
from pantau.web.tables import Cell, Column, Table
from pantau.web.wording import language


@dataclass(frozen=True, slots=True, kw_only=True)
class MinistryStanding:
    """How far one ministry is: lines that wait for it, that it handed in, that were merged; `late` past the due day."""

    ministry: ActorRow
    asked: int
    handed_in: int
    merged: int
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignedLine:
    """One line and who was asked about it."""

    line: DeskLine
    given: tuple[ContributionRow, ...]

    @property
    def said(self) -> str:
        return "; ".join(
            f"{one.ministry_name.into(language())}: {one.state.words.into(language())}" for one in self.given
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MinistriesPageRow:
    """The country's ministries with how far they are, what can be taken in, and the lines to ask them about."""

    desk: ReporterDesk
    ministries: tuple[ActorRow, ...]
    standings: tuple[MinistryStanding, ...]
    merging: Merging
    lines: tuple[AssignedLine, ...]
    faults: tuple[Fault, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "plan": self.desk.round.plan,
            "round": self.desk.round.code,
            "reporter": self.desk.reporter.code,
            "due": self.desk.round.due.isoformat() if self.desk.round.due else None,
            "to_take_in": len(self.merging.taken),
            "clashing": len(self.merging.left),
        }


def ministries_page(visit: Visit, *, round: UUID, reporter: str) -> Page:
    """Who was asked what. Raises NotFound."""
    return _page(visit, desk=reporter_desk(round=round, reporter=reporter))


def ministries_deed(visit: Visit, request: HttpRequest, *, round: UUID, reporter: str) -> HttpResponse:
    """Ask a ministry about the chosen lines, or no longer, or take in what was seen. Raises NotFound."""
    require(visit.actor, Verb.ASSIGN_LINES, report_matter(round=round, reporter=reporter))
    only_keys(visit, known=("do", "ministry", "line", "take"))
    do = str(visit.form.get("do", ""))
    if do not in (*_ASKING, "take"):
        raise CellUnknown(column="do", text=do[:40], expected=", ".join((*_ASKING, "take")))
    try:
        if do == "take":
            seen = dict(seen_contribution(str(text)) for text in visit.form.getlist("take"))
            merge_contributions(visit.actor, round=round, reporter=reporter, seen=seen)
        else:
            lines, ministry = [_line(str(text)) for text in visit.form.getlist("line")], visit.form.get("ministry", "")
            _ASKING[do](visit.actor, round=round, reporter=reporter, ministry=str(ministry), lines=lines)
    except NotFound:
        raise
    except Refusal as refusal:
        desk = reporter_desk(round=round, reporter=reporter)
        response = render(request, _page(visit, desk=desk, faults=(fault_of(refusal),)), format="html")
        response.status_code = 409 if isinstance(refusal, ChangedMeanwhile) else 422
        return response
    return see_other(address("report-ministries", round=round, reporter=reporter))


_ASKING: dict[str, Callable[..., int]] = {"ask": assign_lines, "withdraw": withdraw_assignment}


def _page(visit: Visit, *, desk: ReporterDesk, faults: tuple[Fault, ...] = ()) -> Page:
    require(visit.actor, Verb.ASSIGN_LINES, desk.about)
    lines = desk_lines(desk.rows, today=visit.now.date(), closed=desk.round.closed_on is not None)
    asked = ask(visit, fields=_fields(lines))
    given = contribution_rows(round_record(desk.round.public_id), reporter=desk.reporter.code)
    given = [one for one in given if one.state is not ContributionState.WITHDRAWN]
    ministries = tuple(ministries_of(desk.reporter))
    shown = _narrowed(lines, asked)
    row = MinistriesPageRow(
        desk=desk,
        ministries=ministries,
        standings=_standings(ministries, given, late=desk.round.overdue(visit.now.date())),
        merging=_merging(visit, desk),
        lines=tuple(
            AssignedLine(line=line, given=tuple(one for one in given if one.line == line.row.line)) for line in shown
        ),
        faults=faults,
    )
    return Page(
        template="report_ministries",
        title=_("Ask ministries"),
        row=row,
        tables={
            "lines": _line_table(row.lines),
            "ministries": _ministry_table(row.standings),
            "handed_in": merging_table(row.merging, round=desk.round.public_id),
        },
        asked=asked,
        crumbs=report_crumbs(desk),
        illustrative=desk.round.illustrative,
    )


def _merging(visit: Visit, desk: ReporterDesk) -> Merging:
    """What can be taken in; nothing for who asks ministries but does not write in the draft."""
    if not may(visit.actor, Verb.DRAFT_REPORT, desk.about):
        return Merging(taken=(), left=())
    return preview_merging(visit.actor, round=desk.round.public_id, reporter=desk.reporter.code)


def _standings(
    ministries: Sequence[ActorRow], given: Sequence[ContributionRow], *, late: bool
) -> tuple[MinistryStanding, ...]:
    def many(one: ActorRow, state: ContributionState) -> int:
        return sum(row.ministry == one.code and row.state is state for row in given)

    return tuple(
        MinistryStanding(
            ministry=one,
            asked=many(one, ContributionState.ASKED),
            handed_in=many(one, ContributionState.HANDED_IN),
            merged=many(one, ContributionState.MERGED),
            late=late and bool(many(one, ContributionState.ASKED)),
        )
        for one in ministries
    )


def _narrowed(lines: tuple[DeskLine, ...], asked: Asked) -> tuple[DeskLine, ...]:
    show = asked.get("show")
    wanted = Show(show) if show else None
    owed = (line for line in lines if line.row.owed)
    return narrowed(owed, show=wanted, section=asked.get("section") or "", text=asked.get("text") or "")


def _line(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as fault:
        raise NotFound from fault


def _fields(lines: tuple[DeskLine, ...]) -> tuple[Field, ...]:
    sections = (Choice(value=section_key(one), name=section_name(one)) for one in sections_of(lines) if any(one))
    return (
        choice_field("show", _("Lines"), (Choice(value=show.value, name=str(name)) for show, name in SHOWS.items())),
        choice_field("section", _("Section"), sections),
        search_field("text", _("Text")),
    )


def _line_table(lines: Sequence[AssignedLine]) -> Table[AssignedLine]:
    return Table(
        key="lines",
        caption=_("Lines"),
        columns=_LINES,
        items=lines,
        empty=_("No line is asked for with these filters."),
    )


def _ministry_table(standings: Sequence[MinistryStanding]) -> Table[MinistryStanding]:
    return Table(
        key="ministries",
        caption=_("Who is late"),
        columns=_MINISTRIES,
        items=standings,
        empty=_("No ministry of the country is registered."),
        mend=_("An administrator adds ministries to the register of actors."),
    )


_LINES: tuple[Column[AssignedLine], ...] = (
    Column(key="label", title=_("Line"), cell=lambda one: Cell(value=one.line.row.label)),
    Column(key="words", title=_("Words"), cell=lambda one: Cell(value=one.line.row.words)),
    Column(key="asked", title=_("Asked"), cell=lambda one: Cell(value=one.said or None, absent=_("nobody"))),
)
_MINISTRIES: tuple[Column[MinistryStanding], ...] = (
    Column(
        key="ministry", title=_("Ministry"), cell=lambda one: Cell(value=one.ministry.code, shown=one.ministry.name)
    ),
    Column(key="asked", title=_("Still asked"), numeric=True, cell=lambda one: Cell(value=one.asked)),
    Column(key="handed_in", title=_("Handed in"), numeric=True, cell=lambda one: Cell(value=one.handed_in)),
    Column(key="merged", title=_("Merged"), numeric=True, cell=lambda one: Cell(value=one.merged)),
    Column(
        key="late",
        title=_("Late"),
        cell=lambda one: Cell(value="yes" if one.late else "no", shown=_("late") if one.late else _("not late")),
    ),
)
