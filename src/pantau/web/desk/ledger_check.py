"""The check of the ledger with what each break means: made for the page where it is short, else by the worker."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from pantau.domain.breaks import Break, ChainEnd, LedgerCheck
from pantau.records.queries.ledger import chain_end
from pantau.usecases.ask_ledger_check import (
    ask_ledger_check,
    last_ledger_check,
    ledger_check_waits,
    ledger_is_long,
)
from pantau.usecases.verify_ledger import check_ledger, expected_breaks
from pantau.web.ask import Visit, ask, search_field
from pantau.web.desk.drafts import desk_crumbs
from pantau.web.desk.ledger import LEDGER, entry_href
from pantau.web.page import Crumb, Page, address
from pantau.web.render import see_other
from pantau.web.tables import Cell, Column, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRow:
    """What checking the ledger found, ``None`` where it never was; `end` is where the chain ends now.

    `long` is whether the worker checks, `waits` whether it was asked to, and `unchecked` how many entries came since.
    """

    breaks: tuple[Break, ...] | None
    at: datetime
    through: ChainEnd | None
    end: ChainEnd | None
    long: bool
    waits: bool

    @property
    def unchecked(self) -> int:
        return (self.end.number if self.end else 0) - (self.through.number if self.through else 0)

    def as_json(self) -> dict[str, Any]:
        return {
            "whole": None if self.breaks is None else not self.breaks,
            "breaks": [one.as_json() for one in self.breaks or ()],
            "ledger_end": self.end.as_json() if self.end else None,
            "checked_at": None if self.breaks is None else self.at.isoformat(),
            "checked_through": self.through.as_json() if self.through else None,
            "entries_since": self.unchecked,
        }


def ledger_check_page(visit: Visit) -> Page:
    """The chain recomputed, and every decision held against the record. Raises NotFound."""
    asked = ask(visit, fields=(search_field("expect", _("End noted before")),))
    row = _row(visit, expect=asked.get("expect") or "")
    breaks = row.breaks or ()
    return Page(
        template="ledger_check",
        title=_("Check of the ledger"),
        row=row,
        tables={
            "end": Table(key="end", caption=_("The ledger"), columns=_ENDS, items=[row]),
            "breaks": Table(
                key="breaks",
                caption=_("What does not fit"),
                columns=_BREAKS,
                items=breaks,
                empty=_("Everything is whole.") if row.breaks is not None else _("The ledger was never checked yet."),
            ),
        },
        asked=asked,
        crumbs=(*desk_crumbs(), Crumb(name=LEDGER, href=address("ledger"))),
    )


def ledger_check_deed(visit: Visit, _request: HttpRequest) -> HttpResponse:
    """Ask the worker for a check, and go to its job. Raises NotFound."""
    return see_other(address("job", job=ask_ledger_check(visit.actor).public_id))


def _row(visit: Visit, *, expect: str) -> CheckRow:
    end, long = chain_end(), ledger_is_long()
    if long:
        found = last_ledger_check(visit.actor)
    else:
        found = LedgerCheck(at=visit.now, end=end, breaks=check_ledger(visit.actor))
    # an end that was noted is looked for in the chain of now
    expected = tuple(expected_breaks(expect))
    return CheckRow(
        breaks=(*found.breaks, *expected) if found else (expected or None),
        at=found.at if found else visit.now,
        through=found.end if found else None,
        end=end,
        long=long,
        waits=long and ledger_check_waits(),
    )


_ENDS: tuple[Column[CheckRow], ...] = (
    Column(
        key="number",
        title=_("Last entry"),
        cell=lambda one: Cell(value=one.end.number if one.end else None, absent=_("no entry")),
    ),
    Column(
        key="hash",
        title=_("Hash"),
        cell=lambda one: Cell(value=one.end.hash if one.end else None, absent=_("no entry")),
    ),
    Column(
        key="breaks",
        title=_("What does not fit"),
        cell=lambda one: Cell(value=None if one.breaks is None else len(one.breaks), absent=_("never checked")),
    ),
    Column(
        key="checked_at",
        title=_("Checked at"),
        cell=lambda one: Cell(value=None if one.breaks is None else one.at, absent=_("never checked")),
    ),
    Column(key="since", title=_("Entries since"), cell=lambda one: Cell(value=one.unchecked)),
)
_BREAKS: tuple[Column[Break], ...] = (
    Column(
        key="entry",
        title=_("Entry"),
        numeric=True,
        cell=lambda one: Cell(
            value=one.number, href=entry_href(one.number) if one.number else "", absent=_("no entry")
        ),
    ),
    Column(key="check", title=_("Check"), on="data", cell=lambda one: Cell(value=one.check)),
    Column(key="found", title=_("What was found"), cell=lambda one: Cell(value=one.found)),
    Column(key="means", title=_("What it means"), cell=lambda one: Cell(value=one.means)),
    Column(key="do", title=_("What to do"), cell=lambda one: Cell(value=one.do)),
)
