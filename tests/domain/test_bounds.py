"""The bounds of the rules (rule 2): what they promise about missing reports that come in later, and what not."""

from hypothesis import given
from hypothesis import strategies as st

from pantau.domain.regional import Derivation
from pantau.domain.statuses import Status
from tests.domain.made import LEAD_BODY, Situation, one_line, situations

BY = st.sampled_from(Derivation)
HOLDING = ("R2", "R4", "R5", "R6-full", "R6-full-partial", "R7", "R2-net", "R6-full-net", "R7-net")


def drawn(data: st.DataObject, situation: Situation) -> dict[tuple[int, int], Status]:
    """Any answers to some of the missing reports, at times to all of them."""
    missing = situation.missing
    answers = data.draw(st.lists(st.sampled_from([None, *Status]), min_size=len(missing), max_size=len(missing)))
    return {pair: status for pair, status in zip(missing, answers, strict=True) if status}


def bounds(situation: Situation, rule: str, by: Derivation = Derivation.MERGED) -> tuple[int | None, ...]:
    rate = situation.rates(by)[rule, "lines"]
    return rate.low, rate.numerator, rate.high


@given(situation=situations(), by=BY, data=st.data())
def test_whatever_the_missing_reports_will_say_the_count_stays_within_its_bounds(
    situation: Situation, by: Derivation, data: st.DataObject
) -> None:
    now, later = situation.rates(by), situation.filled(drawn(data, situation)).rates(by)
    for code in HOLDING:
        before, after = now[code, "lines"], later[code, "lines"]
        assert (before.low or 0) <= (after.numerator or 0) <= (before.high or 0), code


@given(situation=situations(), by=BY, data=st.data())
def test_whatever_the_missing_reports_will_say_the_pairs_stay_within_their_bounds(
    situation: Situation, by: Derivation, data: st.DataObject
) -> None:
    now, later = situation.rates(by), situation.filled(drawn(data, situation)).rates(by)
    for code in ("R2", "R5", "R6-full", "R6-full-partial", "R6-full-open", "R7"):
        before, after = now[code, "pairs"], later[code, "pairs"]
        assert (before.low or 0) <= (after.numerator or 0) <= (before.high or 0), code
        assert (after.denominator or 0) <= (before.denominator or 0), code  # not_applicable leaves it


@given(situation=situations(), by=BY, data=st.data())
def test_the_bases_of_all_but_the_strict_rule_do_not_depend_on_what_is_missing(
    situation: Situation, by: Derivation, data: st.DataObject
) -> None:
    now, later = situation.rates(by), situation.filled(drawn(data, situation)).rates(by)
    for code, unit in now:
        if unit == "lines" and code != "R4":
            assert now[code, unit].denominator == later[code, unit].denominator, code


@given(situation=situations(), by=BY)
def test_both_bounds_are_reached_by_the_reports_they_stand_for(situation: Situation, by: Derivation) -> None:
    now = situation.rates(by)
    worst = situation.filled(dict.fromkeys(situation.missing, Status.NOT_STARTED)).rates(by)
    best = situation.filled(dict.fromkeys(situation.missing, Status.COMPLETED)).rates(by)
    for code in ("R2", "R5", "R6-full", "R6-full-partial", "R7"):
        assert now[code, "lines"].low == worst[code, "lines"].numerator, code
        assert now[code, "lines"].high == best[code, "lines"].numerator, code


@given(situation=situations(), by=BY)
def test_coverage_keeps_its_low_bound_because_no_report_takes_an_initiative_away(
    situation: Situation, by: Derivation
) -> None:
    rate = situation.rates(by)["R1", "lines"]
    assert rate.low == rate.numerator == len(situation.covered)


# Where the bounds do not hold what may come in, because completed is not the most that a rule can get from a report


def test_completed_or_continuing_may_fall_below_its_low_bound_when_a_missing_report_says_partially() -> None:
    now = one_line(Status.CONTINUING, None)
    assert bounds(now, "R6-full-open") == (1, 1, 1)
    assert bounds(now.filled({(1, 2): Status.PARTIALLY}), "R6-full-open") == (0, 0, 0)


def test_completed_or_continuing_may_rise_above_its_high_bound_when_a_missing_report_says_continuing() -> None:
    now = one_line(Status.NOT_STARTED, None)
    assert bounds(now, "R6-full-open") == (0, 0, 0)
    assert bounds(now.filled({(1, 2): Status.CONTINUING}), "R6-full-open") == (1, 1, 1)


def test_the_percent_of_the_strict_rule_may_leave_its_bounds_because_its_base_changes() -> None:
    now = one_line(Status.NOT_STARTED, None)
    assert now.rates(Derivation.MERGED)["R4", "lines"].denominator == 1
    later = now.filled({(1, 2): Status.CONTINUING})
    assert later.rates(Derivation.MERGED)["R4", "lines"].denominator == 0


def test_the_value_is_never_outside_its_own_bounds_even_where_completing_the_missing_would_lower_it() -> None:
    by_continuing = one_line(Status.CONTINUING, None)
    completed = by_continuing.filled({(1, 2): Status.COMPLETED})
    assert bounds(completed, "R6-full-open") == (0, 0, 0)
    assert bounds(by_continuing, "R6-full-open") == (1, 1, 1)


# The lead body among the missing


def test_a_missing_report_of_the_lead_country_is_taken_to_win_like_any_report_of_the_lead() -> None:
    led = one_line(Status.PARTIALLY, None, lead=2)
    assert bounds(led, "R6-full") == (0, 0, 1)
    assert bounds(led, "R6-full-partial") == (0, 1, 1)
    assert bounds(led, "R2") == (0, 1, 1)


def test_a_lead_body_that_owes_nothing_is_not_missing_and_moves_no_bound() -> None:
    led = one_line(Status.PARTIALLY, Status.ONGOING, lead=LEAD_BODY)
    assert bounds(led, "R6-full") == (0, 0, 0)
    assert bounds(led, "R2") == (1, 1, 1)


def test_missing_reports_move_nothing_once_the_lead_body_has_spoken() -> None:
    spoken = one_line(Status.ONGOING, None, None, lead=1)
    assert bounds(spoken, "R2") == (1, 1, 1)
    assert bounds(spoken, "R6-full") == (0, 0, 0)


# The derivations


def test_one_silent_country_makes_all_unknown_and_leaves_the_room_from_nothing_to_everything() -> None:
    assert bounds(one_line(Status.ONGOING, None), "R2", Derivation.ALL) == (0, 0, 1)


def test_a_majority_that_stands_is_sure_and_one_that_lacks_a_voice_is_possible() -> None:
    standing = one_line(Status.ONGOING, Status.ONGOING, None)
    lacking = one_line(Status.ONGOING, None, None)
    assert bounds(standing, "R2", Derivation.MAJORITY) == (1, 1, 1)
    assert bounds(lacking, "R2", Derivation.MAJORITY) == (0, 0, 1)


def test_one_country_is_enough_for_any() -> None:
    assert bounds(one_line(Status.COMPLETED, None, None), "R6-full", Derivation.ANY) == (1, 1, 1)
