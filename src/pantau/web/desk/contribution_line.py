"""One line that a ministry was asked about: its cells as a form, handing it in, and how far it has come."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from pantau.domain.contributions import ContributionRow
from pantau.domain.refusals import CellUnknown, ChangedMeanwhile, NotFound, Refusal
from pantau.domain.report_desk import DeskRound
from pantau.domain.reporting_refusals import CellChanged
from pantau.domain.reports import CELLS
from pantau.records.queries.report_desk import desk_round
from pantau.records.queries.round_record import round_record
from pantau.usecases.contribute import hand_in_contribution, save_contribution
from pantau.web.ask import Visit, ask
from pantau.web.desk.contribution import asked_rows, contribution_line, contribution_title, seen_line
from pantau.web.desk.line_form import WAS, cell_faults, cell_fields, sent_changes
from pantau.web.desk.report import my_work_crumbs
from pantau.web.desk.report_grid import GridLine, grid_table
from pantau.web.forms import Fault, Form, fault_of, only_keys
from pantau.web.page import Crumb, Page, address
from pantau.web.render import render, see_other
from pantau.web.wording import language


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionLineRow:
    """The line as its page shows it; `was` is what the form saw in each cell."""

    row: ContributionRow
    round: DeskRound
    grid: GridLine
    form: Form
    was: Mapping[str, str]

    @property
    def ready(self) -> bool:
        """Whether it can be handed in."""
        return self.row.editable and not self.row.empty

    def as_json(self) -> dict[str, Any]:
        return self.row.as_json() | {"findings": [one.as_json(language()) for one in self.grid.findings]}


def contribution_line_page(visit: Visit, *, round: UUID, ministry: str, line: UUID) -> Page:
    """The line as a form. Raises NotFound where the ministry was not asked about it, or it is not the actor's."""
    return _page(visit, round=round, ministry=ministry, line=line)


def contribution_line_deed(
    visit: Visit, request: HttpRequest, *, round: UUID, ministry: str, line: UUID
) -> HttpResponse:
    """Keep the cells, or hand in what was seen. Raises NotFound, ParameterUnknown, CellUnknown."""
    row = _asked_row(visit, round=round, ministry=ministry, line=line)
    do = str(visit.form.get("do", ""))
    if do not in _DEEDS:
        raise CellUnknown(column="do", text=do[:40], expected=", ".join(_DEEDS))
    keys, deed = _DEEDS[do]
    only_keys(visit, known=("do", *keys))
    try:
        faults = deed(visit, row)
    except NotFound:
        raise
    except Refusal as refusal:
        faults = (fault_of(refusal),)
    if not faults:
        return see_other(address("contribution-line", round=round, ministry=ministry, line=line))
    page = _page(visit, round=round, ministry=ministry, line=line, faults=faults, typed=do == "save")
    response = render(request, page, format="html")
    response.status_code = 409 if any(one.code in _MEANWHILE for one in faults) else 422
    return response


def _save(visit: Visit, row: ContributionRow) -> tuple[Fault, ...]:
    changes = sent_changes(visit, line=row.line)
    if not changes:
        return ()
    saved = save_contribution(visit.actor, round=row.round, ministry=row.ministry, changes=changes)
    return cell_faults(conflicts=saved.conflicts, refused=saved.refused)


def _hand_in(visit: Visit, row: ContributionRow) -> tuple[Fault, ...]:
    line, seen = seen_line(f"{row.line}:{visit.form.get('seen', '')}")
    hand_in_contribution(visit.actor, round=row.round, ministry=row.ministry, seen={line: seen})
    return ()


_DEEDS: dict[str, tuple[tuple[str, ...], Callable[[Visit, ContributionRow], tuple[Fault, ...]]]] = {
    "save": ((*CELLS, *WAS), _save),
    "hand_in": (("seen",), _hand_in),
}
_MEANWHILE = (ChangedMeanwhile.code, CellChanged.code)


def _asked_row(visit: Visit, *, round: UUID, ministry: str, line: UUID) -> ContributionRow:
    """Raises NotFound."""
    found = next((row for row in asked_rows(visit, round=round, ministry=ministry) if row.line == line), None)
    if found is None:
        raise NotFound
    return found


def _page(
    visit: Visit, *, round: UUID, ministry: str, line: UUID, faults: tuple[Fault, ...] = (), typed: bool = False
) -> Page:
    row = _asked_row(visit, round=round, ministry=ministry, line=line)
    texts = row.cells.as_json()
    shown = {name: str(visit.form.get(name, "")) for name in CELLS} if typed else texts
    facts = desk_round(round_record(round), reporter=row.about.reporter or 0)
    grid = contribution_line(row, visit=visit)
    grid_at = address("contribution", round=round, ministry=ministry)
    return Page(
        template="contribution_line",
        title=_("Line %(label)s of %(ministry)s")
        % {"label": row.label, "ministry": row.ministry_name.into(language())},
        row=ContributionLineRow(
            row=row,
            round=facts,
            grid=grid,
            form=Form(fields=cell_fields(), texts=shown, faults=faults),
            was=texts,
        ),
        tables={"line": grid_table([grid], caption=_("Line"))},
        asked=ask(visit),
        crumbs=(*my_work_crumbs(), Crumb(name=contribution_title(row), href=grid_at)),
        illustrative=facts.illustrative,
    )
