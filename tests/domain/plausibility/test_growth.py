"""Growth against levels, compound growth, and levels against ranks."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pantau.domain.plausibility.growth import check_growth, check_rank, growth, yearly_growth
from pantau.domain.values import Qualifier, Quantity, rounded

levels = st.integers(1, 10**12)


def amount(number: int | str, printed: str = "", unit: str = "USD", qualifier: Qualifier | None = None) -> Quantity:
    return Quantity(number=Decimal(number), unit=unit, printed=printed or str(number), qualifier=qualifier)


def percent(number: str, qualifier: Qualifier | None = None) -> Quantity:
    return amount(number, unit="percent", qualifier=qualifier)


@given(before=levels, after=levels)
def test_growth_takes_the_first_level_to_the_second(before: int, after: int) -> None:
    assert before * (1 + growth(before, after) / 100) == after


@given(before=st.integers(1000, 10**6), after=st.integers(1000, 10**6), years=st.integers(1, 40))
def test_yearly_growth_compounds_to_the_second_level(before: int, after: int, years: int) -> None:
    factor = 1 + Fraction(yearly_growth(before, after, years=years)) / 100
    assert abs(before * factor**years / after - 1) < Fraction(1, 10**20)


@pytest.mark.parametrize(("before", "after", "years"), [(0, 5, 1), (-1, 5, 1), (5, 0, 1), (5, 6, 0)])
def test_yearly_growth_from_or_to_nothing_is_unknown(before: int, after: int, years: int) -> None:
    with pytest.raises(ValueError, match="unknown"):
        yearly_growth(before, after, years=years)


def test_growth_from_nothing_is_unknown() -> None:
    with pytest.raises(ValueError, match="unknown"):
        growth(0, 5)


@given(before=levels, after=levels, places=st.integers(0, 3))
def test_a_growth_rounded_from_its_levels_is_never_flagged(before: int, after: int, places: int) -> None:
    stated = percent(rounded(growth(before, after), places))
    assert check_growth(amount(before), amount(after), stated=stated) is None


@given(before=st.integers(1000, 10**9), after=st.integers(1000, 10**9), off=st.sampled_from([-3, 3, 40]))
def test_a_growth_points_off_its_levels_is_flagged_with_the_true_one(before: int, after: int, off: int) -> None:
    assume(after < before * 5)
    actual = growth(before, after)
    found = check_growth(amount(before), amount(after), stated=percent(rounded(actual + off, 1)))
    assert found is not None
    assert found.number("actual") == actual


@given(before=st.integers(1000, 10**9), after=st.integers(1000, 10**9), years=st.integers(2, 20))
def test_a_yearly_growth_rounded_from_its_levels_is_never_flagged(before: int, after: int, years: int) -> None:
    stated = percent(rounded(Fraction(yearly_growth(before, after, years=years)), 2))
    assert check_growth(amount(before), amount(after), stated=stated, years=years) is None


def test_digits_that_levels_do_not_print_leave_room() -> None:
    before, after = amount(10_000_000, "10 million"), amount(12_000_000, "12 million")
    assert check_growth(before, after, stated=percent("27")) is None  # 9.8 to 12.4 million
    assert check_growth(before, after, stated=percent("33")) is not None


def test_a_wrong_average_over_years_is_flagged_with_the_compounded_one() -> None:
    trade = amount(131_000_000_000, "131"), amount(208_200_000_000, "208.2")
    found = check_growth(*trade, stated=percent("5.9"), years=10)  # 58.9 % divided by ten
    assert found is not None
    assert "+4.7 % a year, the source states +5.9 % a year" in found.found.en
    assert "in 10 years" in found.found.en


def test_a_hedged_growth_is_given_its_room() -> None:
    before, after = amount(200), amount(250)
    assert check_growth(before, after, stated=percent("24", Qualifier.MORE_THAN)) is None
    assert check_growth(before, after, stated=percent("26", Qualifier.MORE_THAN)) is not None
    assert check_growth(before, after, stated=percent("27", Qualifier.ABOUT)) is None


def test_levels_that_are_only_limits_decide_nothing() -> None:
    limit = amount(200, qualifier=Qualifier.MORE_THAN)
    assert check_growth(limit, amount(250), stated=percent("90")) is None


def test_a_fall_is_printed_with_its_sign() -> None:
    found = check_growth(amount(200), amount(150), stated=percent("25"))
    assert found is not None
    assert "is -25 %, the source states +25 %" in found.found.en


def test_two_currencies_are_never_compared() -> None:
    with pytest.raises(ValueError, match="compared"):
        check_growth(amount(1), amount(2, unit="EUR"), stated=percent("100"))
    with pytest.raises(ValueError, match="compared"):
        check_rank(amount(1), amount(2, unit="EUR"), rank_before=1, rank_after=2)


@given(before=levels, after=levels, rank_before=st.integers(1, 20), rank_after=st.integers(1, 20))
def test_a_rank_is_remarked_exactly_when_it_moves_against_its_level(
    before: int, after: int, rank_before: int, rank_after: int
) -> None:
    found = check_rank(amount(before), amount(after), rank_before=rank_before, rank_after=rank_after)
    if after > before and rank_after > rank_before:
        assert found is not None
        assert found.check == "level_rose_rank_fell"
    elif after < before and rank_after < rank_before:
        assert found is not None
        assert found.check == "level_fell_rank_rose"
    else:
        assert found is None
