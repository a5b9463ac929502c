"""What a ministry was asked about its country's report: the same grid, and handing it in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from pantau.domain.contributions import ContributionRow, ContributionState
from pantau.domain.permissions import Verb, may
from pantau.domain.refusals import ChangedMeanwhile, NotFound, NumberInvalid, Refusal
from pantau.domain.report_checks import check_cells
from pantau.domain.report_desk import DeskRound
from pantau.domain.reports import CellChange
from pantau.records.queries.contributions import contribution_rows
from pantau.records.queries.report_desk import desk_round
from pantau.records.queries.round_record import round_record
from pantau.usecases.contribute import hand_in_contribution, save_contribution
from pantau.web.ask import Asked, Choice, Field, Text, Visit, ask, choice_field, search_field
from pantau.web.desk.cell_changes import answered, clashes
from pantau.web.desk.report import Tally, my_work_crumbs
from pantau.web.desk.report_grid import HEADS, GridLine, Section, grid_table, in_sections, status_choices
from pantau.web.forms import Fault, fault_of, only_keys
from pantau.web.page import Page, address
from pantau.web.render import render, see_other
from pantau.web.wording import language

_SHOWS: dict[str, Text] = {
    "missing": _("missing"),
    "filled": _("filled in"),
    "handed_in": _("handed in"),
    "merged": _("merged"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionPageRow:
    """The lines that one ministry was asked about; `ready` can be handed in."""

    round: DeskRound
    ministry: str
    ministry_name: str
    rows: tuple[ContributionRow, ...]
    sections: tuple[Section, ...]
    tallies: tuple[Tally, ...]
    ready: tuple[ContributionRow, ...]
    faults: tuple[Fault, ...]
    user: str
    overdue: bool
    may_write: bool = True
    before: bool = False
    heads: Mapping[str, Text] = field(default_factory=lambda: HEADS)
    files: bool = False

    @property
    def key(self) -> str:
        """What the edits that wait in a browser are kept under, beside the person's name."""
        return f"{self.round.public_id}/{self.ministry}"

    @property
    def statuses(self) -> tuple[Choice, ...]:
        return status_choices()

    def as_json(self) -> dict[str, Any]:
        return {
            "plan": self.round.plan,
            "round": self.round.code,
            "ministry": self.ministry,
            "due": self.round.due.isoformat() if self.round.due else None,
            "counts": {tally.key: tally.many for tally in self.tallies},
        }


def contribution_page(visit: Visit, *, round: UUID, ministry: str) -> Page:
    """The grid of what the ministry was asked. Raises NotFound where it was asked nothing, or not the actor's."""
    return _page(visit, round=round, ministry=ministry)


def contribution_deed(visit: Visit, request: HttpRequest, *, round: UUID, ministry: str) -> HttpResponse:
    """Keep cells, or hand in what was chosen as it was seen. Raises NotFound."""
    asked_rows(visit, round=round, ministry=ministry)
    if visit.form.get("do") == "cells":

        def save(changes: Sequence[CellChange]) -> dict[str, Any]:
            saved = save_contribution(visit.actor, round=round, ministry=ministry, changes=changes)
            fresh = {str(row.line): contribution_line(row, visit=visit).as_json() for row in saved.rows}
            return {"lines": fresh, **clashes(saved.conflicts, saved.refused)}

        return answered(visit, save)
    only_keys(visit, known=("do", "line"))
    try:
        seen = dict(seen_line(str(text)) for text in visit.form.getlist("line"))
        hand_in_contribution(visit.actor, round=round, ministry=ministry, seen=seen)
    except NotFound:
        raise
    except Refusal as refusal:
        response = render(
            request, _page(visit, round=round, ministry=ministry, faults=(fault_of(refusal),)), format="html"
        )
        response.status_code = 409 if isinstance(refusal, ChangedMeanwhile) else 422
        return response
    return see_other(address("contribution", round=round, ministry=ministry))


def _page(visit: Visit, *, round: UUID, ministry: str, faults: tuple[Fault, ...] = ()) -> Page:
    rows = asked_rows(visit, round=round, ministry=ministry)
    asked = ask(visit, fields=_fields())
    lines = [contribution_line(row, visit=visit) for row in rows]
    shown = [line for line in lines if _wanted(line, asked)]
    facts = desk_round(round_record(round), reporter=rows[0].about.reporter or 0)
    row = ContributionPageRow(
        round=facts,
        ministry=ministry,
        ministry_name=rows[0].ministry_name.into(language()),
        rows=tuple(rows),
        sections=in_sections(shown),
        tallies=_tallies(lines, asked),
        ready=tuple(row for row in rows if row.editable and not row.empty),
        faults=faults,
        user=visit.actor.name,
        overdue=facts.overdue(visit.now.date()),
    )
    return Page(
        template="contribution",
        title=contribution_title(rows[0]),
        row=row,
        tables={"lines": grid_table(shown, caption=_("Lines you were asked about"))},
        asked=asked,
        crumbs=my_work_crumbs(),
        illustrative=facts.illustrative,
    )


def contribution_title(row: ContributionRow) -> str:
    """What the grid of a ministry is called."""
    return say("%(reporter)s, round %(round)s") % {
        "reporter": row.ministry_name.into(language()),
        "round": row.round_code,
    }


def asked_rows(visit: Visit, *, round: UUID, ministry: str) -> list[ContributionRow]:
    """What the ministry was asked, if the actor may contribute. Raises NotFound."""
    rows = [
        row
        for row in contribution_rows(round_record(round), ministry=ministry)
        if row.state is not ContributionState.WITHDRAWN and may(visit.actor, Verb.CONTRIBUTE, row.about)
    ]
    if not rows:
        raise NotFound
    return rows


def contribution_line(row: ContributionRow, *, visit: Visit) -> GridLine:
    found = check_cells(row.cells, today=visit.now.date()) if row.editable and not row.empty else ()
    return GridLine(
        line=row.line,
        label=row.label,
        words=row.words,
        section=row.section,
        cells=row.cells,
        state=row.state.value,
        state_name=row.state.words,
        letter=row.state.words.into(language())[:1].upper(),
        writable=row.editable,
        missing=row.editable and row.cells.status is None,
        ready=row.editable and not row.empty,
        href=address("contribution-line", round=row.round, ministry=row.ministry, line=row.line),
        findings=found,
    )


def _wanted(line: GridLine, asked: Asked) -> bool:
    show, text = asked.get("show"), (asked.get("text") or "").casefold()
    of_kind = {
        "missing": line.missing,
        "filled": line.ready,
        "handed_in": line.state == "handed_in",
        "merged": line.state == "merged",
    }
    said = (line.label, *line.words.as_json().values(), line.cells.narrative)
    return (not show or of_kind[show]) and (not text or any(text in (part or "").casefold() for part in said))


def _tallies(lines: Sequence[GridLine], asked: Asked) -> tuple[Tally, ...]:
    shown = asked.get("show")
    many = {
        "owed": len(lines),
        "missing": sum(line.missing for line in lines),
        "ready": sum(line.ready for line in lines),
        "handed_in": sum(line.state == "handed_in" for line in lines),
        "merged": sum(line.state == "merged" for line in lines),
    }
    names: dict[str, tuple[Text, str]] = {
        "owed": (_("asked"), ""),
        "missing": (_SHOWS["missing"], "missing"),
        "ready": (_SHOWS["filled"], "filled"),
        "handed_in": (_SHOWS["handed_in"], "handed_in"),
        "merged": (_SHOWS["merged"], "merged"),
    }
    return tuple(
        Tally(key=key, many=many[key], name=name, href=asked.link(show=show), here=(shown or "") == show)
        for key, (name, show) in names.items()
    )


def seen_line(text: str) -> tuple[UUID, int]:
    """A line with the version in which it was seen. Raises NotFound, NumberInvalid."""
    line, _sign, version = text.partition(":")
    if not (version.isascii() and version.isdigit() and len(version) < 10):
        raise NumberInvalid(text=version[:40], column="line")
    try:
        return UUID(line), int(version)
    except ValueError as fault:
        raise NotFound from fault


def _fields() -> tuple[Field, ...]:
    shows = (Choice(value=value, name=str(name)) for value, name in _SHOWS.items())
    return (choice_field("show", _("Lines"), shows), search_field("text", _("Text")))
