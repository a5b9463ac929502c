"""Implied flows between two balances, and running totals."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.domain.plausibility.flows import check_flow, check_running_total, whole_years
from pantau.domain.values import Period, Qualifier, Quantity

amounts = st.integers(0, 10**9)
days = st.dates(date(1990, 1, 1), date(2030, 1, 1))


def usd(number: int, qualifier: Qualifier | None = None) -> Quantity:
    return Quantity(number=Decimal(number), unit="USD", printed=str(number), qualifier=qualifier)


def years(number: int) -> Period:
    return Period(start=date(2020, 1, 31), end=date(2020 + number, 1, 31))


@given(before=amounts, after=amounts, yearly=amounts, payments=st.integers(1, 10))
def test_what_comes_in_less_what_goes_out_is_the_difference_of_the_balances(
    before: int, after: int, yearly: int, payments: int
) -> None:
    found = check_flow(usd(before), usd(after), yearly=usd(yearly), between=years(payments))
    outflow = before + payments * yearly - after
    if outflow == 0:
        assert found is None
    else:
        assert found is not None
        assert found.check == ("implied_outflow" if outflow > 0 else "implied_inflow")
        assert found.number("outflow" if outflow > 0 else "inflow") == abs(outflow)
        assert found.number("payments") == payments


@given(start=days, length=st.integers(0, 4000))
def test_whole_years_are_the_anniversaries_that_have_come(start: date, length: int) -> None:
    end = start + timedelta(days=length)
    number = whole_years(Period(start=start, end=end))
    birthday = (start.month, start.day)
    passed = [
        year for year in range(start.year + 1, end.year + 1) if (year, *birthday) <= (end.year, end.month, end.day)
    ]
    assert number == len(passed)


def test_less_than_a_year_implies_nothing() -> None:
    half = Period(start=date(2020, 1, 31), end=date(2020, 7, 31))
    assert check_flow(usd(10), usd(5), yearly=usd(2), between=half) is None


def test_two_exact_balances_give_a_derived_figure() -> None:
    found = check_flow(usd(10), usd(9), yearly=usd(2), between=years(1))
    assert found is not None
    assert found.found.en.endswith("Derived from the two balances.")


def test_a_limit_among_them_makes_the_figure_indicative() -> None:
    found = check_flow(usd(10, Qualifier.MORE_THAN), usd(9), yearly=usd(2), between=years(1))
    assert found is not None
    assert "indicative" in found.found.en
    assert "indikatif" in found.found.id


def test_currencies_are_never_mixed() -> None:
    krw = Quantity(number=Decimal(5), unit="KRW", printed="5")
    with pytest.raises(ValueError, match="added"):
        check_flow(usd(1), usd(2), yearly=krw, between=years(1))
    with pytest.raises(ValueError, match="compared"):
        check_running_total(usd(1), krw, between=years(1))


@given(earlier=amounts, later=amounts)
def test_a_running_total_is_flagged_exactly_when_it_falls(earlier: int, later: int) -> None:
    found = check_running_total(usd(earlier), usd(later), between=years(1))
    assert (found is not None) == (later < earlier)
    if found:
        assert found.number("fall") == earlier - later
