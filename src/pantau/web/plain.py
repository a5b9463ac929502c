"""Values as data: what JSON and CSV hold for rows, words, dates and numbers."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any
from uuid import UUID

from pantau.domain.sheet_text import guarded
from pantau.domain.values import Period
from pantau.domain.words import Words
from pantau.web.wording import language


def plain(value: Any) -> Any:
    """What JSON holds: dates in ISO, exact numbers as text, words in every language they have.

    A row that knows its own JSON gives it; other frozen rows become objects of their fields.

    >>> plain(Decimal("208.20")), plain(date(2025, 10, 27)), plain(Words(en="Plan", id="Rencana"))
    ('208.20', '2025-10-27', {'en': 'Plan', 'id': 'Rencana'})
    """
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Decimal | Fraction | UUID | Period):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return _plain_whole(value)


def _plain_whole(value: Any) -> Any:
    if hasattr(value, "as_json"):
        return value.as_json()
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, list | tuple | set | frozenset | range):
        return [plain(part) for part in value]
    return str(value)


def plain_text(value: Any) -> str:
    """What a CSV cell holds. Text that a spreadsheet would run as a formula gets an apostrophe in front.

    >>> plain_text("=1+1"), plain_text(Decimal("-3.5")), plain_text(None), plain_text(["=1", 2])
    ("'=1+1", '-3.5', '', "'=1; 2")
    """
    text = _text(value)
    return text if isinstance(value, int | float | Decimal | Fraction) else guarded(text)


def sheet_value(value: Any) -> int | Decimal | date | str:
    """What a cell of a workbook holds: numbers and days as such, anything else as text, which is never a formula there.

    >>> sheet_value(Decimal("3.5")), sheet_value(["a", "b"]), sheet_value("=1")
    (Decimal('3.5'), 'a; b', '=1')
    """
    plain_day = isinstance(value, date) and not isinstance(value, datetime)
    number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    return value if plain_day or number else _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Words):
        return value.into(language())
    found = plain(value)
    return "; ".join(_text(part) for part in found) if isinstance(found, list) else str(found)
