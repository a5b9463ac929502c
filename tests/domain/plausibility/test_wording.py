"""Numbers, amounts and dates in both languages."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.domain.plausibility.wording import (
    Number,
    amount_words,
    date_words,
    money_words,
    number_words,
    quantity_words,
    signed_words,
)
from pantau.domain.values import Qualifier, Quantity


@pytest.mark.parametrize(
    ("value", "decimals", "en", "indonesian"),
    [
        (6200, None, "6,200", "6.200"),
        (Decimal("66.20"), None, "66.2", "66,2"),
        (Decimal("1E+3"), None, "1,000", "1.000"),
        (Fraction(62, 10), None, "6.2", "6,2"),
        (Fraction(31, 5), 0, "6", "6"),
        (Decimal("-0.5"), None, "-0.5", "-0,5"),
        (0, 1, "0.0", "0,0"),
    ],
)
def test_a_number_takes_the_separators_of_the_language(
    value: Number, decimals: int | None, en: str, indonesian: str
) -> None:
    words = number_words(value, decimals)
    assert (words.en, words.id) == (en, indonesian)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_a_decimal_loses_no_digit_in_either_language(value: Decimal) -> None:
    words = number_words(value)
    assert Decimal(words.en.replace(",", "")) == value
    assert Decimal(words.id.replace(".", "").replace(",", ".")) == value


@pytest.mark.parametrize(
    ("amount", "en", "indonesian"),
    [
        (12_080_000, "USD 12.08 million", "USD 12,08 juta"),
        (208_200_000_000, "USD 208.2 billion", "USD 208,2 miliar"),
        (3 * 10**12, "USD 3 trillion", "USD 3 triliun"),
        (Fraction(570_000), "USD 570,000", "USD 570.000"),
        (Fraction(1, 3), "USD 0.33", "USD 0,33"),
        (Fraction(30_790_000, 127), "USD 242,441", "USD 242.441"),
        (Fraction(12_080_000, 6), "USD 2.01 million", "USD 2,01 juta"),
        (Decimal("1234.56"), "USD 1,234.56", "USD 1.234,56"),
        (Decimal(58_034_567), "USD 58.034567 million", "USD 58,034567 juta"),
        (-2_000_000, "USD -2 million", "USD -2 juta"),
    ],
)
def test_an_amount_is_said_in_its_magnitude(amount: Number, en: str, indonesian: str) -> None:
    words = money_words(amount, "USD")
    assert (words.en, words.id) == (en, indonesian)


def test_a_unit_decides_how_a_value_is_said() -> None:
    assert amount_words(7, "programmes").en == "7"
    assert amount_words(Decimal("66.2"), "percent").id == "66,2 %"
    assert amount_words(7, "KRW").en == "KRW 7"


def test_a_quantity_keeps_its_qualifier_and_both_ends() -> None:
    between = Quantity(
        number=Decimal(200),
        number_max=Decimal(300),
        unit="countries",
        printed="200-300",
        qualifier=Qualifier.ABOUT,
    )
    assert quantity_words(between).id == "sekitar 200 sampai 300"


def test_a_change_always_shows_its_sign() -> None:
    assert signed_words(Decimal("21.5"), 1).id == "+21,5"
    assert signed_words(Decimal("-3.25"), 1).en == "-3.3"


def test_a_day_is_written_with_its_month() -> None:
    assert date_words(date(2019, 12, 1)).en == "1 December 2019"
    assert date_words(date(2020, 5, 31)).id == "31 Mei 2020"
