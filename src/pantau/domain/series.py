"""Indicators and their values over time, each with its state, so that zero is never taken for unknown."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pantau.domain.sources import PassageRow, SourceRow
from pantau.domain.words import Words, table, words_from


class ValueState(StrEnum):
    """What kind of answer a value is. A reported zero is a value. Names: data/value_states.toml."""

    REPORTED = "reported"
    ESTIMATED = "estimated"
    NOT_AVAILABLE = "not_available"
    NOT_APPLICABLE = "not_applicable"
    NOT_COLLECTED = "not_collected"
    CONFIDENTIAL = "confidential"
    LATE = "late"

    @property
    def words(self) -> Words:
        return words_from(table("value_states")[self.value]["name"])


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueRow:
    """One value: `number` in the indicator's unit, ``None`` where the state says there is none."""

    start: date
    end: date
    state: ValueState
    number: Decimal | None
    rank: int | None
    note: str
    source: SourceRow | None
    passage: PassageRow | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The values of one indicator for one subject, oldest first."""

    indicator: str
    name: Words
    unit: str
    values: tuple[ValueRow, ...]
