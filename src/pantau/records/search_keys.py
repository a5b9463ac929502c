"""The keys of searched passages, by which the newest source comes first and within it the first passage."""

from datetime import date

_FIRST_DAY = date(1945, 1, 1).toordinal() - 1
_DAYS, _SOURCES, _PASSAGES = 16, 27, 20  # bits of each part: days up to 2124, 134 million sources, a million passages

MOST_PASSAGES = (1 << _PASSAGES) - 1
"""Passages that a source may have."""


def search_key(*, day: date | None, source: int, place: int) -> int:
    """The key of a passage, greater for what comes first; a source without a day is the oldest.

    >>> newer = search_key(day=date(2025, 1, 1), source=1, place=0)
    >>> newer > search_key(day=date(2025, 1, 1), source=1, place=1) > search_key(day=None, source=9, place=0)
    True
    """
    return (_day(day) << _SOURCES | source) << _PASSAGES | MOST_PASSAGES - place


def keys_of_years(first: int | None, last: int | None) -> tuple[int, int]:
    """The least and the greatest key of what was published in these years; of all where none is named."""
    low = search_key(day=date(max(1, first), 1, 1), source=0, place=MOST_PASSAGES) if first else 0
    after = date(min(last, 9998) + 1, 1, 1) if last else None
    high = search_key(day=after, source=0, place=MOST_PASSAGES) - 1 if after else (1 << 63) - 1
    return (max(low, search_key(day=date(1945, 1, 1), source=0, place=MOST_PASSAGES)) if last else low), high


def _day(day: date | None) -> int:
    return 0 if day is None else min(max(day.toordinal() - _FIRST_DAY, 1), (1 << _DAYS) - 1)
