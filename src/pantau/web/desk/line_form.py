"""The cells of one line as a form: what a reporter and a ministry fill in where the grid is not used."""

from collections.abc import Iterable
from uuid import UUID

from pantau.domain.reporting_refusals import CellChanged
from pantau.domain.reports import CELLS, CellChange, CellConflict
from pantau.usecases.draft_report import CellRefused
from pantau.web.ask import Field, Visit, choice_field
from pantau.web.desk.report_grid import HEADS, shown_text, status_choices
from pantau.web.forms import Fault, fault_of

WAS = tuple(f"was_{name}" for name in CELLS)
"""The names under which the form says what each cell said when it was shown."""


def cell_fields() -> tuple[Field, ...]:
    texts = ("narrative", "issues", "next_steps")
    days = ("started_on", "completed_on")
    return (
        choice_field("status", HEADS["status"], status_choices(), blank="–"),
        *(Field(name=name, label=HEADS[name], kind="textarea", read=str) for name in texts),
        *(Field(name=name, label=HEADS[name], kind="date", read=str) for name in days),
    )


def sent_text(visit: Visit, name: str) -> str:
    """A text as it was typed, without what browsers make of its lines and no database keeps."""
    return str(visit.form.get(name, "")).replace("\r\n", "\n").replace("\x00", "")


def sent_changes(visit: Visit, *, line: UUID) -> list[CellChange]:
    """The cells that say something else than when the form was shown."""
    return [
        CellChange(line=line, name=name, was=sent_text(visit, f"was_{name}"), value=sent_text(visit, name).strip())
        for name in CELLS
        if sent_text(visit, name).strip() != sent_text(visit, f"was_{name}")
    ]


def cell_faults(*, conflicts: Iterable[CellConflict], refused: Iterable[CellRefused]) -> tuple[Fault, ...]:
    """What was not kept, beside its cell: changed by somebody else meanwhile, or not taken."""
    clashes = (
        fault_of(
            CellChanged(cell=HEADS[one.change.name], now=shown_text(one.change.name, one.now) or "–"),
            field=one.change.name,
        )
        for one in conflicts
    )
    return (*clashes, *(fault_of(one.refusal, field=one.change.name) for one in refused))
