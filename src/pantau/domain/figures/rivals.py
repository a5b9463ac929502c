"""Rival figures: what several sources say of one thing, kept side by side and never averaged (rule 11)."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product

from pantau.domain.figures.metrics import Clock, Kind
from pantau.domain.figures.rows import Figure
from pantau.domain.ledger import digest_of_value
from pantau.domain.plausibility.intervals import quantity_interval
from pantau.domain.values import Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One answer and all figures that give it; `converted` are the same amounts in another currency, as their own
    sources converted them."""

    figures: tuple[Figure, ...]
    converted: tuple[Figure, ...] = ()

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
    def preferred(self) -> bool:
        """Whether a curator prefers one of its figures."""
        return any(figure.preferred for figure in self.figures)

    @property
    def confirmations(self) -> int:
        """How many independent sources give this answer."""
        return len(self.origins)

    def contradicts(self, other: "Side") -> bool:
        """Whether both cannot be true, in a currency that both are stated in."""
        stated = product((*self.figures, *self.converted), (*other.figures, *other.converted))
        alike = [(one.quantity, two.quantity) for one, two in stated if one.quantity.unit == two.quantity.unit]
        meets = (quantity_interval(one).meets(quantity_interval(two)) for one, two in alike)
        return bool(alike) and not any(meets)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rivals:
    """Two or more figures about one subject, metric and time; `sides` from the earliest statement on."""

    metric: str
    sides: tuple[Side, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(figure for side in self.sides for figure in (*side.figures, *side.converted))

    @property
    def irreconcilable(self) -> bool:
        """Whether two answers cannot both be true, even with the room their digits and hedges leave."""
        return any(one.contradicts(other) for one, other in combinations(self.sides, 2))

    @property
    def preferred(self) -> tuple[Figure, ...]:
        """The figures that a curator prefers: one at most, unless groups that each had one came to be one."""
        return tuple(figure for figure in self.figures if figure.preferred)

    @property
    def digest(self) -> str:
        """The SHA-256 of all that a person saw who chose among them."""
        return digest_of_value([figure.as_json() for figure in self.figures])

    def holds(self, code: str) -> bool:
        return any(figure.code == code for figure in self.figures)


@dataclass(frozen=True, slots=True, kw_only=True)
class Perhaps:
    """A figure that does not say of which time it is, and the dated ones that may be about the same."""

    figure: Figure
    others: tuple[Figure, ...]


def rivals(figures: Iterable[Figure]) -> tuple[Rivals, ...]:
    """The groups of figures that speak of the same thing, in the order of their first figure.

    Same thing: one subject, counterpart, metric and status, and the same period; for the state on a day also the same
    day, but for copies of one release, which are dated by the day each came out. Running totals are always compared,
    because their sources rarely say from when they count. Amounts in two currencies are compared through the
    conversion that a source itself prints, and in no other way. A target is no rival of what came about, nor are the
    parts of one total of each other.
    """
    known = [figure for figure in figures if not figure.measures.part_of]
    found = (_sides(group) for group in _joined(known))
    return tuple(
        Rivals(metric=sides[0].figures[0].metric, sides=sides)
        for sides in found
        if len(sides) > 1 or len(sides[0].figures) > 1
    )


def perhaps_same(figures: Iterable[Figure]) -> tuple[Perhaps, ...]:
    """The figures without a period or a day, each with those that have one and are else about the same.

    They are never rivals: the one may speak of another year.
    """
    groups: dict[Hashable, list[Figure]] = {}
    for figure in figures:
        if not figure.measures.part_of and figure.measures.clock is not Clock.RUNNING:
            groups.setdefault((*_about(figure), _currency(figure)), []).append(figure)
    found = (
        Perhaps(figure=vague, others=tuple(one for one in group if _may_be_one(vague, one)))
        for group in groups.values()
        for vague in group
    )
    return tuple(one for one in found if one.others)


def _may_be_one(vague: Figure, dated: Figure) -> bool:
    """Whether `vague` lacks a time that `dated` has, and all that both have is the same."""
    if dated.code in (vague.code, vague.converts) or vague.code == dated.converts:
        return False
    times = list(zip(_times(vague), _times(dated), strict=True))
    lacks = any(one is None and other is not None for one, other in times)
    return lacks and all(one is None or other is None or one == other for one, other in times)


def _about(figure: Figure) -> tuple[Hashable, ...]:
    aim = figure.measures.target_of
    status = "target" if aim else figure.status
    return figure.subject_kind, figure.subject, figure.counterpart, aim or figure.metric, status


def _times(figure: Figure) -> tuple[Hashable, ...]:
    clock = figure.measures.clock
    if clock is Clock.RUNNING:
        return ()
    return (figure.period, figure.as_of) if clock is Clock.AS_OF else (figure.period,)


def _currency(figure: Figure) -> str:
    return figure.quantity.unit if figure.measures.kind is Kind.MONEY else ""


def _answer(figure: Figure) -> tuple[Hashable, ...]:
    quantity = figure.quantity
    return quantity.number, quantity.number_max, _singular(quantity.unit), quantity.qualifier


def _singular(unit: str) -> str:
    """A head noun in the singular: registers write "countries", claims "country".

    >>> _singular("countries"), _singular("participants"), _singular("USD")
    ('country', 'participant', 'USD')
    """
    return f"{unit[:-3]}y" if unit.endswith("ies") else unit.removesuffix("s")


def _topic(figure: Figure) -> Hashable:
    return (*_about(figure), _currency(figure), *_times(figure))


def _marks(figure: Figure, there: frozenset[str]) -> Iterator[Hashable]:
    """What holds figures together: each that two of them share."""
    yield "topic", _topic(figure)
    yield "code", figure.code
    if figure.converts in there:
        yield "code", figure.converts
    if figure.source is not None and figure.source.origin:  # copies of one release, whatever day each came out
        yield "copy", (*_about(figure), figure.period, figure.source.origin, *_answer(figure))


def _joined(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Groups of figures that share a mark, directly or by way of others."""
    parent = list(range(len(figures)))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    first: dict[Hashable, int] = {}
    there = frozenset(figure.code for figure in figures)
    for place, figure in enumerate(figures):
        for mark in _marks(figure, there):
            one, other = root(place), root(first.setdefault(mark, place))
            parent[max(one, other)] = min(one, other)
    groups: dict[int, list[Figure]] = {}
    for place, figure in enumerate(figures):
        groups.setdefault(root(place), []).append(figure)
    return list(groups.values())


def _sides(group: Iterable[Figure]) -> tuple[Side, ...]:
    """One side for each answer; what a source converted stands on the side of what it was converted from."""
    ordered = sorted(group, key=lambda one: (one.stated_on or date.max, one.code))
    there = {figure.code: figure for figure in ordered}
    answers: dict[tuple[Hashable, ...], tuple[list[Figure], list[Figure]]] = {}
    for figure in ordered:
        if figure.converts not in there:
            answers.setdefault(_answer(figure), ([], []))[0].append(figure)
    for figure in ordered:
        if figure.converts in there:
            base = _base(figure, there)
            answers.setdefault(_answer(base), ([], []))[0 if base is figure else 1].append(figure)
    return tuple(Side(figures=tuple(same), converted=tuple(again)) for same, again in answers.values())


def _base(figure: Figure, there: dict[str, Figure]) -> Figure:
    """What the figure was converted from at first; itself where conversions lead in a circle."""
    seen, base = {figure.code}, figure
    while base.converts in there:
        base = there[base.converts]
        if base.code in seen:
            return figure
        seen.add(base.code)
    return base
