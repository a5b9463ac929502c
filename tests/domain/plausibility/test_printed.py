"""Percentages and bases read without guessing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.domain.plausibility.printed import LARGEST_BASE, read_base, read_percent
from pantau.domain.refusals import BaseInvalid, BaseTooLarge, PercentInvalid, PercentOutOfRange


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("95", "95", 0),
        ("95 %", "95", 0),
        ("99.6", "99.6", 1),
        ("99,6", "99.6", 1),
        (" 95.0% ", "95.0", 1),
        ("90 persen", "90", 0),
        ("90 per cent", "90", 0),
        ("95\u00a0%", "95", 0),
        ("1.234", "1.234", 3),
        ("0", "0", 0),
        ("100.00", "100.00", 2),
    ],
)
def test_a_percentage_is_read_with_its_exact_value_and_its_places(text: str, value: str, decimals: int) -> None:
    read = read_percent(text)
    assert read.value == Decimal(value)
    assert read.decimals == decimals


def test_the_printed_string_is_kept_without_the_sign() -> None:
    assert read_percent("99,6 %").printed == "99,6"


@pytest.mark.parametrize(
    "text", ["", "%", "about 90", "ninety", "9 5", "99.6.1", "1,234.5", "95.", ".5", "95%%", "٩٥", "+5", "nan", "1e1"]
)
def test_what_is_no_single_number_is_refused(text: str) -> None:
    with pytest.raises(PercentInvalid):
        read_percent(text)


@pytest.mark.parametrize("text", ["-5", "\u22125", "100.1", "101 %", "208", "999999999"])
def test_a_share_below_none_or_above_all_is_refused(text: str) -> None:
    with pytest.raises(PercentOutOfRange) as refused:
        read_percent(text)
    assert text.rstrip(" %") in refused.value.says.en


@given(value=st.decimals(min_value=0, max_value=100, places=2), sign=st.sampled_from(["", "%", " %", " persen"]))
def test_every_decimal_is_read_alike_with_point_or_comma(value: Decimal, sign: str) -> None:
    text = f"{value:f}"
    assert read_percent(text + sign).value == value
    assert read_percent(text.replace(".", ",") + sign).value == value


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        value = read_percent(text).value
    except (PercentInvalid, PercentOutOfRange):
        value = Decimal(0)
    assert 0 <= value <= 100


@given(st.integers(min_value=1, max_value=LARGEST_BASE))
def test_every_base_up_to_the_limit_is_read_from_number_or_text(base: int) -> None:
    assert read_base(base) == read_base(f" {base} ") == base


@pytest.mark.parametrize("text", [0, -3, "0", "000", "-3", "2.5", "1,000", "", "many", "٣"])
def test_a_base_that_counts_nothing_is_refused(text: str | int) -> None:
    with pytest.raises(BaseInvalid):
        read_base(text)


@pytest.mark.parametrize("text", [LARGEST_BASE + 1, "10000001", "9" * 5000])
def test_a_base_whose_counts_cannot_be_listed_is_refused(text: str | int) -> None:
    with pytest.raises(BaseTooLarge) as refused:
        read_base(text)
    assert "10,000,000" in refused.value.says.en
    assert "10.000.000" in refused.value.says.id
