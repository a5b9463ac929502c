"""The time that a figure speaks of: by the dates and the relative words of its sentence, else of the one before."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from pantau.reading.claims.dates import Point, date_points
from pantau.reading.claims.figures import Figure
from pantau.reading.claims.lexicons import rows, spellings
from pantau.reading.claims.scene import Scene

_LAST_YEARS = re.compile(r" (?:terakhir|ini|lalu|silam)\b")
_LAST_YEARS_BEFORE = re.compile(r"\b(?:last|past|previous) \Z")
_RIGHT_IN = re.compile(r" (?:in|pada|for|by|during|selama|tahun|pada tahun|di tahun|\()? ?")
_OF_A_PLAN = frozenset({"action_lines", "action_lines_implemented", "implementation_rate"})
_PLAN_FAR = 600
_LONGEST_STRETCH = Decimal(200)


def period_of(scene: Scene, figure: Figure, *, metric: str) -> str | None:
    """As ISO 8601 with a slash between the ends; None where nothing tells."""
    start, end = scene.sentence_at(figure.start)
    if metric in _OF_A_PLAN and (plan := _plan_years(scene, figure, end)):
        return plan
    said = [*_dated(scene, figure, (start, end)), *_related(scene, figure, (start, end))]
    if said:
        return min(said)[1]
    for years in scene.once(_last_years).get(start, ()):
        if scene.published:
            return f"{scene.published.year - years}/{scene.published.year}"
    return _before(scene, figure, start)


def _dated(scene: Scene, figure: Figure, fence: tuple[int, int]) -> Iterator[tuple[float, str]]:
    """The years and months of a stretch of the text, each with how far it is from the figure."""
    points = scene.once(date_points)
    for one in points[bisect_left(points, fence[0], key=_begins) : bisect_left(points, fence[1], key=_begins)]:
        if one.first[0] and not one.first[2]:
            yield _away(scene, figure, (one.start, one.end)), _spoken(one)


def _related(scene: Scene, figure: Figure, fence: tuple[int, int]) -> Iterator[tuple[float, str]]:
    """ "Tahun lalu", "last month", "kemarin" in a stretch, as understood from the day of the text."""
    if scene.published is None:
        return
    for found in _RELATIVE.finditer(scene.plain, *fence):
        unit, shift = _BY_WORDS[found.group()]
        # a day only says when something was told, unless nothing else does
        later = 1000.0 if unit == "day" else 0.0
        yield later + _away(scene, figure, found.span()), _shifted(scene.published, unit, shift)


def _away(scene: Scene, figure: Figure, span: tuple[int, int]) -> float:
    start, end = span
    if end <= figure.start:
        return figure.start - end
    return 0.0 if _RIGHT_IN.fullmatch(scene.plain, figure.end, start) else (start - figure.end) * 1.2


def _before(scene: Scene, figure: Figure, start: int) -> str | None:
    """The last year or month that the sentence before names, in the same paragraph."""
    if start == 0 or "\n\n" in scene.plain[max(start - 3, 0) : start]:
        return None
    said = list(_dated(scene, figure, (scene.sentence_at(start - 1)[0], start)))
    return said[-1][1] if said else None


def _plan_years(scene: Scene, figure: Figure, end: int) -> str | None:
    """The years of the plan that was named last, or is named in the same sentence."""
    points = scene.once(date_points)
    at = bisect_left(points, end, key=_begins)
    near = points[max(at - 12, 0) : at]
    plans = [one for one in near if _is_years(one) and figure.start - one.end < _PLAN_FAR]
    return _spoken(min(plans, key=lambda one: _away(scene, figure, (one.start, one.end)))) if plans else None


def _is_years(point: Point) -> bool:
    return bool(point.first[0]) and point.first[0] < point.last[0] and not point.first[1]


def _begins(point: Point) -> int:
    return point.start


def _shifted(day: date, unit: str, shift: int) -> str:
    """
    >>> _shifted(date(2024, 1, 5), "month", -1), _shifted(date(2024, 1, 5), "quarter", -1)
    ('2023-12', '2023-10/2023-12')
    """
    if unit == "year":
        return str(day.year + shift)
    if unit == "day":
        return (day + timedelta(days=shift)).isoformat()
    if unit == "week":
        monday = day + timedelta(days=7 * shift - day.weekday())
        return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    width = {"month": 1, "quarter": 3, "half": 6}[unit]
    first = (day.year * 12 + day.month - 1) // width * width + shift * width
    last = first + width - 1
    said = [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in (first, last)]
    return said[0] if width == 1 else "/".join(said)


def _last_years(_: Scene) -> dict[int, list[int]]:
    """The stretches of years up to now that sentences name; filled as durations are read."""
    return {}


def remember_years(scene: Scene, figure: Figure) -> None:
    """Keep what "dua dekade ini" or "the last five years" says, for the periods of its sentence."""
    if figure.kind != "duration" or figure.unit != "year" or figure.number != figure.number.to_integral_value():
        return
    plain = scene.plain
    before = _LAST_YEARS_BEFORE.search(plain, max(figure.start - 12, 0), figure.start)
    if (before or _LAST_YEARS.match(plain, figure.end)) and figure.number < _LONGEST_STRETCH:
        known = scene.once(_last_years)
        known.setdefault(scene.sentence_at(figure.start)[0], []).append(int(figure.number))


def _spoken(point: Point) -> str:
    first, last = (("-".join(f"{part:02d}" for part in parts if part)) for parts in (point.first, point.last))
    return first if first == last else f"{first}/{last}"


_BY_WORDS = {
    words: (row["unit"], int(row["shift"])) for row in rows("relatives") for words in spellings(row, "en", "id")
}
_RELATIVE = re.compile(rf"\b(?:{'|'.join(sorted(_BY_WORDS, key=len, reverse=True))})\b")
