"""Values that remember what they were made of: rounding, shares, quantities, money, periods."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.domain.values import (
    Money,
    Period,
    Qualifier,
    Quantity,
    Share,
    printed_percent,
    read_qualifier,
    rounded,
)
from pantau.domain.words import LANGUAGES, table

LONG = Context(prec=120)
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


# Rounding


@given(
    units=st.integers(-(10**40), 10**40),
    scale=st.integers(0, 8),
    decimals=st.integers(0, 6),
)
def test_rounding_is_what_decimal_calls_half_up(units: int, scale: int, decimals: int) -> None:
    exact = LONG.scaleb(Decimal(units), -scale)
    expected = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, LONG)
    printed = rounded(Fraction(units, 10**scale), decimals)
    assert printed == f"{expected if expected else abs(expected):f}"


@given(units=st.integers(0, 10**12), decimals=st.integers(0, 6))
def test_a_half_is_rounded_up_whether_the_digit_before_is_odd_or_even(units: int, decimals: int) -> None:
    half = Fraction(units * 10 + 5, 10 ** (decimals + 1))
    assert Fraction(rounded(half, decimals)) == Fraction(units + 1, 10**decimals)
    assert rounded(-half, decimals) == f"-{rounded(half, decimals)}"


@given(value=st.fractions(), decimals=st.integers(0, 6))
def test_a_rounded_number_is_never_further_away_than_half_its_last_place(value: Fraction, decimals: int) -> None:
    assert abs(Fraction(rounded(value, decimals)) - value) <= Fraction(1, 2 * 10**decimals)


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(-1, 8), 2, "-0.13"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(-1, 1000), 1, "0.0"),
        (Fraction(0), 1, "0.0"),
        (Fraction(10**30 + 1), 1, f"{10**30 + 1}.0"),
    ],
)
def test_halves_go_away_from_zero_and_nothing_is_minus_zero(value: Fraction, decimals: int, printed: str) -> None:
    assert rounded(value, decimals) == printed


@given(part=st.integers(0, 10**6), whole=st.integers(1, 10**6), decimals=st.integers(0, 3))
def test_a_percentage_is_printed_half_up(part: int, whole: int, decimals: int) -> None:
    expected = LONG.divide(Decimal(part * 100), Decimal(whole)).quantize(
        Decimal(1).scaleb(-decimals), ROUND_HALF_UP, LONG
    )
    assert printed_percent(part, whole, decimals) == f"{expected:f}"


@given(part=st.integers(0, 100), decimals=st.integers(0, 3))
def test_a_percentage_of_nothing_is_unknown_and_never_zero(part: int, decimals: int) -> None:
    assert printed_percent(part, 0, decimals) is None


# Shares


@given(part=st.integers(0, 1000), unreported=st.integers(0, 1000), rest=st.integers(0, 1000))
def test_a_share_remembers_its_counts_and_prints_their_percent(part: int, unreported: int, rest: int) -> None:
    share = Share(part=part, whole=part + unreported + rest, unreported=unreported)
    assert (share.part, share.unreported) == (part, unreported)
    text = printed_percent(part, share.whole)
    assert share.percent == (None if text is None else Decimal(text))


@pytest.mark.parametrize(("part", "whole", "unreported"), [(2, 1, 0), (1, 2, 2), (-1, 2, 0), (0, -1, 0), (0, 1, -1)])
def test_what_is_no_part_of_its_whole_is_no_share(part: int, whole: int, unreported: int) -> None:
    with pytest.raises(ValueError, match="is no part of"):
        Share(part=part, whole=whole, unreported=unreported)


# Quantities and qualifiers


def test_a_plain_number_is_no_bound_and_a_hedge_or_a_range_is_one() -> None:
    plain = Quantity(number=Decimal(90), unit="countries", printed="90")
    assert not plain.is_bound
    assert Quantity(number=Decimal(90), unit="countries", printed="90", qualifier=Qualifier.ABOUT).is_bound
    assert Quantity(number=Decimal(90), number_max=Decimal(95), unit="countries", printed="90-95").is_bound


def test_a_range_runs_forwards() -> None:
    with pytest.raises(ValueError, match="runs backwards"):
        Quantity(number=Decimal(95), number_max=Decimal(90), unit="percent", printed="95-90")


@pytest.mark.parametrize("qualifier", Qualifier)
def test_every_qualifier_is_read_from_each_of_its_spellings(qualifier: Qualifier) -> None:
    row = table("qualifiers")[qualifier.value]
    for spelling in (qualifier.value, *row["name"].values(), *row["synonyms"]):
        assert read_qualifier(f" {spelling.upper()} ") is qualifier
    assert all(qualifier.words.has(language) for language in LANGUAGES)


def test_a_hedge_that_nobody_listed_is_unknown() -> None:
    assert read_qualifier("perhaps") is None
    assert read_qualifier("") is None


# Money


@st.composite
def amounts(draw: st.DrawFn) -> Money:
    return Money(units=draw(st.integers(-(10**40), 10**40)), scale=draw(st.integers(0, 6)), currency="USD")


@given(given=st.lists(amounts(), min_size=1, max_size=8))
def test_sums_of_money_are_exact_to_the_last_unit_in_any_order(given: list[Money]) -> None:
    total = given[0]
    for amount in given[1:]:
        total = total + amount
    back = given[-1]
    for amount in reversed(given[:-1]):
        back = back + amount
    exact = sum((Fraction(amount.units, 10**amount.scale) for amount in given), Fraction(0))
    assert Fraction(total.amount) == exact
    assert total == back
    assert total.scale == max(amount.scale for amount in given)


@given(amount=amounts())
def test_an_amount_keeps_every_digit_and_its_places(amount: Money) -> None:
    assert Fraction(amount.amount) == Fraction(amount.units, 10**amount.scale)
    assert amount.amount.as_tuple().exponent == -amount.scale


def test_two_currencies_are_never_added() -> None:
    with pytest.raises(ValueError, match="USD and IDR"):
        Money(units=1, scale=0, currency="USD") + Money(units=1, scale=0, currency="IDR")


# Periods


@given(start=DAYS, length=st.integers(0, 800), offset=st.integers(-100, 900))
def test_the_share_elapsed_is_the_days_passed_of_all_days(start: date, length: int, offset: int) -> None:
    period = Period(start=start, end=start + timedelta(days=length))
    day = start + timedelta(days=offset)
    passed = sum(1 for number in range(length + 1) if start + timedelta(days=number) <= day)
    assert period.elapsed(day) == Fraction(passed, length + 1)
    assert period.holds(day) == (0 <= offset <= length)
    assert period.days == length + 1


def test_nothing_has_elapsed_before_a_period_and_all_of_it_on_its_last_day() -> None:
    year = Period(start=date(2024, 1, 1), end=date(2024, 12, 31))
    assert year.elapsed(date(2023, 12, 31)) == 0
    assert year.elapsed(date(2024, 1, 1)) == Fraction(1, 366)
    assert year.elapsed(date(2024, 12, 31)) == year.elapsed(date(2030, 1, 1)) == 1
    assert str(year) == "2024-01-01..2024-12-31"


def test_a_period_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        Period(start=date(2024, 1, 2), end=date(2024, 1, 1))
