"""The time that a figure speaks of: by the dates and the relative words of its sentence, else of the one before."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from operator import itemgetter
from typing import NamedTuple

from pantau.reading.claims.dates import Point, date_points
from pantau.reading.claims.figures import Figure
from pantau.reading.claims.lexicons import alternation, rows, spellings
from pantau.reading.claims.scene import Scene

_LAST_YEARS = re.compile(r" (?:terakhir|ini|lalu|silam)\b")
_LAST_YEARS_BEFORE = re.compile(r"\b(?:last|past|previous) \Z")
_RIGHT_IN = re.compile(r" (?:in|pada|for|by|during|selama|tahun|pada tahun|di tahun|\()? ?")
_OF_A_PLAN = frozenset({"action_lines", "action_lines_implemented", "implementation_rate"})
_REPORT = re.compile(rf"\b(?:{alternation('cuewords', 'report')})\b")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_COMPARED = re.compile(
    r"\b(?:dari|dibandingkan|dibanding|ketimbang|from|than|against|compared (?:to|with))(?: tahun)? \Z"
)
_BASE = 1000.0
"""How much further than any other is a time that another is held against: "12 percent down from December 2021"."""
_LONGEST_TITLE = 140
_PLAN_FAR = 600
_LONGEST_STRETCH = Decimal(200)


def period_of(scene: Scene, figure: Figure, *, metric: str) -> str | None:
    """As ISO 8601 with a slash between the ends; None where nothing tells."""
    start, end = scene.sentence_at(figure.start)
    if metric in _OF_A_PLAN and (plan := _plan_years(scene, figure, end)):
        return plan
    said = [*_dated(scene, figure, (start, end)), *_related(scene, figure, (start, end))]
    best = min(said, default=(_BASE, ""))
    if best[0] < _BASE:
        return best[1]
    for years in scene.once(_last_years).get(start, ()):
        if scene.published:
            return f"{scene.published.year - years}/{scene.published.year}"
    return _before(scene, figure, start) or best[1] or None


def _dated(scene: Scene, figure: Figure, fence: tuple[int, int]) -> Iterator[tuple[float, str]]:
    """The years and months of a stretch of the text, each with how far it is from the figure."""
    points = scene.once(date_points)
    for one in points[bisect_left(points, fence[0], key=_place) : bisect_left(points, fence[1], key=_place)]:
        if one.first[0] and not one.first[2]:
            base = one.first == one.last and _COMPARED.search(scene.plain, max(one.start - 24, 0), one.start)
            yield (_BASE if base else 0.0) + _away(scene, figure, (one.start, one.end)), _spoken(one)


def _related(scene: Scene, figure: Figure, fence: tuple[int, int]) -> Iterator[tuple[float, str]]:
    """ "Tahun lalu", "last month", "kemarin" in a stretch, as understood from the day of the text."""
    if scene.published is None:
        return
    known = scene.once(_relatives)
    for one in known[bisect_left(known, fence[0], key=_place) : bisect_left(known, fence[1], key=_place)]:
        # a day only says when something was told, unless nothing else does
        later = _BASE if one.unit == "day" else 0.0
        yield later + _away(scene, figure, (one.start, one.end)), _shifted(scene.published, one.unit, one.shift)


class Relative(NamedTuple):
    """Words like "tahun lalu" at their place."""

    start: int
    end: int
    unit: str
    shift: int


def _relatives(scene: Scene) -> list[Relative]:
    """The relative words of a text, in order; ask by `scene.once`."""
    plain, tokens, found, done = scene.plain, scene.tokens, list[Relative](), 0
    for at, word in enumerate(scene.folded):
        if word not in _RELATIVES:
            continue
        place = tokens[at].start
        for phrase, unit, shift in _RELATIVES[word]:
            end = place + len(phrase)
            if place >= done and plain.startswith(phrase, place) and not plain[end : end + 1].isalpha():
                found.append(Relative(place, end, unit, shift))
                done = end
    return found


_place = itemgetter(0)


def _away(scene: Scene, figure: Figure, span: tuple[int, int]) -> float:
    start, end = span
    if end <= figure.start:
        return figure.start - end
    return 0.0 if _RIGHT_IN.fullmatch(scene.plain, figure.end, start) else (start - figure.end) * 1.2


def _before(scene: Scene, figure: Figure, start: int) -> str | None:
    """The last year or month that the sentence before names, in the same paragraph."""
    if start and "\n\n" not in scene.plain[max(start - 3, 0) : start]:
        said = list(_dated(scene, figure, (scene.sentence_at(start - 1)[0], start)))
        told = [period for away, period in said if away < _BASE]
        if told:
            return told[-1]
    return scene.once(_reported)


def _reported(scene: Scene) -> str | None:
    """The year or month that the title of a report or a statistical note names; ask by `scene.once`."""
    title = scene.plain[: scene.bounds[1] if len(scene.bounds) > 1 else 0].strip()
    if len(title) > _LONGEST_TITLE or title.endswith((".", "!", "?")) or not _REPORT.search(title):
        return None
    points = [one for one in scene.once(date_points)[:4] if one.end <= scene.bounds[1] and one.first[0]]
    if points:
        return _spoken(points[-1]) if not points[-1].first[2] else None
    years = _YEAR.findall(title)
    return years[-1] if years else None


def _plan_years(scene: Scene, figure: Figure, end: int) -> str | None:
    """The years of the plan that was named last, or is named in the same sentence."""
    points = scene.once(date_points)
    at = bisect_left(points, end, key=_place)
    near = points[max(at - 12, 0) : at]
    plans = [one for one in near if _is_years(one) and figure.start - one.end < _PLAN_FAR]
    return _spoken(min(plans, key=lambda one: _away(scene, figure, (one.start, one.end)))) if plans else None


def _is_years(point: Point) -> bool:
    return bool(point.first[0]) and point.first[0] < point.last[0] and not point.first[1]


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


_RELATIVES: dict[str, list[tuple[str, str, int]]] = {}
for _row in rows("relatives"):
    for _words in spellings(_row, "en", "id"):
        _RELATIVES.setdefault(_words.split()[0], []).append((_words, _row["unit"], int(_row["shift"])))
for _entries in _RELATIVES.values():
    _entries.sort(key=lambda one: -len(one[0]))
