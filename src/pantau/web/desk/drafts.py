"""The desk: where one works, and the drafts of plans that wait for a review."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from pantau.domain.permissions import Verb, may_somewhere
from pantau.domain.review import DraftRow
from pantau.records.queries.drafts import open_drafts
from pantau.web.ask import Visit, ask
from pantau.web.desk.places import PlaceGroup, places_for
from pantau.web.page import Crumb, Page, address
from pantau.web.tables import Cell, Column, Table

DESK = _("Desk")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskRow:
    """How many drafts are open, where the reader may go, and whether plans are theirs to look through."""

    drafts: int
    groups: tuple[PlaceGroup, ...]
    reviews_plans: bool

    def as_json(self) -> dict[str, Any]:
        places = {place.route: place.href for group in self.groups for place in group.places}
        return {"drafts": self.drafts, "places": places}


def desk_page(visit: Visit) -> Page:
    """Every place where the reader works, and the plans under review."""
    asked = ask(visit)
    drafts = open_drafts(visit.actor)
    return Page(
        template="drafts",
        title=DESK,
        row=DeskRow(
            drafts=len(drafts),
            groups=places_for(visit.actor),
            reviews_plans=may_somewhere(visit.actor, Verb.REVIEW_PLAN),
        ),
        tables={"drafts": draft_table(drafts)},
        asked=asked,
    )


def draft_table(drafts: list[DraftRow]) -> Table[DraftRow]:
    """Open drafts, the one changed last first."""
    return Table(
        key="drafts",
        caption=_("Plans under review"),
        columns=_COLUMNS,
        items=sorted(drafts, key=lambda one: one.changed_at, reverse=True),
        empty=_("No plan is under review."),
    )


def desk_crumbs() -> tuple[Crumb, ...]:
    """The way to a page of the desk."""
    return (Crumb(name=DESK, href=address("desk")),)


def draft_name(row: DraftRow) -> str:
    """What a draft is called: its title, else its file."""
    return row.title or row.file_name


_COLUMNS: tuple[Column[DraftRow], ...] = (
    Column(
        key="draft",
        title=_("Draft"),
        cell=lambda one: Cell(
            value=str(one.public_id), shown=draft_name(one), href=address("draft", draft=one.public_id)
        ),
    ),
    Column(key="title", title=_("Title"), on="data", cell=lambda one: Cell(value=draft_name(one))),
    Column(key="file", title=_("File"), cell=lambda one: Cell(value=one.file_name)),
    Column(key="lines", title=_("Action lines"), numeric=True, cell=lambda one: Cell(value=one.total)),
    Column(key="plan", title=_("For plan"), cell=lambda one: Cell(value=one.plan or None, absent=_("a new plan"))),
    Column(key="changed_at", title=_("Last changed"), cell=lambda one: Cell(value=one.changed_at)),
)
