"""Periods as people write them on a command line and in sheets."""

import re
from datetime import date

from pantau.domain.refusals import PeriodInvalid
from pantau.domain.values import Period

_SPAN = re.compile(r"\s*(\d{4})(?:-(\d\d)-(\d\d))?\s*(?:\.\.|-|–|/)\s*(\d{4})(?:-(\d\d)-(\d\d))?\s*")
_ONE = re.compile(r"\s*(\d{4})\s*")


def read_period(text: str, *, where: str = "") -> Period:
    """`2021..2025`, `2021-2025`, `2021-07-01..2026-06-30` or a single year; both ends included.

    Raises PeriodInvalid for anything else and for an end before the start.
    """
    try:
        if one := _ONE.fullmatch(text):
            return Period(start=date(int(one[1]), 1, 1), end=date(int(one[1]), 12, 31))
        if span := _SPAN.fullmatch(text):
            year, month, day, last_year, last_month, last_day = span.groups()
            return Period(
                start=date(int(year), int(month or 1), int(day or 1)),
                end=date(int(last_year), int(last_month or 12), int(last_day or 31)),
            )
    except ValueError as fault:
        raise PeriodInvalid(text=text, where=where) from fault
    raise PeriodInvalid(text=text, where=where)
