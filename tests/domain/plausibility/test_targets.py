"""Targets against outcomes: reached, missed, late, not due, too coarse to tell."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.domain.plausibility.targets import Outcome, can_be_missed, check_open_target, check_target, meets_target
from pantau.domain.values import Qualifier, Quantity

DUE = date(2020, 12, 31)
numbers = st.integers(1, 10**12)
days = st.dates(date(2015, 1, 1), date(2025, 12, 31))


def amount(number: int, qualifier: Qualifier | None = None, unit: str = "USD") -> Quantity:
    return Quantity(number=Decimal(number), unit=unit, printed=str(number), qualifier=qualifier)


@given(target=numbers, outcome=numbers, on=days)
def test_an_exact_outcome_always_decides(target: int, outcome: int, on: date) -> None:
    found = check_target(amount(target), Outcome(quantity=amount(outcome), when=on), due=DUE)
    late = "_late" if on > DUE else ""
    assert found.check == (f"target_reached{late}" if outcome >= target else "target_missed")
    assert found.number("gap") == abs(outcome - target)


@given(target=numbers, least=numbers)
def test_more_than_a_number_never_misses_a_target(target: int, least: int) -> None:
    met = meets_target(amount(least, Qualifier.MORE_THAN), amount(target))
    assert met is (True if least >= target else None)


@given(target=numbers, most=numbers)
def test_less_than_a_number_never_reaches_a_target(target: int, most: int) -> None:
    assert not meets_target(amount(most, Qualifier.LESS_THAN), amount(target))


@given(due=days, on=days)
def test_a_target_is_due_once_its_day_is_there(due: date, on: date) -> None:
    found = check_open_target(amount(200), None, due=due, on=on)
    assert found.check == ("target_not_due" if due > on else "target_unanswered")
    assert "{" not in found.found.en + found.found.id


@given(latest=numbers)
def test_what_stood_before_the_due_day_is_said(latest: int) -> None:
    known = Outcome(quantity=amount(latest), when=DUE - timedelta(days=400))
    found = check_open_target(amount(200), known, due=DUE, on=DUE)
    assert ("was there already" in found.found.en) is (latest >= 200)


def test_an_upper_limit_is_no_target_to_reach() -> None:
    assert not can_be_missed(amount(200, Qualifier.UP_TO))
    assert can_be_missed(amount(200, Qualifier.AT_LEAST))


def test_two_units_are_never_compared() -> None:
    with pytest.raises(ValueError, match="cannot be compared"):
        meets_target(amount(200, unit="IDR"), amount(200))
