"""What must have flowed in or out between two balances, and running totals that run backwards."""

from pantau.domain.plausibility.findings import Finding, check_words, finding
from pantau.domain.plausibility.wording import amount_words, date_words, quantity_words
from pantau.domain.values import Period, Quantity


def check_flow(before: Quantity, after: Quantity, *, yearly: Quantity, between: Period) -> Finding | None:
    """The spending (or other income) that two balances and a yearly contribution imply.

    The contribution is counted once for each whole year `between` the days of the two balances; less than
    a year implies nothing. The result is derived, and only indicative when a source gives a limit or an
    approximation.

    Raises:
        ValueError: the three are not in one unit.
    """
    if len({before.unit, after.unit, yearly.unit}) > 1:
        raise ValueError(f"{before.unit}, {after.unit} and {yearly.unit} cannot be added")
    payments = whole_years(between)
    outflow = before.number + payments * yearly.number - after.number
    if payments == 0 or outflow == 0:
        return None
    check, name = ("implied_outflow", "outflow") if outflow > 0 else ("implied_inflow", "inflow")
    hedged = before.is_bound or after.is_bound or yearly.is_bound
    return finding(
        check,
        numbers={name: abs(outflow), "payments": payments},
        before=quantity_words(before),
        after=quantity_words(after),
        yearly=quantity_words(yearly),
        since=date_words(between.start),
        until=date_words(between.end),
        nature=check_words(check, "indicative" if hedged else "derived"),
        **{name: amount_words(abs(outflow), before.unit)},
    )


def check_running_total(earlier: Quantity, later: Quantity, *, between: Period) -> Finding | None:
    """A total that can only grow and is lower on the later day.

    Raises:
        ValueError: the two are not in one unit.
    """
    if earlier.unit != later.unit:
        raise ValueError(f"{earlier.unit} and {later.unit} cannot be compared")
    if later.number >= earlier.number:
        return None
    return finding(
        "cumulative_fell",
        numbers={"fall": earlier.number - later.number},
        earlier=quantity_words(earlier),
        later=quantity_words(later),
        earlier_on=date_words(between.start),
        later_on=date_words(between.end),
    )


def whole_years(between: Period) -> int:
    """How many anniversaries of the first day have come by the last one.

    >>> from datetime import date
    >>> whole_years(Period(start=date(2020, 1, 31), end=date(2021, 2, 28)))
    1
    """
    first, last = between.start, between.end
    early = (last.month, last.day) < (first.month, first.day)
    return last.year - first.year - early
