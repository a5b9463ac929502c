"""The completeness matrix: every reporter against every round, in letters, words and colour."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from pantau.domain.actors import ActorRow
from pantau.domain.rounds import CellState, Counts, ReporterStanding
from pantau.usecases.follow_rounds import FollowedRound, rounds_for
from pantau.web.ask import Choice, Field, Visit, ask, choice_field
from pantau.web.desk.drafts import desk_crumbs
from pantau.web.desk.round_tables import letter_cell, round_name
from pantau.web.desk.rounds import plan_choice
from pantau.web.page import Page, address
from pantau.web.tables import Cell, Column, Table

MOST = 12
"""Rounds that stand side by side; what is older is reached by choosing a plan."""
_NOBODY = Counts()


class MatrixLine(NamedTuple):
    """One reporter with how it stands in each round, by the place of the round; ``None`` where it owes nothing."""

    reporter: ActorRow
    cells: tuple[ReporterStanding | None, ...]


class MatrixCell(NamedTuple):
    """One reporter in one round."""

    round: FollowedRound
    row: ReporterStanding


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletenessRow:
    """The legend, and the sum of what is shown."""

    rounds: int
    older: int
    counts: Counts
    legend: tuple[CellState, ...]
    late: int

    def as_json(self) -> dict[str, Any]:
        return {
            "rounds": self.rounds,
            "rounds_left_out": self.older,
            "late": self.late,
            "counts": self.counts.as_json(),
        }


def completeness_page(visit: Visit) -> Page:
    """Reporter by round, the one that opens last first, of those whose standing the visitor may see.

    Raises PlanUnknown.
    """
    asked = ask(visit, fields=(plan_choice(), _open_choice()))
    found = rounds_for(visit.actor, on=visit.now.date(), plan=asked.get("plan") or "")
    seen = [one for one in found if one.reporters and (not asked.get("which") or one.round.closed_at is None)]
    shown = tuple(seen[:MOST])
    cells = [MatrixCell(one, row) for one in shown for row in one.reporters]
    return Page(
        template="completeness",
        title=_("Completeness"),
        row=CompletenessRow(
            rounds=len(shown),
            older=len(seen) - len(shown),
            counts=sum((cell.row.counts for cell in cells), _NOBODY),
            legend=tuple(CellState),
            late=sum(cell.row.late for cell in cells),
        ),
        tables={"completeness": _matrix(shown), "cells": _cells(cells)},
        asked=asked,
        crumbs=desk_crumbs(),
        illustrative=any(one.round.illustrative for one in shown),
    )


def _open_choice() -> Field:
    return choice_field("which", _("Rounds"), [Choice(value="open", name=say("not closed yet"))], blank=_("all"))


def _matrix(rounds: Sequence[FollowedRound]) -> Table[MatrixLine]:
    columns: tuple[Column[MatrixLine], ...] = (
        Column(
            key="reporter",
            title=_("Reporter"),
            cell=lambda line: Cell(value=line.reporter.code, shown=line.reporter.name, note=line.reporter.code),
        ),
        *(_column(place, round) for place, round in enumerate(rounds)),
    )
    return Table(
        key="completeness",
        caption=_("Reporters and rounds"),
        columns=columns,
        items=_lines(rounds),
        empty=_("There is no round in which you may see who has reported."),
    )


def _column(place: int, round: FollowedRound) -> Column[MatrixLine]:
    def cell(line: MatrixLine) -> Cell:
        found = line.cells[place]
        if found is None:
            return letter_cell(_NOBODY, late=False)
        return letter_cell(found.counts, late=found.late, href=address("round", round=round.round.public_id))

    return Column(key=round_name(round), title=round_name(round), cell=cell, sortable=False)


def _lines(rounds: Sequence[FollowedRound]) -> list[MatrixLine]:
    reporters = {row.reporter.code: row.reporter for one in rounds for row in one.reporters}
    by_place = [{row.reporter.code: row for row in one.reporters} for one in rounds]
    return [
        MatrixLine(reporter, tuple(rows.get(code) for rows in by_place)) for code, reporter in sorted(reporters.items())
    ]


def _cells(cells: Iterable[MatrixCell]) -> Table[MatrixCell]:
    """The same as a long table, for machines."""

    def counted(name: str) -> Column[MatrixCell]:
        return Column(key=name, title=name, numeric=True, cell=lambda one: Cell(value=getattr(one.row.counts, name)))

    return Table(
        key="cells",
        caption=_("One row for each reporter and round"),
        columns=(
            Column(key="plan", title=_("Plan"), cell=lambda one: Cell(value=one.round.round.plan)),
            Column(key="round", title=_("Round"), cell=lambda one: Cell(value=one.round.round.code)),
            Column(key="reporter", title=_("Reporter"), cell=lambda one: Cell(value=one.row.reporter.code)),
            Column(key="state", title=_("Standing"), cell=lambda one: Cell(value=one.row.counts.cell.value)),
            *(counted(name) for name in ("owed", "draft", "returned", "submitted", "accepted", "locked", "missing")),
            Column(
                key="due", title=_("Due"), cell=lambda one: Cell(value=one.row.standing.due, absent=_("no day set"))
            ),
            Column(key="late", title=_("Late"), cell=lambda one: Cell(value="yes" if one.row.late else "no")),
        ),
        items=list(cells),
        empty=_("There is no round in which you may see who has reported."),
    )
