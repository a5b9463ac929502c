"""Amounts that a source restates in another currency: the rate that this implies, against others."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from pantau.domain.plausibility.findings import Finding, finding
from pantau.domain.plausibility.intervals import Interval, printed_step, quantity_interval
from pantau.domain.plausibility.wording import date_words, number_words, quantity_words
from pantau.domain.values import Quantity
from pantau.domain.words import Words, table


@dataclass(frozen=True, slots=True, kw_only=True)
class Implied:
    """How many units of currency `price` one unit of `one` is worth by a conversion, with the room of the digits.

    `one` is the dearer of the two currencies.
    """

    one: str
    price: str
    rate: Fraction
    low: Fraction
    high: Fraction

    @property
    def pair(self) -> str:
        """As an exchange rate names its unit: `IDR/USD` are rupiah for one dollar."""
        return f"{self.price}/{self.one}"

    @property
    def words(self) -> Words:
        number = number_words(self.rate, 2 if self.rate < 1000 else 0)
        return Words(
            en=f"{self.price} {number.en} for one {self.one}", id=f"{self.price} {number.id} untuk satu {self.one}"
        )


def implied_rate(amount: Quantity, converted: Quantity) -> Implied | None:
    """The rate by which a source got from one amount to the other; ``None`` where limits, approximations, ranges or
    nothing at all leave none.

    >>> from decimal import Decimal
    >>> dollars = Quantity(number=Decimal(2_000_000), unit="USD", printed="2 million")
    >>> rupiah = Quantity(number=Decimal(33_000_000_000), unit="IDR", printed="33 miliar")
    >>> implied_rate(dollars, rupiah).words.en
    'IDR 16,500 for one USD'
    """
    if amount.unit == converted.unit or amount.is_bound or converted.is_bound:
        return None
    dear, cheap = (amount, converted) if converted.number >= amount.number else (converted, amount)
    first, last = Fraction(dear.number), Fraction(cheap.number)
    half, other = printed_step(dear) / 2, printed_step(cheap) / 2
    if first <= half or last <= other:
        return None
    return Implied(
        one=dear.unit,
        price=cheap.unit,
        rate=last / first,
        low=(last - other) / (first + half),
        high=(last + other) / (first - half),
    )


def check_rate_of_day(implied: Implied, quoted: Quantity, *, on: date) -> Finding | None:
    """The rate that a conversion implies against the rate of a day; `quoted` has the pair for its unit.

    Asks where they are further apart than the printed digits and the `tolerance` of data/checks.toml, in percent.

    Raises:
        ValueError: the rate is one of two other currencies.
    """
    if quoted.unit != implied.pair:
        raise ValueError(f"{quoted.unit} is no rate of {implied.pair}")
    tolerance = _tolerance("conversion_off_rate")
    room = Interval(low=implied.low * (1 - tolerance), high=implied.high * (1 + tolerance))
    if quoted.number <= 0 or room.meets(quantity_interval(quoted)):
        return None
    apart = (implied.rate / Fraction(quoted.number) - 1) * 100
    return finding(
        "conversion_off_rate",
        numbers={"apart": abs(apart), "rate": implied.rate, "quoted": quoted.number},
        rate=implied.words,
        quoted=quantity_words(quoted),
        apart=number_words(abs(apart), 1),
        on=date_words(on),
    )


def check_two_rates(one: Implied, other: Implied) -> Finding | None:
    """Two conversions between the same currencies, of one source or one day, that imply two rates.

    Raises:
        ValueError: they convert between other currencies.
    """
    if one.pair != other.pair:
        raise ValueError(f"{one.pair} and {other.pair} cannot be compared")
    tolerance = _tolerance("conversion_rates_differ")
    first = Interval(low=one.low * (1 - tolerance), high=one.high * (1 + tolerance))
    if first.meets(Interval(low=other.low, high=other.high)):
        return None
    return finding(
        "conversion_rates_differ",
        numbers={"first": one.rate, "second": other.rate},
        first=one.words,
        second=other.words,
    )


def _tolerance(check: str) -> Fraction:
    return Fraction(str(table("checks")[check]["tolerance"])) / 100
