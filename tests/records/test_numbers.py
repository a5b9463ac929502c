"""Numbers are kept exactly: digits times ten to the minus scale, to the last unit on both engines."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.records.queries.series import decimal_of, exact
from pantau.usecases.figure_cells import scaled
from tests.records.rows import row_of

LARGEST = 2**63 - 1
EXACT = ["12345678901234567.89", "0.000000000000000001", "-58.03", "0", "208200000000", "9223372036854775807"]


@pytest.mark.django_db
@pytest.mark.parametrize("text", EXACT)
def test_a_number_comes_back_to_the_last_unit(text: str) -> None:
    digits, scale = scaled(Decimal(text))

    figure = row_of("PublishedFigure", digits=digits, scale=scale)
    value = row_of("Value", digits=digits, scale=scale)

    for row in (figure, value):
        kept = type(row).objects.get()
        assert str(exact(kept.digits, kept.scale)) == str(Decimal(text))


@pytest.mark.django_db
def test_sums_are_equal_to_the_last_unit() -> None:
    numbers = [Decimal("12345678901234567.89"), Decimal("0.01"), Decimal("-12345678901234567.88")]
    for number in numbers:
        digits, scale = scaled(number)
        row_of("Value", digits=digits, scale=scale)

    kept = [exact(row.digits, row.scale) for row in type(row_of("Value", digits=0, scale=0)).objects.all()]

    assert sum(kept) == Decimal("0.02")


@given(st.integers(-LARGEST, LARGEST), st.integers(0, 18))
def test_digits_and_scale_say_the_same_as_the_number(digits: int, scale: int) -> None:
    number = exact(digits, scale)

    assert Fraction(number) == Fraction(digits, 10**scale)
    assert exact(*scaled(number)) == number


def test_no_digits_are_no_number_and_zero_is_one() -> None:
    assert decimal_of(None, 0) is None
    assert decimal_of(0, 0) == 0
