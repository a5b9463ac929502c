"""Tables of one line of a report: its decisions, its versions, its files."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pantau.domain.permissions import Role
from pantau.domain.report_desk import ReportStep, ReportVersionRow
from pantau.domain.reports import EvidenceRow
from pantau.web.cells import status_cell
from pantau.web.desk.report_grid import EMPTY
from pantau.web.tables import Cell, Column, Table


def step_table(steps: Sequence[ReportStep]) -> Table[ReportStep]:
    """Every decision in the order of the ledger, with its note."""
    return Table(
        key="steps",
        caption=_("Decisions on this report"),
        columns=_STEPS,
        items=steps,
        empty=_("Nothing has been decided on this report yet."),
    )


def version_table(versions: Sequence[ReportVersionRow]) -> Table[ReportVersionRow]:
    """Every version, the newest first."""
    return Table(
        key="versions",
        caption=_("Versions of this report"),
        columns=_VERSIONS,
        items=versions,
        empty=_("Nothing has been written on this line yet."),
    )


def evidence_table(files: Sequence[EvidenceRow]) -> Table[EvidenceRow]:
    """The files that back the report."""
    return Table(
        key="evidence", caption=_("Evidence"), columns=_FILES, items=files, empty=_("No file is attached yet.")
    )


def _role(role: str) -> Cell:
    known = role in tuple(Role)
    return Cell(value=role or None, shown=Role(role).words if known else role, absent=_("no role"))


_STEPS: tuple[Column[ReportStep], ...] = (
    Column(key="number", title=_("Entry"), numeric=True, cell=lambda one: Cell(value=one.number)),
    Column(
        key="decision",
        title=_("Decision"),
        cell=lambda one: Cell(value=one.decision.value, shown=one.decision.words),
    ),
    Column(key="version", title=_("Version"), numeric=True, cell=lambda one: Cell(value=one.version)),
    Column(key="actor", title=_("Person"), cell=lambda one: Cell(value=one.actor)),
    Column(key="role", title=_("Role"), cell=lambda one: _role(one.role)),
    Column(key="at", title=_("When"), cell=lambda one: Cell(value=one.at)),
    Column(key="note", title=_("Note"), cell=lambda one: Cell(value=one.note or None, absent=_("no note"))),
    Column(key="shown", title=_("Digest of what was shown"), on="data", cell=lambda one: Cell(value=one.shown)),
)
_VERSIONS: tuple[Column[ReportVersionRow], ...] = (
    Column(key="number", title=_("Version"), numeric=True, cell=lambda one: Cell(value=one.number)),
    Column(key="state", title=_("State"), cell=lambda one: Cell(value=one.state.value, shown=one.state.words)),
    Column(
        key="status",
        title=_("Status"),
        cell=lambda one: status_cell(one.cells.status.value if one.cells.status else None),
    ),
    Column(
        key="narrative",
        title=_("Narrative"),
        cell=lambda one: Cell(value=one.cells.narrative or None, absent=EMPTY),
    ),
    Column(key="changed_at", title=_("Last changed"), cell=lambda one: Cell(value=one.changed_at)),
)
_FILES: tuple[Column[EvidenceRow], ...] = (
    Column(
        key="file",
        title=_("File"),
        cell=lambda one: Cell(value=one.file_name, href=address_of(one)),
    ),
    Column(key="note", title=_("What it shows"), cell=lambda one: Cell(value=one.note or None, absent=_("no note"))),
    Column(
        key="digest", title=_("Digest (SHA-256)"), cell=lambda one: Cell(value=one.digest, shown=f"{one.digest[:16]}…")
    ),
    Column(key="evidence", title=_("Evidence id"), on="data", cell=lambda one: Cell(value=str(one.public_id))),
)


def address_of(file: EvidenceRow) -> str:
    """Where the file is taken from."""
    return reverse("evidence-file", kwargs={"evidence": file.public_id})
