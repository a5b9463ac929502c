"""All checks that the figures of one subject allow, each finding with the figures it is about."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain, pairwise
from typing import NamedTuple

from pantau.domain.figures.conversions import conversion_findings, exchange_rates
from pantau.domain.figures.growth import growth_findings
from pantau.domain.figures.metrics import Clock, Kind, metric_named
from pantau.domain.figures.rivals import Rivals, Side, rivals
from pantau.domain.figures.rows import Figure
from pantau.domain.figures.targets import target_findings
from pantau.domain.plausibility.drift import Statement, check_drift
from pantau.domain.plausibility.feasible import feasible_counts
from pantau.domain.plausibility.findings import Finding, finding
from pantau.domain.plausibility.flows import check_flow, check_running_total
from pantau.domain.plausibility.growth import check_rank
from pantau.domain.plausibility.questions import (
    Portfolio,
    check_persons_or_seats,
    check_plan_end,
    check_unit_cost,
)
from pantau.domain.plausibility.sums import check_feasible, check_parts, check_remaining, check_share
from pantau.domain.plausibility.wording import date_words, quantity_words
from pantau.domain.values import Period, Quantity, printed_percent
from pantau.domain.words import LANGUAGES, Words


class Reviewed(NamedTuple):
    """The codes of the figures that a finding is about, and the finding."""

    figures: tuple[str, ...]
    finding: Finding


def review_figures(figures: Iterable[Figure], *, on: date | None = None) -> tuple[Reviewed, ...]:
    """Every finding on the figures of one or more subjects, the heaviest first; subjects are never mixed, nor what is
    said of one subject with two counterparts.

    `on` is the day by which targets are due or not; without it nothing is said of a target that no figure answers.

    Raises:
        MetricUnknown: a figure's metric is in no table.
    """
    subjects: dict[tuple[str, str, str], list[Figure]] = {}
    every = list(figures)
    rates = exchange_rates(every)
    for figure in every:
        subjects.setdefault((figure.subject_kind, figure.subject, figure.counterpart), []).append(figure)
    found = chain.from_iterable(_subject_findings(about, rates=rates, on=on) for about in subjects.values())
    reviewed = [Reviewed(tuple(one.code for one in about), said) for about, said in found if said is not None]
    return tuple(sorted(reviewed, key=lambda one: one.finding.severity.weight))


def review_share(figure: Figure) -> tuple[Finding, ...]:
    """What one stated rate says of itself: its percentage, its count, its base and its day."""
    share, part, of = figure.share, figure.numerator, figure.denominator
    percent, qualifier = (share.percent, share.qualifier) if share else (None, None)
    found: list[Finding | None] = []
    if part is not None and of:
        found.append(check_share(percent, part=part, of=of, qualifier=qualifier))
    elif percent and of:
        found.append(check_feasible(feasible_counts(percent, of=of, qualifier=qualifier)))
    if figure.as_of and figure.period and figure.measures.kind is Kind.SHARE:
        found.append(check_plan_end(figure.as_of, plan=figure.period))
    return tuple(one for one in found if one)


_Found = Iterator[tuple[tuple[Figure, ...], Finding | None]]


def _subject_findings(figures: Sequence[Figure], *, rates: Sequence[Figure], on: date | None) -> _Found:
    """What is said of one subject: most checks ask only of what came about."""
    actual = [figure for figure in figures if figure.came_about]
    yield from _shares(figures)
    for check in _CHECKS:
        yield from check(actual)
    yield from target_findings(figures, on=on)
    yield from conversion_findings(figures, rates=rates)
    yield from _rivalries(figures)


def _shares(figures: Sequence[Figure]) -> _Found:
    for figure in figures:
        for found in review_share(figure):
            yield (figure,), found


def _drifts(figures: Sequence[Figure]) -> _Found:
    stated = [(figure, _statement(figure)) for figure in _dated(figures)]
    rates = [(figure, statement) for figure, statement in stated if statement]
    for (earlier, first), (later, second) in pairwise(rates):
        for found in check_drift(first, second):
            yield (earlier, later), found


def _parts(figures: Sequence[Figure]) -> _Found:
    whole = {figure.measures.part_of for figure in figures} - {""}
    for total in (figure for figure in figures if figure.metric in whole):
        parts = [
            part
            for part in figures
            if part.measures.part_of == total.metric and _partner(part, _of(figures, total.metric)) is total
        ]
        found = check_parts(total.quantity.number, parts=[part.quantity.number for part in parts])
        yield (total, *parts), found


def _remainders(figures: Sequence[Figure]) -> _Found:
    counted = [figure for figure in figures if figure.numerator is not None and figure.denominator]
    for left in _of(figures, "remaining"):
        rate = _partner(left, counted)
        if rate and rate.numerator is not None and rate.denominator:
            number = int(left.quantity.number)
            yield (rate, left), check_remaining(done=rate.numerator, of=rate.denominator, left=number)


def _ranks(figures: Sequence[Figure]) -> _Found:
    ranked = [
        (level, rank)
        for rank in figures
        for level in _of(figures, rank.measures.rank_of)
        if _same_source(level, rank) and level.period and level.period == rank.period
    ]
    ranked.sort(key=lambda pair: (_series(pair[0]), pair[0].period.start if pair[0].period else date.min))
    for (before, rank_before), (after, rank_after) in pairwise(ranked):
        if _series(before) == _series(after) and before.period != after.period:
            yield (
                (before, rank_before, after, rank_after),
                check_rank(
                    before.quantity,
                    after.quantity,
                    rank_before=int(rank_before.quantity.number),
                    rank_after=int(rank_after.quantity.number),
                ),
            )


def _flows(figures: Sequence[Figure]) -> _Found:
    contributions = _dated(_of(figures, "annual_contribution"))
    for before, after in pairwise(_dated(_of(figures, "balance"))):
        between = _between(before, after)
        yearly = [one for one in contributions if one.quantity.unit == before.quantity.unit]
        if between and yearly and before.quantity.unit == after.quantity.unit:
            found = check_flow(before.quantity, after.quantity, yearly=yearly[-1].quantity, between=between)
            yield (before, after, yearly[-1]), found


def _costs(figures: Sequence[Figure]) -> _Found:
    paired = [(number, _partner(number, _of(figures, "project_value"))) for number in _dated(_of(figures, "projects"))]
    portfolios = [(number, value) for number, value in paired if value]
    for before, after in pairwise(portfolios):
        if before[1].quantity.unit == after[1].quantity.unit:
            yield (*before, *after), check_unit_cost(_portfolio(*before), _portfolio(*after))


def _heads(figures: Sequence[Figure]) -> _Found:
    for people in _of(figures, "participants"):
        programmes = _partner(people, _of(figures, "programmes"))
        if programmes:
            found = check_persons_or_seats(people.quantity, programmes=programmes.quantity)
            yield (people, programmes), found


def _totals(figures: Sequence[Figure]) -> _Found:
    running = [figure for figure in figures if figure.measures.clock is Clock.RUNNING]
    for metric in dict.fromkeys(figure.metric for figure in running):
        for earlier, later in pairwise(_dated(_of(running, metric))):
            between = _between(earlier, later)
            if between and earlier.quantity.unit == later.quantity.unit:
                yield (earlier, later), check_running_total(earlier.quantity, later.quantity, between=between)


def _rivalries(figures: Sequence[Figure]) -> _Found:
    for group in rivals(figures):
        if group.irreconcilable and metric_named(group.metric).clock is not Clock.RUNNING:
            yield group.figures, _rivals_differ(group)
        for side in group.sides:
            if len(side.sources) > 1 and side.confirmations == 1:
                yield (
                    side.figures,
                    finding(
                        "one_origin",
                        numbers={"articles": len(side.sources)},
                        figure=quantity_words(side.quantity),
                        origin=side.origins[0],
                    ),
                )


_CHECKS: tuple[Callable[[Sequence[Figure]], _Found], ...] = (
    _drifts,
    _parts,
    _remainders,
    growth_findings,
    _ranks,
    _flows,
    _costs,
    _heads,
    _totals,
)


def _of(figures: Iterable[Figure], metric: str) -> list[Figure]:
    return [figure for figure in figures if figure.metric == metric]


def _dated(figures: Iterable[Figure]) -> list[Figure]:
    """Those whose day is known, oldest first; an undated figure is part of no sequence."""
    known = [figure for figure in figures if figure.stated_on]
    return sorted(known, key=lambda figure: (figure.stated_on or date.min, figure.code))


def _series(level: Figure) -> tuple[str, str]:
    return level.metric, level.quantity.unit


def _same_source(one: Figure, other: Figure) -> bool:
    return one.source is not None and one.source == other.source


def _partner(figure: Figure, candidates: Iterable[Figure]) -> Figure | None:
    """The one figure that the same source gives for the same day; ``None`` where there is none or no telling."""
    together = [
        one for one in candidates if one is not figure and _same_source(one, figure) and one.as_of == figure.as_of
    ]
    return together[0] if len(together) == 1 else None


def _between(earlier: Figure, later: Figure) -> Period | None:
    first, last = earlier.stated_on, later.stated_on
    return Period(start=first, end=last) if first and last and first < last else None


def _statement(figure: Figure) -> Statement | None:
    """The rate that a figure states, as a percentage or as a count out of a base; ``None`` for other figures."""
    share = figure.quantity if figure.share else _counted_share(figure)
    if share is None:
        return None
    return Statement(
        share=share,
        verb=figure.verb,
        language=figure.source.language if figure.source else "",
        denominator=figure.denominator,
        on=figure.stated_on,
        period=figure.period,
    )


def _counted_share(figure: Figure) -> Quantity | None:
    if figure.numerator is None or figure.measures.part_of:
        return None
    percent = printed_percent(figure.numerator, figure.denominator or 0)
    return None if percent is None else Quantity(number=Decimal(percent), unit="percent", printed=percent)


def _portfolio(number: Figure, value: Figure) -> Portfolio:
    return Portfolio(projects=int(number.quantity.number), value=value.quantity)


def _rivals_differ(group: Rivals) -> Finding:
    sides = [_side_words(side) for side in group.sides]
    listed = Words(**{language: "; ".join(side.into(language) for side in sides) for language in LANGUAGES})
    return finding(
        "rivals_differ",
        numbers={"answers": len(group.sides)},
        metric=metric_named(group.metric).name,
        sides=listed,
    )


def _side_words(side: Side) -> Words:
    figure = side.figures[0]
    said = figure.code if figure.source is None else figure.source.publisher or figure.source.title
    on = date_words(figure.source.published_on) if figure.source and figure.source.published_on else None
    quantity = quantity_words(side.quantity)
    return Words(
        **{
            language: f"{quantity.into(language)} ({said}{', ' + on.into(language) if on else ''})"
            for language in LANGUAGES
        }
    )
