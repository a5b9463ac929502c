"""What was aimed at against what came about: reached, missed by how much, reached late, or not due yet."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from pantau.domain.plausibility.findings import Finding, check_words, finding
from pantau.domain.plausibility.intervals import quantity_interval
from pantau.domain.plausibility.wording import Number, amount_words, date_words, number_words, quantity_words
from pantau.domain.values import Period, Qualifier, Quantity
from pantau.domain.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a source says came about, on a day or in a period."""

    quantity: Quantity
    when: date | Period

    @property
    def on(self) -> date:
        return self.when.end if isinstance(self.when, Period) else self.when


def can_be_missed(target: Quantity) -> bool:
    """Whether the target is a least that is to be reached; an upper limit is another thing."""
    return target.qualifier not in (Qualifier.LESS_THAN, Qualifier.UP_TO)


def meets_target(outcome: Quantity, target: Quantity) -> bool | None:
    """Whether the outcome reaches the target; ``None`` where it is too coarse to tell.

    Raises:
        ValueError: the two are not in one unit.

    >>> from decimal import Decimal
    >>> hundred, ninety = (Quantity(number=Decimal(n), unit="lines", printed=str(n)) for n in (100, 90))
    >>> meets_target(ninety, hundred)
    False
    """
    if outcome.unit != target.unit:
        raise ValueError(f"{outcome.unit} and {target.unit} cannot be compared")
    if not outcome.is_bound:
        return outcome.number >= target.number
    interval, aim = quantity_interval(outcome), Fraction(target.number)
    if interval.low is not None and interval.low >= aim:
        return True
    return False if interval.high is not None and interval.high < aim else None


def check_target(target: Quantity, outcome: Outcome, *, due: date) -> Finding:
    """What the outcome that is nearest to the due day says of the target."""
    met = meets_target(outcome.quantity, target)
    if met is None:
        return finding("target_undecided", numbers={}, **_places(target, due=due), **_outcome(outcome))
    gap = abs(outcome.quantity.number - target.number)
    numbers: dict[str, Number] = {"gap": gap}
    places = _places(target, due=due) | _outcome(outcome) | {"gap": amount_words(gap, target.unit)}
    if met:
        check = "target_reached" if outcome.on <= due else "target_reached_late"
        return finding(check, numbers=numbers, **places)
    percent = Fraction(gap) * 100 / Fraction(target.number) if target.number else Fraction(0)
    share = number_words(percent, 1)
    return finding("target_missed", numbers=numbers | {"percent": percent}, **(places | {"percent": share}))


def check_open_target(target: Quantity, latest: Outcome | None, *, due: date, on: date) -> Finding:
    """A target of which nothing is known at its due day or later, as seen `on` a day; `latest` came before."""
    check = "target_not_due" if due > on else "target_unanswered"
    return finding(check, numbers={}, **_places(target, due=due), so_far=_so_far(check, target, latest))


def _so_far(check: str, target: Quantity, latest: Outcome | None) -> Words:
    if latest is None:
        return check_words(check, "nothing")
    met = meets_target(latest.quantity, target)
    gap = amount_words(abs(latest.quantity.number - target.number), target.unit)
    return check_words(check, "reached" if met else "short").fill(gap=gap, **_outcome(latest))


def _places(target: Quantity, *, due: date) -> dict[str, Words]:
    return {"target": quantity_words(target), "due": date_words(due)}


def _outcome(outcome: Outcome) -> dict[str, Words]:
    return {"outcome": quantity_words(outcome.quantity), "when": _when(outcome.when)}


def _when(when: date | Period) -> Words:
    """A whole year as its number, any other time as its last day."""
    if isinstance(when, date):
        return date_words(when)
    year = str(when.end.year)
    whole = when == Period(start=date(when.end.year, 1, 1), end=date(when.end.year, 12, 31))
    return Words(en=year, id=year) if whole else date_words(when.end)
