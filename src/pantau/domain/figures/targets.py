"""Which outcome of a subject answers which of its targets."""

from collections.abc import Iterator, Sequence
from datetime import date

from pantau.domain.figures.metrics import Clock, Kind
from pantau.domain.figures.rows import Figure
from pantau.domain.plausibility.findings import Finding
from pantau.domain.plausibility.targets import Outcome, can_be_missed, check_open_target, check_target, meets_target
from pantau.domain.values import Period

_YEAR = (365, 366)  # days
Found = Iterator[tuple[tuple[Figure, ...], Finding | None]]


def target_findings(figures: Sequence[Figure], *, on: date | None) -> Found:
    """Every target of one subject and counterpart against what came about, as seen `on` a day.

    Without a day nothing is said of a target that no outcome answers.
    """
    for target in figures:
        due = due_day(target)
        if target.is_target and due is not None and _is_least(target):
            yield from _answers(target, _outcomes(target, figures), due=due, on=on)


def due_day(target: Figure) -> date | None:
    """The last day of its period, else its day where that lay ahead when the source came out."""
    if target.period is not None:
        return target.period.end
    said = target.source.published_on if target.source else None
    return target.as_of if target.as_of and said and target.as_of > said else None


def _is_least(target: Figure) -> bool:
    return target.measures.kind is not Kind.RANK and can_be_missed(target.quantity)


def _answers(target: Figure, known: Sequence[tuple[Outcome, Figure]], *, due: date, on: date | None) -> Found:
    decisive = [pair for pair in known if pair[0].on == due] or _reached_before(target, known, due=due)
    after = [pair for pair in known if pair[0].on > due]
    decisive = decisive or [pair for pair in after if pair[0].on == after[0][0].on]
    for outcome, figure in _preferred(decisive):
        yield (target, figure), check_target(target.quantity, outcome, due=due)
    if decisive:
        yield from _late(target, after, decisive=decisive, due=due)
    elif on is not None:
        latest = known[-1] if known else None
        found = check_open_target(target.quantity, latest[0] if latest else None, due=due, on=on)
        yield (target, latest[1]) if latest else (target,), found


def _late(
    target: Figure, after: Sequence[tuple[Outcome, Figure]], *, decisive: Sequence[tuple[Outcome, Figure]], due: date
) -> Found:
    """The first outcome that reaches what those at the due day missed."""
    if any(_meets(target, pair) is not False for pair in decisive):
        return
    for pair in after:
        if _meets(target, pair):
            yield (target, pair[1]), check_target(target.quantity, pair[0], due=due)
            return


def _reached_before(
    target: Figure, known: Sequence[tuple[Outcome, Figure]], *, due: date
) -> Sequence[tuple[Outcome, Figure]]:
    """For what only grows or is a state, the last outcome before the due day, if it reaches the target already."""
    if target.measures.clock is Clock.PERIOD:
        return ()
    last = [pair for pair in known if pair[0].on < due][-1:]
    return [pair for pair in last if _meets(target, pair)]


def _meets(target: Figure, pair: tuple[Outcome, Figure]) -> bool | None:
    return meets_target(pair[0].quantity, target.quantity)


def _preferred(pairs: Sequence[tuple[Outcome, Figure]]) -> Sequence[tuple[Outcome, Figure]]:
    """The one that the curator prefers, else one of each answer: rivals are asked one by one, never averaged."""
    chosen = [pair for pair in pairs if pair[1].preferred]
    return chosen or list({pair[0].quantity.number: pair for pair in reversed(pairs)}.values())[::-1]


def _outcomes(target: Figure, figures: Sequence[Figure]) -> list[tuple[Outcome, Figure]]:
    """What came about of the same metric in the same unit, earliest first."""
    metric = target.measures.target_of or target.metric
    found = [
        (Outcome(quantity=figure.quantity, when=when), figure)
        for figure in figures
        if figure.metric == metric and figure.came_about and figure.quantity.unit == target.quantity.unit
        if (when := _when(figure, target)) is not None
    ]
    return sorted(found, key=lambda pair: (pair[0].on, pair[1].code))


def _when(figure: Figure, target: Figure) -> date | Period | None:
    """The time of an outcome, ``None`` where it is of another length than the target speaks of."""
    if figure.measures.clock is not Clock.PERIOD:
        return figure.stated_on
    alike = figure.period is not None and (figure.period == target.period or figure.period.days in _YEAR)
    return figure.period if alike else None
