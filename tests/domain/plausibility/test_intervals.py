"""Intervals of exact values: what lies in them, where two meet, and what a printed digit is worth."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.domain.plausibility.intervals import Interval, printed_step, quantity_interval
from pantau.domain.values import Qualifier, Quantity

points = st.none() | st.integers(-3, 3).map(Fraction)
intervals = st.builds(Interval, low=points, high=points, low_open=st.booleans(), high_open=st.booleans()).filter(
    lambda one: one.low is None or one.high is None or one.low < one.high
)
# halves lie strictly between the whole ends, and beyond them
probes = [Fraction(half, 2) for half in range(-9, 10)]


@given(one=intervals, other=intervals)
def test_two_intervals_meet_when_a_number_lies_in_both(one: Interval, other: Interval) -> None:
    shared = any(one.holds(probe) and other.holds(probe) for probe in probes)
    assert one.meets(other) == other.meets(one) == shared


@given(interval=intervals, of=st.integers(1, 200))
def test_the_counts_are_those_whose_share_lies_inside(interval: Interval, of: int) -> None:
    expected = [count for count in range(of + 1) if interval.holds(Fraction(count * 100, of))]
    assert list(interval.counts(of)) == expected


@pytest.mark.parametrize(
    ("printed", "number", "step"),
    [
        ("208.2 billion", 208_200_000_000, 100_000_000),
        ("208,2 miliar", 208_200_000_000, 100_000_000),
        ("6.200 peserta", 6200, 1),
        ("131 bn", 131_000_000_000, 1_000_000_000),
        ("all", 100, 0),
        ("0", 0, 0),
        ("92 of 139", 92, 0),
    ],
)
def test_the_last_printed_digit_has_a_worth(printed: str, number: int, step: int) -> None:
    assert printed_step(Quantity(number=Decimal(number), unit="USD", printed=printed)) == step


def test_a_plain_number_stands_for_what_rounds_to_it() -> None:
    trade = Quantity(number=Decimal(18_000_000_000), unit="USD", printed="18 billion")
    assert quantity_interval(trade) == Interval(low=Fraction(17_500_000_000), high=Fraction(18_500_000_000))


def test_a_range_stands_for_itself() -> None:
    between = Quantity(number=Decimal(200), number_max=Decimal(300), unit="countries", printed="200-300")
    assert quantity_interval(between) == Interval(low=Fraction(200), high=Fraction(300))


def test_about_an_amount_reaches_in_hundredths_of_it() -> None:
    about = Quantity(number=Decimal(780), unit="programmes", printed="780", qualifier=Qualifier.ABOUT)
    assert quantity_interval(about) == Interval(low=Fraction("760.5"), high=Fraction("799.5"))


def test_more_than_has_no_upper_end() -> None:
    people = Quantity(number=Decimal(4000), unit="people", printed="4,000", qualifier=Qualifier.MORE_THAN)
    assert quantity_interval(people).high is None
    assert not quantity_interval(people).holds(Fraction(4000))
