"""Counts that must add up."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.domain.plausibility.feasible import check_percentage
from pantau.domain.plausibility.printed import read_percent
from pantau.domain.plausibility.sums import check_feasible, check_parts, check_remaining, check_share
from pantau.domain.values import Qualifier, printed_percent

counts = st.integers(0, 10_000)


@given(parts=st.lists(counts, min_size=1, max_size=12), surplus=st.integers(-50, 50))
def test_parts_are_flagged_exactly_when_they_miss_their_sum(parts: list[int], surplus: int) -> None:
    found = check_parts(sum(parts) + surplus, parts=parts)
    assert (found is None) == (surplus == 0)
    if found:
        assert found.number("sum") == sum(parts)
        assert found.number("difference") == abs(surplus)


@given(st.lists(st.integers(1, 9999), min_size=2, max_size=8))
def test_rounded_parts_may_miss_their_rounded_sum_but_no_further(parts: list[int]) -> None:
    whole = sum(parts)
    printed = [int(printed_percent(part, whole, 0) or 0) for part in parts]
    assert check_parts(100, parts=printed, step=Fraction(1)) is None
    assert check_parts(100 + 2 * len(parts), parts=printed, step=Fraction(1)) is not None


def test_a_total_without_parts_says_nothing() -> None:
    assert check_parts(46, parts=()) is None


@given(of=counts, done=counts, left=st.integers(-50, 20_000))
def test_the_remainder_is_flagged_exactly_when_it_is_not_the_difference(of: int, done: int, left: int) -> None:
    found = check_remaining(done=done, of=of, left=left)
    assert (found is None) == (of - done == left)
    if found:
        assert found.number("expected") == of - done


@given(of=st.integers(1, 2000), data=st.data(), places=st.integers(0, 3))
def test_a_count_never_contradicts_its_own_rounded_percentage(of: int, data: st.DataObject, places: int) -> None:
    part = data.draw(st.integers(0, of))
    percent = read_percent(printed_percent(part, of, places) or "")
    assert check_share(percent, part=part, of=of) is None


@given(of=st.integers(1, 2000), data=st.data())
def test_a_percentage_two_points_off_contradicts_its_count(of: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, of))
    rounded = int(printed_percent(part, of, 0) or 0)
    wrong = rounded - 2 if rounded >= 2 else rounded + 2
    found = check_share(read_percent(str(wrong)), part=part, of=of)
    assert found is not None
    assert found.number("share") == Fraction(part * 100, of)


def test_a_count_cut_off_by_its_source_is_said_to_round_otherwise() -> None:
    found = check_share(read_percent("99.6"), part=289, of=290)
    assert found is not None
    assert "which rounds to 99.7 %; the source prints 99.6 %" in found.found.en


def test_a_hedged_percentage_is_compared_on_the_exact_share() -> None:
    assert check_share(read_percent("90"), part=300, of=339, qualifier=Qualifier.ABOUT) is None
    assert check_share(read_percent("90"), part=300, of=339, qualifier=Qualifier.MORE_THAN) is not None


def test_more_lines_done_than_there_are_is_an_error_even_without_a_percentage() -> None:
    found = check_share(None, part=60, of=59)
    assert found is not None
    assert (found.check, found.severity.value) == ("share_above_whole", "error")
    assert check_share(None, part=55, of=59) is None


@pytest.mark.parametrize(
    ("printed", "of", "check"),
    [
        ("95", 20, None),
        ("99.6", 290, "feasible_only_by_truncation"),
        ("0.1", 1500, None),
        ("33", 2, "feasible_impossible"),
        ("1", 300, None),
        ("67", 3, None),
        ("34", 3, "feasible_only_by_ceiling"),
    ],
)
def test_a_verdict_that_is_not_plain_becomes_a_finding(printed: str, of: int, check: str | None) -> None:
    feasible = check_percentage(printed, of=of)
    found = check_feasible(feasible)
    assert (found.check if found else None) == check
    if found:
        assert feasible.explanation.id in found.found.id
