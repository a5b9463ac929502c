"""Which amounts restate which in another currency, and which rates can be held against each other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple

from pantau.domain.figures.rows import Figure
from pantau.domain.plausibility.conversions import Implied, check_rate_of_day, check_two_rates, implied_rate
from pantau.domain.plausibility.findings import Finding
from pantau.domain.words import table

EXCHANGE_RATE = "exchange_rate"
"""The metric of a rate of the day; its unit names the pair, as IDR/USD for the rupiah that one dollar costs."""
Found = Iterator[tuple[tuple[Figure, ...], Finding | None]]


class Conversion(NamedTuple):
    """An amount, the figure that restates it, and the rate that this implies."""

    amount: Figure
    converted: Figure
    implied: Implied


def exchange_rates(figures: Iterable[Figure]) -> list[Figure]:
    """The recorded rates of a day, which hold for conversions of every subject."""
    return [figure for figure in figures if figure.metric == EXCHANGE_RATE]


def conversion_of(figure: Figure, figures: Mapping[str, Figure]) -> Conversion | None:
    """The conversion that the figure is the outcome of; `figures` by code."""
    amount = figures.get(figure.converts)
    implied = implied_rate(amount.quantity, figure.quantity) if amount else None
    return Conversion(amount, figure, implied) if amount and implied else None


def conversion_findings(figures: Sequence[Figure], *, rates: Sequence[Figure]) -> Found:
    """Every conversion of one subject against the rate of its day, `rates` being all that are recorded, else against
    another one of the same source or day."""
    codes = {figure.code: figure for figure in figures}
    made = [one for figure in figures if (one := conversion_of(figure, codes))]
    alone = []
    for one in made:
        rate = _rate_of_day(one, rates)
        if rate is None or rate.stated_on is None:
            alone.append(one)
        else:
            found = check_rate_of_day(one.implied, rate.quantity, on=rate.stated_on)
            yield (one.amount, one.converted, rate), found
    for one, other in combinations(alone, 2):
        if one.implied.pair == other.implied.pair and _together(one.converted, other.converted):
            found = check_two_rates(one.implied, other.implied)
            yield (one.amount, one.converted, other.amount, other.converted), found


def _rate_of_day(one: Conversion, rates: Sequence[Figure]) -> Figure | None:
    """The recorded rate of the pair that is nearest to the day of the conversion, if it is near enough."""
    day = _day(one.converted)
    near = timedelta(days=int(table("checks")["conversion_off_rate"]["days"]))
    fitting = [
        rate
        for rate in rates
        if day and rate.quantity.unit == one.implied.pair and rate.stated_on and abs(rate.stated_on - day) <= near
    ]
    return min(fitting, key=lambda rate: (not rate.preferred, _apart(rate, day), rate.code), default=None)


def _apart(rate: Figure, day: date | None) -> timedelta:
    return abs(rate.stated_on - day) if rate.stated_on and day else timedelta.max


def _day(figure: Figure) -> date | None:
    """The day on which the source converted: the one it came out on."""
    return (figure.source.published_on if figure.source else None) or figure.as_of


def _together(one: Figure, other: Figure) -> bool:
    same = one.source is not None and one.source == other.source
    return same or (_day(one) is not None and _day(one) == _day(other))
