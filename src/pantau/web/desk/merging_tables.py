"""What ministries handed in, on the page that takes it in: what goes into the draft, and what is left and why."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from pantau.domain.contributions import ContributionRow
from pantau.domain.refusals import NotFound, NumberInvalid
from pantau.domain.words import Words
from pantau.usecases.merge_contributions import Merging
from pantau.web.page import address
from pantau.web.tables import Cell, Column, Table

_Offered = tuple[ContributionRow, Words | None]  # with the reason why it is left


def merging_table(merging: Merging, *, round: UUID) -> Table[_Offered]:
    """Every contribution that was handed in, in the order of the plan."""
    offered: list[_Offered] = [(row, None) for row in merging.taken]
    offered += [(one.row, one.why.says) for one in merging.left]

    def line(one: _Offered) -> Cell:
        row = one[0]
        href = address("report-line", round=round, reporter=row.reporter, line=row.line)
        return Cell(value=row.label, href=f"{href}#c-{row.ministry}", note=row.words)

    return Table(
        key="handed_in",
        caption=_("What was handed in"),
        columns=(
            Column(key="line", title=_("Line"), cell=line),
            Column(key="ministry", title=_("Ministry"), on="data", cell=lambda one: Cell(value=one[0].ministry)),
            Column(key="becomes", title=_("What becomes of it"), cell=_becomes),
        ),
        items=sorted(offered, key=lambda one: (one[0].order, one[0].ministry)),
        empty=_("Nothing waits to be taken in."),
    )


def seen_contribution(text: str) -> tuple[UUID, int]:
    """A contribution with the version in which it was seen. Raises NotFound, NumberInvalid."""
    key, _sign, version = text.partition(":")
    if not (version.isascii() and version.isdigit() and len(version) < 10):
        raise NumberInvalid(text=version[:40], column="take")
    try:
        return UUID(key), int(version)
    except ValueError as fault:
        raise NotFound from fault


def _becomes(one: _Offered) -> Cell:
    left = one[1]
    return Cell(value="left" if left else "taken", shown=left or _("goes into the draft"), note=one[0].ministry_name)
