"""A recorded series against its ranks."""

from datetime import date
from decimal import Decimal

from pantau.domain.plausibility.trends import review_series
from pantau.domain.series import Series, ValueRow, ValueState
from pantau.domain.words import Words


def value(year: int, number: str | None, rank: int | None) -> ValueRow:
    return ValueRow(
        start=date(year, 1, 1),
        end=date(year, 12, 31),
        state=ValueState.REPORTED if number else ValueState.NOT_AVAILABLE,
        number=Decimal(number) if number else None,
        rank=rank,
        note="",
        source=None,
        passage=None,
    )


def series(*values: ValueRow) -> Series:
    return Series(indicator="fdi", name=Words(en="FDI", id="Investasi asing"), unit="USD", values=values)


def test_a_value_that_rose_while_its_rank_fell_is_remarked() -> None:
    found = review_series(series(value(2021, "7100000000", 5), value(2024, "7600000000", 7)))
    assert [one.check for one in found] == ["level_rose_rank_fell"]
    assert "USD 7.1 billion to USD 7.6 billion while its rank fell from 5 to 7" in found[0].found.en


def test_years_without_a_number_or_a_rank_are_left_out() -> None:
    found = review_series(
        series(
            value(2021, "7100000000", 5), value(2022, None, None), value(2023, "1", None), value(2024, "7600000000", 7)
        )
    )
    assert len(found) == 1
    assert review_series(series()) == ()
