"""Rates as they would be if everything submitted were accepted: beside the accepted ones, and named so."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from pantau.domain.rates import Rate
from pantau.domain.scorecard import Scorecard
from pantau.usecases.score_provisionally import Provisional
from pantau.web.cells import rate_cell
from pantau.web.tables import Cell, Column, Table

_Pair = tuple[Rate, Rate]


def provisional_tables(card: Scorecard, provisional: Provisional | None) -> dict[str, Table[Any]]:
    """The table of both, rule by rule; none where the reader sees nothing provisional."""
    if provisional is None:
        return {}
    ahead = {(rate.rule, rate.unit, rate.list_code): rate for rate in provisional.card.rates}
    keyed = [((rate.rule, rate.unit, rate.list_code), rate) for rate in card.rates if rate.unit != "pairs"]
    table = Table(
        key="provisional",
        caption=_("Provisional: not accepted yet"),
        columns=_COLUMNS,
        items=[(rate, ahead[key]) for key, rate in keyed if key in ahead],
    )
    return {"provisional": table}


def _differs(pair: _Pair) -> Cell:
    same = (pair[0].numerator, pair[0].denominator) == (pair[1].numerator, pair[1].denominator)
    return Cell(value=not same)


_COLUMNS: tuple[Column[_Pair], ...] = (
    Column(key="rule", title=_("Rule"), cell=lambda pair: Cell(value=pair[0].rule, note=pair[0].list_code or None)),
    Column(key="name", title=_("Name"), cell=lambda pair: Cell(value=pair[0].name)),
    Column(key="unit", title=_("Unit"), on="data", cell=lambda pair: Cell(value=pair[0].unit)),
    Column(key="accepted", title=_("Accepted"), numeric=True, cell=lambda pair: rate_cell(pair[0])),
    Column(key="provisional", title=_("Provisional"), numeric=True, cell=lambda pair: rate_cell(pair[1])),
    Column(key="differs", title=_("Differs"), cell=_differs),
)
