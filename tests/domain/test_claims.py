"""Rule 8: a claim matches a rule whose percentage prints as the claim, and is possible within the bounds only."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from pantau.domain.claims import match_claim
from pantau.domain.figures import Figure
from pantau.domain.rates import Rate
from pantau.domain.values import Qualifier
from pantau.domain.words import Words
from tests.domain.figures.made import figure, period

NAME = Words(en="A rule", id="Suatu aturan")


def rate(rule: str, count: int | None, of: int | None, **others: object) -> Rate:
    bounds = {"low": count, "high": count} | others
    return Rate(rule=rule, name=NAME, says=NAME, numerator=count, denominator=of, **{"unit": "lines"} | bounds)  # type: ignore[arg-type]


def claim(says: str = "95 %", **others: object) -> Figure:
    return figure("CLAIM", "implementation_rate", says, **others)


@st.composite
def rates(draw: st.DrawFn) -> Rate:
    of = draw(st.integers(0, 300))
    low, count, high = sorted(draw(st.lists(st.integers(0, of), min_size=3, max_size=3)))
    return rate(
        draw(st.sampled_from(["R1", "R2", "R5", "R6-full"])),
        count,
        of,
        low=low,
        high=high,
        unit=draw(st.sampled_from(["lines", "lines", "lines", "pairs", "initiatives"])),
        applies=draw(st.booleans()),
    )


def prints_as(count: int, of: int, text: str) -> bool:
    unit = Decimal(1).scaleb(-len(text.partition(".")[2]))
    return (Decimal(count * 100) / of).quantize(unit, ROUND_HALF_UP) == Decimal(text)


@given(
    given=st.lists(rates(), max_size=6),
    units=st.integers(0, 1000),
    places=st.integers(0, 1),
)
def test_matches_and_possible_are_those_found_by_trying_every_count(given: list[Rate], units: int, places: int) -> None:
    text = f"{Decimal(units).scaleb(-1) if places else Decimal(units // 10)}"
    reading = match_claim(claim(f"{text} %"), rates=given, base=None)
    matches, within = [], []
    for one in given:
        if one.unit == "lines" and one.applies and one.denominator:
            low, high = one.low or 0, one.high or 0
            fitting = [k for k in range(one.denominator + 1) if prints_as(k, one.denominator, text)]
            matches += [one.rule] if one.numerator in fitting else []
            within += [one.rule] if any(low <= k <= high for k in fitting) else []
    assert list(reading.matches) == list(dict.fromkeys(matches))
    assert list(reading.possible) == [rule for rule in dict.fromkeys(within) if rule not in matches]


@given(of=st.integers(1, 300), data=st.data(), qualifier=st.sampled_from(Qualifier), value=st.integers(0, 100))
def test_a_hedged_claim_matches_by_its_word_on_the_exact_share(
    of: int, data: st.DataObject, qualifier: Qualifier, value: int
) -> None:
    count = data.draw(st.integers(0, of))
    share = Decimal(count * 100) / of
    assume(qualifier in {Qualifier.MORE_THAN, Qualifier.LESS_THAN, Qualifier.AT_LEAST, Qualifier.UP_TO})
    expected = {
        Qualifier.MORE_THAN: share > value,
        Qualifier.AT_LEAST: share >= value,
        Qualifier.LESS_THAN: share < value,
        Qualifier.UP_TO: share <= value,
    }[qualifier]
    reading = match_claim(claim(f"{qualifier.words.en} {value} %"), rates=[rate("R2", count, of)], base=of)
    assert (reading.matches == ("R2",)) == expected


def test_only_the_rule_that_gives_the_number_matches() -> None:
    reading = match_claim(
        claim(verb="implemented"),
        rates=[rate("R1", 16, 20), rate("R2", 19, 20), rate("R6-full", 9, 20, low=9, high=12)],
        base=20,
    )
    assert reading.as_json() == {
        "figure": "CLAIM",
        "printed": "95",
        "verb": "implemented",
        "feasible": reading.feasible.as_json() if reading.feasible else "missing",
        "matches": ["R2"],
        "possible": [],
        "warnings": [],
    }


def test_a_rule_that_gives_it_only_within_its_bounds_is_possible() -> None:
    reading = match_claim(claim(), rates=[rate("R2", 17, 20, low=17, high=20)], base=20)
    assert (reading.matches, reading.possible) == ((), ("R2",))
    assert reading.warnings == ()


def test_pairs_initiatives_and_rules_that_do_not_apply_are_never_matched() -> None:
    given = [
        rate("R2", 19, 20, unit="pairs"),
        rate("R8", 19, 20, unit="initiatives"),
        rate("R3", None, None, applies=False),
        rate("R4", 0, 0),
    ]
    reading = match_claim(claim(), rates=given, base=20)
    assert (reading.matches, reading.possible, reading.warnings) == ((), (), ())


def test_a_named_list_is_lines_and_matches_on_its_own_base() -> None:
    given = [rate("R5", 3, 10, list_code="FIRST"), rate("R5", 458, 506, list_code="FOCUS")]
    reading = match_claim(claim("90.5 %", denominator=506), rates=given, base=611)
    assert reading.matches == ("R5",)
    assert reading.warnings == ()


def test_a_base_that_nobody_knows_leaves_plausibility_unknown() -> None:
    reading = match_claim(claim(), rates=[], base=None)
    assert reading.as_json()["feasible"] is None
    assert reading.warnings == ()


def test_the_base_of_the_claim_goes_before_the_base_of_the_plan() -> None:
    reading = match_claim(claim("90.5 %", denominator=506), rates=[], base=611)
    assert reading.feasible is not None
    assert reading.feasible.of == 506
    assert [one.check for one in reading.warnings] == ["claim_base_differs"]


def test_a_claim_that_the_plan_cannot_print_is_warned_about() -> None:
    reading = match_claim(claim("99.6 %"), rates=[rate("R2", 288, 290)], base=290)
    assert [one.check for one in reading.warnings] == ["feasible_only_by_truncation", "claim_unsupported"]


def test_a_claim_under_the_wrong_rule_is_told_what_that_rule_gives() -> None:
    reading = match_claim(claim(rule="R6-full"), rates=[rate("R2", 19, 20), rate("R6-full", 9, 20)], base=20)
    assert reading.matches == ("R2",)
    assert [one.check for one in reading.warnings] == ["claim_rule_differs"]
    assert "R6-full gives 45.0 % here" in reading.warnings[0].found.en


def test_a_rule_that_could_still_give_it_is_not_called_wrong() -> None:
    reading = match_claim(claim(rule="R2"), rates=[rate("R2", 17, 20, low=17, high=20)], base=20)
    assert reading.warnings == ()


def test_a_late_claim_is_said_to_be_late() -> None:
    late = claim(period=period("2016..2020"), as_of=date(2021, 4, 2))
    reading = match_claim(late, rates=[rate("R2", 19, 20)], base=20)
    assert [one.check for one in reading.warnings] == ["after_plan_end"]


def test_all_lines_are_all_and_not_almost_all() -> None:
    given = [rate("R2", 289, 290), rate("R7", 290, 290)]
    assert match_claim(claim("all"), rates=given, base=290).matches == ("R7",)
    assert match_claim(claim("100 %"), rates=given, base=290).matches == ("R2", "R7")


def test_a_count_out_of_a_base_matches_a_rule_with_the_same_two() -> None:
    counted = figure("CLAIM", "lines_done", "92 lines", numerator=92, denominator=139)
    given = [rate("R2", 92, 139), rate("R6-full", 60, 139, low=60, high=100), rate("R5", 92, 140)]
    reading = match_claim(counted, rates=given, base=139)
    assert (reading.matches, reading.possible) == (("R2",), ("R6-full",))
    assert reading.feasible is None


def test_a_figure_that_is_no_share_is_not_compared() -> None:
    reading = match_claim(figure("CLAIM", "trade", "USD 18 billion"), rates=[rate("R2", 19, 20)], base=20)
    assert (reading.matches, reading.possible, reading.warnings) == ((), (), ())


def test_a_rate_without_bounds_is_matched_by_its_own_count_alone() -> None:
    given = [rate("R2", 19, 20, low=None, high=None), rate("R7", 17, 20, low=None, high=None)]
    reading = match_claim(claim(), rates=given, base=20)
    assert (reading.matches, reading.possible) == (("R2",), ())
