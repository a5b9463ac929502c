"""Ranges: two numbers that are the ends of one, and whether the magnitude of the second is also that of the first."""

import re

from pantau.reading.claims.currencies import currency_after, currency_ahead
from pantau.reading.claims.lexicons import alternation
from pantau.reading.claims.numbers import ONE, Number, Style, number_at
from pantau.reading.claims.scene import Scene

_BACK = 80
_SMALL = 1000
_DASH = re.compile(r"-| - ")
_TO = re.compile(r" (?:hingga|sampai dengan|sampai|s\.?d\.?|s/d|to|until) ")
_AND = re.compile(r" (?:dan|and) ")
_OR = re.compile(r" (?:atau|or) ")
_LINKS = frozenset((" -", " h", " s", " t", " u", " a", " o", " d"))
"""How the links with a space before them begin."""
_UNIT = re.compile(r" ?(?:%|(?:persen|per ?cent|percent)\b)")
_BETWEEN = re.compile(r"\b(?:antara|between)(?: sekitar| about)? ?\Z")
_FROM = re.compile(r"\b(?:dari|from)(?: sekitar| about| only| hanya)? ?\Z")
_CHANGED = re.compile(rf"\b(?:{alternation('cuewords', 'change')})\b")


def second_end(scene: Scene, first: Number, *, currency: tuple[int, str] | None, style: Style) -> Number:
    """The range that begins with a number, or the number where none does."""
    if first.value_max is not None or first.form == "fraction":
        return first
    plain = scene.plain
    own = _own_unit(plain, first)
    link = _link(plain, own, start=currency[0] if currency else first.start)
    if link is None:
        return first
    place = link.end()
    ahead = currency_ahead(plain, place)
    if ahead and currency and ahead[1] != currency[1]:
        return first
    place = ahead[0] if ahead and currency else place
    if place >= len(plain):
        return first
    second = number_at(plain, place, style)
    if second is None or second.value_max is not None or not _fits(plain, first, second, link=link.group(), own=own):
        return first
    low = first.value
    if first.magnitude == ONE and second.magnitude != ONE and low < _SMALL:
        low *= second.magnitude
    changed = _has_changed(scene, first, currency=currency, link=link.group(), units=own != first.end)
    if low >= second.value or changed:
        return first
    return first._replace(end=second.end, value=low, value_max=second.value, magnitude=second.magnitude)


def _own_unit(plain: str, first: Number) -> int:
    """Where the percent sign or the currency of a first number ends."""
    if plain[first.end : first.end + 2].strip()[:1] in ("%", "p") and (percent := _UNIT.match(plain, first.end)):
        return percent.end()
    after = currency_after(plain, first.end)
    return after[0] if after else first.end


def _link(plain: str, place: int, *, start: int) -> re.Match[str] | None:
    if plain[place : place + 1] != "-" and plain[place : place + 2] not in _LINKS:
        return None
    between = _BETWEEN.search(plain, max(start - _BACK, 0), start)
    return (
        _DASH.match(plain, place)
        or _TO.match(plain, place)
        or _OR.match(plain, place)
        or (_AND.match(plain, place) if between else None)
    )


def _fits(plain: str, first: Number, second: Number, *, link: str, own: int) -> bool:
    """Whether two numbers with this link can be the ends of a range: of one sort, and with the same unit."""
    if own != first.end and _UNIT.match(plain, first.end) and not _UNIT.match(plain, second.end):
        return False
    if "-" in link:
        return first.form == second.form
    if link.strip() in ("atau", "or"):
        return second.value - first.value in (1, 2, 5, 10) and second.magnitude == first.magnitude
    return True


def _has_changed(scene: Scene, first: Number, *, currency: tuple[int, str] | None, link: str, units: bool) -> bool:
    """Whether "to" leads from an old value to a new one: "rose from 14 to 16 million"."""
    if "-" in link or link.strip() in ("dan", "and", "atau", "or"):
        return False
    start = currency[0] if currency else first.start
    begin = max(scene.sentence_at(start)[0], start - _BACK)
    came_from = _FROM.search(scene.plain, begin, start) is not None
    return (came_from or units) and _CHANGED.search(scene.plain, begin, start) is not None
