"""Figures that ask a question."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.domain.plausibility.questions import (
    Portfolio,
    check_persons_or_seats,
    check_plan_end,
    check_unit_cost,
)
from pantau.domain.values import Period, Quantity


def portfolio(projects: int, value: int, unit: str = "USD") -> Portfolio:
    return Portfolio(projects=projects, value=Quantity(number=Decimal(value), unit=unit, printed=str(value)))


def count(number: int, unit: str) -> Quantity:
    return Quantity(number=Decimal(number), unit=unit, printed=str(number))


@given(
    projects=st.integers(1, 500),
    value=st.integers(1, 10**9),
    added=st.integers(1, 500),
    added_value=st.integers(1, 10**9),
)
def test_added_projects_are_asked_about_when_they_cost_three_times_more_or_less(
    projects: int, value: int, added: int, added_value: int
) -> None:
    found = check_unit_cost(portfolio(projects, value), portfolio(projects + added, value + added_value))
    before, after = Fraction(value, projects), Fraction(added_value, added)
    assert (found is not None) == (after >= 3 * before or after <= before / 3)
    if found:
        assert found.number("unit_before") == before
        assert found.number("unit_after") == after


def test_more_money_for_no_more_projects_is_asked_about() -> None:
    found = check_unit_cost(portfolio(127, 30_790_000), portfolio(127, 42_870_000))
    assert found is not None
    assert found.check == "value_without_units"


@pytest.mark.parametrize("after", [portfolio(101, 20), portfolio(99, 40), portfolio(110, 30)])
def test_a_smaller_portfolio_or_the_same_value_asks_nothing(after: Portfolio) -> None:
    assert check_unit_cost(portfolio(101, 30), after) is None


def test_projects_before_any_had_a_value_ask_nothing() -> None:
    assert check_unit_cost(portfolio(0, 0), portfolio(5, 100)) is None


def test_two_currencies_are_never_compared() -> None:
    with pytest.raises(ValueError, match="compared"):
        check_unit_cost(portfolio(1, 1), portfolio(2, 9, "EUR"))


@given(people=st.integers(0, 10**6), programmes=st.integers(1, 10**4))
def test_participants_are_always_asked_about_with_their_number_per_programme(people: int, programmes: int) -> None:
    found = check_persons_or_seats(count(people, "participants"), programmes=count(programmes, "programmes"))
    assert found is not None
    assert found.number("each") == Fraction(people, programmes)


@pytest.mark.parametrize("unit", ["persons", "Person", "seats", "attendances"])
def test_a_source_that_names_the_unit_is_not_asked(unit: str) -> None:
    assert check_persons_or_seats(count(6200, unit), programmes=count(780, "programmes")) is None


def test_no_programmes_give_no_number_for_each() -> None:
    assert check_persons_or_seats(count(6200, "participants"), programmes=count(0, "programmes")) is None


@given(end=st.dates(date(2000, 1, 1), date(2030, 1, 1)), late=st.integers(-400, 400))
def test_only_a_statement_after_the_last_day_is_late(end: date, late: int) -> None:
    plan = Period(start=end - timedelta(days=365), end=end)
    found = check_plan_end(end + timedelta(days=late), plan=plan)
    assert (found is not None) == (late > 0)
    if found:
        assert found.number("days") == late
