"""The tables around a working matrix: what its columns hold, what a file changes, and what cannot be taken."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from pantau.domain.refusals import Refusal
from pantau.standards.sheets import column_name
from pantau.usecases.matrix_cells import CellChange
from pantau.web.ask import Asked
from pantau.web.tables import Cell, Column, Table
from pantau.web.wording import language

_NOTHING = _("nothing")
_EFFECTS: dict[str, Any] = {
    "new": _("new"),
    "changed": _("changed"),
    "kept": _("kept as it is here"),
}
_HELD: tuple[tuple[str, Any, Any], ...] = (
    ("label", _("the number of the line as the plan prints it"), _("nobody")),
    (
        "action",
        _("the words of the line"),
        _("in the other language anybody; in the plan's own only while it is a draft"),
    ),
    ("lead", _("the lead body: a code or name of the register"), _("you")),
    ("status", _("the reporter's status, chosen from the list; else that of the region"), _("the reporter")),
    ("narrative", _("what the reporter tells; else what the lead told last"), _("the reporter")),
    ("issues", _("what stands in the way, in a reporter's matrix"), _("the reporter")),
    ("timeline", _("the day by which it is due, or a timeline with its years"), _("you")),
    ("key", _("tells which line a row is, and what it showed"), _("nobody")),
)


def column_table() -> Table[tuple[str, Any, Any]]:
    """What the columns hold and who writes into them."""
    return Table(key="columns", caption=_("What the columns hold"), columns=_HELD_COLUMNS, items=_HELD)


def change_table(changes: Sequence[CellChange], *, asked: Asked) -> Table[CellChange]:
    """Every cell that would change, in the order of the file."""
    return Table(
        key="changes",
        caption=_("Cells that differ from the record"),
        columns=CHANGE_COLUMNS,
        items=changes,
        asked=asked,
        empty=_("The file changes nothing."),
    )


def problem_table(problems: Sequence[Refusal]) -> Table[Refusal]:
    """What cannot be taken, each with its place."""
    return Table(
        key="problems",
        caption=_("What cannot be taken"),
        columns=_PROBLEM_COLUMNS,
        items=problems,
        empty=_("Everything in the file can be taken."),
    )


_HELD_COLUMNS: tuple[Column[tuple[str, Any, Any]], ...] = (
    Column(key="column", title=_("Column"), cell=lambda one: Cell(value=one[0], shown=column_name(one[0]))),
    Column(key="holds", title=_("What it holds"), cell=lambda one: Cell(value=one[1])),
    Column(key="written_by", title=_("Who writes into it"), cell=lambda one: Cell(value=one[2])),
)
CHANGE_COLUMNS: tuple[Column[CellChange], ...] = (
    Column(key="label", title=_("Line"), cell=lambda one: Cell(value=one.label)),
    Column(key="column", title=_("Column"), cell=lambda one: Cell(value=one.column, shown=column_name(one.column))),
    Column(key="was", title=_("In the record"), cell=lambda one: Cell(value=one.was or None, absent=_NOTHING)),
    Column(key="becomes", title=_("In the file"), cell=lambda one: Cell(value=one.becomes or None, absent=_NOTHING)),
    Column(key="effect", title=_("Effect"), cell=lambda one: Cell(value=one.effect, shown=_EFFECTS[one.effect])),
    Column(key="where", title=_("Cell"), cell=lambda one: Cell(value=one.where)),
)
_PROBLEM_COLUMNS: tuple[Column[Refusal], ...] = (
    Column(key="where", title=_("Place"), cell=lambda one: Cell(value=one.where or None, absent=_("the file"))),
    Column(key="code", title=_("Code"), on="data", cell=lambda one: Cell(value=one.code)),
    Column(
        key="says",
        title=_("What is wrong"),
        cell=lambda one: Cell(value=one.says.into(language()), note=one.mend.into(language())),
    ),
)
