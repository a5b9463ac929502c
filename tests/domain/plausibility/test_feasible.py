"""Feasible counts against trying every count, and the verdicts and sentences of rule 7."""

import decimal
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.domain.plausibility.feasible import Feasibility, check_percentage, feasible_counts
from pantau.domain.plausibility.intervals import Rounding
from pantau.domain.plausibility.printed import read_percent
from pantau.domain.refusals import BaseInvalid
from pantau.domain.values import Qualifier

MODES = {
    Rounding.HALF_UP: decimal.ROUND_HALF_UP,
    Rounding.HALF_EVEN: decimal.ROUND_HALF_EVEN,
    Rounding.TRUNCATED: decimal.ROUND_DOWN,
    Rounding.CEILING: decimal.ROUND_CEILING,
}

percentages = st.integers(0, 2).flatmap(
    lambda places: st.integers(0, 100 * 10**places).map(lambda units: f"{Decimal(units).scaleb(-places):f}")
)
bases = st.integers(1, 400)


def tried(text: str, of: int, rounding: Rounding) -> list[int]:
    """Every count whose share, rounded by the decimal module, prints as the text."""
    unit = Decimal(1).scaleb(-read_percent(text).decimals)
    shares = ((count, Decimal(count * 100) / Decimal(of)) for count in range(of + 1))
    return [count for count, share in shares if share.quantize(unit, MODES[rounding]) == Decimal(text)]


@given(text=percentages, of=bases, rounding=st.sampled_from(Rounding))
def test_the_counts_are_those_found_by_trying_each_one(text: str, of: int, rounding: Rounding) -> None:
    assert list(check_percentage(text, of=of).under(rounding)) == tried(text, of, rounding)


@given(of=bases, data=st.data(), places=st.integers(0, 3), rounding=st.sampled_from(Rounding))
def test_a_count_is_always_found_again_behind_its_own_percentage(
    of: int, data: st.DataObject, places: int, rounding: Rounding
) -> None:
    count = data.draw(st.integers(0, of))
    printed = (Decimal(count * 100) / of).quantize(Decimal(1).scaleb(-places), MODES[rounding])
    assert count in check_percentage(f"{printed:f}", of=of).under(rounding)


ALLOWED: dict[Qualifier, Callable[[Fraction, Fraction], bool]] = {
    Qualifier.ABOUT: lambda share, value: abs(share - value) <= Fraction(5, 2),
    Qualifier.NEARLY: lambda share, value: value - 5 <= share < value,
    Qualifier.MORE_THAN: lambda share, value: share > value,
    Qualifier.AT_LEAST: lambda share, value: share >= value,
    Qualifier.LESS_THAN: lambda share, value: share < value,
    Qualifier.UP_TO: lambda share, value: share <= value,
}


@given(text=percentages, of=bases, qualifier=st.sampled_from(Qualifier))
def test_a_hedged_percentage_means_the_exact_shares_that_its_word_allows(
    text: str, of: int, qualifier: Qualifier
) -> None:
    value = Fraction(text)
    expected = [count for count in range(of + 1) if ALLOWED[qualifier](Fraction(count * 100, of), value)]
    found = check_percentage(text, of=of, qualifier=qualifier)
    assert list(found.counts) == expected
    assert found.half_up == found.half_even == found.truncated == found.ceiling
    assert found.verdict.value == ("possible" if expected else "impossible")


@given(text=percentages, of=bases)
def test_the_verdict_is_the_first_way_of_rounding_that_has_a_count(text: str, of: int) -> None:
    if tried(text, of, Rounding.HALF_UP) or tried(text, of, Rounding.HALF_EVEN):
        expected = "possible"
    elif tried(text, of, Rounding.TRUNCATED):
        expected = "only_by_truncation"
    elif tried(text, of, Rounding.CEILING):
        expected = "only_by_ceiling"
    else:
        expected = "impossible"
    assert check_percentage(text, of=of).verdict.value == expected


@given(text=percentages, of=bases, qualifier=st.none() | st.sampled_from(Qualifier))
def test_every_outcome_is_explained_in_both_languages_with_its_counts(
    text: str, of: int, qualifier: Qualifier | None
) -> None:
    found = check_percentage(text, of=of, qualifier=qualifier)
    said = found.explanation
    assert said.en != said.id
    assert "{" not in said.en + said.id
    ends = (*found.counts[:1], *found.counts[-1:])
    assert all(str(count) in said.en for count in ends)


@given(text=percentages, of=st.integers(1, 5000))
def test_the_neighbours_named_in_a_refutation_lie_on_both_sides(text: str, of: int) -> None:
    found = check_percentage(text, of=of)
    if found.verdict.value == "impossible":
        below = int(Fraction(text) * of / 100)
        assert Fraction(below * 100, of) < Fraction(text) < Fraction((below + 1) * 100, of)
        assert f"{below:,} of {of:,}" in found.explanation.en
        assert f"{below + 1:,} of {of:,}" in found.explanation.en


def test_ninety_nine_point_six_of_290_can_only_be_cut_off() -> None:
    assert check_percentage("99.6", of=290).as_json() == {
        "value": "99.6",
        "of": 290,
        "qualifier": None,
        "feasible": {"half_up": [], "half_even": [], "truncated": [289], "ceiling": []},
        "verdict": "only_by_truncation",
        "explanation": {
            "en": (
                "No count of 290 rounds to 99.6 %: 288 of 290 rounds to 99.3 % and 289 of 290 to 99.7 %. "
                "Only cutting off the decimals gives it: 289 of 290 is 99.655 %."
            ),
            "id": (
                "Tidak ada jumlah dari 290 yang dibulatkan menjadi 99,6 %: 288 dari 290 menjadi 99,3 % dan "
                "289 dari 290 menjadi 99,7 %. Hanya pemotongan desimal yang menghasilkannya: 289 dari 290 "
                "adalah 99,655 %."
            ),
        },
    }


def test_a_hedged_answer_gives_the_two_ends() -> None:
    answer = check_percentage("90", of=339, qualifier=Qualifier.ABOUT).as_json()
    assert answer["qualifier"] == "about"
    assert set(map(tuple, answer["feasible"].values())) == {(297, 313)}


def test_a_hedge_that_leaves_one_count_still_gives_two_ends() -> None:
    answer = check_percentage("95", of=20, qualifier=Qualifier.MORE_THAN).as_json()
    assert answer["feasible"]["half_up"] == [20, 20]


def test_a_hedge_that_nothing_meets_gives_an_empty_entry() -> None:
    answer = check_percentage("100", of=20, qualifier=Qualifier.MORE_THAN).as_json()
    assert answer["feasible"]["half_up"] == []
    assert answer["verdict"] == "impossible"


def test_a_printed_comma_is_given_back_as_printed() -> None:
    assert check_percentage("99,6", of=290).as_json()["value"] == "99,6"


def test_only_rounding_to_even_can_stand_behind_an_exact_half() -> None:
    found = check_percentage("12", of=8)
    assert (list(found.half_up), list(found.half_even)) == ([], [1])
    assert found.verdict.value == "possible"
    assert "even digit" in found.explanation.en


def test_the_reach_of_about_is_a_setting() -> None:
    narrow = check_percentage("90", of=339, qualifier=Qualifier.ABOUT, tolerance=Decimal("0.5"))
    assert (narrow.counts[0], narrow.counts[-1]) == (304, 306)


def test_a_negative_reach_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="negative"):
        check_percentage("90", of=339, qualifier=Qualifier.ABOUT, tolerance=Decimal(-1))


def test_a_share_of_nothing_is_refused() -> None:
    with pytest.raises(BaseInvalid):
        feasible_counts(read_percent("95"), of=0)


def test_ten_million_lines_are_answered_without_trying_each() -> None:
    found: Feasibility = check_percentage("95", of=10_000_000)
    assert found.half_up == range(9_450_000, 9_550_000)


@pytest.mark.parametrize(("printed", "of", "truncated", "ceiling"), [("17.7", 647, [115], [114])])
def test_a_figure_that_two_other_ways_give_is_called_cut_off(
    printed: str, of: int, truncated: list[int], ceiling: list[int]
) -> None:
    found = check_percentage(printed, of=of)
    assert (list(found.truncated), list(found.ceiling)) == (truncated, ceiling)
    assert found.verdict.value == "only_by_truncation"
