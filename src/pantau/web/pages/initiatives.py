"""Initiatives with their stage at a moment, as a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from pantau.domain.initiatives import APPROVED_OR_LATER, DONE, InitiativeRow, Stage, stages_passed
from pantau.domain.scorecard import Moment
from pantau.domain.words import Words
from pantau.web.ask import Asked
from pantau.web.cells import count_cell, yes_or_no
from pantau.web.tables import Cell, Column, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeLine:
    """An initiative at a moment: its present stage, and what rule R8 makes of it."""

    title: Words
    stage: Stage
    approved: bool
    done: bool
    lines: int


INITIATIVE_COLUMNS: tuple[Column[InitiativeLine], ...] = (
    Column(key="title", title=_("Initiative"), cell=lambda one: Cell(value=one.title)),
    Column(key="stage", title=_("Stage"), cell=lambda one: Cell(value=one.stage, shown=one.stage.words)),
    Column(key="approved", title=_("Ever approved"), cell=lambda one: yes_or_no(one.approved)),
    Column(key="done", title=_("Completed"), cell=lambda one: yes_or_no(one.done)),
    Column(key="lines", title=_("Lines served"), numeric=True, cell=lambda one: count_cell(one.lines)),
)


def initiative_table(
    initiatives: Sequence[InitiativeRow], *, moment: Moment, asked: Asked | None = None
) -> Table[InitiativeLine]:
    """The initiatives that had entered a stage by then."""
    return Table(
        key="initiatives",
        caption=_("Initiatives and their stage"),
        columns=INITIATIVE_COLUMNS,
        items=[line for line in (_at(one, moment) for one in initiatives) if line is not None],
        asked=asked,
        empty=_("No initiative is recorded here."),
        mend=_("Import them: pantau initiative import FILE --plan CODE"),
    )


def _at(initiative: InitiativeRow, moment: Moment) -> InitiativeLine | None:
    passed = stages_passed(initiative.events, as_of=moment.as_of, known_at=moment.known_at)
    if not passed:
        return None
    approved = not APPROVED_OR_LATER.isdisjoint(passed)
    return InitiativeLine(
        title=initiative.title,
        stage=passed[-1],
        approved=approved,
        done=approved and passed[-1] in DONE,
        lines=len(initiative.lines),
    )
