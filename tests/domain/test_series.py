"""Indicator values with their state: a reported zero is a value, the absence of one is none."""

from datetime import date
from decimal import Decimal

import pytest

from pantau.domain.series import Series, ValueRow, ValueState
from pantau.domain.words import LANGUAGES, Words


def value(state: ValueState, number: Decimal | None) -> ValueRow:
    year = {"start": date(2024, 1, 1), "end": date(2024, 12, 31)}
    return ValueRow(state=state, number=number, rank=None, note="", source=None, passage=None, **year)


def test_zero_and_unknown_are_different_values() -> None:
    zero, unknown = value(ValueState.REPORTED, Decimal(0)), value(ValueState.NOT_AVAILABLE, None)
    series = Series(indicator="trade", name=Words(en="Trade"), unit="USD", values=(zero, unknown))
    assert [row.number for row in series.values] == [Decimal(0), None]
    assert zero != unknown


@pytest.mark.parametrize("state", ValueState)
def test_every_state_has_its_name_in_both_languages(state: ValueState) -> None:
    assert all(state.words.has(language) for language in LANGUAGES)


def test_no_two_states_share_a_name() -> None:
    for language in LANGUAGES:
        names = [state.words.into(language) for state in ValueState]
        assert len(names) == len(set(names))
