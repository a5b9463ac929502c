"""Where the exact value behind a printed number can lie: intervals of rounding, of hedging words, of both."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from pantau.domain.values import Qualifier, Quantity
from pantau.domain.words import table


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A stretch of exact numbers; an end that is ``None`` runs on for ever, an open end is left out."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    def holds(self, value: Fraction) -> bool:
        """
        >>> Interval(low=Fraction(1), high=Fraction(2), high_open=True).holds(Fraction(2))
        False
        """
        above = self.low is None or value > self.low or (value == self.low and not self.low_open)
        below = self.high is None or value < self.high or (value == self.high and not self.high_open)
        return above and below

    def meets(self, other: "Interval") -> bool:
        """Whether some number lies in both."""
        return self._starts_within(other) and other._starts_within(self)

    def _starts_within(self, other: "Interval") -> bool:
        if self.low is None or other.high is None:
            return True
        if self.low == other.high:
            return not (self.low_open or other.high_open)
        return self.low < other.high

    def counts(self, of: int) -> range:
        """Every k in 0..`of` whose share 100·k/`of` lies here; computed from the ends, without trying each k.

        >>> list(Interval(low=Fraction(99, 2), high=Fraction(101, 2)).counts(200))
        [99, 100, 101]
        """
        first, last = 0, of
        if self.low is not None:
            end = self.low * of / 100
            first = max(first, floor(end) + 1 if self.low_open else ceil(end))
        if self.high is not None:
            end = self.high * of / 100
            last = min(last, ceil(end) - 1 if self.high_open else floor(end))
        return range(first, max(first, last + 1))


class Rounding(StrEnum):
    """How a source may have got from the exact share to the digits it printed."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    TRUNCATED = "truncated"
    CEILING = "ceiling"


def printing_interval(value: Decimal, decimals: int, rounding: Rounding) -> Interval:
    """The exact values, none below 0, that print as `value` with `decimals` places.

    >>> printing_interval(Decimal("99.6"), 1, Rounding.TRUNCATED).holds(Fraction(28900, 290))
    True
    """
    return _PRINTING[rounding](Fraction(value), Fraction(1, 10**decimals))


def _half_even(value: Fraction, step: Fraction) -> Interval:
    odd = bool((value / step).numerator % 2)
    return Interval(low=value - step / 2, high=value + step / 2, low_open=odd, high_open=odd)


_PRINTING: dict[Rounding, Callable[[Fraction, Fraction], Interval]] = {
    Rounding.HALF_UP: lambda value, step: Interval(low=value - step / 2, high=value + step / 2, high_open=True),
    Rounding.HALF_EVEN: _half_even,
    Rounding.TRUNCATED: lambda value, step: Interval(low=value, high=value + step, high_open=True),
    Rounding.CEILING: lambda value, step: Interval(low=value - step, high=value, low_open=True),
}


def qualified_interval(value: Decimal, qualifier: Qualifier, tolerance: Decimal | None = None) -> Interval:
    """The exact percentages that a hedged percentage stands for, in points; reach as in data/qualifiers.toml.

    `tolerance` replaces the points on both sides of *about*; the other qualifiers ignore it.

    Raises:
        ValueError: the tolerance is negative.

    >>> qualified_interval(Decimal(90), Qualifier.NEARLY)
    Interval(low=Fraction(85, 1), high=Fraction(90, 1), low_open=False, high_open=True)
    """
    return _around(Fraction(value), qualifier, tolerance=tolerance)


def quantity_interval(quantity: Quantity) -> Interval:
    """The exact values that a quantity can stand for: its range, its qualifier, or its last printed digit.

    *about* and *nearly* reach as many points as for percentages; in other units one point is a hundredth of
    the number.
    """
    number = Fraction(quantity.number)
    if quantity.number_max is not None:
        return Interval(low=number, high=Fraction(quantity.number_max))
    if quantity.qualifier is not None:
        point = Fraction(1) if quantity.unit == "percent" else abs(number) / 100
        return _around(number, quantity.qualifier, point=point)
    half = printed_step(quantity) / 2
    return Interval(low=number - half, high=number + half)


def printed_step(quantity: Quantity) -> Fraction:
    """What one unit of the last printed digit is worth, in base units; 0 where no digits were printed.

    Written separators do not matter, so that 208,2 miliar and 208.2 billion are read alike.

    >>> printed_step(Quantity(number=Decimal(58_030_000), unit="USD", printed="58.03 million"))
    Fraction(10000, 1)
    >>> printed_step(Quantity(number=Decimal(100), unit="percent", printed="all"))
    Fraction(0, 1)
    """
    digits = "".join(re.findall(r"[0-9]", quantity.printed))
    if not digits or not int(digits):
        return Fraction(0)
    step = abs(Fraction(quantity.number)) / int(digits)
    power_of_ten = {step.numerator, step.denominator} <= {10**power for power in range(25)}
    return step if power_of_ten else Fraction(0)


def _around(
    value: Fraction, qualifier: Qualifier, *, tolerance: Decimal | None = None, point: Fraction = Fraction(1)
) -> Interval:
    reach = table("qualifiers")[qualifier.value]
    below, above = reach["low"], reach["high"]
    if qualifier is Qualifier.ABOUT and tolerance is not None:
        if tolerance < 0:
            raise ValueError(f"a tolerance cannot be negative: {tolerance}")
        below = above = tolerance
    return Interval(
        low=None if below == "end" else value - _points(below) * point,
        high=None if above == "end" else value + _points(above) * point,
        low_open=below == "open",
        high_open=above == "open",
    )


def _points(reach: object) -> Fraction:
    # through text, so that a TOML float stays the decimal that was written
    return Fraction(0) if reach == "open" else Fraction(str(reach))
