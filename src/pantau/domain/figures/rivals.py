"""Rival figures: what several sources say of one thing, kept side by side and never averaged (rule 11)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from pantau.domain.figures.metrics import Clock, Kind
from pantau.domain.figures.rows import Figure
from pantau.domain.plausibility.intervals import quantity_interval
from pantau.domain.values import Period, Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One answer and all figures that give it."""

    figures: tuple[Figure, ...]

    @property
    def quantity(self) -> Quantity:
        return self.figures[0].quantity

    @property
    def origins(self) -> tuple[str, ...]:
        """Who first said so, each once, in the order met."""
        return tuple(dict.fromkeys(figure.origin for figure in self.figures))

    @property
    def sources(self) -> tuple[str, ...]:
        """The codes of the sources that print it, each once."""
        codes = (figure.source.code if figure.source else figure.code for figure in self.figures)
        return tuple(dict.fromkeys(codes))

    @property
    def confirmations(self) -> int:
        """How many independent sources give this answer."""
        return len(self.origins)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rivals:
    """Two or more figures about one subject, metric and time; `sides` from the earliest statement on."""

    metric: str
    sides: tuple[Side, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(figure for side in self.sides for figure in side.figures)

    @property
    def irreconcilable(self) -> bool:
        """Whether two answers cannot both be true, even with the room their digits and hedges leave."""
        intervals = [quantity_interval(side.quantity) for side in self.sides]
        return any(not one.meets(other) for one, other in combinations(intervals, 2))


def rivals(figures: Iterable[Figure]) -> tuple[Rivals, ...]:
    """The groups of figures that speak of the same thing, in the order of their first figure.

    Same thing: one subject and metric, and the same period; for the state on a day also the same day. Running totals
    are always compared, because their sources rarely say from when they count. Amounts in two currencies are no
    rivals, nor are a target and what came about, nor the parts of one total.
    """
    groups: dict[tuple[object, ...], list[Figure]] = {}
    for figure in figures:
        if not figure.measures.part_of:
            groups.setdefault(_topic(figure), []).append(figure)
    return tuple(Rivals(metric=group[0].metric, sides=_sides(group)) for group in groups.values() if len(group) > 1)


def _topic(figure: Figure) -> tuple[object, ...]:
    metric = figure.measures
    period: Period | None = None if metric.clock is Clock.RUNNING else figure.period
    as_of: date | None = figure.as_of if metric.clock is Clock.AS_OF else None
    parties = (figure.subject_kind, figure.subject, figure.counterpart)
    currency = figure.quantity.unit if metric.kind is Kind.MONEY else ""
    return (*parties, figure.metric, figure.status, currency, period, as_of)


def _sides(group: Iterable[Figure]) -> tuple[Side, ...]:
    answers: dict[tuple[object, ...], list[Figure]] = {}
    for figure in sorted(group, key=lambda one: (one.stated_on or date.max, one.code)):
        quantity = figure.quantity
        answer = (quantity.number, quantity.number_max, quantity.unit, quantity.qualifier)
        answers.setdefault(answer, []).append(figure)
    return tuple(Side(figures=tuple(same)) for same in answers.values())
