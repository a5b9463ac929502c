"""The grid in which lines are reported: its lines and cells as the page draws them, and as a script gets them back."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from pantau.domain.report_checks import ReportFinding
from pantau.domain.reports import CELLS, Cells
from pantau.domain.statuses import Status, status_name
from pantau.domain.words import Words
from pantau.web.ask import Choice, Text
from pantau.web.tables import Cell, Column, Table
from pantau.web.wording import brief_day, language

HEADS: dict[str, Text] = {
    "status": _("Status"),
    "narrative": _("Narrative"),
    "issues": _("Issues"),
    "next_steps": _("Next steps"),
    "started_on": _("Started"),
    "completed_on": _("Completed"),
}
EMPTY = _("nothing yet")


@dataclass(frozen=True, slots=True, kw_only=True)
class GridLine:
    """One line of the grid. `state` and `state_name` say how far it is, `letter` is its shape; `note` is why it came
    back; `files` is ``None`` where a line takes no evidence.
    """

    line: UUID
    label: str
    words: Words
    section: tuple[str, str]
    cells: Cells
    state: str
    state_name: Words | Text
    letter: str
    writable: bool
    missing: bool
    ready: bool
    href: str
    findings: tuple[ReportFinding, ...] = ()
    files: int | None = None
    note: str = ""
    before: Cells | None = None
    before_round: str = ""

    @property
    def stops(self) -> int:
        return sum(one.stops for one in self.findings)

    @property
    def warnings(self) -> int:
        return len(self.findings) - self.stops

    @property
    def drawn(self) -> tuple[tuple[Text, str], ...]:
        """What it says, each cell under its head."""
        return tuple((HEADS[name], shown_text(name, text)) for name, text in self.cells.as_json().items())

    @property
    def drawn_before(self) -> tuple[tuple[Text, str], ...]:
        """What the earlier round said, each under its head."""
        texts = self.before.as_json() if self.before else {}
        return tuple((HEADS[name], shown_text(name, text)) for name, text in texts.items() if text)

    def as_json(self) -> dict[str, Any]:
        """The line as a script puts it back in its place."""
        return {
            "cells": self.cells.as_json(),
            "state": self.state,
            "state_name": _plain(self.state_name),
            "letter": self.letter,
            "writable": self.writable,
            "missing": self.missing,
            "ready": self.ready,
            "stops": self.stops,
            "warnings": self.warnings,
            "findings": [one.as_json(language()) for one in self.findings],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of the grid with its lines."""

    name: str
    lines: tuple[GridLine, ...]


def in_sections(lines: Iterable[GridLine]) -> tuple[Section, ...]:
    """The lines under the headings they stand under, in the order of the plan."""
    groups: dict[tuple[str, str], list[GridLine]] = {}
    for line in lines:
        groups.setdefault(line.section, []).append(line)
    return tuple(Section(name=section_name(section), lines=tuple(some)) for section, some in groups.items())


def section_name(section: tuple[str, str]) -> str:
    """The label and the title of a section."""
    return " ".join(part for part in section if part)


def shown_text(name: str, text: str) -> str:
    """The text of a cell as people read it: a status by its name, a day as the page's language writes it."""
    if not text:
        return ""
    if name == "status":
        return status_name(text).into(language())
    return brief_day(date.fromisoformat(text)) if name.endswith("_on") else text


def status_choices() -> tuple[Choice, ...]:
    """Every status that can be reported."""
    return tuple(Choice(value=status.value, name=status_name(status).into(language())) for status in Status)


def grid_table(lines: Sequence[GridLine], *, caption: Text) -> Table[GridLine]:
    """The same lines as data."""
    return Table(
        key="lines", caption=caption, columns=_COLUMNS, items=lines, empty=_("No line is asked for with these filters.")
    )


def _text_cell(name: str) -> Callable[[GridLine], Cell]:
    return lambda one: Cell(value=one.cells.as_json()[name] or None, absent=EMPTY)


def _plain(words: Words | Text) -> str:
    return words.into(language()) if isinstance(words, Words) else str(words)


_COLUMNS: tuple[Column[GridLine], ...] = (
    Column(key="label", title=_("Line"), cell=lambda one: Cell(value=one.label)),
    Column(key="words", title=_("Words"), cell=lambda one: Cell(value=one.words)),
    *(Column(key=name, title=HEADS[name], cell=_text_cell(name)) for name in CELLS),
    Column(key="state", title=_("State"), cell=lambda one: Cell(value=one.state)),
    Column(key="files", title=_("Evidence"), numeric=True, cell=lambda one: Cell(value=one.files or 0)),
    Column(key="stops", title=_("Stops"), numeric=True, cell=lambda one: Cell(value=one.stops)),
    Column(key="warnings", title=_("Warnings"), numeric=True, cell=lambda one: Cell(value=one.warnings)),
    Column(key="returned_note", title=_("Note"), cell=lambda one: Cell(value=one.note or None, absent=_("no note"))),
    Column(key="line", title=_("Line id"), cell=lambda one: Cell(value=str(one.line))),
)
