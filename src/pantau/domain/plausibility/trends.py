"""Checks along a recorded series: its values against their ranks."""

from decimal import Decimal
from itertools import pairwise

from pantau.domain.plausibility.findings import Finding
from pantau.domain.plausibility.growth import check_rank
from pantau.domain.series import Series
from pantau.domain.values import Quantity


def review_series(series: Series) -> tuple[Finding, ...]:
    """What neighbouring values of a series say against their ranks; values without a number or a rank are left out."""
    ranked = [
        (_quantity(value.number, series.unit), value.rank)
        for value in series.values
        if value.number is not None and value.rank is not None
    ]
    found = [
        check_rank(before, after, rank_before=rank_before, rank_after=rank_after)
        for (before, rank_before), (after, rank_after) in pairwise(ranked)
    ]
    return tuple(one for one in found if one)


def _quantity(number: Decimal, unit: str) -> Quantity:
    return Quantity(number=number, unit=unit, printed=str(number))
