"""The tables around a template: what its columns hold, and what a file that came back would do."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from pantau.domain.refusals import Refusal
from pantau.domain.report_checks import ReportFinding
from pantau.domain.report_sheet import SheetCell, SheetPreview, SheetRow
from pantau.domain.reporting_refusals import SheetConflict
from pantau.domain.statuses import read_status, status_name
from pantau.standards.sheets.report_layout import absent, heading
from pantau.web.ask import Asked
from pantau.web.tables import Cell, Column, Table
from pantau.web.wording import language

_SHOWN = 100  # rows on the page of a table that is not the main one; all of them are in the data
_EFFECTS: Mapping[str, Any] = {"new": _("new"), "changed": _("changed"), "conflict": _("in conflict")}
_SEVERITIES: Mapping[str, Any] = {"stop": _("must be mended before it is submitted"), "warning": _("needs a look")}
_NOBODY, _YOU = _("nobody"), _("you")
_HELD: tuple[tuple[str, Any, Any], ...] = (
    ("label", _("the number of the line as the plan prints it"), _NOBODY),
    ("section", _("the part of the plan in which the line stands"), _NOBODY),
    ("action_en", _("the words of the line in English"), _NOBODY),
    ("action_id", _("the words of the line in Indonesian"), _NOBODY),
    ("state", _("how far the report has come; what is submitted or accepted is locked"), _NOBODY),
    ("before_status", _("the status that was last accepted in an earlier round"), _NOBODY),
    ("before_narrative", _("the narrative that was last accepted in an earlier round"), _NOBODY),
    ("status", _("one of eight, chosen from the list of the cell; synonyms are read"), _YOU),
    ("narrative", _("what was done, up to 10,000 characters"), _YOU),
    ("issues", _("what stands in the way"), _YOU),
    ("next_steps", _("what comes next"), _YOU),
    ("started_on", _("the day it started, as 2026-06-30"), _YOU),
    ("completed_on", _("the day it was completed, as 2026-06-30"), _YOU),
    ("key", _("hidden: whose line the row is"), _NOBODY),
    ("was_status", _("hidden, and like it for the other five: what the cell said when the template was made"), _NOBODY),
)


def template_table() -> Table[tuple[str, Any, Any]]:
    """What the columns hold and who writes into them."""
    return Table(key="columns", caption=_("What the columns hold"), columns=_HELD_COLUMNS, items=_HELD)


def preview_tables(preview: SheetPreview, *, asked: Asked) -> dict[str, Table[Any]]:
    """What would change, the main one; what was changed on both sides, what cannot be taken, what the checks say."""
    tables: tuple[Table[Any], ...] = (
        Table(
            key="changes",
            caption=_("Cells that would be written"),
            columns=CHANGE_COLUMNS,
            items=preview.changes,
            asked=asked,
            empty=_("The file changes nothing that could be written."),
        ),
        Table(
            key="conflicts",
            caption=_("Changed on both sides"),
            columns=_CONFLICT_COLUMNS,
            items=preview.conflicts,
            limit=_SHOWN,
            empty=_("Nothing was changed on both sides."),
        ),
        Table(
            key="problems",
            caption=_("What cannot be taken"),
            columns=_PROBLEM_COLUMNS,
            items=[one for one in preview.problems if not isinstance(one, SheetConflict)],
            limit=_SHOWN,
            empty=_("Everything in the file can be taken."),
        ),
        Table(
            key="findings",
            caption=_("What the checks say of it"),
            columns=_FINDING_COLUMNS,
            items=tuple(preview.findings),
            limit=_SHOWN,
            empty=_("The checks find nothing."),
        ),
    )
    return {table.key: table for table in tables}


def _said(cell: SheetCell, text: str | None) -> Cell:
    """A text of a report; a status by its name."""
    if text is None:
        return Cell(value=None, absent=_("not known"))
    if not text:
        return Cell(value=None, absent=absent(cell.name).into(language()))
    status = read_status(text) if cell.name == "status" else None
    return Cell(value=text, shown=status_name(status) if status else None)


def _line() -> Column[SheetCell]:
    return Column(key="label", title=_("Line"), cell=lambda one: Cell(value=one.label))


def _column() -> Column[SheetCell]:
    return Column(key="cell", title=_("Column"), cell=lambda one: Cell(value=one.name, shown=heading(one.name)))


def _place() -> Column[SheetCell]:
    return Column(key="where", title=_("Cell"), cell=lambda one: Cell(value=one.where))


CHANGE_COLUMNS: tuple[Column[SheetCell], ...] = (
    _line(),
    _column(),
    Column(key="now", title=_("In the draft now"), cell=lambda one: _said(one, one.now)),
    Column(key="yours", title=_("In the file"), cell=lambda one: _said(one, one.value)),
    Column(key="effect", title=_("Effect"), cell=lambda one: Cell(value=one.effect, shown=_EFFECTS[one.effect])),
    _place(),
)
_CONFLICT_COLUMNS: tuple[Column[SheetCell], ...] = (
    _line(),
    _column(),
    Column(key="was", title=_("In the template"), cell=lambda one: _said(one, one.was)),
    Column(key="now", title=_("In the draft now"), cell=lambda one: _said(one, one.now)),
    Column(key="yours", title=_("In the file"), cell=lambda one: _said(one, one.value)),
    _place(),
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
_FINDING_COLUMNS: tuple[Column[tuple[SheetRow, ReportFinding]], ...] = (
    Column(key="label", title=_("Line"), cell=lambda one: Cell(value=one[0].label)),
    Column(key="cell", title=_("Column"), cell=lambda one: Cell(value=one[1].cell, shown=heading(one[1].cell))),
    Column(
        key="found",
        title=_("What was found"),
        cell=lambda one: Cell(value=one[1].found.into(language()), note=one[1].do.into(language())),
    ),
    Column(
        key="severity",
        title=_("How grave"),
        cell=lambda one: Cell(value=one[1].severity, shown=_SEVERITIES[one[1].severity]),
    ),
    Column(key="where", title=_("Row"), cell=lambda one: Cell(value=one[0].where)),
)
_HELD_COLUMNS: tuple[Column[tuple[str, Any, Any]], ...] = (
    Column(key="column", title=_("Column"), cell=lambda one: Cell(value=one[0], shown=heading(one[0]))),
    Column(key="holds", title=_("What it holds"), cell=lambda one: Cell(value=one[1])),
    Column(key="written_by", title=_("Who writes into it"), cell=lambda one: Cell(value=one[2])),
)
