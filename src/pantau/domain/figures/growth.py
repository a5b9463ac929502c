"""Which two levels a stated growth was computed from: of one year to the next, or over a span of years."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from pantau.domain.figures.rows import Figure
from pantau.domain.plausibility.findings import Finding
from pantau.domain.plausibility.growth import check_growth
from pantau.domain.values import Period

Found = Iterator[tuple[tuple[Figure, ...], Finding | None]]


class Levels(NamedTuple):
    """The first and the last level of a growth, and how many years lie between where it runs over more than one."""

    before: Figure
    after: Figure
    years: int


def growth_findings(figures: Sequence[Figure]) -> Found:
    """Every growth of one subject against its levels.

    A growth over a span of years may be that of the whole span or an average of its years, which must be said by its
    metric; where it is not, only one that is neither is remarked.
    """
    for stated in figures:
        levels = levels_of(stated, figures)
        if levels is not None:
            yield (levels.before, levels.after, stated), _finding(stated, levels)


def levels_of(stated: Figure, figures: Iterable[Figure]) -> Levels | None:
    """The levels that the growth was computed from.

    Those of the same source; of a span of years also those on which all other sources agree, or the preferred one.
    """
    levels = [one for one in figures if one.came_about and one.metric == stated.measures.growth_of]
    span = stated.period
    if span is not None and span.start.year < span.end.year:
        before, after = (_level_of(levels, year, stated) for year in (span.start.year, span.end.year))
        years = span.end.year - span.start.year
    else:
        own = [one for one in levels if _same_source(one, stated)]
        after = next((one for one in own if span and one.period == span), None)
        before, years = _latest_before(own, after), 1
    if before is None or after is None or before.quantity.unit != after.quantity.unit:
        return None
    return Levels(before, after, years)


def _finding(stated: Figure, levels: Levels) -> Finding | None:
    before, after = levels.before.quantity, levels.after.quantity
    yearly = check_growth(before, after, stated=stated.quantity, years=levels.years)
    if yearly is None or stated.measures.yearly:
        return yearly
    return check_growth(before, after, stated=stated.quantity)


def _level_of(levels: Sequence[Figure], year: int, stated: Figure) -> Figure | None:
    """The level of a year: that of the same source, else the one that is preferred, else the one that all give."""
    whole = Period(start=date(year, 1, 1), end=date(year, 12, 31))
    there = [one for one in levels if one.period == whole]
    own = [one for one in there if _same_source(one, stated)]
    chosen = own or [one for one in there if one.preferred] or there
    return chosen[0] if len({(one.quantity.number, one.quantity.unit) for one in chosen}) == 1 else None


def _same_source(one: Figure, other: Figure) -> bool:
    return one.source is not None and one.source == other.source


def _latest_before(levels: Sequence[Figure], after: Figure | None) -> Figure | None:
    if after is None or after.period is None:
        return None
    start = after.period.start
    earlier = [one for one in levels if one.period and one.period.end < start]
    same_unit = [one for one in earlier if one.quantity.unit == after.quantity.unit]
    return max(same_unit, key=lambda one: one.period.end if one.period else date.min, default=None)
