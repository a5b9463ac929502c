"""Which two levels a stated growth was computed from: of one year to the next, or over a span of years."""

from collections.abc import Iterator, Sequence
from datetime import date

from pantau.domain.figures.rows import Figure
from pantau.domain.plausibility.findings import Finding
from pantau.domain.plausibility.growth import check_growth
from pantau.domain.values import Period

Found = Iterator[tuple[tuple[Figure, ...], Finding | None]]
_Levels = tuple[Figure, Figure]


def growth_findings(figures: Sequence[Figure]) -> Found:
    """Every growth of one subject against the levels of the same source.

    A growth over a span of years may be that of the whole span or an average of its years, which must be said by its
    metric; where it is not, only one that is neither is remarked. Its levels may stand in other sources, where all of
    them agree.
    """
    for stated in figures:
        if not stated.measures.growth_of:
            continue
        levels = [one for one in figures if one.metric == stated.measures.growth_of]
        if stated.period is not None and stated.period.start.year < stated.period.end.year:
            yield from _over_years(stated, levels, span=stated.period)
        else:
            yield from _of_one_year(stated, levels)


def _of_one_year(stated: Figure, levels: Sequence[Figure]) -> Found:
    own = [one for one in levels if _same_source(one, stated)]
    after = next((one for one in own if one.period and one.period == stated.period), None)
    before = _latest_before(own, after)
    if after and before:
        found = check_growth(before.quantity, after.quantity, stated=stated.quantity)
        yield (before, after, stated), found


def _over_years(stated: Figure, levels: Sequence[Figure], *, span: Period) -> Found:
    years = span.end.year - span.start.year
    ends = _level_of(levels, span.start.year, stated), _level_of(levels, span.end.year, stated)
    before, after = ends
    if before is None or after is None or before.quantity.unit != after.quantity.unit:
        return
    yearly = check_growth(before.quantity, after.quantity, stated=stated.quantity, years=years)
    if yearly is not None and not stated.measures.yearly:
        whole = check_growth(before.quantity, after.quantity, stated=stated.quantity)
        yield (before, after, stated), whole
    else:
        yield (before, after, stated), yearly


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
