"""Stretches of time as claims write them: ISO 8601 years, months and days, and two of them with a stroke between."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from pantau.domain.values import Period

_PART = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_GRAINS = ("year", "month", "day")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A first and a last day; `grain` says how finely the text gives them: day, month or year."""

    start: date
    end: date
    grain: str

    @property
    def period(self) -> Period:
        return Period(start=self.start, end=self.end)


def span_of(text: str, until: str = "") -> Span | None:
    """The days that a year, month or day covers, or those from one to another; ``None`` for what is none of them.

    >>> span = span_of("2021/2025")
    >>> (span.start, span.end, span.grain)
    (datetime.date(2021, 1, 1), datetime.date(2025, 12, 31), 'year')
    >>> span_of("2018-11").end
    datetime.date(2018, 11, 30)
    >>> span_of("XXXX-06-24") is None
    True
    """
    first, _, last = text.partition("/")
    start, end = _days(first), _days(until or last or first)
    if start is None or end is None or end[1] < start[0]:
        return None
    return Span(start=start[0], end=end[1], grain=max(start[2], end[2], key=_GRAINS.index))


def _days(text: str) -> tuple[date, date, str] | None:
    found = _PART.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31), "year"
        if day is None:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month"
        return date(year, month, day), date(year, month, day), "day"
    except ValueError:  # no such day; monthrange's own error is one of these
        return None
