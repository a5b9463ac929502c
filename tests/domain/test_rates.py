"""Every counting rule against a slow second writing of its sentence, and the edges of each rule one by one."""

from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pantau.domain.initiatives import InitiativeTotals
from pantau.domain.plans import LineRow
from pantau.domain.rates import (
    ADDRESSED,
    FULL,
    LINE_RULES,
    RULE_CODES,
    STARTED_EVER,
    STRICT,
    Rate,
    Verdict,
    all_rates,
    expected_progress,
    focused,
    rate_lines,
    rate_pairs,
    rate_weights,
    rule_named,
)
from pantau.domain.regional import Derivation
from pantau.domain.statuses import Status
from pantau.domain.values import Period
from pantau.domain.words import LANGUAGES, Words
from tests.domain import naive
from tests.domain.made import (
    LEAD_BODY,
    NOW,
    OTHER_BODY,
    PLAN_END,
    TODAY,
    Situation,
    line,
    named_list,
    one_line,
    situations,
)

BY = st.sampled_from(Derivation)
NOT_STARTED, PLANNED, ONGOING = Status.NOT_STARTED, Status.PLANNED, Status.ONGOING
CONTINUING, PARTIALLY, COMPLETED = Status.CONTINUING, Status.PARTIALLY, Status.COMPLETED
NOT_APPLICABLE = Status.NOT_APPLICABLE


def counted(rate: Rate) -> naive.Counted:
    assert rate.numerator is not None
    assert rate.denominator is not None
    assert rate.low is not None
    assert rate.high is not None
    return naive.Counted(rate.numerator, rate.denominator, rate.low, rate.high)


def share(situation: Situation, rule: str, unit: str = "lines") -> str:
    """The rate as a person writes it, with its bounds: "1/2, 1 to 2"."""
    rate = situation.rates(Derivation.MERGED)[rule, unit]
    return f"{rate.numerator}/{rate.denominator}, {rate.low} to {rate.high}"


# Every rule, by its sentence


@given(situation=situations(), by=BY)
def test_every_rule_over_lines_counts_what_its_sentence_says(situation: Situation, by: Derivation) -> None:
    rates = situation.rates(by)
    for code in (*naive.LINE_CODES, *naive.NET_CODES):
        assert counted(rates[code, "lines"]) == naive.rate_lines(code, situation, by), code


@given(situation=situations(), by=BY)
def test_every_rule_over_pairs_counts_what_its_sentence_says(situation: Situation, by: Derivation) -> None:
    rates = situation.rates(by)
    for code in naive.PAIR_CODES:
        assert counted(rates[code, "pairs"]) == naive.rate_pairs(code, situation, by), code


@given(situation=situations(), by=BY)
def test_no_value_leaves_its_bounds_and_no_bound_its_base(situation: Situation, by: Derivation) -> None:
    for (code, unit), rate in situation.rates(by).items():
        if rate.numerator is not None and rate.low is not None:
            one = counted(rate)
            assert 0 <= one.low <= one.numerator <= one.high <= one.denominator, (code, unit)


@given(situation=situations(), by=BY)
def test_with_nothing_missing_every_rule_but_coverage_has_no_room(situation: Situation, by: Derivation) -> None:
    whole = situation.filled(dict.fromkeys(situation.missing, PLANNED))
    for (code, unit), rate in whole.rates(by).items():
        if rate.low is not None and code != "R1":
            assert rate.low == rate.numerator == rate.high, (code, unit)


@given(situation=situations(), by=BY)
def test_the_net_rules_count_the_same_lines_as_their_rules_over_fewer(situation: Situation, by: Derivation) -> None:
    rates = situation.rates(by)
    gone = sum(one.withdrawn(TODAY) for one in situation.lines)
    for code in naive.NET_CODES:
        net, gross = rates[code, "lines"], rates[code.removesuffix("-net"), "lines"]
        assert net.denominator == len(situation.lines) - gone
        assert (net.numerator or 0) <= (gross.numerator or 0)
        if code != "R7-net":  # a withdrawn line may have been started, and counts in R7
            assert (net.numerator, net.low, net.high) == (gross.numerator, gross.low, gross.high)


@given(situation=situations(), by=BY)
def test_every_rate_prints_its_percent_half_up_and_nothing_of_nothing(situation: Situation, by: Derivation) -> None:
    for rate in situation.rates(by).values():
        if rate.numerator is None or not rate.denominator:
            assert rate.percent is None
        else:
            exact = Decimal(rate.numerator * 100) / rate.denominator
            assert rate.percent == str(exact.quantize(Decimal("0.1"), ROUND_HALF_UP))


# What the rules say of one another


@given(situation=situations(), by=BY)
def test_wider_rules_never_count_less_than_narrower_ones(situation: Situation, by: Derivation) -> None:
    rates = situation.rates(by)
    count = {code: rates[code, "lines"].numerator or 0 for code in naive.LINE_CODES}
    assert count["R6-full"] <= count["R6-full-partial"] <= count["R2"] <= count["R7"]
    assert count["R6-full"] <= count["R6-full-open"] <= count["R2"]
    assert count["R5"] <= count["R6-full"]


@given(situation=situations(), by=BY, data=st.data())
def test_a_country_that_makes_progress_never_lowers_these_rules(
    situation: Situation, by: Derivation, data: st.DataObject
) -> None:
    steps = [
        {(one.id, actor): better}
        for one in situation.lines
        for actor in situation.owed[one.id]
        for better in naive.RANKS
        if is_progress(situation, one, (actor, better))
    ]
    assume(steps)
    then, now = situation.rates(by), situation.filled(data.draw(st.sampled_from(steps))).rates(by)
    for code in ("R2", "R4", "R5", "R6-full", "R6-full-partial", "R7"):
        assert (then[code, "lines"].numerator or 0) <= (now[code, "lines"].numerator or 0), code


def is_progress(situation: Situation, one: LineRow, step: tuple[int, Status]) -> bool:
    """Whether an answer is at least as advanced as the one before; a lead's first is not, it takes over."""
    actor, better = step
    before = situation.said.get((one.id, actor))
    if before is None:
        return actor != one.lead
    return before is not NOT_APPLICABLE and naive.RANKS[better] >= naive.RANKS[before]


def test_the_first_report_of_a_lead_may_lower_every_rule_because_it_wins_over_the_countries() -> None:
    silent = one_line(ONGOING, None, lead=2)
    assert share(silent, "R2") == "1/1, 0 to 1"
    assert share(silent.filled({(1, 2): NOT_STARTED}), "R2") == "0/1, 0 to 0"


def test_progress_may_lower_completed_or_continuing_because_partial_delivery_is_neither() -> None:
    before, after = one_line(CONTINUING, PLANNED), one_line(CONTINUING, PARTIALLY)
    assert share(before, "R6-full-open") == "1/1, 1 to 1"
    assert share(after, "R6-full-open") == "0/1, 0 to 0"


def test_progress_may_widen_the_base_of_the_strict_rule_because_continuing_lines_leave_it() -> None:
    assert share(one_line(CONTINUING, PLANNED), "R4") == "0/0, 0 to 0"
    assert share(one_line(CONTINUING, ONGOING), "R4") == "0/1, 0 to 0"


# Withdrawn lines


def test_a_withdrawn_line_stays_in_the_base_and_never_counts_as_addressed_or_completed() -> None:
    gone = one_line(COMPLETED, lead=1, withdrawn_on=TODAY)
    assert share(gone, "R2") == share(gone, "R6-full") == share(gone, "R6-full-partial") == "0/1, 0 to 0"
    assert share(gone, "R5") == "0/1, 0 to 0"
    assert share(gone, "R2-net") == share(gone, "R6-full-net") == "0/0, 0 to 0"


def test_a_withdrawn_line_that_was_started_counts_as_ever_started_unless_net() -> None:
    gone = one_line(ONGOING, withdrawn_on=TODAY)
    assert share(gone, "R7") == "1/1, 1 to 1"
    assert share(gone, "R7-net") == "0/0, 0 to 0"


def test_a_withdrawn_line_with_an_initiative_counts_in_coverage() -> None:
    gone = replace(one_line(None, withdrawn_on=TODAY), covered=frozenset({1}))
    assert share(gone, "R1") == "1/1, 1 to 1"


def test_a_line_is_withdrawn_from_its_day_on_and_not_before() -> None:
    assert share(one_line(COMPLETED, withdrawn_on=date(2025, 1, 1)), "R6-full") == "1/1, 1 to 1"
    assert share(one_line(COMPLETED, withdrawn_on=date(2024, 12, 31)), "R6-full") == "0/1, 0 to 0"


# R1


def test_coverage_does_not_apply_where_no_initiative_is_recorded_at_all() -> None:
    rate = all_rates(one_line(ONGOING).facts(Derivation.MERGED), initiatives=InitiativeTotals())[0]
    assert (rate.rule, rate.applies, rate.numerator, rate.percent) == ("R1", False, None, None)
    assert rate.why


def test_coverage_applies_as_soon_as_an_initiative_is_recorded_though_none_is_approved() -> None:
    rate = all_rates(one_line(ONGOING).facts(Derivation.MERGED), initiatives=InitiativeTotals(recorded=1))[0]
    assert (rate.rule, rate.applies, rate.percent) == ("R1", True, "0.0")


def test_coverage_may_reach_a_line_nobody_spoke_of_and_one_under_way() -> None:
    assert share(one_line(None), "R1") == "0/1, 0 to 1"
    assert share(one_line(ONGOING), "R1") == "0/1, 0 to 1"
    assert share(one_line(NOT_APPLICABLE), "R1") == "0/1, 0 to 1"


@pytest.mark.parametrize("status", [NOT_STARTED, PLANNED, Status.DEFERRED])
@pytest.mark.parametrize("actor", [1, LEAD_BODY, OTHER_BODY])
def test_coverage_cannot_reach_a_line_that_any_accepted_report_calls_not_begun(status: Status, actor: int) -> None:
    silent = one_line(None, lead=LEAD_BODY)
    assert share(replace(silent, said={(1, actor): status}), "R1") == "0/1, 0 to 0"


# R4


def test_the_strict_rule_wants_every_country_that_owes_the_line_and_no_other() -> None:
    assert share(one_line(COMPLETED, COMPLETED), "R4") == "1/1, 1 to 1"
    assert share(one_line(COMPLETED, NOT_APPLICABLE), "R4") == "1/1, 1 to 1"
    assert share(one_line(COMPLETED, PARTIALLY), "R4") == "0/1, 0 to 0"
    assert share(one_line(COMPLETED, None), "R4") == "0/1, 0 to 1"


def test_the_strict_rule_asks_the_countries_even_where_the_lead_body_says_completed() -> None:
    led = one_line(COMPLETED, ONGOING, lead=LEAD_BODY)
    led = replace(led, said={**led.said, (1, LEAD_BODY): COMPLETED})
    assert share(led, "R6-full") == "1/1, 1 to 1"
    assert share(led, "R4") == "0/1, 0 to 0"


@pytest.mark.parametrize(
    ("due_on", "base"),
    [(date(2024, 12, 31), 1), (date(2025, 1, 1), 0), (None, 0)],
    ids=["due today", "due tomorrow", "due when the plan ends"],
)
def test_the_strict_rule_counts_lines_whose_day_has_come(due_on: date | None, base: int) -> None:
    assert share(one_line(COMPLETED, due_on=due_on), "R4") == f"{base}/{base}, {base} to {base}"


def test_the_strict_rule_leaves_out_lines_that_nobody_owes_and_says_how_many() -> None:
    rate = one_line(NOT_APPLICABLE, NOT_APPLICABLE).rates(Derivation.MERGED)["R4", "lines"]
    assert (rate.numerator, rate.denominator, rate.percent) == (0, 0, None)
    assert rate.why is not None
    assert "1 line(s)" in rate.why.en


# R5


def test_a_named_list_counts_its_lines_of_this_plan_only() -> None:
    rate = rate_lines(focused(named_list(frozenset({1, 999}))), one_line(COMPLETED).facts(Derivation.MERGED))
    assert (rate.numerator, rate.denominator) == (1, 1)


def test_each_named_list_is_a_rate_of_its_own_with_its_authority_over_lines_and_pairs() -> None:
    lists = [named_list(frozenset({1}), "FIRST"), named_list(frozenset(), "SECOND")]
    facts = one_line(COMPLETED, PARTIALLY).facts(Derivation.MERGED)
    rates = [rate for rate in all_rates(facts, initiatives=InitiativeTotals(), lists=lists) if rate.rule == "R5"]
    assert [(rate.list_code, rate.unit, rate.numerator, rate.denominator) for rate in rates] == [
        ("FIRST", "lines", 0, 1),
        ("SECOND", "lines", 0, 0),
        ("FIRST", "pairs", 1, 2),
        ("SECOND", "pairs", 0, 0),
    ]
    assert all(rate.why and "Ministers, 2023-05-01" in rate.why.en for rate in rates)
    assert rates[0].as_json()["list"] == "FIRST"


def test_without_a_named_list_the_focused_base_does_not_apply() -> None:
    rates = all_rates([], initiatives=InitiativeTotals())
    assert [rate.applies for rate in rates if rate.rule == "R5"] == [False]


# R7


def test_a_line_deferred_after_its_start_was_ever_started() -> None:
    deferred = replace(one_line(Status.DEFERRED), began=frozenset({(1, 1)}))
    assert share(deferred, "R7") == "1/1, 1 to 1"
    assert share(deferred, "R7", "pairs") == "1/1, 1 to 1"
    assert share(deferred, "R2") == "0/1, 0 to 0"


def test_a_body_that_owes_nothing_can_show_that_a_line_was_started() -> None:
    shown = replace(one_line(PLANNED), began=frozenset({(1, OTHER_BODY)}), said={(1, OTHER_BODY): ONGOING})
    assert share(shown, "R7") == "1/1, 1 to 1"
    assert share(shown, "R2") == "0/1, 0 to 1"


def test_a_country_to_which_the_line_no_longer_applies_leaves_the_pairs_but_not_the_line() -> None:
    gone = replace(one_line(NOT_APPLICABLE, PLANNED), began=frozenset({(1, 1)}))
    assert share(gone, "R7") == "1/1, 1 to 1"
    assert share(gone, "R7", "pairs") == "0/1, 0 to 0"


# R8, R3 and the order


def test_initiatives_completed_are_counted_of_those_ever_approved_without_bounds() -> None:
    totals = InitiativeTotals(recorded=9, approved=4, done=3)
    rate = next(rate for rate in all_rates([], initiatives=totals) if rate.rule == "R8")
    assert (rate.unit, rate.numerator, rate.denominator, rate.low, rate.high) == ("initiatives", 3, 4, None, None)
    assert (rate.percent, rate.as_json()["low"]) == ("75.0", None)


def test_initiatives_completed_do_not_apply_while_none_is_approved() -> None:
    rate = next(rate for rate in all_rates([], initiatives=InitiativeTotals(recorded=2)) if rate.rule == "R8")
    assert not rate.applies
    assert rate.why


@given(situation=situations(max_lines=1))
def test_what_a_source_merely_states_is_never_computed(situation: Situation) -> None:
    rate = situation.rates(Derivation.MERGED)["R3", "lines"]
    assert (rate.applies, rate.numerator, rate.denominator, rate.percent) == (False, None, None, None)
    assert rate.why


def test_the_rules_stand_side_by_side_in_order_and_lines_before_pairs() -> None:
    rates = all_rates([], initiatives=InitiativeTotals(recorded=1, approved=1), lists=[named_list(frozenset())])
    assert tuple(rate.rule for rate in rates if rate.unit != "pairs") == RULE_CODES
    assert tuple(rate.rule for rate in rates if rate.unit == "pairs") == naive.PAIR_CODES
    units = [rate.unit == "pairs" for rate in rates]
    assert units == sorted(units)


def test_every_rule_has_its_sentence_in_both_languages_and_can_be_found_by_code() -> None:
    for rate in all_rates([], initiatives=InitiativeTotals()):
        assert all(rate.name.has(language) and rate.says.has(language) for language in LANGUAGES)
    assert [rule_named(rule.code) for rule in LINE_RULES] == list(LINE_RULES)
    assert [rule_named(code) for code in ("R3", "R5", "R8", "R9")] == [None] * 4
    found = rule_named("R5", lists=[named_list(frozenset({1}))])
    assert found is not None
    assert found.code == "R5"


def test_a_rate_of_nothing_is_unknown_and_its_json_says_null() -> None:
    row = rate_lines(ADDRESSED, []).as_json()
    assert (row["numerator"], row["denominator"]) == (0, 0)
    assert (row["percent"], row["low"], row["high"], row["applies"]) == (None, None, None, True)


def test_the_json_of_a_rate_gives_its_bounds_as_percentages() -> None:
    row = rate_lines(ADDRESSED, one_line(None).facts(Derivation.MERGED)).as_json()
    assert (row["percent"], row["low"], row["high"]) == ("0.0", "0.0", "100.0")
    assert row["unit"] == "lines"
    assert row["name"] == {"en": "Achieved or being addressed", "id": "Tercapai atau sedang ditangani"}


def test_coverage_says_nothing_of_single_countries() -> None:
    assert rate_pairs(LINE_RULES[0], one_line(ONGOING).facts(Derivation.MERGED)) is None


# Verdicts on one line


@given(situation=situations(), by=BY)
def test_the_verdicts_on_the_lines_add_up_to_the_rate(situation: Situation, by: Derivation) -> None:
    facts = situation.facts(by)
    for rule in LINE_RULES:
        verdicts = [rule.judge(one) for one in facts]
        rate = counted(rate_lines(rule, facts))
        surely = verdicts.count(Verdict.SURE)
        now = surely + verdicts.count(Verdict.COUNTED)
        high = now + verdicts.count(Verdict.POSSIBLE)
        assert rate == naive.Counted(now, len(verdicts) - verdicts.count(Verdict.OUTSIDE), surely, high)


@pytest.mark.parametrize(
    ("situation", "verdict"),
    [
        (one_line(ONGOING, None), Verdict.SURE),
        (one_line(NOT_STARTED, None), Verdict.POSSIBLE),
        (one_line(NOT_STARTED), Verdict.NOT_COUNTED),
    ],
)
def test_a_line_is_surely_counted_possible_or_not_counted(situation: Situation, verdict: Verdict) -> None:
    assert ADDRESSED.judge(situation.facts(Derivation.MERGED)[0]) is verdict
    assert all(verdict.words.has(language) for language in LANGUAGES)


def test_a_line_whose_lead_country_is_silent_is_not_surely_counted_for_its_report_would_win() -> None:
    led = one_line(COMPLETED, None, lead=2)
    assert ADDRESSED.judge(led.facts(Derivation.MERGED)[0]) is Verdict.COUNTED


def test_a_line_that_is_not_due_is_outside_the_strict_rule() -> None:
    assert STRICT.judge(one_line(COMPLETED, due_on=None).facts(Derivation.MERGED)[0]) is Verdict.OUTSIDE


# Weights


@given(situation=situations(), by=BY, weight=st.decimals("0.1", "100", places=1))
def test_with_equal_weights_the_weighted_percent_is_the_percent(
    situation: Situation, by: Derivation, weight: Decimal
) -> None:
    lines = tuple(replace(one, weight=weight) for one in situation.lines)
    facts = replace(situation, lines=lines).facts(by)
    for rule in (*LINE_RULES, focused(named_list(situation.listed))):
        plain, weighted = rate_lines(rule, facts), rate_weights(rule, facts)
        assert weighted.percent == plain.percent
        assert weighted.numerator == weight * (plain.numerator or 0)


@given(situation=situations(), by=BY)
def test_weights_add_up_over_the_lines_counted_and_those_in_the_base(situation: Situation, by: Derivation) -> None:
    for code in (*naive.LINE_CODES, *naive.NET_CODES):
        rule = rule_named(code, lists=[named_list(situation.listed)])
        assert rule is not None
        base = [one for one in situation.lines if naive.in_base(code, situation, one, by)]
        weighed = rate_weights(rule, situation.facts(by))
        assert weighed.denominator == sum(one.weight for one in base)
        assert weighed.numerator == sum(one.weight for one in base if naive.is_counted(code, situation, one, by))


def test_a_heavy_line_moves_the_weighted_rate_and_not_the_plain_one() -> None:
    light, heavy = line(1), line(2, weight=Decimal("3"))
    plan = Situation(lines=(light, heavy), owed={1: frozenset({1}), 2: frozenset({1})}, said={(2, 1): COMPLETED})
    facts = plan.facts(Derivation.MERGED)
    assert rate_lines(FULL, facts).percent == "50.0"
    assert rate_weights(FULL, facts).as_json() == {
        "rule": "R6-full",
        "unit": "weights",
        "numerator": "3",
        "denominator": "4",
        "percent": "75.0",
    }


def test_where_no_line_weighs_anything_the_weighted_rate_is_unknown() -> None:
    facts = one_line(COMPLETED, weight=Decimal(0)).facts(Derivation.MERGED)
    assert rate_weights(STARTED_EVER, facts).percent is None


# Expected progress


@given(elapsed=st.fractions(0, 1), part=st.integers(0, 50), more=st.integers(0, 50))
def test_the_gap_is_the_difference_of_the_two_printed_percentages(elapsed: Fraction, part: int, more: int) -> None:
    rate = Rate(rule="R2", unit="lines", name=Words(), says=Words(), numerator=part, denominator=part + more)
    expected, gap = expected_progress(elapsed, rate)
    exact = Decimal(elapsed.numerator * 100) / elapsed.denominator
    assert abs(Decimal(expected) - exact) <= Decimal("0.05")
    assert gap == (None if rate.percent is None else str(Decimal(rate.percent) - Decimal(expected)))


def test_half_way_through_a_plan_half_is_expected() -> None:
    period = Period(start=date(2021, 1, 1), end=PLAN_END)
    rate = rate_lines(ADDRESSED, one_line(ONGOING).facts(Derivation.MERGED))
    assert expected_progress(period.elapsed(date(2023, 7, 2)), rate) == ("50.0", "50.0")
    assert expected_progress(period.elapsed(NOW.date()), rate) == ("81.7", "18.3")
    assert expected_progress(period.elapsed(date(2030, 1, 1)), rate_lines(ADDRESSED, [])) == ("100.0", None)
