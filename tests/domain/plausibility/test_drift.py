"""What keeps two statements of a rate from being points of one line."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pantau.domain.plausibility.drift import (
    Statement,
    check_denominators,
    check_drift,
    check_exactness,
    check_fall,
    check_verbs,
)
from pantau.domain.values import Period, Qualifier, Quantity

FIVE_YEARS = Period(start=date(2016, 1, 1), end=date(2020, 12, 31))
NEXT_FIVE = Period(start=date(2021, 1, 1), end=date(2025, 12, 31))

shares = st.builds(
    Quantity,
    number=st.decimals(0, 100, places=1),
    unit=st.just("percent"),
    printed=st.just(""),
    qualifier=st.none() | st.sampled_from(Qualifier),
)
statements = st.builds(
    Statement,
    share=shares,
    verb=st.sampled_from(["", "implemented", "Implemented ", "implemented  or ongoing", "addressed"]),
    language=st.sampled_from(["", "en", "id"]),
    denominator=st.none() | st.integers(1, 5),
    on=st.none() | st.dates(date(2016, 1, 1), date(2025, 1, 1)),
    period=st.none() | st.sampled_from([FIVE_YEARS, NEXT_FIVE]),
)


def said(number: str, **others: object) -> Statement:
    hedge = others.pop("qualifier", None)
    share = Quantity(number=Decimal(number), unit="percent", printed=number, qualifier=hedge)  # type: ignore[arg-type]
    return Statement(share=share, **others)  # type: ignore[arg-type]


@given(statements)
def test_a_statement_does_not_drift_from_itself(statement: Statement) -> None:
    assert check_drift(statement, statement) == ()


@given(earlier=statements, later=statements)
def test_verbs_drift_exactly_when_both_are_known_comparable_and_different(earlier: Statement, later: Statement) -> None:
    folded = [one.verb.lower().split() for one in (earlier, later)]
    comparable = earlier.language == later.language or not (earlier.language and later.language)
    drifts = all(folded) and folded[0] != folded[1] and comparable
    assert (check_verbs(earlier, later) is not None) == drifts


@given(earlier=statements, later=statements)
def test_bases_drift_exactly_when_they_are_not_the_same(earlier: Statement, later: Statement) -> None:
    found = check_denominators(earlier, later)
    assert (found is not None) == (earlier.denominator != later.denominator)
    if found:
        known = None not in {earlier.denominator, later.denominator}
        assert found.check == ("denominator_drift" if known else "denominator_unknown")
        assert found.breaks_line


@given(earlier=statements, later=statements)
def test_exactness_is_remarked_exactly_when_one_of_the_two_is_hedged(earlier: Statement, later: Statement) -> None:
    found = check_exactness(earlier, later)
    assert (found is not None) == (earlier.share.is_bound != later.share.is_bound)
    if found:
        assert found.number("difference") == abs(earlier.share.number - later.share.number)


@given(earlier=statements, later=statements)
def test_a_fall_needs_two_days_in_order_of_one_plan(earlier: Statement, later: Statement) -> None:
    found = check_fall(earlier, later)
    if found:
        assert earlier.on is not None
        assert later.on is not None
        assert earlier.on < later.on
        assert later.share.number < earlier.share.number
        assert earlier.period == later.period or None in {earlier.period, later.period}


def test_the_same_number_under_another_verb_breaks_the_line() -> None:
    found = check_verbs(said("100", verb="implemented or ongoing"), said("100", verb="implemented"))
    assert found is not None
    assert found.breaks_line
    assert "“implemented or ongoing”" in found.found.id


def test_a_translated_verb_is_not_called_another() -> None:
    english, indonesian = (
        said("95", verb="implemented", language="en"),
        said("95", verb="telah dilaksanakan", language="id"),
    )
    assert check_verbs(english, indonesian) is None


def test_a_lower_rate_later_is_flagged_with_both_days() -> None:
    found = check_fall(said("71.2", on=date(2020, 3, 13)), said("66.2", on=date(2021, 4, 2)))
    assert found is not None
    assert "71.2 % (13 March 2020) to 66.2 % (2 April 2021)" in found.found.en
    assert found.number("fall") == Decimal("5.0")


def test_a_new_plan_starting_low_is_no_fall() -> None:
    old, new = said("95", on=date(2020, 12, 1), period=FIVE_YEARS), said("10", on=date(2021, 12, 1), period=NEXT_FIVE)
    assert check_fall(old, new) is None


def test_the_hedged_statement_is_named_whichever_comes_first() -> None:
    found = check_exactness(said("66.2"), said("60", qualifier=Qualifier.ABOUT))
    assert found is not None
    assert found.found.en.startswith("About 60 % is an approximation and 66.2 % is not")
