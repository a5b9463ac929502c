"""Reads dates: days, months, years, parts of years, and ranges of them."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from pantau.reading.claims.anchors import Anchor, anchors
from pantau.reading.claims.calendar_words import CUES, MONTH_CUES, MONTHS, SHORT_MONTHS, fiscal_months, part_before
from pantau.reading.claims.claim import Claim
from pantau.reading.claims.currencies import currency_after
from pantau.reading.claims.lexicons import alternation
from pantau.reading.claims.numbers import MAGNITUDES
from pantau.reading.claims.scene import Scene
from pantau.reading.claims.units import known_noun, words_after

FIRST_YEAR, LAST_YEAR = 1800, 2199
_BACK = 48
_ORDINAL = r"(?:st|nd|rd|th)?"
_TO = r"(?: ?- ?| ?/ ?| ?& ?| (?:hingga|sampai(?: dengan)?|s\.?d\.?|s/d|to|until|through|till|and|dan) (?:tanggal )?)"
_DAYS_BEFORE = re.compile(
    rf"(?<![\d.,/-])(?:(?<!\d )(\d{{1,2}}){_ORDINAL}{_TO}(?:the )?)?"
    rf"(?<![\d.,/])(\d{{1,2}}){_ORDINAL}(?: of| day of)?[ -]?\Z"
)
_YEAR_AFTER = re.compile(r"\.?,?[ -]?(?:tahun |of )?((?:18|19|20|21)\d\d)(?![\d%/]|[.,]\d)")
_DAYS_AFTER = re.compile(
    rf"\.? (\d{{1,2}}){_ORDINAL}(?:{_TO}(\d{{1,2}}){_ORDINAL})?(?![\d%:/]|[.,]\d)(?:,? ((?:19|20)\d\d)\b)?"
)
_NUMERIC = re.compile(r"(\d{1,4})([/.-])(\d{1,2})(?:\2(\d{2,4}))?(?![\d/%-]|[.,]\d)")
_YEAR = re.compile(r"(?:18|19|20|21)\d\d(?!\d|[.,]\d)")
_SHORT_RANGE = re.compile(r"-'?(\d\d)(?![\d%./-])")
_TWO_YEARS = re.compile(r"[/-](?:\d\d)?\d\d(?![\d%/]|[.,]\d)")
_DECADE = re.compile(r"-an\b|'?s\b")
_JOINS = re.compile(
    r"\s?-\s?|/|\s(?:hingga|sampai(?: dengan)?|s\.?d\.?|s/d|to|until|through|till|ke)\s"
    r"(?:tanggal |bulan |tahun |akhir )?"
)
_AND = re.compile(r" (?:dan|and) (?:tahun )?")
_BETWEEN = re.compile(r"\b(?:antara|between)(?: tahun)? \Z")
_DAY_CUE = re.compile(rf"(?:\(|\b(?:{alternation('cuewords', 'weekday')})[ ,]*\(? ?)\Z")
_LAW = re.compile(r"\b(?:nomor|no\.?|number) ?\d+[a-z/.-]* (?:tahun|of|year) \Z")
_BEFORE_WORD = re.compile(r"([^\W\d_]+|[^\w\s])[ \n]?\Z")
_WHEN_AFTER = re.compile(r" (?:mendatang|lalu|nanti|silam|kemarin|depan)\b")
_SIGNS_OF_NAMES = frozenset("/#$&+'")
_CAPITAL_AFTER = re.compile(r" [^\W\d_a-z]")


class Point(NamedTuple):
    """One date in the text: from the day, month or year of `first` to that of `last`; year 0 is not said."""

    start: int
    end: int
    first: tuple[int, int, int]
    last: tuple[int, int, int]
    rule: str
    sure: bool = True


def read_dates(scene: Scene) -> Iterator[Claim]:
    """The dates that a text names."""
    for point in scene.once(date_points):
        yield _claim(scene, point)


def date_points(scene: Scene) -> tuple[Point, ...]:
    """The dates of a text in order and apart; readers of figures leave their places alone."""
    found: list[Point] = []
    for anchor in scene.once(anchors):
        if found and anchor.start < found[-1].end:
            continue
        point = _point(scene, anchor)
        if point is None:
            continue
        while found and point.start < found[-1].end:
            found.pop()
        found.append(point)
    return tuple(point for point in _joined(scene, found) if point.sure)


def _point(scene: Scene, anchor: Anchor) -> Point | None:
    if anchor.kind == "month":
        return _at_month(scene, anchor)
    if anchor.kind == "digits":
        return _numeric(scene, anchor) or _at_year(scene, anchor.start)
    return None


def _at_month(scene: Scene, anchor: Anchor) -> Point | None:
    """D Month, Month YYYY, Month D-D, YYYY and their like, around the name of a month."""
    plain = scene.plain
    name = plain[anchor.start : anchor.end]
    month = MONTHS.get(name) or SHORT_MONTHS[name]
    if anchor.end < len(plain) and plain[anchor.end].isalpha():
        return None
    start, end, days, year = anchor.start, anchor.end, (0, 0), 0
    before = _DAYS_BEFORE.search(plain, max(start - _BACK, 0), start)
    after = None if before else _DAYS_AFTER.match(plain, end)
    if before and _is_day(before.group(2), month):
        second = int(before.group(2))
        first = int(before.group(1)) if before.group(1) and int(before.group(1)) < second else second
        start = before.start(1) if first != second else before.start(2)
        days = (first, second)
    elif after and _is_day(after.group(2) or after.group(1), month):
        days = (int(after.group(1)), int(after.group(2) or after.group(1)))
        year, end = (
            int(after.group(3) or 0),
            after.end(3) if after.group(3) else after.end(2) if after.group(2) else after.end(1),
        )
    following = None if year else _YEAR_AFTER.match(plain, end)
    if following:
        year, end = int(following.group(1)), following.end(1)
    if not days[0] and not year:
        return _bare_month(scene, anchor, month)
    if not days[0]:
        start, _ = part_before(plain, start) or (start, None)
    return Point(start=start, end=end, first=(year, month, days[0]), last=(year, month, days[1]), rule="date-month")


def _bare_month(scene: Scene, anchor: Anchor, month: int) -> Point | None:
    """A month alone: only its full name in capitals, after a word that goes before months."""
    plain = scene.plain
    if plain[anchor.start : anchor.end] in SHORT_MONTHS or not scene.text[anchor.start].isupper():
        return None
    start, part = part_before(plain, anchor.start) or (anchor.start, None)
    word = _BEFORE_WORD.search(plain, max(anchor.start - _BACK, 0), anchor.start)
    surely = (
        part is not None
        or (word is not None and word.group(1) in MONTH_CUES)
        or _WHEN_AFTER.match(plain, anchor.end) is not None
    )
    return Point(
        start=start, end=anchor.end, first=(0, month, 0), last=(0, month, 0), rule="date-month-alone", sure=surely
    )


def _numeric(scene: Scene, anchor: Anchor) -> Point | None:
    """24/6, 24/6/2014, 2014-06-24, 24.06.2014."""
    plain = scene.plain
    found = _NUMERIC.match(plain, anchor.start)
    if found is None or (anchor.start and plain[anchor.start - 1] in "/.-$" + "0123456789"):
        return None
    one, sign, two, three = found.groups()
    if len(one) == 4:
        parts = (int(one), int(two), int(three or 0)) if three and len(three) == 2 else None
    elif three:
        year = int(three) if len(three) == 4 else 2000 + int(three)
        parts = _day_first(int(one), int(two), year) if len(three) != 3 else None
    elif sign == "/" and len(one) < 3 and _DAY_CUE.search(plain, max(anchor.start - _BACK, 0), anchor.start):
        parts = _day_first(int(one), int(two), 0)
    else:
        return None
    if parts is None or not _exists(parts):
        return None
    return Point(start=found.start(), end=found.end(), first=parts, last=parts, rule="date-numeric")


def _day_first(one: int, two: int, year: int) -> tuple[int, int, int]:
    return (year, one, two) if two > 12 >= one else (year, two, one)


def _at_year(scene: Scene, start: int) -> Point | None:
    """A year, with the part of it that is named before it."""
    plain = scene.plain
    found = _YEAR.match(plain, start)
    if found is None or (
        start
        and (plain[start - 1].isalnum() or plain[start - 1] in ".,$€£#_")
        and plain[max(start - 2, 0) : start] != "fy"
    ):
        return None
    year, end = int(found.group()), found.end()
    if end < len(plain) and ((plain[end].isalpha() and plain[end] != "s") or plain[end] in "%_"):
        return None
    decade = _DECADE.match(plain, end)
    if decade:
        last = year + 9 if year % 10 == 0 else year
        return Point(start=start, end=decade.end(), first=(year, 0, 0), last=(last, 0, 0), rule="date-decade")
    fiscal = _fiscal_year(scene, year, start=start, end=end)
    if fiscal:
        return fiscal
    short = _SHORT_RANGE.match(plain, end)
    if short and int(short.group(1)) > year % 100:
        return Point(
            start=start,
            end=short.end(),
            first=(year, 0, 0),
            last=(year // 100 * 100 + int(short.group(1)), 0, 0),
            rule="date-years",
        )
    part = part_before(plain, start)
    if part and part[1]:
        months = part[1]
        return Point(start=part[0], end=end, first=(year, months[0], 0), last=(year, months[1], 0), rule="date-part")
    return Point(
        start=start,
        end=end,
        first=(year, 0, 0),
        last=(year, 0, 0),
        rule="date-year",
        sure=_stands_alone(scene, start, end),
    )


def _fiscal_year(scene: Scene, year: int, *, start: int, end: int) -> Point | None:
    """FY2019, FY2019/20, tahun anggaran 2019."""
    fiscal = fiscal_months(scene, start)
    if fiscal is None:
        return None
    two = _TWO_YEARS.match(scene.plain, end)
    first, last = (year + fiscal.first_shift, fiscal.first, 0), (year + fiscal.last_shift, fiscal.last, 0)
    if two:
        end = two.end()
        first, last = (year, fiscal.first, 0), (year + 1, fiscal.last, 0)
    if two and fiscal.first <= 1:
        first, last = (year, 0, 0), (year + 1, 0, 0)
    return Point(start=fiscal.start, end=end, first=first, last=last, rule="date-fiscal")


def _stands_alone(scene: Scene, start: int, end: int) -> bool:
    """Whether four digits are a year, and not a number of things, nor a part of a name (IAF 2018) or a law."""
    plain = scene.plain
    head = plain[max(start - _BACK, 0) : start]
    before = _BEFORE_WORD.search(head)
    word = before.group(1) if before else ""
    if _LAW.search(head) or (_counts(scene, end) and word not in ("tahun", "in", "since", "sejak", "pada")):
        return False
    if word == "-" and head.endswith("-"):
        return False
    if not word or not word[0].isalpha():
        return word not in _SIGNS_OF_NAMES
    if word in CUES or word in MONTHS:
        return True
    place = start - len(head) + before.start(1) if before else start
    if scene.text[place].isupper():
        return False
    # "the 2024 Summit": a name that begins with its year
    return not (word in ("the", "its", "their") and _CAPITAL_AFTER.match(scene.text, end))


def _counts(scene: Scene, end: int) -> bool:
    """Whether something that can be counted or paid follows."""
    words = words_after(scene.plain, end)
    if words and words[0].text in MAGNITUDES:
        return True
    return (
        known_noun(words, language="id") is not None
        or currency_after(scene.plain, end) is not None
        or known_noun(words, language="en") is not None
    )


def _joined(scene: Scene, points: Sequence[Point]) -> Iterator[Point]:
    """Two dates with "to" or a dash between them are one; the first takes the year of the second."""
    waiting: Point | None = None
    for point in points:
        if waiting is not None and (whole := _range(scene, waiting, point)) is not None:
            yield whole
            waiting = None
            continue
        if waiting is not None:
            yield waiting
        waiting = point
    if waiting is not None:
        yield waiting


def _range(scene: Scene, one: Point, two: Point) -> Point | None:
    between = scene.plain[one.end : two.start]
    apart = _JOINS.fullmatch(between) or (
        _AND.fullmatch(between) and _BETWEEN.search(scene.plain, max(one.start - _BACK, 0), one.start)
    )
    if not apart or len(between) > _BACK:
        return None
    same_sort = bool(one.first[1]) == bool(two.last[1]) and bool(one.first[2]) == bool(two.last[2])
    first = (
        one.first
        if one.first[0] or not two.first[0]
        else (two.first[0] - (one.first[1] > two.first[1]), *one.first[1:])
    )
    if not same_sort or first > two.last or (between == "/" and first[1]):
        return None
    return Point(start=one.start, end=two.end, first=first, last=two.last, rule="date-range")


def _claim(scene: Scene, point: Point) -> Claim:
    value: dict[str, object] = {"start": _iso(point.first), "end": _iso(point.last)}
    if not point.first[0] and scene.published:
        near = _nearest(point, scene.published)
        value["resolved"] = [_iso((near, *point.first[1:])), _iso((near, *point.last[1:]))]
    return Claim(
        type="date",
        start=point.start,
        end=point.end,
        text=scene.said(point.start, point.end),
        value=value,
        rule=point.rule,
        confidence=0.95 if point.first[0] else 0.85,
    )


def _nearest(point: Point, published: date) -> int:
    """The year in which a day or month without a year is nearest to the day of the text."""
    _, month, day = point.first
    middle = min(day or 15, 28)
    return min(
        (published.year - 1, published.year, published.year + 1),
        key=lambda year: abs(date(min(max(year, 1), 9999), month, middle) - published),
    )


def _iso(parts: tuple[int, int, int]) -> str:
    """
    >>> _iso((2024, 7, 0)), _iso((0, 6, 24))
    ('2024-07', 'XXXX-06-24')
    """
    year, month, day = parts
    said = f"{year:04d}" if year else "XXXX"
    return said + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")


def _is_day(said: str, month: int) -> bool:
    return _exists((0, month, int(said)))


def _exists(parts: tuple[int, int, int]) -> bool:
    year, month, day = parts
    if not (1 <= month <= 12 and 1 <= day <= 31 and (year == 0 or FIRST_YEAR <= year <= LAST_YEAR)):
        return False
    return day <= (date(year or 2024, month % 12 + 1, 1) - timedelta(days=1)).day if month < 12 else True
