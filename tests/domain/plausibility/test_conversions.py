"""The rate that a conversion implies, against the rate of a day and against another."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.domain.plausibility.conversions import check_rate_of_day, check_two_rates, implied_rate
from pantau.domain.values import Qualifier, Quantity, rounded

DAY = date(2025, 3, 3)
dollars = st.integers(1_000, 10**9)
rates = st.integers(2, 20_000)


def money(number: int | str, unit: str, qualifier: Qualifier | None = None) -> Quantity:
    return Quantity(number=Decimal(number), unit=unit, printed=str(number), qualifier=qualifier)


@given(amount=dollars, rate=rates)
def test_an_amount_converted_at_the_rate_of_the_day_is_never_remarked(amount: int, rate: int) -> None:
    implied = implied_rate(money(amount, "USD"), money(amount * rate, "IDR"))
    assert implied is not None
    assert check_rate_of_day(implied, money(rate, "IDR/USD"), on=DAY) is None


@given(amount=dollars, rate=rates, places=st.integers(1, 3))
def test_rounding_what_was_converted_is_never_remarked(amount: int, rate: int, places: int) -> None:
    step = 10 ** max(len(str(amount * rate)) - 1 - places, 0)
    digits = round(Fraction(amount * rate, step))
    printed = Quantity(number=Decimal(digits * step), unit="IDR", printed=rounded(Fraction(digits), 0))
    implied = implied_rate(money(amount, "USD"), printed)
    assert implied is not None
    assert check_rate_of_day(implied, money(rate, "IDR/USD"), on=DAY) is None


@given(amount=dollars, rate=st.integers(100, 20_000), off=st.integers(5, 90))
def test_a_conversion_at_another_rate_is_remarked(amount: int, rate: int, off: int) -> None:
    implied = implied_rate(money(amount * 100, "USD"), money(amount * rate * (100 + off), "IDR"))
    assert implied is not None
    found = check_rate_of_day(implied, money(rate, "IDR/USD"), on=DAY)
    assert found is not None
    assert found.number("apart") == off


@given(amount=dollars, rate=rates)
def test_the_dearer_currency_is_the_one_unit_whichever_was_converted(amount: int, rate: int) -> None:
    one, other = money(amount, "USD"), money(amount * rate, "IDR")
    assert implied_rate(one, other) == implied_rate(other, one)


@given(first=dollars, second=dollars, rate=rates)
def test_two_conversions_at_one_rate_agree(first: int, second: int, rate: int) -> None:
    made = [implied_rate(money(one, "USD"), money(one * rate, "IDR")) for one in (first, second)]
    assert made[0]
    assert made[1]
    assert check_two_rates(made[0], made[1]) is None


def test_limits_and_approximations_imply_no_rate() -> None:
    assert implied_rate(money(2, "USD", Qualifier.ABOUT), money(33_000, "IDR")) is None
    assert implied_rate(money(2, "USD"), money(2, "USD")) is None
    assert implied_rate(money(0, "USD"), money(33_000, "IDR")) is None


def test_rates_of_other_currencies_are_not_compared() -> None:
    implied = implied_rate(money(200, "USD"), money(3_300_000, "IDR"))
    other = implied_rate(money(200, "USD"), money(280_000, "KRW"))
    assert implied
    assert other
    with pytest.raises(ValueError, match="cannot be compared"):
        check_two_rates(implied, other)
    with pytest.raises(ValueError, match="no rate of"):
        check_rate_of_day(implied, money(1400, "KRW/USD"), on=DAY)
