"""Figures that may be true but ask a question: cost per project, persons or seats, after the plan's end."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from pantau.domain.plausibility.findings import Finding, finding
from pantau.domain.plausibility.wording import amount_words, date_words, number_words, quantity_words
from pantau.domain.values import Period, Quantity
from pantau.domain.words import table

# units that say which of the two is counted; "participants" does not
_PERSONS_OR_SEATS = frozenset({"person", "persons", "seat", "seats", "attendance", "attendances"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """How many projects a source counts and what they are worth together."""

    projects: int
    value: Quantity


def check_unit_cost(before: Portfolio, after: Portfolio) -> Finding | None:
    """The projects added between two statements against the average cost of those before.

    Asks when one added project costs several times more or less than one did before; how many times stands in
    data/checks.toml. A falling number or value says nothing here.

    Raises:
        ValueError: the values are in two units.
    """
    if before.value.unit != after.value.unit:
        raise ValueError(f"{before.value.unit} and {after.value.unit} cannot be compared")
    added = after.projects - before.projects
    added_value = Fraction(after.value.number - before.value.number)
    if before.projects < 1 or before.value.number <= 0 or added < 0 or added_value <= 0:
        return None
    unit, unit_before = before.value.unit, Fraction(before.value.number) / before.projects
    if added == 0:
        numbers: dict[str, int | Fraction] = {"added_value": added_value, "before": before.projects}
        return finding("value_without_units", numbers=numbers, added_value=amount_words(added_value, unit))
    unit_after, times = added_value / added, table("checks")["unit_cost"]["threshold"]
    if unit_before / times < unit_after < unit_before * times:
        return None
    return finding(
        "unit_cost",
        numbers={
            "added": added,
            "added_value": added_value,
            "before": before.projects,
            "unit_before": unit_before,
            "unit_after": unit_after,
        },
        added_value=amount_words(added_value, unit),
        unit_before=amount_words(unit_before, unit),
        unit_after=amount_words(unit_after, unit),
    )


def check_persons_or_seats(participants: Quantity, *, programmes: Quantity) -> Finding | None:
    """The question of rule 10, with the number for each programme; none when the source names the unit."""
    if participants.unit.casefold() in _PERSONS_OR_SEATS or programmes.number <= 0:
        return None
    each = Fraction(participants.number) / Fraction(programmes.number)
    return finding(
        "persons_or_seats",
        numbers={"each": each},
        participants=quantity_words(participants),
        programmes=quantity_words(programmes),
        each=number_words(each, 1),
    )


def check_plan_end(on: date, *, plan: Period) -> Finding | None:
    """A statement about a plan from a day after its last one."""
    if on <= plan.end:
        return None
    late = (on - plan.end).days
    return finding("after_plan_end", numbers={"days": late}, on=date_words(on), end=date_words(plan.end))
