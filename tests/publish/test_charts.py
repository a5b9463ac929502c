"""Charts of series: what is drawn, and that they need no more than SVG."""

import xml.etree.ElementTree as ElementTree
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pantau.domain.series import Series, ValueRow, ValueState
from pantau.domain.words import Words
from pantau.publish.charts import series_chart

NAME = Words(en="Trade <in> goods & more", id="Perdagangan barang")


def value(year: int, number: int | None, *, rank: int | None = None) -> ValueRow:
    return ValueRow(
        start=date(year, 1, 1),
        end=date(year, 12, 31),
        state=ValueState.NOT_AVAILABLE if number is None else ValueState.REPORTED,
        number=None if number is None else Decimal(number),
        rank=rank,
        note="",
        source=None,
        passage=None,
    )


def series(*values: ValueRow, unit: str = "USD") -> Series:
    return Series(indicator="TRADE", name=NAME, unit=unit, values=values)


def drawn(*values: ValueRow, language: str = "en") -> str:
    chart = series_chart(series(*values), language=language)
    assert chart is not None
    return chart


def test_a_chart_says_in_words_what_it_draws() -> None:
    chart = drawn(value(2014, 131_000_000_000), value(2024, 208_200_000_000, rank=5), language="id")

    label = ElementTree.fromstring(chart).get("aria-label")
    assert label == "Perdagangan barang (USD miliar). 2014: 131; 2024: 208,2 (#5)"


@pytest.mark.parametrize("values", [(), (value(2024, 5),), (value(2023, None), value(2024, 5))])
def test_fewer_than_two_values_make_no_chart(values: tuple[ValueRow, ...]) -> None:
    assert series_chart(series(*values), language="en") is None


def test_no_name_or_unit_becomes_markup() -> None:
    chart = series_chart(series(value(2014, 1), value(2024, 3), unit="<script>"), language="en")

    assert chart is not None
    assert "<script" not in chart
    assert "<in>" not in chart


def test_a_year_without_a_number_has_no_point() -> None:
    chart = drawn(value(2014, 1), value(2020, None), value(2024, 3))

    assert "2020" not in chart


def test_a_chart_needs_no_script_style_or_font_file() -> None:
    chart = drawn(value(2014, 1), value(2024, 3))

    assert "style=" not in chart
    assert "<script" not in chart
    assert "href" not in chart.replace("xmlns:xlink", "")


def test_with_many_points_only_the_ends_are_written_out() -> None:
    texts = [
        element.text for element in ElementTree.fromstring(drawn(*(value(2000 + n, 700 + n) for n in range(12)))).iter()
    ]

    assert "700" in texts
    assert "711" in texts
    assert "705" not in texts


@settings(max_examples=15)
@given(st.lists(st.integers(0, 10**13), min_size=2, max_size=6))
def test_any_series_is_well_formed(numbers: list[int]) -> None:
    chart = drawn(*(value(2000 + place, number) for place, number in enumerate(numbers)))

    assert ElementTree.fromstring(chart).tag.endswith("svg")
