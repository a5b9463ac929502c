"""The day by which a timeline of a matrix says that a line is due."""

import re
from calendar import monthrange
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january januari jan",
            "february februari feb",
            "march maret mar",
            "april apr",
            "may mei",
            "june juni jun",
            "july juli jul",
            "august agustus aug agu ags",
            "september sept sep",
            "october oktober oct okt",
            "november nov nop",
            "december desember dec des",
        ),
        start=1,
    )
    for name in names.split()
}
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_PARTS = re.compile(
    rf"(?P<day>\d\d?)\s+(?P<day_month>[a-z]+)\s+(?P<day_year>(?:19|20)\d\d)"
    rf"|(?P<iso>(?:19|20)\d\d-\d\d-\d\d)"
    rf"|\b(?:q|quarter|kuartal|triwulan|tw)\s*\.?\s*(?P<quarter>[1-4]|iv|i{{1,3}})\s*[,/ -]?\s*"
    rf"(?P<quarter_year>(?:19|20)\d\d)"
    rf"|\b(?P<month>[a-z]{{3,9}})\.?,?\s+(?P<month_year>(?:19|20)\d\d)"
    rf"|(?<!\d){_YEAR}(?:\s*[-–—/]\s*(?P<short>\d\d)(?!\d))?(?!\d)"
)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def read_due(timeline: str) -> date | None:
    """The last day that a timeline names, ``None`` where it names no year: "ongoing" is due on no day.

    A year is due on its last day, a quarter and a month likewise; of a range the end counts.

    >>> read_due("2022 - 2024"), read_due("Triwulan II 2025"), read_due("berkelanjutan")
    (datetime.date(2024, 12, 31), datetime.date(2025, 6, 30), None)
    """
    days = [day for found in _PARTS.finditer(timeline.casefold()) if (day := _last_day(found)) is not None]
    return max(days, default=None)


def _last_day(found: re.Match[str]) -> date | None:
    try:
        if found["iso"]:
            return date.fromisoformat(found["iso"])
        if found["day"] and found["day_month"] in _MONTHS:
            return date(int(found["day_year"]), _MONTHS[found["day_month"]], int(found["day"]))
    except ValueError:  # 31 February
        return None
    if found["quarter"]:
        quarter = _QUARTERS.get(found["quarter"]) or int(found["quarter"])
        return _month_end(int(found["quarter_year"]), 3 * quarter)
    return _month_or_year(found)


def _month_or_year(found: re.Match[str]) -> date | None:
    year = next((int(found[name]) for name in ("day_year", "month_year", "year") if found[name]), None)
    if year is None:
        return None
    month = _MONTHS.get(found["month"] or found["day_month"] or "", 12)
    if found["short"]:
        year = year // 100 * 100 + int(found["short"])
    return _month_end(year, month)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
