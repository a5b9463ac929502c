"""Published claims about a plan with the rules that give them, as a table."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from pantau.domain.claims import ClaimReading
from pantau.web.ask import Asked
from pantau.web.cells import yes_or_no
from pantau.web.page import address
from pantau.web.pages.figure_tables import why_href
from pantau.web.tables import Cell, Column, Table

CLAIM_COLUMNS: tuple[Column[ClaimReading], ...] = (
    Column(
        key="figure",
        title=_("Figure"),
        cell=lambda one: Cell(value=one.claim.code, href=address("figure", code=one.claim.code)),
    ),
    Column(
        key="printed",
        title=_("As printed"),
        cell=lambda one: Cell(
            value=one.claim.quantity.printed, note=_("preferred to its rivals") if one.claim.preferred else None
        ),
    ),
    Column(
        key="verb",
        title=_("Verb of the source"),
        cell=lambda one: Cell(value=one.claim.verb or None, absent=_("none given")),
    ),
    Column(
        key="why",
        title=_("Evidence"),
        on="page",
        sortable=False,
        cell=lambda one: Cell(value=one.claim.code, shown=_("why?"), href=why_href(one.claim)),
    ),
    Column(key="preferred", title=_("Preferred"), on="data", cell=lambda one: yes_or_no(one.claim.preferred)),
    Column(key="as_of", title=_("Situation on"), cell=lambda one: Cell(value=one.claim.as_of, absent=_("not dated"))),
    Column(
        key="matches",
        title=_("Matches"),
        cell=lambda one: Cell(value=", ".join(one.matches) or None, absent=_("no rule")),
    ),
    Column(
        key="possible",
        title=_("Possible"),
        cell=lambda one: Cell(value=", ".join(one.possible) or None, absent=_("no rule")),
    ),
)


def claim_table(claims: Sequence[ClaimReading], *, asked: Asked | None = None) -> Table[ClaimReading]:
    """The claims, earliest first."""
    return Table(
        key="claims",
        caption=_("Published claims and the rules that give them"),
        columns=CLAIM_COLUMNS,
        items=claims,
        asked=asked,
        empty=_("No published claim about this plan is recorded."),
        mend=_("Record one: pantau figure add"),
    )
