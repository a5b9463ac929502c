"""Values that remember what they were made of: shares, quantities, money, periods."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from pantau.domain.words import Words, table, words_from


@lru_cache(maxsize=4_096)  # a page prints the same shares as the page before
def printed_percent(part: int | Fraction, whole: int | Fraction, decimals: int = 1) -> str | None:
    """`part/whole` as a percentage rounded half-up; ``None`` (unknown) for a share of nothing.

    >>> printed_percent(14, 15)
    '93.3'
    >>> printed_percent(0, 0) is None
    True
    """
    if not whole:
        return None
    return rounded(Fraction(part) * 100 / Fraction(whole), decimals)


def rounded(value: Fraction, decimals: int) -> str:
    """An exact fraction printed with `decimals` places, half-up (halves away from zero).

    >>> rounded(Fraction(1, 8), 2)
    '0.13'
    """
    scaled = abs(value) * 10**decimals
    units = int(scaled + Fraction(1, 2))
    sign = "-" if value < 0 and units else ""
    return f"{sign}{_exactly(units, decimals):f}"


def _exactly(units: int, scale: int) -> Decimal:
    """`units * 10**-scale`, of any length; Decimal's own arithmetic keeps only 28 digits."""
    return Decimal((int(units < 0), tuple(int(digit) for digit in str(abs(units))), -scale))


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A part of a whole that remembers both, and what nobody reported. All three are counts.

    Raises:
        ValueError: a count is negative, or part and unreported together exceed the whole.

    >>> Share(part=19, whole=20).percent
    Decimal('95.0')
    >>> Share(part=0, whole=0).percent is None
    True
    """

    part: int
    whole: int
    unreported: int = 0

    def __post_init__(self) -> None:
        if min(self.part, self.whole, self.unreported) < 0 or self.part + self.unreported > self.whole:
            raise ValueError(f"{self.part} (+ {self.unreported} unreported) is no part of {self.whole}")

    @property
    def percent(self) -> Decimal | None:
        """Percentage points to one decimal, half-up; ``None`` when the whole is empty."""
        text = printed_percent(self.part, self.whole)
        return None if text is None else Decimal(text)


class Qualifier(StrEnum):
    """How a source hedges a number. Names and tolerances: data/qualifiers.toml."""

    ABOUT = "about"
    NEARLY = "nearly"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    UP_TO = "up_to"

    @property
    def words(self) -> Words:
        return words_from(table("qualifiers")[self.value]["name"])


def read_qualifier(text: str) -> Qualifier | None:
    """The qualifier that a word means, by code, name or synonym in either language; ``None`` if unknown.

    >>> read_qualifier("More than"), read_qualifier("sekitar")
    (<Qualifier.MORE_THAN: 'more_than'>, <Qualifier.ABOUT: 'about'>)
    """
    wanted = text.strip().casefold().replace("-", "_").replace(" ", "_")
    for qualifier in Qualifier:
        row = table("qualifiers")[qualifier.value]
        spellings = (qualifier.value, *row["name"].values(), *row["synonyms"])
        if wanted in {spelling.casefold().replace("-", "_").replace(" ", "_") for spelling in spellings}:
            return qualifier
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number as a source gave it: exact or a range, its unit, its qualifier, and the string it printed.

    `number` is in base units (7.6 billion is 7600000000); `unit` is a head noun, `percent`, or an ISO 4217 code.

    >>> Quantity(number=Decimal(90), unit="countries", qualifier=Qualifier.AT_LEAST, printed="90").is_bound
    True
    """

    number: Decimal
    unit: str
    printed: str
    number_max: Decimal | None = None
    qualifier: Qualifier | None = None

    def __post_init__(self) -> None:
        if self.number_max is not None and self.number_max < self.number:
            raise ValueError(f"the range {self.number} to {self.number_max} runs backwards")

    @property
    def is_bound(self) -> bool:
        """Whether the source gave only a limit, an approximation or a range, not a value."""
        return self.qualifier is not None or self.number_max is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount as an integer of `10**-scale` currency units, so that both databases add it to the last unit.

    `currency` is ISO 4217. Amounts of two currencies are never added.

    >>> Money(units=1234567890123456789, scale=2, currency="USD").amount
    Decimal('12345678901234567.89')
    >>> (Money(units=5, scale=1, currency="USD") + Money(units=25, scale=2, currency="USD")).amount
    Decimal('0.75')
    """

    units: int
    scale: int
    currency: str

    @property
    def amount(self) -> Decimal:
        return _exactly(self.units, self.scale)

    def __add__(self, other: "Money") -> "Money":
        """Raises ValueError when the currencies differ."""
        if self.currency != other.currency:
            raise ValueError(f"{self.currency} and {other.currency} cannot be added")
        scale = max(self.scale, other.scale)
        units = self.units * 10 ** (scale - self.scale) + other.units * 10 ** (scale - other.scale)
        return Money(units=units, scale=scale, currency=self.currency)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A span of days, both ends included.

    >>> Period(start=date(2021, 1, 1), end=date(2025, 12, 31)).elapsed(date(2023, 7, 2))
    Fraction(1, 2)
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a period cannot end ({self.end}) before it starts ({self.start})")

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    def holds(self, day: date) -> bool:
        return self.start <= day <= self.end

    def elapsed(self, day: date) -> Fraction:
        """Share of the period that has passed when `day` ends: 0 before it, 1 after it."""
        passed = min(max((day - self.start).days + 1, 0), self.days)
        return Fraction(passed, self.days)

    def __str__(self) -> str:
        return f"{self.start.isoformat()}..{self.end.isoformat()}"
