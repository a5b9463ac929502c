"""Timelines as people type them: dates in figures are settled or said to be ambiguous, never guessed."""

import re
from calendar import monthrange
from datetime import date

from pantau.standards.sheets.layout import layout

_FIGURES = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d|[./-]\d)")
_ISO_MONTH = re.compile(r"(?<![\d-])((?:19|20)(\d\d))-(0[1-9]|1[0-2])(?![\d-])")
_QUARTER = r"(?:q|quarter|kuartal|triwulan|tw)\s*\.?\s*(?:[1-4]|iv|i{1,3})"


def settled(timeline: str) -> tuple[str, str]:
    """The timeline with its dates in figures as ISO dates, and the first part that can be read in two ways.

    >>> settled("by 30/06/2027"), settled("2027-06")
    (('by 2027-06-30', ''), ('2027-06-30', ''))
    >>> settled("04/03/2027")[1], settled("30/6/27")[1], settled("31 December")[1], settled("ongoing")[1]
    ('04/03/2027', '30/6/27', '31 December', '')
    """
    if _is_yearless(timeline):
        return timeline, timeline.strip()
    text = _ISO_MONTH.sub(_month_end, timeline)
    for found in _FIGURES.finditer(text):
        if _day(found) is None:
            return timeline, found[0]
    return _FIGURES.sub(lambda found: str(_day(found)), text), ""


def day_in_figures(text: str) -> date | None:
    """The one day that a date in figures means, ``None`` for what is none and for one of two readings.

    >>> day_in_figures("31/12/2026"), day_in_figures("04/03/2026"), day_in_figures("31 December")
    (datetime.date(2026, 12, 31), None, None)
    """
    found = _FIGURES.fullmatch(text.strip())
    return _day(found) if found else None


def _day(found: re.Match[str]) -> date | None:
    """The one day that three figures mean, ``None`` for two or none; day and month may stand in either order."""
    first, second, year = int(found[1]), int(found[3]), found[4]
    if len(year) < 4:
        return None
    days = {day for day in (_date(int(year), second, first), _date(int(year), first, second)) if day}
    return days.pop() if len(days) == 1 else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_end(found: re.Match[str]) -> str:
    """The last day of a month; where the year's end is no larger than the month it is a range of years."""
    year, month = int(found[1]), int(found[3])
    if int(found[2]) < month:
        return found[0]
    return date(year, month, monthrange(year, month)[1]).isoformat()


def _is_yearless(timeline: str) -> bool:
    """Whether it is a day, a month or a quarter of which the year is not said."""
    words = [word for word in timeline.casefold().replace(",", " ").split() if word not in _words("before")]
    text = " ".join(words)
    month = "|".join(_words("months"))
    shapes = rf"(?:\d\d?(?:st|nd|rd|th)?\s+)?(?:{month})\.?(?:\s+\d\d?(?:st|nd|rd|th)?)?|{_QUARTER}|\d\d?[./]\d\d?"
    return re.fullmatch(shapes, text) is not None


def _words(name: str) -> list[str]:
    return str(layout()["timeline"][name]).split()
