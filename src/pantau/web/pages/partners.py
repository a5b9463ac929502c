"""The list of partners with the present level of each partnership."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from pantau.domain.actors import PARTNER_KINDS, ActorRow, LevelRow
from pantau.records.queries.actors import actor_rows, present_levels
from pantau.web.ask import Visit, ask, search_field
from pantau.web.page import Page, address
from pantau.web.tables import Cell, Column, Table, sortable


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerLine:
    """A partner with the latest level of its partnership, if one is recorded."""

    partner: ActorRow
    level: LevelRow | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnersRow:
    """How many partners were found."""

    found: int


def partners_page(visit: Visit) -> Page:
    """Every partner that fits the search, invented ones last."""
    fields = (search_field("q", _("Name or code")),)
    asked = ask(visit, fields=fields, sorts=sortable(_COLUMNS))
    wanted = (asked.get("q") or "").casefold()
    levels = present_levels()
    found = [
        PartnerLine(partner=one, level=levels.get(one.id))
        for one in actor_rows(PARTNER_KINDS)
        if wanted in f"{one.code} {one.name.en} {one.name.id}".casefold()
    ]
    found.sort(key=lambda one: (one.partner.illustrative, PARTNER_KINDS.index(one.partner.kind)))
    table = Table(
        key="partners",
        caption=_("Partners by kind"),
        columns=_COLUMNS,
        items=found,
        asked=asked,
        group=lambda one: one.partner.kind.words,
        empty=_("No partner fits."),
        mend=_("Remove the search to see all partners."),
    )
    return Page(
        template="partners",
        title=_("Partners"),
        row=PartnersRow(found=len(found)),
        tables={"partners": table},
        asked=asked,
    )


_COLUMNS: tuple[Column[PartnerLine], ...] = (
    Column(
        key="name",
        title=_("Partner"),
        cell=lambda one: Cell(
            value=one.partner.name,
            href=address("partner", code=one.partner.code),
            shape="illustrative" if one.partner.illustrative else "",
        ),
    ),
    Column(key="code", title=_("Code"), cell=lambda one: Cell(value=one.partner.code)),
    Column(key="kind", title=_("Kind"), on="data", cell=lambda one: Cell(value=one.partner.kind)),
    Column(
        key="level",
        title=_("Level"),
        cell=lambda one: Cell(
            value=one.level.level if one.level else None,
            shown=one.level.words if one.level else None,
            absent=_("not recorded"),
        ),
    ),
    Column(
        key="since",
        title=_("Since"),
        cell=lambda one: Cell(value=one.level.since if one.level else None, absent=_("not recorded")),
    ),
)
