"""Growth against the levels it was computed from, and a level against its rank."""

from decimal import Decimal, localcontext
from fractions import Fraction

from pantau.domain.plausibility.findings import Finding, finding
from pantau.domain.plausibility.intervals import Interval, printed_step, quantity_interval
from pantau.domain.plausibility.wording import Number, number_words, quantity_words, signed_words
from pantau.domain.values import Quantity


def growth(before: Number, after: Number) -> Fraction:
    """The change from `before` to `after` in percent of `before`, exact.

    Raises:
        ValueError: `before` is not positive: growth from nothing is unknown.

    >>> growth(200, 250)
    Fraction(25, 1)
    """
    if before <= 0:
        raise ValueError(f"growth from {before} is unknown")
    return (Fraction(after) / Fraction(before) - 1) * 100


def yearly_growth(before: Number, after: Number, *, years: int) -> Decimal:
    """The compound annual growth rate in percent, to 28 digits: (after/before)^(1/years) - 1.

    Raises:
        ValueError: a level is not positive, or there is no year between them.

    >>> round(yearly_growth(131, Decimal("208.2"), years=10), 1)
    Decimal('4.7')
    """
    if before <= 0 or after <= 0 or years < 1:
        raise ValueError(f"yearly growth from {before} to {after} in {years} years is unknown")
    ratio = Fraction(after) / Fraction(before)
    with localcontext() as context:
        context.prec = 60
        yearly = (Decimal(ratio.numerator) / Decimal(ratio.denominator)) ** (Decimal(1) / years)
        context.prec = 28
        return (yearly - 1) * 100


def check_growth(before: Quantity, after: Quantity, *, stated: Quantity, years: int = 1) -> Finding | None:
    """A stated growth in percent (a year, when `years` is more than 1) against the two levels.

    Both are read with the room that their last printed digits leave; levels given as limits, approximations or
    ranges decide nothing.

    Raises:
        ValueError: the levels are in two units.
    """
    if before.unit != after.unit:
        raise ValueError(f"{before.unit} and {after.unit} cannot be compared")
    if before.is_bound or after.is_bound or before.number <= printed_step(before) / 2:
        return None
    if _factors(before, after).meets(_compounded(quantity_interval(stated), years)):
        return None
    places = {
        "before": quantity_words(before),
        "after": quantity_words(after),
        "stated": signed_words(stated.number, _places(stated)),
    }
    actual = growth(before.number, after.number)
    if years == 1:
        numbers: dict[str, Number] = {"actual": actual, "stated": stated.number}
        return finding("growth_against_levels", numbers=numbers, actual=signed_words(actual, _places(stated)), **places)
    yearly = yearly_growth(before.number, after.number, years=years)
    return finding(
        "yearly_growth_against_levels",
        numbers={"actual": yearly, "stated": stated.number, "years": years},
        actual=signed_words(yearly, _places(stated)),
        **places,
    )


def check_rank(before: Quantity, after: Quantity, *, rank_before: int, rank_after: int) -> Finding | None:
    """A level and its rank that moved in opposite ways; rank 1 is the best.

    Raises:
        ValueError: the levels are in two units.
    """
    if before.unit != after.unit:
        raise ValueError(f"{before.unit} and {after.unit} cannot be compared")
    change, fall = after.number - before.number, rank_after - rank_before
    if change * fall <= 0:
        return None
    return finding(
        "level_rose_rank_fell" if change > 0 else "level_fell_rank_rose",
        numbers={"rank_before": rank_before, "rank_after": rank_after, "change": change},
        before=quantity_words(before),
        after=quantity_words(after),
        rank_before=number_words(rank_before),
        rank_after=number_words(rank_after),
    )


def _factors(before: Quantity, after: Quantity) -> Interval:
    """Every after/before that the last printed digits of two unhedged, positive levels leave room for."""
    first, last = Fraction(before.number), Fraction(after.number)
    first_half, last_half = printed_step(before) / 2, printed_step(after) / 2
    return Interval(low=(last - last_half) / (first + first_half), high=(last + last_half) / (first - first_half))


def _compounded(stated: Interval, years: int) -> Interval:
    return Interval(
        low=None if stated.low is None else max(1 + stated.low / 100, Fraction(0)) ** years,
        high=None if stated.high is None else max(1 + stated.high / 100, Fraction(0)) ** years,
        low_open=stated.low_open,
        high_open=stated.high_open,
    )


def _places(stated: Quantity) -> int:
    """Decimals of the last printed digit, one where none was printed."""
    step = printed_step(stated)
    return len(str(step.denominator)) - 1 if step else 1
